"""What we say about an answer that is not the one expected: in which way it differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np

from autograder import wording
from autograder.feedback.kinds import alien, is_gone_through, shapes
from autograder.feedback.show import format_plain
from autograder.feedback.words import foreign
from autograder.records import CallRequest, Difference, Finding, Language, Text, Value
from autograder.values import numbers


def difference_sentences(
    difference: Difference, finding: Finding, language: Language
) -> Iterator[str]:
    """Yield the sentence about the difference, and what explains it if that is known."""
    facts = {
        "name": getattr(finding.request, "name", None) or "",
        "index": _index(difference.index),
        "axis": _axis(difference),
        **_inside(finding, language),
        "got": foreign(difference.got),
        "expected": _expected(difference, language),
    }
    yield _difference_text(difference, finding).said_in(language).format(**facts)
    if difference.kind == "value" and _is_wrapped(finding):
        yield wording.WRAPPED.said_in(language)
    if difference.kind == "kind" and is_gone_through(difference.got):
        yield wording.MAKE_A_LIST.said_in(language)


def _is_wrapped(finding: Finding) -> bool:
    """Whether the answer is what comes of calculating with `uint8` where it has no room."""
    got = numbers(finding.answer.value) if isinstance(finding.answer, Value) else None
    expected = numbers(finding.expected)
    if got is None or expected is None or got.shape != expected.shape:
        return False
    wrong = got != expected
    outside = (expected < 0) | (expected > 255)
    with np.errstate(invalid="ignore"):
        return bool((outside == wrong).all() and (np.mod(expected, 256) == got).all())


def _axis(difference: Difference) -> int:
    """Return along which axis two shapes first differ, if they have the same number of axes."""
    if difference.kind != "shape":
        return 0
    pairs = zip(_lengths(difference.got), _lengths(difference.expected), strict=False)
    return next((axis for axis, (got, asked) in enumerate(pairs) if got != asked), 0)


def _lengths(shape: str) -> list[int]:
    return [int(length) for length in re.findall(r"[0-9]+", shape)]


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
            return _kind_text(finding, is_call)
        case "shape":
            return _shape_text(_lengths(difference.got), _lengths(difference.expected))
        case "nan" if not is_call:
            return wording.NOT_FINITE
        case "nan":
            return wording.NAN if difference.index else wording.NAN_SCALAR
        case "value" if difference.index and is_call:
            return wording.DIFFERS_AT
    return _OTHER_DIFFERENCES[difference.kind]


def _kind_text(finding: Finding, is_call: bool) -> Text:
    inside = _inside(finding, "en")
    if "alien" in inside:
        return wording.ALIEN_INSIDE if is_call else wording.ALIEN_INSIDE_VARIABLE
    if "shapes" in inside:
        return wording.UNEVEN if is_call else wording.UNEVEN_VARIABLE
    return wording.WRONG_KIND if is_call else wording.WRONG_VARIABLE_KIND


def _inside(finding: Finding, language: Language) -> dict[str, str]:
    """Return what is in an answer that should be numbers and is none."""
    difference, answer = finding.difference, finding.answer
    if difference is None or not isinstance(answer, Value):
        return {}
    if difference.kind != "kind" or difference.expected not in ("number", "numbers"):
        return {}
    if text := alien(answer.value):
        return {"alien": text.said_in(language)}
    uneven = shapes(answer.value)
    return {"shapes": uneven} if uneven else {}


def _shape_text(got: list[int], expected: list[int]) -> Text:
    if not got or not expected:
        return wording.ARRAY_FOR_SCALAR if got else wording.SCALAR_FOR_ARRAY
    if [length for length in got if length != 1] == [length for length in expected if length != 1]:
        return _flat_or_table(got, expected)
    if got == expected[::-1]:
        return wording.TURNED_SHAPE
    return wording.WRONG_AXIS if len(got) == len(expected) > 1 else wording.WRONG_SHAPE


def _flat_or_table(got: list[int], expected: list[int]) -> Text:
    """Return the sentence for shapes that hold the same numbers in the same order."""
    match got, expected:
        case [n, 1], [m] if n == m:
            return wording.COLUMN_FOR_ROW
        case [1, n], [m] if n == m:
            return wording.ROW_TABLE_FOR_ROW
        case [n], [m, 1] if n == m:
            return wording.ROW_FOR_COLUMN
        case [n], [1, m] if n == m:
            return wording.ROW_FOR_ROW_TABLE
    return wording.TURNED_SHAPE if got == expected[::-1] else wording.WRONG_SHAPE


_OTHER_DIFFERENCES = {
    "value": wording.WRONG_VALUE,
    "length": wording.WRONG_LENGTH,
    "key": wording.WRONG_KEY,
}
