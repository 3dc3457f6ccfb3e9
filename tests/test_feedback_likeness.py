"""How wrong answers are related to the expected ones, word for word; and where nothing is plain.

Tests of `feedback/text_likeness.py`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.value import ValueCheck
from autograder.feedback.checks import message
from autograder.feedback.likeness import is_mask, likeness, of_an_input
from autograder.feedback.text_likeness import entries_alike, lists_alike, texts_alike
from autograder.records import (
    CallRequest,
    CheckResult,
    Difference,
    Finding,
    Mistake,
    Outcome,
    Value,
)
from autograder.records.texts import Text
from tests.said import both, sentences

NUMBERS = [
    (
        [1, -2, 3],
        [-1, 2, -3],
        "Every number has the opposite sign of what was expected.",
        "どの数も、期待した数と符号が逆です。",
    ),
    (
        [1, 2, 3],
        [1, -2, 3],
        "The negative numbers have lost their sign.",
        "負の数の符号がなくなっています。",
    ),
    (
        [[1, 3], [2, 4]],
        [[1, 2], [3, 4]],
        "These are the expected numbers with rows and columns exchanged.",
        "期待した数の行と列が入れ替わっています。",
    ),
    (
        [3, 1, 2],
        [2, 1, 3],
        "These are the expected numbers in reverse order.",
        "期待した数が逆の順に並んでいます。",
    ),
    (
        [[2, 1], [4, 3]],
        [[1, 2], [3, 4]],
        "Each row holds the expected numbers in reverse order.",
        "どの行も、期待した数が逆の順に並んでいます。",
    ),
    (
        [1, 2, 4],
        [2, 1, 4],
        "These are the expected numbers, but sorted by size.",
        "期待した数が、大きさの順に並べ替えられています。",
    ),
    (
        [0, 1, 1],
        [1, 0, 0],
        "0 and 1 are exchanged: where a 1 was expected stands 0, and the other way round.",
        "0 と 1 が逆です。1 になるはずの所が 0、0 になるはずの所が 1 になっています。",
    ),
    (
        [2, 7],
        [1, 6],
        "Every number is greater by 1 than expected.",
        "どの数も、期待した数より 1 大きくなっています。",
    ),
    (
        [0, 5],
        [1, 6],
        "Every number is smaller by 1 than expected.",
        "どの数も、期待した数より 1 小さくなっています。",
    ),
    (
        [2, 4, 8],
        [1, 2, 4],
        "Every number is 2 times what was expected.",
        "どの数も、期待した数の 2 倍です。",
    ),
    ([1, 2, 3], [1.7, 2.6, 3], "The decimals are missing.", "小数部分がなくなっています。"),
    (
        [1.2, 0.3],
        [1.24, 0.31],
        "The numbers are rounded to 1 decimals.",
        "数が小数点以下 1 桁に丸められています。",
    ),
    (
        [0, 0, 0],
        [1, 0, 2],
        "All of the returned numbers are the same: 0.",
        "返された数がすべて同じ値 (0) です。",
    ),
    (
        [1, 2],
        [1, 2, 3],
        "What is there is right, but numbers at the end are missing: 1 of them.",
        "ある分は合っていますが、終わりの 1 個が足りません。",
    ),
    (
        [2, 3],
        [1, 2, 3],
        "What is there is right, but numbers at the beginning are missing: 1 of them.",
        "ある分は合っていますが、始めの 1 個が足りません。",
    ),
    (
        [1, 2, 3],
        [1, 2],
        "The expected numbers are there, but others follow them: 1 of them.",
        "期待した数のあとに、余分な数が 1 個あります。",
    ),
    (
        [0, 1, 2],
        [1, 2],
        "The expected numbers are there, but others stand before them: 1 of them.",
        "期待した数の前に、余分な数が 1 個あります。",
    ),
    (
        [1],
        [1, 2, 3],
        "Only the first of the expected numbers is there.",
        "期待した数のうち、最初の 1 個だけがあります。",
    ),
    (
        [3],
        [1, 2, 3],
        "Only the last of the expected numbers is there.",
        "期待した数のうち、最後の 1 個だけがあります。",
    ),
    (
        [[0, 0, 0, 0], [0, 1, 2, 0], [0, 0, 0, 0]],
        [[1, 2]],
        "The expected numbers are there in the middle, with a border around them that should not be.",
        "期待した数は中央にありますが、そのまわりに余分な縁があります。",
    ),
    (
        [1, 2, 3],
        6,
        "Added up, the returned numbers give what was expected.",
        "返された数をすべて足すと、期待した値になります。",
    ),
    (
        [20.5, 0, 21, 0],
        [20.5, 21],
        "The expected numbers are there, in their order, but others stand between them: 2 of them.",
        "期待した数は順番どおりに入っていますが、その間に余分な数が 2 個混ざっています。",
    ),
    (
        [2, 2, 2, 30, 30, 30],
        [2, 30],
        "Each of the expected numbers is there 3 times in a row.",
        "期待した数が、それぞれ続けて 3 回ずつ入っています。",
    ),
]


@pytest.mark.parametrize(("got", "expected", "en", "ja"), NUMBERS)
def test_numbers(got, expected, en: str, ja: str) -> None:
    assert both(likeness(np.array(got), np.array(expected))) == (en, ja)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ([0, 0, 0], [0, 0, 0]),
        ([1, 2, 3], [4, 9, 2]),
        ([1, 2], [2, 4]),
        ([0.5, 0.5], [1, 1]),
        ([2], [1]),
        (5, 3),
        ([1], [1, 2]),
        ([1], [1, 2, 1]),
        (0, [1, 0, 1, 0, 0]),
        ([1], [1, 1, 2]),
        ([[4, 1, 2, 3, 4], [4, 1, 2, 3, 4]], [[1, 2, 3], [1, 2, 3]]),
        ([5, 6], [1, 2, 3]),
        ([1, 0, 0], [1, 0.5, 0.0]),
        ([1, 2, np.nan], [-1, -2, 3]),
        ([], [1, 2, 3]),
        ([7, 7, 7], [7, 7, 7]),
        ([21, 0, 20.5], [20.5, 21]),
        ([1, 0, 1, 0, 1], [1, 1]),
        ([1, 2, 1, 3], [1, 2, 3]),
        ([7, 2, 30, 8], [2, 31]),
        ([2, 2, 30, 31], [2, 30]),
        (np.zeros(200_001), np.ones(200_001)),
    ],
)
def test_numbers_of_which_nothing_is_said(got, expected) -> None:
    assert likeness(np.array(got), np.array(expected)) is None


GIVEN = [20.5, 35.0, 21.0, 2.5]


@pytest.mark.parametrize(
    ("got", "expected", "given", "said"),
    [
        (
            [35.0, 2.5],
            [1, 3],
            GIVEN,
            (
                "These are the elements themselves. Their positions in the input are asked for, "
                "counted from 0.",
                "要素の値そのものが返されています。求めるのは、入力の中での位置 (0 から数えた番号) です。",
            ),
        ),
        (
            [1, 3],
            [35.0, 2.5],
            GIVEN,
            (
                "These are the positions of the elements. The elements themselves are asked for.",
                "要素の位置が返されています。求めるのは、要素の値そのものです。",
            ),
        ),
        (
            1,
            35.0,
            GIVEN,
            (
                "These are the positions of the elements. The elements themselves are asked for.",
                "要素の位置が返されています。求めるのは、要素の値そのものです。",
            ),
        ),
        ([35.0, 21.0], [1, 3], GIVEN, None),
        ([1.0, 3.0], [35.0, 2.5], GIVEN, None),
        (3, 1, [2, 3, 5], None),  # by chance
        ([2, 0], [2, 0], [0, 1, 2], None),
        ([5, 5], [0, 1], [5, 5], None),
        ([35.0, 2.5], [1, 3], [[20.5, 35.0], [21.0, 2.5]], None),
    ],
)
def test_answers_that_are_elements_or_positions_of_an_input(got, expected, given, said) -> None:
    found = of_an_input(np.array(got), np.array(expected), np.array(given))
    assert both(found) == said


CHOICE = (
    "These are True or False, one for each element of the input. They choose the expected elements "
    "when they stand in square brackets behind it: `x[…]`.",
    "入力の要素ごとの True か False が返されています。これを `x[…]` のように入力の後ろの角かっこに入れると、"
    "期待した要素が取り出せます。",
)


@pytest.mark.parametrize(
    ("got", "expected", "said"),
    [
        ([True, False, True, False], [20.5, 21.0], CHOICE),
        ([True, False, False, True], [20.5, 21.0], None),
        ([True, True, True, True], GIVEN, None),
        ([1, 0, 1, 0], [20.5, 21.0], None),
        ([True, False], [20.5], None),
    ],
)
def test_a_choice_that_is_returned_in_place_of_what_it_chooses(got, expected, said) -> None:
    assert both(is_mask(np.array(got), np.array(expected), np.array(GIVEN))) == said


def test_answers_that_are_no_array_are_related_to_no_input() -> None:
    wrong = failed([[1, 2], [3]], np.array([1, 3]))
    given = replace(wrong.finding.request, arguments=(np.array(GIVEN),))
    said = message(replace(wrong, finding=replace(wrong.finding, request=given)))
    assert len(sentences(said, "en")) == 1


def test_what_a_call_was_given_is_looked_at_first() -> None:
    wrong = failed(np.array([35.0, 2.5]), np.array([1, 3]))
    given = replace(wrong.finding.request, arguments=(np.array(GIVEN), len))
    said = message(replace(wrong, finding=replace(wrong.finding, request=given)))
    assert sentences(said, "en")[1:] == (
        "These are the elements themselves. Their positions in the input are asked for, counted "
        "from 0.",
    )


TEXTS = [
    (
        "A B",
        "AB",
        "They differ only in blanks: spaces, tabs or line ends.",
        "違うのは空白 (スペース、タブ、改行) だけです。",
    ),
    (
        "A.B",
        "A.B​.",
        "What is there is right, but `�.` at the end is missing.",
        "ある分は合っていますが、終わりの `�.` が足りません。",
    ),
    (
        "Ａ．",
        "A.",
        "They differ only in full-width and half-width characters.",
        "違うのは全角と半角だけです。",
    ),
    (
        "to",
        "To",
        "They differ only in capital and small letters.",
        "違うのは大文字と小文字だけです。",
    ),
    (
        "A.B",
        "A.B.",
        "What is there is right, but `.` at the end is missing.",
        "ある分は合っていますが、終わりの `.` が足りません。",
    ),
    (
        "A.B..",
        "A.B.",
        "After what was expected there is `.` too much.",
        "期待した文字列のあとに、余分な `.` があります。",
    ),
]


@pytest.mark.parametrize(("got", "expected", "en", "ja"), TEXTS)
def test_texts(got: str, expected: str, en: str, ja: str) -> None:
    assert both(texts_alike(got, expected)) == (en, ja)


@pytest.mark.parametrize(("got", "expected"), [("", "A."), ("B", "A."), ("x" * 99, "y"), ("A", "")])
def test_texts_of_which_nothing_is_said(got: str, expected: str) -> None:
    assert texts_alike(got, expected) is None


ENTRIES = [
    (
        {1: "to", 2: "be"},
        {"to": 1, "be": 2},
        "The keys and values are exchanged.",
        "キーと値が逆です。",
    ),
    (
        {"To": 1},
        {"to": 2},
        "The keys `'to'` and `'To'` differ only in capital and small letters.",
        "キー `'to'` と `'To'` は、大文字と小文字が違うだけです。",
    ),
    (
        {"t": 1, "o": 1, "b": 1, "e": 1, " ": 1},
        {"to": 1, "be": 1},
        "Each key is a single character. A loop over a text goes through its characters; to go through its words, loop over what `.split()` makes of it.",
        "どのキーも 1 文字です。文字列をそのまま繰り返すと 1 文字ずつになります。単語ごとに繰り返すには、`.split()` で分けたものを使ってください。",
    ),
]


@pytest.mark.parametrize(("got", "expected", "en", "ja"), ENTRIES)
def test_entries(got, expected, en: str, ja: str) -> None:
    assert both(entries_alike(got, expected)) == (en, ja)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ({}, {"a": 1}),
        ({"a": 2}, {"a": 1}),
        ({"a": [1]}, {"a": 1}),
        ({"A": 1, "b": 2}, {"c": 1}),
        ({"t": 1, "o": 1}, {"to": 1, "be": 1}),
        ({"t": 2}, {"t": 1}),
    ],
)
def test_entries_of_which_nothing_is_said(got, expected) -> None:
    assert entries_alike(got, expected) is None


LISTS = [
    (
        ["c", "b", "a"],
        ["a", "b", "c"],
        "These are the expected elements in reverse order.",
        "期待した要素が逆の順に並んでいます。",
    ),
    (
        ["b", "a", "c"],
        ["a", "b", "c"],
        "These are the expected elements in another order.",
        "要素は合っていますが、順序が違います。",
    ),
]


@pytest.mark.parametrize(("got", "expected", "en", "ja"), LISTS)
def test_lists(got, expected, en: str, ja: str) -> None:
    assert both(lists_alike(got, expected)) == (en, ja)


@pytest.mark.parametrize(
    ("got", "expected"), [(["a"], ["b"]), (["a", "d"], ["a", "b"]), ([1, 2], [2, 1])]
)
def test_lists_of_which_nothing_is_said(got, expected) -> None:
    assert lists_alike(got, expected) is None


def failed(got: object, expected: object, mistake: Mistake | None = None) -> CheckResult:
    return CheckResult(
        check=ValueCheck(id="q/1", name="x", expected=1),
        outcome=Outcome.FAILED,
        finding=Finding(
            request=CallRequest(name="f", arguments=(1,)),
            answer=Value(value=got),
            expected=expected,
            difference=Difference(kind="value", got="1", expected="2", index=(0,)),
        ),
        mistake=mistake,
    )


def test_it_is_said_beside_the_difference() -> None:
    wrong = np.array([2.0, -1.0])
    assert sentences(message(failed(-wrong, wrong)), "en")[1:] == (
        "Every number has the opposite sign of what was expected.",
    )


def test_it_is_not_said_where_a_known_mistake_says_more() -> None:
    known = Mistake(
        id="m", question="q", explanation=Text.of(en="You negate."), answers=(), source=""
    )
    wrong = np.array([2.0, -1.0])
    assert len(sentences(message(failed(-wrong, wrong, known)), "en")) == 1


def test_the_parts_of_a_pair() -> None:
    said = message(failed((2, (28, 28)), ((28, 28), 2)))
    assert sentences(said, "en")[-1] == "Both parts are right, but they stand in the other order."
    assert sentences(said, "ja")[-1] == "2 つとも合っていますが、順序が逆です。"
