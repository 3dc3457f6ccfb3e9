"""What is said of an answer that should be numbers: what in it is none, or does not fit."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.comparison import difference
from autograder.feedback.differences import difference_sentences
from autograder.feedback.show.sentences import in_language
from autograder.protocol.values import Opaque
from autograder.records import CallRequest, Finding, Request, Value, ValueRequest

CALL = CallRequest(name="f", arguments=())


def said(value: object, expected: object, request: Request = CALL) -> tuple[str, str]:
    finding = Finding(
        request=request,
        answer=Value(value=value),
        expected=expected,
        difference=difference(value, expected),
    )
    assert finding.difference
    en, ja = (
        " ".join(
            in_language(each, language)
            for each in difference_sentences(finding.difference, finding)
        )
        for language in ("en", "ja")
    )
    return en, ja


def test_text_in_a_list() -> None:
    assert said(["0", "2"], [0, 2]) == (
        "The returned list contains text (str); expected a list or an array of numbers.",
        "返ってきた list の中に、文字列 (str) が入っています。"
        "求められているのは、数のリストか配列です。",
    )
    assert said([1, ["2"]], [0, 2], ValueRequest(name="v")) == (
        "`v` contains text (str); expected a list or an array of numbers.",
        "`v` の中に、文字列 (str) が入っています。求められているのは、数のリストか配列です。",
    )


@pytest.mark.parametrize(
    ("value", "kind", "ja"),
    [
        ([1, {2}], "a value of type set", "set 型の値"),
        ([[1], [2j]], "a value of type complex", "complex 型の値"),
        ([1, Opaque("<b>")], "a value of type `<b>`", "`<b>` 型の値"),
        ([1, None], "None", "None"),
    ],
)
def test_something_else_in_a_list(value: object, kind: str, ja: str) -> None:
    assert said(value, 1) == (
        f"The returned list contains {kind}; expected a number.",
        f"返ってきた list の中に、{ja} が入っています。求められているのは、数です。",
    )


@pytest.mark.parametrize(
    ("value", "expected", "shapes"),
    [
        ([[1, 1], [1]], [[1, 1], [1, 1]], "(2,), (1,)"),
        ((np.ones(1), np.ones((1, 1))), [[1], [1]], "(1,), (1, 1)"),
        ([[[1], [1, 2]], [[1], [1]]], [[1], [1]], "(1,), (2,)"),
        ([[1] * n for n in range(1, 9)], [[1], [1]], "(1,), (2,), (3,), …"),
    ],
)
def test_parts_of_different_shapes(value: object, expected: object, shapes: str) -> None:
    kind = type(value).__name__
    assert said(value, expected) == (
        f"The parts of the returned {kind} have different shapes: {shapes}. They should fit "
        "into one array.",
        f"返ってきた {kind} の中身の形がそろっていません: {shapes}。"
        "1 つの配列になるように、形をそろえてください。",
    )
    assert said(value, expected, ValueRequest(name="v")) == (
        f"The parts of `v` have different shapes: {shapes}. They should fit into one array.",
        f"`v` の中身の形がそろっていません: {shapes}。"
        "1 つの配列になるように、形をそろえてください。",
    )


@pytest.mark.parametrize(
    ("value", "kind"),
    [(Opaque("builtins.generator"), "generator"), (Opaque("builtins.map"), "map"), ({1}, "set")],
)
def test_what_list_makes_a_list_of(value: object, kind: str) -> None:
    assert said(value, [1]) == (
        f"Got a value of type {kind}, expected a list or an array of numbers. `list(…)` turns "
        "it into a list.",
        f"{kind} 型の値が返ってきました。求められているのは、数のリストか配列です。 "
        "`list(…)` で、その要素をリストにできます。",
    )


def test_a_number_that_is_too_large_is_not_said_to_be_something_else() -> None:
    assert said(10**400, 1)[0] == "Got a value of type int, expected a number."
    assert said([10**400], [1])[0] == (
        "Got a value of type list, expected a list or an array of numbers."
    )
