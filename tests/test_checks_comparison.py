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
        (np.float16(0.1), np.float16(0.1)),
        ([1, 2], (1, 2)),
        (np.array([1, 2]), [1.0, 2.0]),
        (np.array([1, 2], dtype=np.uint8), [1, 2]),
        ([np.array([1, 2]), np.array([3, 4])], [[1, 2], [3, 4]]),
        (np.array(0.5), 0.5),
        (0.51 + 0.5e-4, 0.51),
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
        (2, 1, Difference(kind="value", got="2", expected="1", index=())),
        (0.51 + 0.6e-4, 0.51, Difference(kind="value", got="0.51006", expected="0.51", index=())),
        ([1, 2, 9], [1, 2, 3], Difference(kind="value", got="9", expected="3", index=(2,))),
        (
            [[1, 2], [9, 4]],
            [[1, 2], [3, 4]],
            Difference(kind="value", got="9", expected="3", index=(1, 0)),
        ),
        ([1], 1, Difference(kind="shape", got=(1,), expected=())),
        (1, [1], Difference(kind="shape", got=(), expected=(1,))),
        (np.zeros((0,)), 1, Difference(kind="shape", got=(0,), expected=())),
        ([[1], [2]], [1, 2], Difference(kind="shape", got=(2, 1), expected=(2,))),
        ([1, 2], [1, 2, 3], Difference(kind="shape", got=(2,), expected=(3,))),
        (math.nan, 1, Difference(kind="nan", got="nan", expected="1", index=())),
        ([0, math.nan], [0, 1], Difference(kind="nan", got="nan", expected="1", index=(1,))),
        (math.nan, math.nan, Difference(kind="nan", got="nan", expected="nan", index=())),
        (math.inf, 1e300, Difference(kind="value", got="inf", expected="1e+300", index=())),
        (1e308, 1, Difference(kind="value", got="1e+308", expected="1", index=())),
        ("1", 1, Difference(kind="kind", got="str", expected="number")),
        (np.str_("1"), 1, Difference(kind="kind", got="str", expected="number")),
        ("True", True, Difference(kind="kind", got="str", expected="number")),
        ([1, "2"], [1, 2], Difference(kind="kind", got="list", expected="numbers")),
        (np.array(["1", "2"]), [1, 2], Difference(kind="kind", got="ndarray", expected="numbers")),
        (True, 2, Difference(kind="value", got="1", expected="2", index=())),
        (["1", "2"], [1, 2], Difference(kind="kind", got="list", expected="numbers")),
        (1 + 0j, 1, Difference(kind="kind", got="complex", expected="number")),
        ([[1], [2, 3]], [1, 2], Difference(kind="kind", got="list", expected="numbers")),
        (None, 1, Difference(kind="nothing")),
        (None, "RNN", Difference(kind="nothing")),
        (Opaque("builtins.ellipsis"), 1, Difference(kind="unfilled")),
        (Opaque("builtins.ellipsis"), "RNN", Difference(kind="unfilled")),
        (Opaque("Magic"), 1, Difference(kind="kind", got="Magic", expected="number")),
        (
            Foreign("numpy.ma.MaskedArray", np.array([1])),
            [1],
            Difference(kind="kind", got="numpy.ma.MaskedArray", expected="numbers"),
        ),
        (Foreign("I", 3), 4, Difference(kind="value", got="3", expected="4", index=())),
        (10**400, 1, Difference(kind="kind", got="int", expected="number")),
        (
            ["x" * 4_000_000] + [""] * 20_000,
            1,
            Difference(kind="kind", got="list", expected="number"),
        ),
        (
            [b"x" * 4_000_000] + [b""] * 20_000,
            [1],
            Difference(kind="kind", got="list", expected="numbers"),
        ),
        ({1 << 16_000}, {2}, Difference(kind="value")),
        ("rnn", "RNN", Difference(kind="value")),
        (3, "RNN", Difference(kind="kind", got="int", expected="str")),
        ({"a": 1}, {"a": 2}, Difference(kind="key", got="1", expected="'a'")),
        ({}, {"a": 2}, Difference(kind="key", got="", expected="'a'")),
        ({"a": 1, "b": 2}, {"a": 1}, Difference(kind="length", got="2", expected="1")),
        ([1], {"a": 1}, Difference(kind="kind", got="list", expected="dict")),
        (np.array(["a", "b"]), np.array(["a", "c"]), Difference(kind="value")),
        (np.array(["a", "b"]), np.array(["a"]), Difference(kind="length", got="2", expected="1")),
        (np.array(["a", "b"]), "a", Difference(kind="kind", got="list", expected="str")),
        (np.array([["a"]]), np.array(["a"]), Difference(kind="kind", got="list", expected="str")),
        (
            1 + 2j,
            1 + 3j,
            Difference(kind="value", got="1+2j", expected="1+3j", index=()),
        ),
        (
            1e308 + 1e308j,
            1j,
            Difference(kind="value", got="1e+308+1e+308j", expected="0+1j", index=()),
        ),
        (10**400, 1j, Difference(kind="kind", got="int", expected="complex")),
        ("1j", 1j, Difference(kind="kind", got="str", expected="complex")),
        (
            np.array([1j, 2j]),
            np.array([1j, 3j]),
            Difference(kind="value", got="0+2j", expected="0+3j", index=(1,)),
        ),
        ("a", [1j], Difference(kind="kind", got="str", expected="complex numbers")),
    ],
)
def test_different(got, expected, differs):
    assert difference(got, expected) == differs


def test_nan_agrees_with_nan_only_on_request():
    assert difference([1, math.nan], [1, math.nan], equal_nan=True) is None
    assert difference([1, math.nan], [1, 2], equal_nan=True) == Difference(
        kind="nan", got="nan", expected="2", index=(1,)
    )


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
