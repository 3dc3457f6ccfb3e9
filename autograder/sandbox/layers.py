"""What a worker locks itself in with, by name: how the grader orders it from the template."""

from __future__ import annotations

LANDLOCK, SECCOMP, SELF_TEST = "landlock", "seccomp", "self-test"
ALL_LAYERS = frozenset({LANDLOCK, SECCOMP, SELF_TEST})
