"""What is said to a student of how their grade was made, a line a step."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.feedback.show.sentences import in_language
from autograder.languages import Language
from autograder.records.grades import Grade, GradeState
from autograder.records.sentences import Said, Sentence, _, literal
from autograder.texts import format_points


def grade_text(grade: Grade, language: Language) -> str:
    """Return the steps from what was found to the grade, and comments on adjustments."""
    return "\n".join(in_language(said, language) for said in grade_sentences(grade))


def grade_sentences(grade: Grade) -> Iterator[Said]:
    """Yield the steps, then comments; nothing where the grade is simply what was found."""
    yield from _steps(grade)
    yield from map(literal, grade.comments)


def another_counts() -> Sentence:
    """Return what is said of an attempt that does not count."""
    return _("Another attempt is the one that counts for your grade.")


def _steps(grade: Grade) -> Iterator[Said]:
    match grade.state:
        case GradeState.EXCUSED:
            yield _("You are excused from this assignment.")
            return
        case GradeState.NOTHING:
            yield _("Nothing was handed in.")
            return
        case GradeState.CLOSED:
            yield _("This was handed in after the assignment was closed, and does not count.")
            return
        case GradeState.NOT_CHOSEN | GradeState.CHOICE_GONE:
            yield _("It is not decided yet which attempt counts.")
            return
    if grade.by_question:
        yield _(
            "Adjusted by hand, in questions: {points} points.", points=_signed(grade.by_question)
        )
    if grade.late:
        yield _lateness(grade)
    changed = grade.adjusted + grade.limited
    if abs(changed) > 0.005:
        yield _("Adjusted by hand: {points} points.", points=_signed(changed))
    if grade.points is not None and grade.points != grade.automatic:
        yield _(
            "Your grade: {points} of {possible} points.",
            points=format_points(grade.points),
            possible=format_points(grade.possible),
        )


def _lateness(grade: Grade) -> Sentence:
    late = duration_sentence(grade.late)
    if grade.deduction:
        points = format_points(grade.deduction)
        return _(
            "Handed in {late} after it was due: {points} points are deducted.",
            late=late,
            points=points,
        )
    if grade.bank:
        return _(
            "Handed in {late} after it was due: late days used: {days}; nothing is deducted.",
            late=late,
            days=grade.bank,
        )
    return _("Handed in {late} after it was due; nothing is deducted.", late=late)


def duration_sentence(seconds: float) -> Sentence:
    """Return a span of time in days, hours and minutes; a started minute is one."""
    minutes = -int(-seconds // 60)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return _("{days} d {hours} h {minutes} min", days=days, hours=hours, minutes=minutes % 60)
    return _("{hours} h {minutes} min", hours=hours, minutes=minutes % 60)


def _signed(points: float) -> str:
    return f"+{format_points(points)}" if points > 0 else f"−{format_points(-points)}"
