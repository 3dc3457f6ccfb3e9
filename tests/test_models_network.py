"""Our own forward pass, against numbers worked out by hand; Keras is in test_worker_models.

Tests of `models/forward.py`.
"""

from __future__ import annotations

import numpy as np
import pytest

from autograder.models import CannotCompute
from tests.models import change, changed, dense, layer, model

IDENTITY = np.eye(4)


def test_dense_layers_by_hand() -> None:
    network = model(dense([[1, -1]] * 4, [0, 1], "relu"), dense([[2, 0, 1], [1, 1, 1]], [0, 0, -1]))
    assert network.forward([[1, 1, 0, 0], [0, 0, 0, 0]]).tolist() == [[4, 0, 1], [1, 1, 0]]


def test_softmax_makes_shares() -> None:
    network = model(dense(np.zeros((4, 3)), np.log([1, 2, 5]), "softmax"))
    np.testing.assert_allclose(network.forward(np.ones((2, 4))), [[0.125, 0.25, 0.625]] * 2)


def normalised(**weights: object) -> dict:
    usual = dict.fromkeys(("gamma", "beta", "moving_mean", "moving_variance"), np.ones(4))
    settings = {"axis": -1, "epsilon": 1.0, "scale": True, "center": True}
    pairs = [[name, array] for name, array in {**usual, **weights}.items()]
    return layer("BatchNormalization", None, settings=settings, weights=pairs)


def convolution(**settings: object) -> dict:
    usual = {
        "filters": 1,
        "kernel_size": (2, 2),
        "strides": (1, 1),
        "padding": "valid",
        "dilation_rate": (1, 1),
        "groups": 1,
        "use_bias": True,
        "data_format": "channels_last",
    }
    kernel = np.array([[1.0, 2], [3, 4]]).reshape(2, 2, 1, 1)
    weights = [["kernel", kernel], ["bias", np.array([0.5])]]
    return layer("Conv2D", "linear", settings={**usual, **settings}, weights=weights)


IMAGE = np.arange(9.0).reshape(1, 3, 3, 1)


@pytest.mark.parametrize(
    ("settings", "outputs"),
    [
        ({}, [[27.5, 37.5], [57.5, 67.5]]),
        ({"strides": (2, 1)}, [[27.5, 37.5]]),
        ({"use_bias": False}, [[27, 37], [57, 67]]),
        ({"padding": "same"}, [[27.5, 37.5, 17.5], [57.5, 67.5, 29.5], [20.5, 23.5, 8.5]]),
        ({"padding": "same", "strides": (2, 2)}, [[27.5, 17.5], [20.5, 8.5]]),
    ],
)
def test_convolution_by_hand(settings: dict, outputs: list[list[float]]) -> None:
    assert model(convolution(**settings)).forward(IMAGE)[0, :, :, 0].tolist() == outputs


def test_batch_normalization_by_hand() -> None:
    weights = [
        ["gamma", np.array([2.0])],
        ["beta", np.array([1.0])],
        ["moving_mean", np.array([3.0])],
        ["moving_variance", np.array([3.0])],
    ]
    settings = {"axis": -1, "epsilon": 1.0, "scale": True, "center": True}
    network = model(layer("BatchNormalization", None, settings=settings, weights=weights))
    assert network.forward([[5.0], [3.0]]).tolist() == [[3], [1]]


def test_nan_weights_are_nan_outputs() -> None:
    assert np.isnan(model(dense(np.full((4, 3), np.nan), [0] * 3)).forward([[0] * 4])).all()


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        (layer("LSTM", "tanh", weights=[["kernel", IDENTITY]]), "LSTM"),
        (dense(np.zeros((7, 3)), [0] * 3), "Dense"),
        (layer("Dense", "linear", weights=[["kernel", None]]), "Dense"),
        (dense(np.zeros((4, 1 << 17)), np.zeros(1 << 17)), "Dense"),
        (change(np.zeros((1, 2)), np.ones((1, 3))), "?"),
        (dense(IDENTITY, np.zeros((4, 1, 1))), "Dense"),
        (dense(IDENTITY, np.zeros(1)), "Dense"),
        (dense(np.zeros((2, 4, 3)), np.zeros(3)), "Dense"),
        (normalised(moving_variance=np.ones((5, 1, 1))), "BatchNormalization"),
        (normalised(gamma=np.ones(1)), "BatchNormalization"),
    ],
    ids=[
        *("kind", "shapes", "weights not sent", "too many numbers", "unknown step"),
        *("a bias of another shape", "one bias for all", "a kernel of another shape"),
        *("a variance of another shape", "one factor for all"),
    ],
)
def test_what_is_out_of_reach_says_where(second: dict, kind: str) -> None:
    network = model(dense(IDENTITY, [0] * 4), second)
    with pytest.raises(CannotCompute) as caught:
        network.forward(np.ones((300, 4)))
    assert (caught.value.number, caught.value.kind) == (2, kind)
    assert str(caught.value) == f"layer 2 ({kind})"


@pytest.mark.parametrize(
    "settings",
    [
        {"dilation_rate": (2, 2)},
        {"groups": 2},
        {"data_format": "channels_first"},
        {"strides": (0, 0)},
    ],
)
def test_convolutions_out_of_reach(settings: dict) -> None:
    with pytest.raises(CannotCompute):
        model(convolution(**settings)).forward(IMAGE)


@pytest.mark.slow
def test_a_kernel_that_would_be_padded_without_end_is_out_of_reach() -> None:
    weights = [["kernel", np.zeros((1 << 13, 1 << 13, 1, 1), "u1")], ["bias", np.zeros(1)]]
    odd = changed(convolution(padding="same"), weights=weights)
    with pytest.raises(CannotCompute):
        model(odd).forward(IMAGE)


def test_an_activation_that_is_not_known_is_out_of_reach() -> None:
    odd = changed(dense(IDENTITY, [0] * 4), activation=np.full((4, 5), 7.0))
    with pytest.raises(CannotCompute):
        model(odd).forward(np.ones((1, 4)))
