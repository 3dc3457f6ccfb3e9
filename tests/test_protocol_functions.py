"""Functions that travel by name."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.protocol.functions import FUNCTIONS

AT = (-2.0, 0.29, 0.3, 3.0)
EXPECTED = {
    "identity": (-2.0, 0.29, 0.3, 3.0),
    "square": (4.0, 0.0841, 0.09, 9.0),
    "negate": (2.0, -0.29, -0.3, -3.0),
    "double": (-4.0, 0.58, 0.6, 6.0),
    "half": (-1.0, 0.145, 0.15, 1.5),
    "increment": (-1.0, 1.29, 1.3, 4.0),
    "cube": (-8.0, 0.024389, 0.027, 27.0),
    "step": (0.0, 0.0, 1.0, 1.0),
    "clip": (-1.0, 0.29, 0.3, 1.0),
}


def test_every_function_has_expected_values() -> None:
    assert set(FUNCTIONS) == set(EXPECTED)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_values_on_arrays_of_any_dimension_and_on_lists(name: str) -> None:
    function, expected = FUNCTIONS[name], np.array(EXPECTED[name])
    assert function(np.array(AT)) == pytest.approx(expected)
    assert function(list(AT)) == pytest.approx(expected)
    assert function([list(AT)] * 2) == pytest.approx(np.array([expected] * 2))


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("three", [3, 3.0, np.float32(3), np.array(3), np.uint8(3)])
def test_a_number_gives_a_number(name: str, three: object) -> None:
    result = FUNCTIONS[name](three)
    assert isinstance(result, float)
    assert result == EXPECTED[name][-1]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_arguments_are_left_alone(name: str) -> None:
    x = np.array(AT)
    result = FUNCTIONS[name](x)
    result[:] = 0
    assert x.tolist() == list(AT)


def test_unsigned_pixels_do_not_wrap_around() -> None:
    assert FUNCTIONS["negate"](np.array([1], dtype=np.uint8)).tolist() == [-1]
