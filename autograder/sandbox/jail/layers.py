"""Grader and template: The layers of isolation by name, and the tiers that they make."""

from __future__ import annotations

NAMESPACES, LANDLOCK, SECCOMP, SELF_TEST = "namespaces", "landlock", "seccomp", "self-test"
ALL_LAYERS = frozenset({NAMESPACES, LANDLOCK, SECCOMP, SELF_TEST})

_TIERS = (
    (frozenset({NAMESPACES, LANDLOCK, SECCOMP}), "A: namespaces, Landlock and seccomp"),
    (frozenset({LANDLOCK, SECCOMP}), "B: Landlock and seccomp"),
    (frozenset[str](), "none"),
)


def tier(layers: frozenset[str]) -> str:
    """Return the name of the best tier that these layers make, for readers of results."""
    return next(name for needed, name in _TIERS if needed <= layers)
