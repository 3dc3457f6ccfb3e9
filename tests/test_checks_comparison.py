"""What counts as the same answer, and how a different one is described."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.checks.comparison import difference
from autograder.protocol.values import Foreign, Opaque
from autograder.records import Difference
from autograder.values import describe, numbers


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (1, 1.0),
        (True, 1),
        ([True, False], [1, 0]),
        (np.array([True, False]), [1, 0]),
        ([np.True_, np.int8(0)], [1, 0]),
        (np.array([0.1, 0.7], np.float32) * 3, [0.3, 2.1]),
        (np.float16(0.1), 0.1),
        ([1, 2], (1, 2)),
        (np.array([1, 2]), [1.0, 2.0]),
        (np.array([1, 2], dtype=np.uint8), [1, 2]),
        ([np.array([1, 2]), np.array([3, 4])], [[1, 2], [3, 4]]),
        (np.array(0.5), 0.5),
        (0.51 + 0.9e-4, 0.51),
        (1e6 + 90, 1e6),
        ([1e6, 1.0], [1e6, 50.0]),
        ([], []),
        (np.zeros(0, complex), np.zeros(0)),
        (10**30, 1e30),
        (math.inf, math.inf),
        (Foreign("numpy.matrix", np.array([[1, 2]])), [[1, 2]]),
        (Foreign("Color", 3), 3),
        ({"a": [1, 2.0]}, {"a": (1, 2)}),
        ("RNN", "RNN"),
        (np.array([1, 2], dtype=object), [1, 2]),
        (-0.0, 0.0),
        (3, np.int64(3)),
        (0.5, np.float32(0.5)),
        (np.array(["a", "b"]), np.array(["a", "b"])),
        (["a", "b"], np.array(["a", "b"])),
        (np.array(["a", "b"]), ["a", "b"]),
        (np.array("a"), np.array("a")),
        ({"a": np.array(["x"])}, {"a": np.array(["x"])}),
        (np.array([1, "a"], object), np.array([1.0, "a"], object)),
        (1 + 2j, 1 + 2.0001j),
        (np.array([1j, 2]), [1j, 2 + 0j]),
        (np.array([[1j]]), np.array([[1j]])),
        (np.array(1j), 1j),
        (2, 2 + 0j),
    ],
)
def test_the_same(got, expected):
    assert difference(got, expected) is None


@pytest.mark.parametrize(
    ("got", "expected", "differs"),
    [
        (2, 1, Difference("value", "2", "1", ())),
        (0.51 + 1.2e-4, 0.51, Difference("value", "0.51012", "0.51", ())),
        ([1, 2, 9], [1, 2, 3], Difference("value", "9", "3", (2,))),
        ([[1, 2], [9, 4]], [[1, 2], [3, 4]], Difference("value", "9", "3", (1, 0))),
        ([1], 1, Difference("shape", (1,), ())),
        (1, [1], Difference("shape", (), (1,))),
        (np.zeros((0,)), 1, Difference("shape", (0,), ())),
        ([[1], [2]], [1, 2], Difference("shape", (2, 1), (2,))),
        ([1, 2], [1, 2, 3], Difference("shape", (2,), (3,))),
        (math.nan, 1, Difference("nan", "nan", "1", ())),
        ([0, math.nan], [0, 1], Difference("nan", "nan", "1", (1,))),
        (math.nan, math.nan, Difference("nan", "nan", "nan", ())),
        (math.inf, 1e300, Difference("value", "inf", "1e+300", ())),
        (1e308, 1, Difference("value", "1e+308", "1", ())),
        ("1", 1, Difference("kind", "str", "number")),
        (np.str_("1"), 1, Difference("kind", "str", "number")),
        ("True", True, Difference("kind", "str", "number")),
        ([1, "2"], [1, 2], Difference("kind", "list", "numbers")),
        (np.array(["1", "2"]), [1, 2], Difference("kind", "ndarray", "numbers")),
        (True, 2, Difference("value", "1", "2", ())),
        (["1", "2"], [1, 2], Difference("kind", "list", "numbers")),
        (1 + 0j, 1, Difference("kind", "complex", "number")),
        ([[1], [2, 3]], [1, 2], Difference("kind", "list", "numbers")),
        (None, 1, Difference("nothing")),
        (None, "RNN", Difference("nothing")),
        (Opaque("builtins.ellipsis"), 1, Difference("unfilled")),
        (Opaque("builtins.ellipsis"), "RNN", Difference("unfilled")),
        (Opaque("Magic"), 1, Difference("kind", "Magic", "number")),
        (
            Foreign("numpy.ma.MaskedArray", np.array([1])),
            [1],
            Difference("kind", "numpy.ma.MaskedArray", "numbers"),
        ),
        (Foreign("I", 3), 4, Difference("value", "3", "4", ())),
        (10**400, 1, Difference("kind", "int", "number")),
        (["x" * 4_000_000] + [""] * 20_000, 1, Difference("kind", "list", "number")),
        ([b"x" * 4_000_000] + [b""] * 20_000, [1], Difference("kind", "list", "numbers")),
        ({1 << 16_000}, {2}, Difference("value")),
        ("rnn", "RNN", Difference("value")),
        (3, "RNN", Difference("kind", "int", "str")),
        ({"a": 1}, {"a": 2}, Difference("key", "1", "'a'")),
        ({}, {"a": 2}, Difference("key", "", "'a'")),
        ({"a": 1, "b": 2}, {"a": 1}, Difference("length", "2", "1")),
        ([1], {"a": 1}, Difference("kind", "list", "dict")),
        (np.array(["a", "b"]), np.array(["a", "c"]), Difference("value")),
        (np.array(["a", "b"]), np.array(["a"]), Difference("length", "2", "1")),
        (np.array(["a", "b"]), "a", Difference("kind", "list", "str")),
        (np.array([["a"]]), np.array(["a"]), Difference("kind", "list", "str")),
        (1 + 2j, 1 + 3j, Difference("value")),
        (1e308 + 1e308j, 1j, Difference("value")),
        (10**400, 1j, Difference("kind", "int", "complex")),
        ("1j", 1j, Difference("kind", "str", "complex")),
        (np.array([1j, 2j]), np.array([1j, 3j]), Difference("value")),
    ],
)
def test_different(got, expected, differs):
    assert difference(got, expected) == differs


def test_nan_agrees_with_nan_only_on_request():
    assert difference([1, math.nan], [1, math.nan], equal_nan=True) is None
    assert difference([1, math.nan], [1, 2], equal_nan=True) == Difference("nan", "nan", "2", (1,))


def test_a_stated_tolerance_is_absolute():
    assert difference(2.904, 2.90, 0.005) is None
    assert difference(2.906, 2.90, 0.005) is not None
    assert difference(1e6 + 1, 1e6, 0.005) is not None


@pytest.mark.parametrize("value", ["1", None, 1j, [["a"]], {"a": 1}, Opaque("x"), {1, 2}])
def test_not_numbers(value):
    assert numbers(value) is None


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (None, "None"),
        (1, "int"),
        (Opaque("builtins.function"), "function"),
        (Foreign("Color", 1), "Color"),
        (abs, "function"),
    ],
)
def test_describe(value, word):
    assert describe(value) == word


@pytest.mark.parametrize("expected", [np.array(["a", "b"]), np.array([1 + 2j, 3])])
def test_arrays_that_are_no_numbers_are_compared_as_lists(expected):
    assert difference(expected.copy(), expected, None) is None
    assert difference(expected.tolist(), expected, None) is None
    assert difference(expected[::-1], expected, None) is not None
    assert difference(1, expected, None) is not None
