"""How values, calls and foreign text are shown."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import formatting
from autograder.formatting import (
    code_block,
    code_span,
    format_call,
    format_value,
    harmless,
    shortened,
)
from autograder.records import CallRequest
from autograder.wire.functions import FUNCTIONS
from autograder.wire.values import Foreign, Opaque


def test_a_call_can_be_pasted():
    request = CallRequest("f", (np.array([1, 0]), np.array([[0.5, 1]]), 3, [1, (2,)], "a"))
    text = format_call(request)
    assert text == "f(np.array([1, 0]), np.array([[0.5, 1]]), 3, [1, (2,)], 'a')"
    assert eval(text, {"np": np, "f": lambda *a: len(a)}) == 5


def test_small_integers_keep_their_type():
    request = CallRequest("f", (np.array([250], dtype=np.uint8),))
    assert format_call(request) == "f(np.array([250], dtype=np.uint8))"


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_ready_function_is_shown_as_a_lambda_that_computes_the_same(name):
    text = format_call(CallRequest("f", (FUNCTIONS[name],)))
    for x in (-2.0, -0.5, 0.0, 0.3, 0.5, 2.0, np.array([-1.5, 0.2, 3.0])):
        computed = eval(text, {"np": np, "f": lambda function, x=x: function(x)})
        assert np.allclose(computed, FUNCTIONS[name](x))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333"),
        (True, "True"),
        (None, "None"),
        ("日本", "'日本'"),
        (np.array([1.0, 0.5]), "[1, 0.5]"),
        (np.array([[1, 2], [3, 4]]), "[[1, 2],\n [3, 4]]"),
        (np.array([1, "a"], dtype=object), "[1, 'a']"),
        ({"a": (1,)}, "{'a': (1,)}"),
        (Opaque("builtins.function"), "<function>"),
        (Foreign("Color", 3), "3"),
        ([Opaque("x")], "[<x>]"),
        (10**400, "<1329-bit integer>"),
        ({1 << 16_000, 2, "b"}, "{'b', 2, <16001-bit integer>}"),
        (set(), "set()"),
        ([FUNCTIONS["square"]], "[lambda x: x**2]"),
        (np.zeros((1, 1, 1, 2), int), "[[[[0, 0]]]]"),
    ],
)
def test_values(value, text):
    assert format_value(value) == text


def test_long_text_keeps_head_and_tail():
    text = shortened("あ" * 400 + "い" * 400)
    assert text == "あ" * 300 + " … " + "い" * 300


def test_a_large_array_is_summarised():
    assert format_value(np.arange(1000)) == "[  0,   1,   2, ..., 997, 998, 999]"


@pytest.mark.parametrize("of", [list, tuple, lambda parts: dict.fromkeys(map(str, parts), 1)])
def test_only_what_is_seen_of_a_long_answer_is_looked_at(of, monkeypatch):
    looked_at = []
    monkeypatch.setattr(formatting, "_integer", lambda value: looked_at.append(value) or str(value))
    text = format_value(of([None, *range(100_000)]))
    assert len(text) == 2 * 300 + len(" … ")
    assert len(looked_at) < 1000
    assert text[0] + text[-1] in ("[]", "()", "{}")


def test_both_ends_of_a_long_answer_are_its_own():
    whole = f"[None, {', '.join(map(str, range(1000)))}]"
    assert format_value([None, *range(1000)]) == f"{whole[:300]} … {whole[-300:]}"


def test_an_array_of_many_dimensions_is_short():
    assert len(format_value(np.ones((6,) * 8, dtype=np.uint8))) == 2 * 300 + len(" … ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07x", "x"),
        ("a\x00b\x07", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"),
        ("evil\N{RIGHT-TO-LEFT OVERRIDE}txt", "evil\N{REPLACEMENT CHARACTER}txt"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("日本語\n\tok", "日本語\n\tok"),
    ],
)
def test_harmless(text, shown):
    assert harmless(text) == shown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("x", "`x`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("a\nb", "`a b`"),
        ("", "`  `"),
        ("![](http://x)", "`![](http://x)`"),
    ],
)
def test_code_span(text, markdown):
    assert code_span(text) == markdown


def test_a_code_block_cannot_be_closed_from_inside():
    assert code_block("a\n```\nb") == "````text\na\n```\nb\n````"
