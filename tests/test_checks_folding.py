"""Texts that look alike: told apart by name and place, or folded into one."""

from __future__ import annotations

import pytest

from autograder.checks.call import CallCheck
from autograder.checks.comparison import difference
from autograder.checks.folding import folded
from autograder.checks.value import ValueCheck
from autograder.feedback.checks import message
from autograder.records import Case, Difference, Outcome, Value
from tests.answered import judged
from tests.said import sentences


def call(expected, **settings):
    cases = (Case(arguments=(1,)),)
    return CallCheck(id="q/1", name="f", cases=cases, expected=(expected,), **settings)


@pytest.mark.parametrize(
    ("got", "expected", "en", "ja"),
    [
        ("yes ", "yes", "4 is a blank; expected the end of the text", "4 文字目が空白ですが、文末"),
        ("yes", "yes ", "4 is the end of the text; expected a blank", "4 文字目が文末ですが、空白"),
        (
            "a\u3000b",
            "a b",
            "2 is a full-width blank; expected a blank",
            "2 文字目が全角の空白ですが、空白",
        ),
        (
            "a\u00a0b",
            "a b",
            "2 is a no-break space; expected a blank",
            "2 文字目がノーブレークスペースですが、空白",
        ),
        (
            "ye\u200bs",
            "yes",
            "3 is an invisible character (U+200B); expected s",
            "3 文字目が見えない文字 (U+200B)ですが、s",
        ),
        (
            "a\u2003b",
            "a b",
            "2 is an unusual blank (U+2003); expected a blank",
            "2 文字目が特殊な空白 (U+2003)ですが、空白",
        ),
        ("Ａ1", "A1", "1 is a full-width Ａ; expected A", "1 文字目が全角の Ａですが、A"),
        ("A１", "A1", "2 is a full-width １; expected 1", "2 文字目が全角の １ですが、1"),
        ("ｶ", "カ", "1 is a half-width ｶ; expected カ", "1 文字目が半角の ｶですが、カ"),
        ("a\tb", "a b", "2 is a tab; expected a blank", "2 文字目がタブですが、空白"),
        (
            "yes\n",
            "yes",
            "4 is a line break; expected the end of the text",
            "4 文字目が改行ですが、文末",
        ),
    ],
)
def test_what_is_hard_to_see_is_named_with_its_place(got, expected, en, ja):
    result = judged(call(expected), Value(value=got))
    assert result.outcome is Outcome.FAILED
    assert sentences(message(result), "en") == (
        f"The text differs in what is hard to see: its character {en}.",
    )
    assert sentences(message(result), "ja") == (
        f"文字列に、見分けにくい違いがあります。{ja}になるはずです。",
    )


@pytest.mark.parametrize(
    ("got", "expected"), [("no", "yes"), ("YES", "yes"), ("ye s", "yes"), ("", "yes"), ("１2", "1")]
)
def test_other_texts_are_just_other_texts(got, expected):
    assert difference(got, expected) == Difference(kind="value")


def test_inside_a_list_too():
    found = difference(["a", "b "], ["a", "b"])
    assert found == Difference(kind="text", got=" ", expected="", index=(1,))


@pytest.mark.parametrize(
    ("fold", "got", "passes"),
    [
        (("blanks",), " RNN\u3000", True),
        (("blanks",), "R\u200bNN", True),
        (("blanks",), "ＲＮＮ", False),
        (("width",), "ＲＮＮ", True),
        (("width",), "RNN ", False),
        (("blanks", "width"), "\u3000ＲＮＮ ", True),
        (("blanks", "width"), "rnn", False),
        ((), "RNN ", False),
    ],
)
def test_a_check_may_fold_them(fold, got, passes):
    outcome = Outcome.PASSED if passes else Outcome.FAILED
    value = ValueCheck(id="q/1", name="x", expected="RNN", fold=fold)
    assert judged(value, Value(value=got)).outcome is outcome
    assert judged(call("RNN", fold=fold), Value(value=got)).outcome is outcome
    inside = ValueCheck(id="q/1", name="x", expected={"a": ["RNN"]}, fold=fold)
    assert judged(inside, Value(value={"a": [got]})).outcome is outcome


def test_ignoring_case_folds_the_rest_too():
    check = ValueCheck(id="q/1", name="x", expected="RNN", ignore_case=True)
    assert judged(check, Value(value="ｒｎｎ\u3000")).outcome is Outcome.PASSED


def test_what_is_no_text_stays():
    assert folded((1, "A ", None), ("blanks",)) == (1, "A", None)
