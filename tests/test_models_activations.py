"""Activations known by what they compute, and by nothing else.

Tests of `protocol/probe.py`.
"""

from __future__ import annotations

import numpy as np
import pytest

from autograder.models.activations import ACTIVATIONS, UNKNOWN, named
from autograder.protocol.probe import probe_inputs


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_each_is_told_from_all_others_in_single_precision(name: str) -> None:
    outputs = ACTIVATIONS[name](probe_inputs()).astype(np.float32)
    assert named(probe_inputs(), outputs) == name


def test_worked_values() -> None:
    x = np.array([[-1.0, 0.0, 2.0]])
    worked = {
        "relu": [0, 0, 2],
        "sigmoid": [0.26894, 0.5, 0.88080],
        "tanh": [-0.76159, 0, 0.96403],
        "softmax": [0.04201, 0.11420, 0.84379],
        "leaky_relu": [-0.2, 0, 2],
        "elu": [-0.63212, 0, 2],
        "softplus": [0.31326, 0.69315, 2.12693],
        "hard_sigmoid": [0.33333, 0.5, 0.83333],
    }
    for name, values in worked.items():
        np.testing.assert_allclose(ACTIVATIONS[name](x), [values], atol=1e-5)


def test_far_from_zero_nothing_overflows() -> None:
    x = np.array([[-1000.0, 1000.0]])
    for name in ("sigmoid", "softmax", "tanh", "hard_sigmoid"):
        np.testing.assert_allclose(ACTIVATIONS[name](x)[0, 1], 1)


@pytest.mark.parametrize(
    "outputs",
    [
        probe_inputs() ** 2,
        probe_inputs() + 0.01,
        np.full_like(probe_inputs(), np.nan),
        probe_inputs()[0],
        probe_inputs()[:, :0],
    ],
)
def test_anything_else_is_unknown(outputs: np.ndarray) -> None:
    assert named(probe_inputs(), outputs) == UNKNOWN


def test_nothing_is_made_of_no_numbers() -> None:
    assert named(np.zeros((2, 0)), np.zeros((2, 0))) == UNKNOWN
