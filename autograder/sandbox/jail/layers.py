"""What a worker is locked in with, by name: how the grader orders it from the template."""

from __future__ import annotations

CELL, LANDLOCK, SECCOMP, SELF_TEST = "cell", "landlock", "seccomp", "self-test"
ALL_LAYERS = frozenset({CELL, LANDLOCK, SECCOMP, SELF_TEST})
WITHOUT_CELL = ALL_LAYERS - {CELL}  #: what must do where the machine makes no cell

_TIERS = (
    (frozenset({CELL, LANDLOCK, SECCOMP}), "A: namespaces, Landlock and seccomp"),
    (frozenset({LANDLOCK, SECCOMP}), "B: Landlock and seccomp"),
    (frozenset[str](), "none"),
)


def tier(layers: frozenset[str]) -> str:
    """Return the name of the best tier that these layers make, for readers of results."""
    return next(name for needed, name in _TIERS if needed <= layers)
