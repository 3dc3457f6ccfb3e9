"""What we say about an answer that is not the one expected: in which way it differs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from autograder import wording
from autograder.formatting import code_span, format_plain
from autograder.records import CallRequest, Difference, Finding, Language, Text


def difference_sentence(difference: Difference, finding: Finding, language: Language) -> str:
    """Return the sentence about the difference."""
    text = _difference_text(difference, finding)
    facts = {
        "name": getattr(finding.request, "name", None) or "",
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
