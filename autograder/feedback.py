"""What we say to a student about one check: rationale and help, in either language.

Of a visible check everything may be told. Of a hidden one only the outcome and the explanation of
the known mistake: nothing that the student's process produced, and no input.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import indent

from autograder import wording
from autograder.cures import cure, cure_for_cell
from autograder.formatting import code_span, format_call, format_plain, format_value, harmless
from autograder.records import (
    CallRequest,
    CellRun,
    CheckResult,
    Difference,
    Finding,
    Language,
    NotAsked,
    Outcome,
    Raised,
    Request,
    Stopped,
    Text,
    Undefined,
    Unsendable,
    Value,
    ValueCheck,
)


@dataclass(frozen=True)
class Message:
    """What is said of one check: sentences, and facts to show side by side."""

    sentences: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()  #: (label, plain text) …

    def __str__(self) -> str:
        return "\n".join(filter(None, [self.shown, *self.sentences]))

    @property
    def shown(self) -> str:
        """The facts as plain text; one of several lines stands below its label."""
        return "\n".join(
            f"{label}:\n{indent(text, '  ')}" if "\n" in text else f"{label}: {text}"
            for label, text in self.facts
        )


def message(result: CheckResult, language: Language) -> Message:
    """Return what a student may read of the result; nothing if it passed."""
    if result.outcome is Outcome.PASSED:
        return Message(())
    if result.outcome is Outcome.NOT_GRADED:
        return Message((wording.FAULT.said_in(language),))
    if result.check.hidden:
        return Message((_hidden(result, language),))
    return _visible(result.finding or Finding(), language)


def instructor_message(result: CheckResult, language: Language) -> Message:
    """Return everything that is known of the result, hidden or not."""
    if result.outcome is Outcome.PASSED:
        return Message(())
    if result.finding and result.finding.fault:
        return Message((result.finding.fault.message,))
    return _visible(result.finding or Finding(), language)


def raised_in_cell(cell: int, raised: Raised, language: Language) -> str:
    """Return the sentence about a cell that stopped with an error."""
    sentence = wording.CELL_RAISED.said_in(language).format(cell=cell, **_error(raised))
    where = "".join(f" ({line})" for line in _last_line(raised, language))
    return " — ".join([sentence + where, *_cure(raised, language)])


def advice_on_cells(runs: Iterable[CellRun], python: str, language: Language) -> list[str]:
    """Return what helps against errors in cells and is not in their messages, each thing once."""
    advice = dict.fromkeys(cure_for_cell(run.raised) for run in runs if run.raised)
    return [text.said_in(language).format(python=python) for text in advice if text]


def stopped_in_cell(cell: int, stopped: Stopped, language: Language) -> str:
    """Return the sentence about a cell that was stopped."""
    where = Text(f"cell {cell}", f"セル {cell}").said_in(language)
    text = wording.STOPPED[stopped.reason].said_in(language)
    sentence = text.format(name=where, detail=stopped.detail)
    return sentence[0].upper() + sentence[1:]


def _hidden(result: CheckResult, language: Language) -> str:
    if result.finding and isinstance(result.finding.answer, Undefined):
        return _sentences(result.finding, language)[0]
    if isinstance(result.check, ValueCheck) and result.outcome is Outcome.FAILED:
        return wording.HIDDEN_VALUE.said_in(language)
    return wording.HIDDEN_OUTCOMES[result.outcome].said_in(language)


def _visible(finding: Finding, language: Language) -> Message:
    facts: list[tuple[str, str]] = []
    if isinstance(finding.request, CallRequest):
        facts.append((wording.CALL.said_in(language), format_call(finding.request)))
    if finding.difference and finding.difference.kind in _SIDE_BY_SIDE:
        facts += _side_by_side(finding, language)
    return Message(tuple(_sentences(finding, language)), tuple(facts))


_SIDE_BY_SIDE = ("value", "nan", "shape", "kind", "key", "length")


def _side_by_side(finding: Finding, language: Language) -> list[tuple[str, str]]:
    assert isinstance(finding.answer, Value)
    is_call = isinstance(finding.request, CallRequest)
    got = (wording.GOT if is_call else wording.VARIABLE_GOT).said_in(language)
    expected = [(wording.EXPECTED.said_in(language), format_value(finding.expected))]
    return [*(expected if is_call else []), (got, harmless(format_value(finding.answer.value)))]


def _sentences(finding: Finding, language: Language) -> list[str]:
    name = _name(finding.request)
    match finding.answer:
        case Undefined(callable=missing):
            text = wording.UNDEFINED if missing else wording.NOT_CALLABLE
            return [text.said_in(language).format(name=name)]
        case Raised() as raised:
            return _raised(raised, language)
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
    return [_difference(finding.difference, finding, language)]


def _name(request: Request | None) -> str:
    return getattr(request, "name", None) or ""


def _raised(raised: Raised, language: Language) -> list[str]:
    sentence = wording.RAISED.said_in(language).format(**_error(raised))
    return [sentence, *_last_line(raised, language), *_cure(raised, language)]


def _last_line(raised: Raised, language: Language) -> Iterator[str]:
    """Return the student's line in which it happened, if there is one."""
    for last in raised.frames[-1:]:
        where = wording.AT_LINE.said_in(language).format(cell=last.cell, line=last.line)
        yield f"{where}: {code_span(last.source)}" if last.source else where


