"""What we say about one question: the most useful first, and each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder import wording
from autograder.feedback.checks import message
from autograder.feedback.names import NO_NAMES, Names
from autograder.records import (
    CheckResult,
    Finding,
    Language,
    Outcome,
    QuestionResult,
    Raised,
    ScoredCheck,
    Stopped,
    Undefined,
)
from autograder.records.messages import CheckFeedback, Message, QuestionFeedback


def question_feedback(
    result: QuestionResult, language: Language, names: Names = NO_NAMES
) -> QuestionFeedback:
    """Return what a student may read about the question."""
    failed = [scored.result for scored in result.checks if _failed(scored)]
    if not failed:
        return QuestionFeedback(None, (), _all_right(result, language))
    mistake = failed[0].mistake
    explanation = mistake.explanation.in_language(language) if mistake else None
    checks = tuple(_checks(result.checks, names, language))
    return QuestionFeedback(explanation, checks, _gated(result, language))


def check_heading(check: CheckFeedback, language: Language) -> str:
    """Return which checks it is about and how they went, as "Checks 2, 3 (hidden): failed"."""
    several = len(check.numbers) > 1
    if check.hidden:
        label = wording.SEVERAL_HIDDEN if several else wording.HIDDEN
    else:
        label = wording.SEVERAL_VISIBLE if several else wording.VISIBLE
    numbers = ", ".join(map(str, check.numbers))
    outcome = wording.OUTCOMES[check.outcome].said_in(language)
    return f"{label.said_in(language).format(numbers=numbers)}: {outcome}"


def _all_right(result: QuestionResult, language: Language) -> str | None:
    return wording.ALL_RIGHT.said_in(language) if result.checks else None


def _gated(result: QuestionResult, language: Language) -> str | None:
    gated = any(scored.points == 0.0 and not _failed(scored) for scored in result.checks)
    return wording.GATED.said_in(language) if gated else None


def _failed(scored: ScoredCheck) -> bool:
    return scored.result.outcome is not Outcome.PASSED


Told = tuple[int, CheckResult, Message]  #: a check's number, its result, what is said of it


def _checks(
    checks: Iterable[ScoredCheck], names: Names, language: Language
) -> Iterator[CheckFeedback]:
    """Yield what is said of the checks, in the order in which a student had better read it."""
    told = [
        (number, scored.result, message(scored.result, language, names))
        for number, scored in enumerate(checks, 1)
    ]
    for alike in sorted(_alike(told), key=lambda group: _rank(group[0][1])):
        _, first, said = alike[0]
        hidden = all(result.check.hidden for _, result, _ in alike)
        numbers = tuple(number for number, _, _ in alike)
        yield CheckFeedback(numbers, hidden, first.outcome, said)


def _alike(told: Iterable[Told]) -> list[list[Told]]:
    """Return the checks, together those of which the same is to be said."""
    groups: dict[object, list[Told]] = {}
    for number, result, said in told:
        groups.setdefault(_reason(result, said), []).append((number, result, said))
    return list(groups.values())


def _reason(result: CheckResult, said: Message) -> object:
    """Return what is the same for checks that went wrong for the same reason."""
    finding = result.finding or Finding()
    match finding.answer:
        case Undefined():
            return result.outcome, said
        case Raised() as raised if not result.check.hidden:
            return result.outcome, raised.type, raised.message, raised.frames[-1:]
    return result.check.hidden, result.outcome, said


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
