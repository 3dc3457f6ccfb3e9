"""What a course imports: numbers out of any answer."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.authoring import numbers


@pytest.mark.parametrize(
    ("answer", "array"),
    [
        (3, np.array(3.0)),
        ([True, False], np.array([1.0, 0.0])),
        (((1, 2), (3, 4)), np.array([[1.0, 2.0], [3.0, 4.0]])),
        ([np.float32(0.5), 1], np.array([0.5, 1.0])),
        (np.array([1, 2.5], dtype=object), np.array([1.0, 2.5])),
        ([1, float("nan")], np.array([1.0, np.nan])),
    ],
)
def test_numbers(answer, array):
    found = numbers(answer)
    assert found is not None
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found, array)


@pytest.mark.parametrize("answer", ["1", [1, "2"], [[1], [1, 2]], None, 1j, {"a": 1}, [None]])
def test_no_numbers(answer):
    assert numbers(answer) is None
