"""A person's total over all assignments: weights, the lowest dropped, what is excused left out.

    total in per cent = 100 × sum(points / possible × weight) / sum(weights)

Without weights an assignment weighs what it is worth, and the total is all points of all possible.
Where nothing is possible, as in an exercise without points or before anything is graded, nothing
counts: no weight makes a 0 of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime

from autograder.frozen import dataclass
from autograder.gradebook.lateness import cents
from autograder.records.grades import Grade, GradeState


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """How grades make a total."""

    weights: Mapping[str, float] = field(default_factory=dict)  #: of assignments
    bonus: frozenset[str] = frozenset()  #: those that add to the total and can only help
    drop_lowest: int = 0


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one grade adds to the total."""

    grade: Grade
    weight: float  #: 0 where it is left out
    adds: float  #: points / possible × weight, to six decimals: weights may be small
    dropped: bool = False
    is_bonus: bool = False


@dataclass(frozen=True, kw_only=True)
class Total:
    """A person's total; None as long as something is not graded, or nothing counts yet."""

    parts: tuple[Part, ...]  #: in the order of the assignments
    earned: float
    weight: float
    per_cent: float | None


OPEN = (GradeState.NOT_GRADED, GradeState.NOT_CHOSEN, GradeState.CHOICE_GONE)


def total_of(
    grades: Sequence[Grade], weighing: Weighing, possible: Mapping[str, float], at: datetime
) -> Total:
    """Return the total of one person.

    `possible` is what each assignment is worth, for its weight if none is given. What is not due
    yet at a moment, and not handed in, is left out.
    """
    counted = [grade for grade in grades if _counts(grade, at)]
    weighed = [g for g in counted if _weight(g.assignment, weighing, possible)]
    dropped = _lowest([g for g in weighed if g.assignment not in weighing.bonus], weighing)
    counting = {grade.assignment for grade in counted}
    out = {grade.assignment for grade in dropped}
    parts = tuple(
        _part(
            grade,
            weighing,
            possible,
            counts=grade.assignment in counting,
            dropped=grade.assignment in out,
        )
        for grade in grades
    )
    earned = round(sum(part.adds for part in parts), 6)
    weight = sum(part.weight for part in parts if not part.is_bonus)
    is_open = any(grade.state in OPEN for grade in counted)
    per_cent = None if is_open or not weight else cents(100 * earned / weight)
    return Total(parts=parts, earned=earned, weight=weight, per_cent=per_cent)


def _counts(grade: Grade, at: datetime) -> bool:
    if grade.state is GradeState.EXCUSED or is_not_yet(grade, at):
        return False
    return bool(grade.possible) or grade.state in OPEN


def is_not_yet(grade: Grade, at: datetime) -> bool:
    """Whether nothing was handed in, and there is still time to do so."""
    still = grade.due_at is None or at <= grade.due_at
    return grade.state is GradeState.NOTHING and still


def _lowest(grades: Sequence[Grade], weighing: Weighing) -> list[Grade]:
    """Return the grades to drop, by per cent; never all of them, and none that is still open."""
    done = sorted((g for g in grades if g.points is not None and g.possible), key=fraction)
    return done[: min(weighing.drop_lowest, max(len(grades) - 1, 0))]


def fraction(grade: Grade) -> float:
    """Return the part of what is possible that was earned."""
    return (grade.points or 0) / grade.possible if grade.possible else 0.0


def _part(
    grade: Grade,
    weighing: Weighing,
    possible: Mapping[str, float],
    *,
    counts: bool,
    dropped: bool,
) -> Part:
    name = grade.assignment
    weight = _weight(name, weighing, possible) if counts and not dropped else 0
    adds = round(fraction(grade) * weight, 6)
    is_bonus = name in weighing.bonus
    return Part(grade=grade, weight=weight, adds=adds, dropped=dropped, is_bonus=is_bonus)


def _weight(assignment: str, weighing: Weighing, possible: Mapping[str, float]) -> float:
    return weighing.weights.get(assignment, possible.get(assignment, 0))
