"""How values, calls and foreign text are shown.

Tests of `feedback/show/arrays.py`, `feedback/show/calls.py`, `feedback/show/foreign.py`,
`feedback/show/values.py`.
"""

from __future__ import annotations

import numpy as np
import pytest

from autograder.feedback.show import values
from autograder.feedback.show.arrays import side_by_side
from autograder.feedback.show.calls import format_call, is_whole
from autograder.feedback.show.foreign import shortened
from autograder.feedback.show.values import format_value
from autograder.protocol.functions import FUNCTIONS
from autograder.protocol.values import Foreign, Opaque
from autograder.records import CallRequest
from autograder.texts import code_block, code_span, sanitize


def test_a_call_can_be_pasted():
    request = CallRequest(
        name="f", arguments=(np.array([1, 0]), np.array([[0.5, 1]]), 3, [1, (2,)], "a")
    )
    text = format_call(request)
    assert text == "f(np.array([1, 0]), np.array([[0.5, 1.0]]), 3, [1, (2,)], 'a')"
    assert eval(text, {"np": np, "f": lambda *a: len(a)}) == 5


def test_small_integers_keep_their_type():
    request = CallRequest(name="f", arguments=(np.array([250], dtype=np.uint8),))
    assert format_call(request) == "f(np.array([250], dtype=np.uint8))"


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_ready_function_is_shown_as_a_lambda_that_computes_the_same(name):
    text = format_call(CallRequest(name="f", arguments=(FUNCTIONS[name],)))
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
        ((3.4,), "(3.4,)"),
        ((1, 2.5), "(1, 2.5)"),
        ([3.4], "[3.4]"),
        (np.array([3.4]), "[3.4]"),
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
    monkeypatch.setattr(values, "_integer", lambda value: looked_at.append(value) or str(value))
    text = format_value(of([None, *range(100_000)]))
    assert len(text) == 2 * 300 + len(" … ")
    assert len(looked_at) < 1000
    assert text[0] + text[-1] in ("[]", "()", "{}")


def test_both_ends_of_a_long_answer_are_its_own():
    whole = f"[None, {', '.join(map(str, range(1000)))}]"
    assert format_value([None, *range(1000)]) == f"{whole[:300]} … {whole[-300:]}"


@pytest.mark.slow
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
    assert sanitize(text) == shown


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


def pasted(request: CallRequest) -> list[object]:
    """What arrives when the call, as it is shown, is run."""
    arrived: list[object] = []
    exec(format_call(request), {"np": np, request.name: lambda *a: arrived.extend(a)})
    return arrived


PASTED = [
    np.array([0.1 + 0.2, 1.0, -2.0]),
    np.array([1, 2], dtype=np.uint8),
    np.array([np.inf, -np.inf, np.nan]),
    np.array([[0.1, 1 / 3]], dtype=np.float32),
    np.array([], dtype=np.int32),
    np.zeros((0, 3)),
    np.zeros((28, 28), dtype=np.uint8),
    np.arange(60).reshape(5, 12),
    np.arange(24).reshape(2, 3, 4),
    [np.array([1.0]), (np.array([[True]]), 2)],
    {"a": [1, None], 2: ("x",)},
    "日本 'a'",
    10**30,
]


@pytest.mark.parametrize("value", PASTED, ids=str)
def test_what_is_pasted_is_what_was_asked(value):
    request = CallRequest(name="f", arguments=(value, 1.5))
    assert is_whole(request)
    first, second = pasted(request)
    assert second == 1.5
    assert type(first) is type(value)
    np.testing.assert_equal(first, value)
    if isinstance(value, np.ndarray):
        assert (first.dtype, first.shape) == (value.dtype, value.shape)


def test_functions_inside_a_list_can_be_pasted():
    layers = [(np.array([[1.0]]), np.array([0.5]), FUNCTIONS["square"])]
    ((_, _, function),) = pasted(CallRequest(name="f", arguments=(layers,)))[0]
    assert function(3) == 9


def test_a_long_call_has_an_argument_a_line_and_a_table_a_row_a_line():
    request = CallRequest(
        name="conv2d", arguments=(np.array([[0, 1, 1, 0, 1]] * 5), np.eye(2, dtype=int))
    )
    assert format_call(request) == (
        "conv2d(\n"
        "    np.array([[0, 1, 1, 0, 1],\n"
        "              [0, 1, 1, 0, 1],\n"
        "              [0, 1, 1, 0, 1],\n"
        "              [0, 1, 1, 0, 1],\n"
        "              [0, 1, 1, 0, 1]]),\n"
        "    np.array([[1, 0], [0, 1]]),\n"
        ")"
    )


def test_a_call_that_is_too_long_says_what_is_left_out():
    request = CallRequest(name="f", arguments=(np.arange(1000),))
    assert not is_whole(request)
    assert format_call(request) == "f(np.array([0, 1, 2, … 994 … , 997, 998, 999]))"


def marked(shown):
    return [shown.text[start:end] for start, end in shown.marks]


def test_equal_indices_stand_in_equal_places():
    wanted, found = side_by_side(np.array([1, 20, 3]), np.array([10, 2, 3]), (0,))
    assert (wanted.text, found.text) == ("[ 1, 20, 3]", "[10,  2, 3]")
    assert (marked(wanted), marked(found)) == (["1"], ["10"])


def test_tables_side_by_side():
    expected = np.array([[4, 3, 5], [4, 3, 5]])
    wanted, found = side_by_side(expected, expected + np.array([[0, 0, 0], [0, 0, 95]]), (1, 2))
    assert wanted.text == "[[4, 3,   5],\n [4, 3,   5]]"
    assert found.text == "[[4, 3,   5],\n [4, 3, 100]]"
    assert marked(found) == ["100"]


def test_of_long_arrays_the_part_with_the_difference_is_shown():
    expected = np.arange(1000)
    found = expected.copy()
    found[500] = -1
    for shown in side_by_side(expected, found, (500,)):
        assert not shown.whole
        assert shown.text.startswith("[…, 470, 471")
        assert shown.text.endswith("529,\n …]") or shown.text.endswith("529, …]")
        assert max(map(len, shown.text.split("\n"))) <= 80


@pytest.mark.parametrize("index", [(0, 0), (27, 27), (13, 5)])
def test_of_an_image_the_part_with_the_difference_is_shown(index):
    expected = np.random.default_rng(0).normal(size=(28, 28))
    found = expected.copy()
    found[index] = 7
    _, shown = side_by_side(expected, found, index)
    assert marked(shown) == ["7"]
    assert max(map(len, shown.text.split("\n"))) <= 80
    assert len(shown.text.split("\n")) <= 14


def test_numbers_that_six_digits_do_not_tell_apart_have_all():
    wanted, found = side_by_side(np.array([0.1]), np.array([0.1 + 1e-9]), (0,))
    assert (wanted.text, found.text) == ("[        0.1]", "[0.100000001]")
