"""Consequences for people: grades that move, adjustments with other points under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from autograder.classes.decisions import ADJUSTMENT_COLUMNS, ADJUSTMENTS, adjustment_cells
from autograder.classes.folder import ClassFolder
from autograder.classes.pushed import Pushed, pushed_grades
from autograder.classes.tables import with_rows
from autograder.feedback.show.sentences import in_language
from autograder.frozen import dataclass
from autograder.grades import make_book
from autograder.records import Language
from autograder.records.grades import Grade
from autograder.records.people import Adjustment, Student
from autograder.records.sentences import Listed, Sentence, _
from autograder.store.folder import write_whole
from autograder.texts import and_more, format_points, one_line

_LEAST = 0.005  #: points that are a difference
_MOST_NAMED = 20  #: people and adjustments of each kind, one by one


@dataclass(frozen=True, kw_only=True)
class GradeMoved:
    """A person's grade before and after."""

    student: Student
    before: Grade
    after: Grade

    @property
    def kept(self) -> float | None:
        """The points that it would have to keep so as not to fall; None if it does not fall."""
        if self.before.points is None or self.after.points is None:
            return None
        least = min(self.before.points, self.after.possible)
        return least if self.after.points < least - _LEAST else None


@dataclass(frozen=True, kw_only=True)
class Consequences:
    """What results that are judged anew do to the people of a class."""

    of: ClassFolder
    assignment: str
    moved: tuple[GradeMoved, ...]
    under: tuple[tuple[Adjustment, float | None, float | None], ...]  #: points under it, and now
    pushed: tuple[tuple[Pushed, float | None], ...]  #: and the grade now, where that is another


def consequences(of: ClassFolder, assignment: str, stage: Path, at: datetime) -> Consequences:
    """Return who is concerned if staged results come in the place of those of a class."""
    staged = replace(of, instead={assignment: stage})
    pairs = zip(
        make_book(of, at).of_assignment(assignment),
        make_book(staged, at).of_assignment(assignment),
        strict=True,
    )
    grades = {s.id: GradeMoved(student=s, before=was, after=now) for (s, was), (_s, now) in pairs}
    return Consequences(
        of=of,
        assignment=assignment,
        moved=tuple(g for g in grades.values() if _differs(g.before.points, g.after.points)),
        under=tuple(
            (adjustment, was, now)
            for adjustment in of.adjustments
            if adjustment.assignment == assignment and (grade := grades.get(adjustment.student))
            for was in [_under(grade.before, adjustment)]
            for now in [_under(grade.after, adjustment)]
            if _differs(was, now)
        ),
        pushed=tuple(
            (pushed, grade.after.points)
            for pushed in pushed_grades(of.folder, assignment)
            if (grade := grades.get(pushed.student)) and _differs(pushed.points, grade.after.points)
        ),
    )


def _differs(was: float | None, now: float | None) -> bool:
    if was is None or now is None:
        return was is not now
    return abs(was - now) > _LEAST


def _under(grade: Grade, adjustment: Adjustment) -> float | None:
    """Return the automatic points that an adjustment is about."""
    if adjustment.question is None:
        return grade.automatic
    return next((q.points for q in grade.questions if q.id == adjustment.question), None)


def told(found: Consequences, *, never_lower: bool = False) -> Iterator[str]:
    """Yield who is concerned, a line each; with `never_lower` what is kept for whom."""
    if found.moved:
        yield f"Grades that move: {len(found.moved)}"
        for moved in found.moved[:_MOST_NAMED]:
            was, now = (format_points(g.points) or "open" for g in (moved.before, moved.after))
            is_kept = never_lower and moved.kept is not None
            kept = f", kept at {format_points(moved.kept)}" if is_kept else ""
            yield one_line(f"  {moved.student.id} {moved.student.name}: {was} → {now}{kept}")
        if more := and_more(len(found.moved), _MOST_NAMED):
            yield f"  … {more}"
    for adjustment, before, after in found.under[:_MOST_NAMED]:
        was, now = (format_points(points) or "—" for points in (before, after))
        where = f", {adjustment.question}" if adjustment.question else ""
        yield one_line(
            f"The adjustment `{adjustment.kind}` of {adjustment.student}{where} stays; the points "
            f"under it move: {was} → {now}"
        )
    if more := and_more(len(found.under), _MOST_NAMED):
        yield f"{more} adjustments stay, with other points under them"
    for pushed, points in found.pushed[:_MOST_NAMED]:
        yield one_line(
            f"Already pushed to {pushed.target}: {pushed.student} has "
            f"{format_points(pushed.points)} there, and {format_points(points) or 'nothing'} now"
        )
    if more := and_more(len(found.pushed), _MOST_NAMED):
        yield f"{more} that were pushed have other points now"


# ------------------------------------------------------------------ nobody falls


def keeping(
    found: Consequences, by: str, at: datetime, language: Language
) -> tuple[Adjustment, ...]:
    """Return an adjustment for each person who would fall, so that they do not."""
    return tuple(
        Adjustment(
            student=moved.student.id,
            assignment=found.assignment,
            kind="at-least",
            points=moved.kept,
            comment=in_language(_reason(moved), language),
            by=by,
            at=at.isoformat(sep=" ", timespec="seconds"),
            seen=moved.after.automatic,
        )
        for moved in found.moved
        if moved.kept is not None
    )


def _reason(moved: GradeMoved) -> Sentence:
    were = {question.id: question.points for question in moved.before.questions}
    fallen = [q.id for q in moved.after.questions if (q.points or 0) < (were.get(q.id) or 0)]
    if fallen:
        return _(
            "Graded again, you have fewer points for {questions}; your grade is not lowered by it.",
            questions=Listed(tuple(fallen)),
        )
    return _("This was graded again; your grade is not lowered by it.")


def write_adjustments(folder: Path, adjustments: Sequence[Adjustment]) -> None:
    """Add decisions to a class's; raises ClassError, OutputError."""
    path = folder / ADJUSTMENTS
    write_whole(path, with_rows(path, ADJUSTMENT_COLUMNS, list(map(adjustment_cells, adjustments))))
