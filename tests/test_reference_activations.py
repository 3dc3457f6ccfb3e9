"""Activation functions, by hand and in both forms."""

import math

import numpy as np
import pytest

from reference.activations import (
    relu,
    relu_by_definition,
    sigmoid,
    sigmoid_by_definition,
    softmax,
    softmax_by_definition,
)
from reference.cases import units as cases

MODERATE = [*cases.numbers(), *cases.rows_of_numbers(), *cases.awkward_numbers()]
LAYERS = [[0.0], [1.0, 1.0], [1.0, 2.0, 3.0], [-4.0, 0.5, 0.0, 2.5]]


@pytest.mark.parametrize(("x", "y"), [(0, 0), (2, 2), (-2, 0), (0.25, 0.25), (-0.25, 0)])
def test_relu_of_numbers(x, y):
    assert relu(x) == relu_by_definition(x) == y


@pytest.mark.parametrize(("x", "y"), [(0, 1 / 2), (math.log(3), 3 / 4), (-math.log(3), 1 / 4)])
def test_sigmoid_of_numbers(x, y):
    assert sigmoid(x) == pytest.approx(y)
    assert sigmoid_by_definition(x) == pytest.approx(y)


@pytest.mark.parametrize(
    ("form", "definition"), [(relu, relu_by_definition), (sigmoid, sigmoid_by_definition)]
)
@pytest.mark.parametrize("x", [case[0] for case in MODERATE])
def test_both_forms_agree_on_every_element(form, definition, x):
    np.testing.assert_allclose(form(x), np.vectorize(definition, otypes=[float])(x))


@pytest.mark.parametrize("form", [relu, sigmoid])
@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3), (2, 3, 4)])
def test_the_shape_stays(form, shape):
    assert np.shape(form(np.ones(shape))) == shape


def test_sigmoid_far_from_zero_overflows_in_the_definition_only():
    assert sigmoid(np.array([-1000, 1000])).tolist() == [0, 1]
    with pytest.raises(OverflowError):
        sigmoid_by_definition(-1000)


@pytest.mark.parametrize("x", LAYERS)
def test_both_forms_of_softmax_agree(x):
    np.testing.assert_allclose(softmax(x), softmax_by_definition(x))


def test_softmax_by_hand():
    np.testing.assert_allclose(softmax([0, math.log(2), math.log(5)]), [1 / 8, 2 / 8, 5 / 8])


def test_softmax_of_a_batch_is_taken_example_by_example():
    x = np.array([[1.0, 2.0, 3.0], [1000.0, 0.0, 0.0]])
    np.testing.assert_allclose(softmax(x), [softmax(x[0]), [1, 0, 0]], atol=1e-12)
