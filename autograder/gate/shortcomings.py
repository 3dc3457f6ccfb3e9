"""What the gate demands of an assignment, and the sentence for each demand that is not met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import indent

from autograder.checks.recognising import is_recognised, why_not_recognised
from autograder.checks.value import ValueCheck
from autograder.course.yaml_lines import read_yaml
from autograder.feedback.checks import instructor_message, message
from autograder.feedback.show.text import as_text
from autograder.feedback.show.values import format_value
from autograder.records import (
    Assignment,
    Check,
    CheckResult,
    Mistake,
    Outcome,
    QuestionResult,
    SubmissionResult,
    Survivor,
)
from autograder.texts import format_points


def not_whole(assignment: Assignment, results: Iterable[SubmissionResult]) -> Iterator[str]:
    """Name right submissions that lose points, each with the first check that it fails."""
    for result in results:
        lost = [q for q in result.questions if q.points not in (q.question.points, None)]
        if not lost:
            continue
        on = ", ".join(question.question.id for question in lost)
        yield (
            f"{result.submission.name} is right but gets {format_points(result.points) or 'no'} of "
            f"{format_points(assignment.possible)} points; it loses them on {on}"
            + "".join(f"\n{_why(assignment, question)}" for question in lost)
        )


def _why(assignment: Assignment, question: QuestionResult) -> str:
    """Return what is known of the first check of a question that did not pass."""
    results = [scored.result for scored in question.checks]
    failed = next(r for r in results if r.outcome not in _SPARED)
    told = as_text(instructor_message(failed), "en")
    if expected := _expected(failed):
        told = f"{told}\n{expected}"
    head = f"{_place(assignment, failed.check)}: {failed.check.id}"
    return indent(f"{head}\n{indent(told, '  ')}", "  ")


_SPARED = (Outcome.PASSED, Outcome.NOT_GRADED)


def _expected(failed: CheckResult) -> str | None:
    """Return what a variable should hold, which only its author may read."""
    if isinstance(failed.check, ValueCheck):
        return f"Expected: {format_value(failed.check.expected)}"
    return None


def _place(assignment: Assignment, check: Check) -> str:
    """Return file and line of a check."""
    path = assignment.folder / "assignment.yaml"
    question = check.id.rpartition("/")[0]
    line = read_yaml(path).line(("questions", question, "checks", check.number - 1))
    return f"{path}:{line}"


def shown_values(assignment: Assignment) -> Iterator[str]:
    """Name visible checks that hand out the value that a quiz asks for."""
    for check in (check for question in assignment.questions for check in question.checks):
        if isinstance(check, ValueCheck) and not check.hidden:
            yield (
                f"{_place(assignment, check)}: {check.id} is visible, so the handout states the "
                f"value of {check.name}; write `hidden: true`, and a visible check of its `form`"
            )


def unfilled(assignment: Assignment, result: SubmissionResult) -> Iterator[str]:
    for question in result.questions:
        if question.points:
            points = format_points(question.points)
            yield f"the unfilled handout gets {points} points on {question.question.id}"
        elif (names := names_of(question.question.checks)) and not any(
            name in _told(question) for name in names
        ):
            yield f"nothing says what the unfilled handout lacks for {question.question.id}"


def _told(result: QuestionResult) -> str:
    return "\n".join(as_text(message(scored.result), "en") for scored in result.checks)


def not_caught(mistakes: Sequence[Mistake], results: Sequence[SubmissionResult]) -> Iterator[str]:
    for mistake, result in zip(mistakes, results, strict=True):
        lost = {q.question.id for q in result.questions if q.points != q.question.points}
        if mistake.question not in lost:
            yield f"{mistake.id} loses no points on {mistake.question}"
        elif mistake.id not in _named(result, mistake.question):
            slip = _slip(mistake, result)
            yield f"{mistake.id} is caught, but its explanation is not given{slip}"
        for other in sorted(lost - {mistake.question, *mistake.follows}):
            yield f"{mistake.id} also loses points on {other}, which FOLLOWS does not list"


def _slip(mistake: Mistake, result: SubmissionResult) -> str:
    """Return with which error the function ended that should recognise a mistake, if with one."""
    if mistake.recognise is None or result.observation is None:
        return ""
    (checks,) = (q.question.checks for q in result.questions if q.question.id == mistake.question)
    why = why_not_recognised(mistake.recognise, checks, result.observation)
    return f": it {why}" if why else ""


def seen_where_there_are_none(
    mistakes: Sequence[Mistake], right: Iterable[SubmissionResult]
) -> Iterator[str]:
    for result in right:
        checks = {q.question.id: q.question.checks for q in result.questions}
        for mistake in mistakes:
            if (
                mistake.recognise
                and result.observation
                and is_recognised(mistake.recognise, checks[mistake.question], result.observation)
            ):
                yield f"{mistake.id} is seen in {result.submission.name}, which is right"


def _named(result: SubmissionResult, question: str) -> set[str]:
    checks = (s for q in result.questions if q.question.id == question for s in q.checks)
    return {scored.result.mistake.id for scored in checks if scored.result.mistake}


def not_repeated(rounds: Sequence[Sequence[SubmissionResult]]) -> Iterator[str]:
    for same in zip(*rounds, strict=False):  # the first of them holds the others too
        if len({tuple(q.points for q in result.questions) for result in same}) > 1:
            yield f"{same[0].submission.name} does not get the same points each time"


def not_explained(survivors: Iterable[Survivor]) -> Iterator[str]:
    for survivor in survivors:
        if survivor.because is None:
            yield f"no check notices `{survivor.now}` in place of `{survivor.was}`"


def not_graded(results: Iterable[SubmissionResult]) -> Iterator[str]:
    """Name each fault of ours once; what it kept from being graded neither passed nor failed."""
    named: dict[str, list[str]] = {}
    for result in results:
        for scored in (s for q in result.questions for s in q.checks):
            if scored.result.outcome is Outcome.NOT_GRADED and (found := scored.result.finding):
                fault = found.fault.message if found.fault else "no reason was given"
                named.setdefault(fault, []).append(result.submission.name)
    for fault, names in named.items():
        others = f" and {len(set(names)) - 1} more" if len(set(names)) > 1 else ""
        yield f"{names[0]}{others} could not be graded: {fault}"


def names_of(checks: Iterable[Check]) -> set[str]:
    """Return the names that checks ask for."""
    return {name for check in checks for name in check.names}