def _cure(raised: Raised, language: Language) -> list[str]:
    text = cure(raised)
    return [text.said_in(language)] if text else []


def _error(raised: Raised) -> dict[str, str]:
    message = code_span(raised.message[:300]) if raised.message.strip() else "—"
    return {"type": code_span(raised.type[:80]), "message": message}


def _difference(difference: Difference, finding: Finding, language: Language) -> str:
    text = _difference_text(difference, finding)
    facts = {
        "name": _name(finding.request),
        "index": _index(difference.index),
        "got": _foreign(difference.got),
        "expected": _expected(difference, language),
        "place": _worded(wording.PLACES, difference.got, language),
        "plotted": _worded(wording.PLOTTED, difference.expected, language),
    }
    return text.said_in(language).format(**facts)


def _foreign(text: str) -> str:
    """Return text of the submission, as code unless it is a word, a number or a shape."""
    return text if re.fullmatch(r"[\w.+%, ()-]*", text) else code_span(text)


def _expected(difference: Difference, language: Language) -> str:
    return _worded(wording.FORMS, difference.expected, language)


def _worded(words: Mapping[str, Text], word: str, language: Language) -> str:
    return words[word].said_in(language) if word in words else word


def _index(index: tuple[int, ...] | None) -> str:
    if not index:
        return ""
    return str(index[0]) if len(index) == 1 else format_plain(index)


def _difference_text(difference: Difference, finding: Finding) -> Text:
    is_call = isinstance(finding.request, CallRequest)
    match difference.kind:
        case "nothing":
            return wording.RETURNED_NOTHING if is_call else wording.VARIABLE_IS_NONE
        case "unfilled":
            return wording.UNFILLED
        case "kind":
            return wording.WRONG_KIND if is_call else wording.WRONG_VARIABLE_KIND
        case "shape" if difference.got == "()":
            return wording.SCALAR_FOR_ARRAY
        case "shape" if difference.expected == "()":
            return wording.ARRAY_FOR_SCALAR
        case "nan" if not is_call:
            return wording.NOT_FINITE
        case "nan":
            return wording.NAN if difference.index else wording.NAN_SCALAR
        case "value" if difference.index and is_call:
            return wording.DIFFERS_AT
    return _OTHER_DIFFERENCES[difference.kind]


_OTHER_DIFFERENCES = {
    "shape": wording.WRONG_SHAPE,
    "value": wording.WRONG_VALUE,
    "length": wording.WRONG_LENGTH,
    "key": wording.WRONG_KEY,
    "form": wording.WRONG_FORM,
    "printed": wording.NOT_PRINTED,
    "figure": wording.NO_FIGURE,
    "axes": wording.NO_AXES,
    "text": wording.NO_TEXT_ON_AXES,
    "plot": wording.NOT_PLOTTED,
    "accuracy": wording.ACCURACY,
    "used": wording.MUST_NOT_USE,
    "missing": wording.MUST_USE,
}
