"""Findings of the author's gate."""

from __future__ import annotations

from autograder.frozen import dataclass
from autograder.records.assignments import Assignment


@dataclass(frozen=True, kw_only=True)
class Survivor:
    """A mutant that got full points, and why that is right, if its author says so."""

    was: str
    now: str
    because: str | None


@dataclass(frozen=True, kw_only=True)
class Catches:
    """Number of known mistakes in its question that a check catches."""

    check: str  #: its id
    mistakes: int
    alone: int  #: of these, mistakes that no other check of the question catches
    same_as: str | None = None  #: the hidden check before it that catches the very same ones


@dataclass(frozen=True, kw_only=True)
class Validation:
    """Findings about an assignment's checks."""

    assignment: Assignment
    shortcomings: tuple[str, ...]  #: sentences; empty if the gate is passed
    mistakes: int
    variants: int
    mutants: int = 0
    survivors: tuple[Survivor, ...] = ()
    catches: tuple[Catches, ...] = ()
    unearned: tuple[str, ...] = ()  #: sentences: what earns points without an idea

    @property
    def mutation_score(self) -> float:
        """Share of the mutants that are caught, of those that are not explained as equivalent."""
        explained = sum(survivor.because is not None for survivor in self.survivors)
        unexplained = len(self.survivors) - explained
        possible = self.mutants - explained
        return 1 - unexplained / possible if possible else 1.0
