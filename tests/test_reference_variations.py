"""Feedback and memory, by hand and in both forms."""

from math import exp, tanh

import numpy as np
import pytest

from autograder.authoring import functions
from reference.cases import variations as cases
from reference.variations import (
    lstm_step,
    lstm_step_by_definition,
    recurrent,
    recurrent_by_definition,
)
from tests.paths import ROOT

ONE_UNIT = ([1.0], [0.5], [2.0], [[1, 0, 0.5, -1]], [[0, 1, 1, 0]], [0, -0.5, 0, 1])


@pytest.mark.parametrize(
    "arguments", [*cases.an_echo(), *cases.sequences(), *cases.awkward_sequences()]
)
def test_both_forms_of_feedback_agree(arguments):
    inputs, *rest = arguments
    # The definition works every output out from the beginning: some of them will do.
    few = inputs[:40]
    np.testing.assert_allclose(recurrent(few, *rest), recurrent_by_definition(few, *rest))
    assert len(recurrent(*arguments)) == len(inputs)


def test_an_echo_by_hand():
    assert recurrent([1, 0, 0, 0], 1, 0.5, 0, functions.identity) == [1, 1 / 2, 1 / 4, 1 / 8]


def test_the_output_is_fed_back_not_the_sum():
    first = (2 * 3 + 1) ** 2
    second = (2 * -4 + 0.5 * first + 1) ** 2
    assert recurrent([3, -4], 2, 0.5, 1, functions.square) == [first, second]


@pytest.mark.parametrize("arguments", [*cases.steps(), *cases.awkward_steps()])
def test_both_forms_of_memory_agree(arguments):
    plain = [argument.tolist() for argument in arguments]
    for form, definition in zip(
        lstm_step(*arguments), lstm_step_by_definition(*plain), strict=True
    ):
        np.testing.assert_allclose(form, definition, atol=1e-12)


def test_one_unit_with_memory_by_hand():
    z_i, z_f, z_g, z_o = 1.0, 0.5 - 0.5, 0.5 + 0.5, -1.0 + 1.0
    c = 2.0 / (1 + exp(-z_f)) + tanh(z_g) / (1 + exp(-z_i))
    h = tanh(c) / (1 + exp(-z_o))
    assert np.ravel(lstm_step(*ONE_UNIT)).tolist() == pytest.approx([h, c])
    assert (h, c) == pytest.approx((0.457448, 1.556770), abs=1e-6)


def test_each_gate_has_its_own_block_of_columns():
    # Two units; every sum is its bias, and a sum of 0 opens a gate half.
    shut, half, open_ = -50, 0, 50
    biases = [open_, shut, shut, open_, half, 50, open_, half]
    zeros = np.zeros((2, 8))
    h, c = lstm_step([0, 0], [0, 0], [3, 5], zeros, zeros, biases)
    # Unit 1 takes in tanh(0) = 0 and forgets 3; unit 2 takes nothing in and keeps 5.
    assert c.tolist() == pytest.approx([0, 5])
    assert h.tolist() == pytest.approx([0, tanh(5) / 2])


def test_the_parameters_of_the_convolutional_network():
    text = (ROOT / "assignments/variations/assignment.yaml").read_text("utf-8")
    filters, size, units, side = 8, 3, 10, 28 - 3 + 1
    convolution = filters * (size * size * 1 + 1)
    dense = side * side * filters * units + units
    assert (convolution, dense, convolution + dense) == (80, 54090, 54170)
    assert f"parameters: {convolution}}}" in text
    assert f"parameters: {dense}}}" in text


def test_a_shape_that_does_not_fit_is_refused():
    x, h, c, weights, recurrent_weights, biases = ONE_UNIT
    with pytest.raises(ValueError, match="not aligned"):
        lstm_step([*x, 1.0], h, c, weights, recurrent_weights, biases)
