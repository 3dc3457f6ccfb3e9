"""Answers that are not the one expected: in which way they differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.feedback.kinds import alien, is_gone_through, shapes
from autograder.feedback.likeness import exchanged_parts, is_mask, likeness, of_an_input
from autograder.feedback.tables import table_sentence
from autograder.feedback.text_likeness import entries_alike, lists_alike, texts_alike
from autograder.feedback.words import foreign
from autograder.records import CallRequest, Difference, Finding, Value
from autograder.records.sentences import Code, Listed, Part, Sentence, _, filled
from autograder.values import numbers, unwrap

Shape = tuple[int, ...]
Numbers = NDArray[Any]


def difference_sentences(
    difference: Difference, finding: Finding, *, is_explained: bool = False
) -> Iterator[Sentence]:
    """Yield the sentence about the difference, and what is plain about it.

    `is_explained`: a known mistake says more.
    """
    yield _sentence(difference, finding)
    if difference.kind == "value" and _is_wrapped(finding):
        yield _(
            "The wrong values are off by multiples of 256: after 255, `uint8` starts again at "
            "0. Convert with `.astype(float)` before you calculate."
        )
    elif (
        isinstance(finding.request, CallRequest)
        and isinstance(finding.answer, Value)
        and not is_explained
        and difference.kind != "text"  # its sentence says it all
    ):
        yield from _likeness(finding, finding.answer.value)
    if (
        difference.kind == "kind"
        and difference.expected != "dictionary"
        and is_gone_through(_word(difference.got))
    ):
        yield _("`list(…)` turns it into a list.")


def _likeness(finding: Finding, value: object) -> Iterator[Sentence]:
    """Yield how the answer is related to the expected one, where that is plain."""
    exchanged = tuple(exchanged_parts(unwrap(value), finding.expected))
    got, expected = numbers(value), numbers(finding.expected)
    if exchanged:
        yield exchanged[0]
    elif expected is not None and (said := _of_inputs(finding, value, expected)):
        yield said
    elif got is not None and expected is not None:
        yield from filter(None, [likeness(got, expected)])
    else:
        yield from filter(None, [_of_others(unwrap(value), finding.expected)])


def _of_inputs(finding: Finding, value: object, expected: Numbers) -> Sentence | None:
    """Return how an answer is related to what the call was given, where that is plain."""
    got = numbers(value)
    if got is None or not isinstance(finding.request, CallRequest):
        return None
    for argument in finding.request.arguments:
        given = None if callable(argument) else numbers(argument)
        if given is None or given.ndim != 1:
            continue
        if said := is_mask(got, expected, given) or of_an_input(got, expected, given):
            return said
    return None


def _of_others(got: object, expected: object) -> Sentence | None:
    match got, expected:
        case str(), str():
            return texts_alike(got, expected)
        case dict(), dict():
            return entries_alike(got, expected)
        case list(), list():
            return lists_alike(got, expected)
    return None


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


def _sentence(difference: Difference, finding: Finding) -> Sentence:
    if said := table_sentence(difference):
        return said
    is_call, name = isinstance(finding.request, CallRequest), _name(finding)
    match difference:
        case Difference(kind="nothing") if _is_of_returned(finding):
            return _(
                "The function that {name} returns gives nothing (None). Does every path through it "
                "end in `return`?",
                name=name,
            )
        case Difference(kind="nothing") if is_call:
            return _(
                "{name} returned nothing (None). Does every path through it end in `return`?",
                name=name,
            )
        case Difference(kind="nothing"):
            return _("{name} is None; give it a value.", name=name)
        case Difference(kind="unfilled"):
            return _(
                "{name} still holds the `...` of the handout; put your answer there.", name=name
            )
        case Difference(kind="kind"):
            return _kind_sentence(difference, finding)
        case Difference(kind="shape", got=tuple(got), expected=tuple(expected)):
            return _shape_sentence(got, expected, _is_array(finding))
        case Difference(kind="text", got=str(got), expected=str(due), index=tuple(place)):
            return _(
                "The text differs in what is hard to see: its character {place} is {got}; expected "
                "{expected}.",
                place=place[0] + 1,
                got=_character(got),
                expected=_character(due),
            )
        case Difference(kind="nan"):
            return _nan_sentence(difference, finding)
    return _value_sentence(difference, is_call)


def _is_of_returned(finding: Finding) -> bool:
    """Whether the answer is that of the function which a call returns."""
    return isinstance(finding.request, CallRequest) and bool(finding.request.then)


def _character(character: str) -> Part:
    """Return the name of a character; "" is the end of the text."""
    if character in _CHARACTERS:
        return _CHARACTERS[character]
    code = format(ord(character), "04X")
    if unicodedata.category(character) == "Cf":
        return _("an invisible character (U+{code})", code=code)
    if character.isspace():
        return _("an unusual blank (U+{code})", code=code)
    if unicodedata.east_asian_width(character) == "F":
        return _("a full-width {character}", character=foreign(character))
    if unicodedata.east_asian_width(character) == "H":
        return _("a half-width {character}", character=foreign(character))
    return foreign(character)


_CHARACTERS: dict[str, Sentence] = {
    "": _("the end of the text"),
    " ": _("a blank"),
    "\t": _("a tab"),
    "\n": _("a line break"),
    "\u3000": _("a full-width blank"),
    "\u00a0": _("a no-break space"),
}


def _name(finding: Finding) -> Code:
    return Code(getattr(finding.request, "name", None) or "")


def _word(fact: str | Shape) -> str:
    return fact if isinstance(fact, str) else str(fact)


def _expected(difference: Difference) -> Part:
    return _FORMS.get(_word(difference.expected), difference.expected)


_FORMS: dict[str, Sentence] = {
    "number": _("a number"),
    "numbers": _("a list or an array of numbers"),
    "pair": _("a pair of two numbers"),
    "list": _("a list of numbers with no lists inside"),
    "text": _("text"),
    "dictionary": _("a dictionary"),
    "model": _("a Keras model"),
    "estimator": _("a fitted estimator"),
}


def _kind_sentence(difference: Difference, finding: Finding) -> Sentence:
    asked, got = _asked_kind(difference, finding), foreign(_word(difference.got))
    is_call, name = isinstance(finding.request, CallRequest), _name(finding)
    inside = _inside(difference, finding)
    if isinstance(inside, Listed) and is_call:
        return _(
            "The parts of the returned {got} have different shapes: {shapes}. They should fit "
            "into one array.",
            got=got,
            shapes=inside,
        )
    if isinstance(inside, Listed):
        return _(
            "The parts of {name} have different shapes: {shapes}. They should fit into one array.",
            name=name,
            shapes=inside,
        )
    if inside and is_call:
        return _(
            "The returned {got} contains {alien}; expected {expected}.",
            got=got,
            alien=inside,
            expected=asked,
        )
    if inside:
        return _(
            "{name} contains {alien}; expected {expected}.",
            name=name,
            alien=inside,
            expected=asked,
        )
    if is_call:
        return _("Got a value of type {got}, expected {expected}.", got=got, expected=asked)
    return _("{name} is of type {got}; expected {expected}.", name=name, got=got, expected=asked)


def _asked_kind(difference: Difference, finding: Finding) -> Part:
    """Return what was expected; a list of texts is none of numbers."""
    expected = finding.expected
    if difference.expected == "list" and expected is not None and numbers(expected) is None:
        return _("a list")
    return _expected(difference)


def _inside(difference: Difference, finding: Finding) -> Part | None:
    """Return what is in an answer that should be numbers and is none; `Listed`: its shapes."""
    if not isinstance(finding.answer, Value) or difference.expected not in (
        *("number", "numbers", "list", "pair"),
    ):
        return None
    return alien(finding.answer.value) or shapes(finding.answer.value)


def _is_array(finding: Finding) -> bool:
    """Whether the answer has the methods of an array."""
    return isinstance(finding.answer, Value) and isinstance(
        unwrap(finding.answer.value), np.ndarray
    )


def _shape_sentence(got: Shape, expected: Shape, is_array: bool) -> Sentence:
    if not got:
        return _("Got a single number, expected numbers of shape {expected}.", expected=expected)
    if not expected:
        return _("Got numbers of shape {got}, expected a single number.", got=got)
    return filled(_two_shapes(got, expected, is_array), got=got, expected=expected)


def _two_shapes(got: Shape, expected: Shape, is_array: bool) -> Sentence:
    if is_array and [length for length in got if length != 1] == [
        length for length in expected if length != 1
    ]:
        return _flat_or_table(got, expected)
    if got == expected[::-1]:
        return _TURNED
    if len(got) != len(expected) or len(got) == 1:
        return _OTHER_SHAPE
    axis = next(axis for axis, (g, e) in enumerate(zip(got, expected, strict=True)) if g != e)
    return filled(
        _("The shape is {got}; it should be {expected}. They first differ along axis {axis}."),
        axis=axis,
    )


_OTHER_SHAPE = _("The shape is {got}; it should be {expected}.")
_TURNED = _("The shape is {got}; it should be {expected}. Are rows and columns swapped?")


def _flat_or_table(got: Shape, expected: Shape) -> Sentence:
    """Return the sentence for shapes that hold the same numbers in the same order."""
    match got, expected:
        case [n, 1], [m] if n == m:
            return _(
                "The shape is {got}, a table with a single column; it should be {expected}, a "
                "plain row of numbers. `.ravel()` turns one into the other."
            )
        case [1, n], [m] if n == m:
            return _(
                "The shape is {got}, a table with a single row; it should be {expected}, a "
                "plain row of numbers. `.ravel()` turns one into the other."
            )
        case [n], [m, 1] if n == m:
            return _(
                "The shape is {got}, a plain row of numbers; it should be {expected}, a table "
                "with a single column. `.reshape(-1, 1)` turns one into the other."
            )
        case [n], [1, m] if n == m:
            return _(
                "The shape is {got}, a plain row of numbers; it should be {expected}, a table "
                "with a single row. `.reshape(1, -1)` turns one into the other."
            )
    return _TURNED if got == expected[::-1] else _OTHER_SHAPE


def _nan_sentence(difference: Difference, finding: Finding) -> Sentence:
    if not isinstance(finding.request, CallRequest):
        return _(
            "{name} is {got}; expected an ordinary number.",
            name=_name(finding),
            got=foreign(_word(difference.got)),
        )
    if any(map(callable, finding.request.arguments)):
        return _(
            "The answer is NaN, which is not a number. The function that was passed makes it of "
            "everything but numbers, such as None: print what you pass to it. Else look for 0/0 or "
            "inf - inf."
        )
    if difference.index:
        return _(
            "At index {index} the answer is NaN, which is not a number; look for 0/0 or inf - inf.",
            index=_index(difference.index),
        )
    return _("The answer is NaN, which is not a number; look for 0/0 or inf - inf.")


def _index(index: tuple[int, ...]) -> Part:
    return index[0] if len(index) == 1 else index


def _value_sentence(difference: Difference, is_call: bool) -> Sentence:
    got, expected = difference.got, difference.expected
    if difference.kind == "length":
        return _("There are {got} entries; there should be {expected}.", got=got, expected=expected)
    if difference.kind == "key":
        return _("The entry {expected} is missing or not right.", expected=expected)
    if not difference.index or not is_call:
        return _("The value is not the expected one.")
    return _(
        "They first differ at index {index}: expected {expected}, got {got}.",
        index=_index(difference.index),
        expected=expected,
        got=foreign(_word(got)),
    )
