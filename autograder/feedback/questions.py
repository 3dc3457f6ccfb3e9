"""Feedback on one question: the most useful first, and each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from autograder.feedback.checks import message
from autograder.feedback.names import NO_NAMES, Names
from autograder.records import (
    CheckResult,
    Finding,
    Outcome,
    QuestionResult,
    Raised,
    ScoredCheck,
    Stopped,
    Undefined,
)
from autograder.records.messages import CheckFeedback, Message, QuestionFeedback
from autograder.records.sentences import Sentence, _


def question_feedback(
    result: QuestionResult, names: Names = NO_NAMES, known: Sequence[Message] = ()
) -> QuestionFeedback:
    """Return what a student may read about the question.

    `known` is everything that is known of each of its checks, if that has been made before.
    """
    failed = [scored.result for scored in result.checks if _failed(scored)]
    if not failed:
        return _all_passed(result, names, known)
    mistake = failed[0].mistake
    return QuestionFeedback(
        explanation=mistake.explanation if mistake else None,
        checks=tuple(_checks(result.checks, names, known)),
        remark=_gated(result),
    )


def _all_passed(result: QuestionResult, names: Names, known: Sequence[Message]) -> QuestionFeedback:
    """Return what is said where nothing is wrong: only of checks about which there is something."""
    told = tuple(said for said in _checks(result.checks, names, known) if said.message.sentences)
    return QuestionFeedback(checks=told, remark=_("All checks passed.") if result.checks else None)


def _gated(result: QuestionResult) -> Sentence | None:
    if all(_failed(scored) or scored.points != 0.0 for scored in result.checks):
        return None
    return _(
        "A visible check earns its points only if a hidden check of the same question passes too."
    )


def _failed(scored: ScoredCheck) -> bool:
    return scored.result.outcome is not Outcome.PASSED


@dataclass(frozen=True)
class _Told:
    """A check's number, its result, what is said of it."""

    number: int
    result: CheckResult
    message: Message


def _checks(
    checks: Sequence[ScoredCheck], names: Names, known: Sequence[Message]
) -> Iterator[CheckFeedback]:
    """Yield what is said of the checks, in the order in which a student had better read it."""
    told = [
        _Told(number, scored.result, message(scored.result, names, whole))
        for number, (scored, whole) in enumerate(zip_longest(checks, known), 1)
    ]
    for alike in sorted(_alike(told), key=lambda group: _rank(group[0].result)):
        yield CheckFeedback(
            numbers=tuple(each.number for each in alike),
            hidden=all(each.result.check.hidden for each in alike),
            outcome=alike[0].result.outcome,
            message=alike[0].message,
        )


def _alike(told: Iterable[_Told]) -> list[list[_Told]]:
    """Return the checks, together those of which the same is to be said."""
    groups: dict[object, list[_Told]] = {}
    for each in told:
        groups.setdefault(_reason(each), []).append(each)
    return list(groups.values())


def _reason(told: _Told) -> object:
    """Return what is the same for checks that went wrong for the same reason."""
    finding, outcome = told.result.finding or Finding(), told.result.outcome
    match finding.answer:
        case Undefined():
            return outcome, told.message
        case Raised() as raised if not told.result.check.hidden:
            return outcome, raised.type, raised.message, raised.frames[-1:]
    return told.result.check.hidden, outcome, told.message


def _rank(result: CheckResult) -> int:
    """Return the place of what is said: what makes the rest pointless to read comes first."""
    finding = result.finding or Finding()
    if result.outcome is Outcome.PASSED:
        return 5
    if isinstance(finding.answer, Undefined):
        return 0
    if result.check.hidden:
        return 4
    if isinstance(finding.answer, Raised | Stopped):
        return 1
    shape = finding.difference and finding.difference.kind in (
        "nothing",
        "unfilled",
        "kind",
        "shape",
    )
    return 2 if shape else 3
