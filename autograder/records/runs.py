"""Costs of grading a submission: facts about one run on one machine, and about nobody's work."""

from __future__ import annotations

from autograder.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class Run:
    """One line of `runs.jsonl`."""

    submission: str
    began: str  #: UTC, as 2026-04-01T09:30:00Z
    seconds: float  #: on the clock, waiting for a free worker aside
    unchanged: bool  #: all that was wanted was on record, and nothing was run
    cells: tuple[tuple[int, float], ...]  #: (number, CPU seconds of its workers, however often) …
    questions: tuple[tuple[str, float], ...]  #: (id, CPU seconds of its workers) …
