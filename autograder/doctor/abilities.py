"""Grader: Layers of isolation that work on this machine, as far as is known."""

from __future__ import annotations

from autograder.frozen import dataclass


@dataclass(frozen=True)
class Ability:
    """Whether something works here, and what more is known: its version, or why not."""

    works: bool
    detail: str


@dataclass(frozen=True)
class Abilities:
    """Findings about each layer."""

    landlock: Ability
    seccomp: Ability
    namespaces: Ability
