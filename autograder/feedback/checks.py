"""What we say to a student about one check: rationale and help, in either language.

Of a visible check everything may be told. Of a hidden one only the outcome and the explanation of
the known mistake: nothing that the student's process produced, and no input.
"""

from __future__ import annotations

from autograder import wording
from autograder.feedback.differences import difference_sentence
from autograder.feedback.errors import error_facts, help_with, last_line
from autograder.formatting import code_span, format_call, format_value, harmless
from autograder.messages import Fact, Message
from autograder.records import (
    CallRequest,
    CheckResult,
    Finding,
    Language,
    NotAsked,
    Outcome,
    Raised,
    Stopped,
    Text,
    Undefined,
    Unsendable,
    Value,
    ValueCheck,
)


def message(result: CheckResult, language: Language) -> Message:
    """Return what a student may read of the result; nothing if it passed."""
    if result.outcome is Outcome.PASSED:
        return Message()
    if result.outcome is Outcome.NOT_GRADED:
        return Message((wording.FAULT.said_in(language),))
    if result.check.hidden:
        return Message((_hidden(result, language),))
    return _visible(result.finding or Finding(), language)


def instructor_message(result: CheckResult, language: Language) -> Message:
    """Return everything that is known of the result, hidden or not."""
    if result.outcome is Outcome.PASSED:
        return Message()
    if result.finding and result.finding.fault:
        return Message((result.finding.fault.message,))
    return _visible(result.finding or Finding(), language)


def _hidden(result: CheckResult, language: Language) -> str:
    if result.finding and isinstance(result.finding.answer, Undefined):
        return _sentences(result.finding, language)[0]
    if isinstance(result.check, ValueCheck) and result.outcome is Outcome.FAILED:
        return wording.HIDDEN_VALUE.said_in(language)
    return wording.HIDDEN_OUTCOMES[result.outcome].said_in(language)


def _visible(finding: Finding, language: Language) -> Message:
    facts: list[Fact] = []
    if isinstance(finding.request, CallRequest):
        facts.append(Fact(wording.CALL.said_in(language), format_call(finding.request)))
    if finding.difference and finding.difference.kind in _SIDE_BY_SIDE:
        facts += _side_by_side(finding, language)
    return Message(tuple(_sentences(finding, language)), tuple(facts))


_SIDE_BY_SIDE = ("value", "nan", "shape", "kind", "key", "length")


def _side_by_side(finding: Finding, language: Language) -> list[Fact]:
    assert isinstance(finding.answer, Value)
    got = harmless(format_value(finding.answer.value))
    if not isinstance(finding.request, CallRequest):
        return [Fact(wording.VARIABLE_GOT.said_in(language), got)]
    return [
        Fact(wording.EXPECTED.said_in(language), format_value(finding.expected), compared=True),
        Fact(wording.GOT.said_in(language), got, compared=True),
    ]


def _sentences(finding: Finding, language: Language) -> list[str]:
    name = getattr(finding.request, "name", None) or ""
    match finding.answer:
        case Undefined(callable=missing):
            text = wording.UNDEFINED if missing else wording.NOT_CALLABLE
            return [text.said_in(language).format(name=name)]
        case Raised() as raised:
            sentence = wording.RAISED.said_in(language).format(**error_facts(raised))
            return [sentence, *last_line(raised, language), *help_with(raised, language)]
        case Stopped(reason=reason, detail=detail):
            stopped = wording.STOPPED[reason].said_in(language)
            return [stopped.format(name=f"`{name}`", detail=detail)]
        case Unsendable(reason=reason):
            return [wording.UNSENDABLE.said_in(language).format(reason=code_span(reason))]
        case NotAsked():
            return [wording.NOT_ASKED.said_in(language)]
    if finding.broken:
        return [Text(finding.broken.en, finding.broken.ja).said_in(language)]
    if finding.difference is None:
        return [wording.WRONG_VALUE.said_in(language)]
    return [difference_sentence(finding.difference, finding, language)]
