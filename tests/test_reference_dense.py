"""Layers and networks, by hand and in both forms."""

import numpy as np
import pytest

from autograder.authoring import functions
from reference.activations import relu
from reference.cases import dense as cases
from reference.dense import (
    XNOR_LAYERS,
    dense,
    dense_by_definition,
    network,
    network_by_definition,
    xnor,
    xnor_by_definition,
)

WEIGHTS = np.array([[1, 2, 3], [10, 20, 30]])
BIASES = np.array([100, 200, 300])

LAYERS = [*cases.the_lectures_layer(), *cases.layers(), *cases.awkward_layers()]
NETWORKS = [
    *cases.the_lectures_network(),
    *cases.the_lectures_network_with_a_batch(),
    *cases.networks(),
    *cases.awkward_networks(),
]


def example_by_example(form, x, *rest):
    """What the form, which knows single examples only, gives for one example or for a batch."""
    return form(x, *rest) if x.ndim == 1 else [form(row, *rest) for row in x]


@pytest.mark.parametrize(
    ("form", "definition", "arguments"),
    [
        *((dense, dense_by_definition, case) for case in LAYERS),
        *((network, network_by_definition, case) for case in NETWORKS),
    ],
)
def test_both_forms_agree(form, definition, arguments):
    expected = example_by_example(definition, *arguments)
    assert form(*arguments).shape == np.shape(expected)
    np.testing.assert_allclose(form(*arguments), expected, atol=1e-9)


@pytest.mark.parametrize(("x1", "x2"), cases.truth_table())
def test_the_network_for_xnor_does_what_is_wanted(x1, x2):
    assert xnor(x1, x2) == xnor_by_definition(x1, x2)


def test_a_layer_by_hand():
    y = dense([1, 2], WEIGHTS, BIASES, functions.identity)
    assert y.tolist() == [1 + 20 + 100, 2 + 40 + 200, 3 + 60 + 300]


def test_the_activation_function_gets_the_bias_too():
    assert dense([1], [[2]], [-5], functions.square).tolist() == [(2 - 5) ** 2]


def test_the_lectures_first_layer():
    weights, biases, _ = XNOR_LAYERS[0]
    assert dense([1, 1], weights, biases, functions.identity).tolist() == [1, -1]
    assert dense([1, 1], weights, biases, relu).tolist() == [1, 0]


def test_the_lectures_table():
    inputs = [[1, 1], [0, 1], [1, 0], [0, 0]]
    assert network(inputs, XNOR_LAYERS).tolist() == [[1], [0], [0], [1]]


def test_a_step_does_for_relu_in_the_lectures_network():
    ((inputs, layers),) = cases.the_lectures_network_with_a_batch()
    assert network(inputs, layers).tolist() == network(inputs, XNOR_LAYERS).tolist()


def test_what_each_hidden_unit_recognises():
    weights, biases, activation = XNOR_LAYERS[0]
    outputs = dense(cases.truth_table(), weights, biases, activation)
    recognised = [
        [case for case, output in zip(cases.truth_table(), of_unit, strict=True) if output > 0]
        for of_unit in outputs.T
    ]
    assert recognised == [[(1, 1)], [(0, 0)]]


def test_data_flow_from_the_first_layer_to_the_last():
    first = ([[1], [1]], [1], functions.double)
    last = ([[3, 4]], [0, 0], functions.increment)
    assert network([5, 6], [first, last]).tolist() == [2 * 12 * 3 + 1, 2 * 12 * 4 + 1]


@pytest.mark.parametrize("form", [dense, dense_by_definition])
def test_one_row_of_weights_for_each_input(form):
    with pytest.raises(ValueError, match=r"shorter|not aligned"):
        form([1, 2, 3], WEIGHTS, BIASES, functions.identity)
