"""What we say to a student about one check: rationale and help, in either language.

Of a visible check everything may be told. Of a hidden one only the outcome and the explanation of
the known mistake: nothing that the student's process produced, and no input.
"""

from __future__ import annotations

from autograder import wording
from autograder.feedback.differences import difference_sentences
from autograder.feedback.errors import error_facts, help_with, last_line, place_of
from autograder.feedback.hidden import hidden_sentence
from autograder.feedback.names import NO_NAMES, Names
from autograder.feedback.show import (
    Shown,
    code_span,
    format_call,
    format_value,
    is_whole,
    side_by_side,
)
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
)
from autograder.records.messages import Fact, Message
from autograder.texts import sanitize
from autograder.values import numbers


def message(result: CheckResult, language: Language, names: Names = NO_NAMES) -> Message:
    """Return what a student may read of the result; nothing if it passed."""
    if result.outcome is Outcome.PASSED:
        return Message()
    if result.outcome is Outcome.NOT_GRADED:
        return Message((wording.FAULT.said_in(language),))
    if result.check.hidden:
        return Message((_hidden(result, names, language),))
    return _visible(result.finding or Finding(), names, language)


def instructor_message(result: CheckResult, language: Language, names: Names = NO_NAMES) -> Message:
    """Return everything that is known of the result, hidden or not."""
    if result.outcome is Outcome.PASSED:
        return Message()
    if result.finding and result.finding.fault:
        return Message((result.finding.fault.message,))
    return _visible(result.finding or Finding(), names, language)


def _hidden(result: CheckResult, names: Names, language: Language) -> str:
    if result.finding and isinstance(result.finding.answer, Undefined):
        return _sentences(result.finding, names, language)[0]
    return hidden_sentence(result, language)


def _visible(finding: Finding, names: Names, language: Language) -> Message:
    facts: list[Fact] = []
    notes: list[Text] = []
    if isinstance(finding.request, CallRequest) and not isinstance(finding.answer, Undefined):
        facts.append(Fact(wording.CALL.said_in(language), format_call(finding.request)))
        notes += [] if is_whole(finding.request) else [wording.CALL_IN_PART]
    if finding.difference and finding.difference.kind in _SIDE_BY_SIDE:
        expected, got = _side_by_side(finding)
        facts += _labelled(expected, got, isinstance(finding.request, CallRequest), language)
        notes += [] if got.whole else [wording.ARRAYS_IN_PART]
    said = [*_sentences(finding, names, language), *(note.said_in(language) for note in notes)]
    place = place_of(finding.answer) if isinstance(finding.answer, Raised) else None
    return Message(tuple(said), tuple(facts), place)


_SIDE_BY_SIDE = ("value", "nan", "shape", "kind", "key", "length")


def _labelled(expected: Shown, got: Shown, is_call: bool, language: Language) -> list[Fact]:
    """Return the answer as facts; what a variable should hold is not told."""
    if not is_call:
        return [Fact(wording.VARIABLE_GOT.said_in(language), got.text)]
    sides = ((wording.EXPECTED, expected), (wording.GOT, got))
    return [Fact(label.said_in(language), s.text, s.marks, compared=True) for label, s in sides]


def _side_by_side(finding: Finding) -> tuple[Shown, Shown]:
    """Return what was expected and what came, the first difference marked if it has an index."""
    assert isinstance(finding.answer, Value)
    got, expected = numbers(finding.answer.value), numbers(finding.expected)
    index = finding.difference.index if finding.difference else None
    if index and got is not None and expected is not None and got.shape == expected.shape:
        return side_by_side(expected, got, index)
    return (
        Shown(format_value(finding.expected)),
        Shown(sanitize(format_value(finding.answer.value))),
    )


def _sentences(finding: Finding, names: Names, language: Language) -> list[str]:
    name = getattr(finding.request, "name", None) or ""
    match finding.answer:
        case Undefined(callable=missing):
            text = _missing(name, names) if missing else wording.NOT_CALLABLE
            facts = {"near": names.near(name), "cell": names.unfinished_cell(name)}
            return [text.said_in(language).format(name=name, **facts)]
        case Raised() as raised:
            sentence = wording.RAISED.said_in(language).format(**error_facts(raised))
            where = (line[0].upper() + line[1:] for line in last_line(raised, language))
            return [sentence, *where, *help_with(raised, names, language)]
        case Stopped(reason=reason, detail=detail):
            stopped = wording.STOPPED[reason].said_in(language)
            return [stopped.format(name=f"`{name}`", detail=detail)]
        case Unsendable(reason=reason):
            return [wording.UNSENDABLE.said_in(language).format(reason=code_span(reason))]
        case NotAsked():
            return [wording.NOT_ASKED.said_in(language)]
    if finding.violation:
        return [finding.violation.text.in_language(language)]
    if finding.sentence:
        return [finding.sentence.said_in(language)]
    if finding.difference is None:
        return [wording.WRONG_VALUE.said_in(language)]
    return list(difference_sentences(finding.difference, finding, language))


def _missing(name: str, names: Names) -> Text:
    if names.unfinished_cell(name):
        return wording.UNDEFINED_NOT_REACHED
    return wording.UNDEFINED_NEAR if names.near(name) else wording.UNDEFINED
