"""Layers of a model that amount to one."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models import change, dense, layer, model

SUMS = np.array([[-1.0, 2.0, 0.5], [3.0, -2.0, 1.0]])
FIRST = dense(np.ones((4, 3)), [0, 0, 0])
RELU = dense(np.ones((4, 3)), [0, 0, 0], "relu")
RELU_LAYER = layer("ReLU", "relu")
CUBE = np.array([[[-1.0, 2.0], [0.5, 3.0]], [[1.0, -2.0], [4.0, -0.5]]])
FLATTENED = ("Flatten", "linear")
LINEAR, UNKNOWN, ALONE = ("Dense", "linear"), ("?", "linear"), ("Activation", "relu")
FLAT = layer("Flatten", "linear", output_shape=(4,))


def kinds(*steps: dict) -> list[tuple[str, str]]:
    return [(x.kind, x.activation) for x in model(*steps).layers]


@pytest.mark.parametrize(
    ("steps", "layers"),
    [
        ([FIRST, layer("Activation", "relu")], [("Dense", "relu")]),
        ([FIRST, layer("Dropout", "linear"), RELU_LAYER], [("Dense", "relu")]),
        ([FIRST, change(SUMS, np.maximum(SUMS, 0))], [("Dense", "relu")]),
        ([FIRST, layer("Activation", "linear")], [LINEAR]),
        ([layer("InputLayer"), FIRST], [LINEAR]),
        ([RELU, RELU_LAYER], [("Dense", "relu")]),
        ([RELU, layer("Softmax", "softmax")], [("Dense", "relu"), ("Activation", "softmax")]),
        ([RELU_LAYER, FIRST], [("Activation", "relu"), ("Dense", "linear")]),
        ([FLAT, FIRST], [LINEAR]),
        ([layer("Flatten", output_shape=(6,))], [("Flatten", "linear")]),
        ([layer("Reshape", output_shape=(6,))], [("Flatten", "linear")]),
        ([layer("Reshape", output_shape=(3, 2))], [("Reshape", "linear")]),
        ([change(np.zeros((2, 3, 2)), np.zeros((2, 6)))], [("Flatten", "linear")]),
        ([FIRST, change(CUBE, np.maximum(CUBE, 0).reshape(2, 4))], [("Dense", "relu"), FLATTENED]),
        ([change(CUBE, CUBE.reshape(4, 2))], [UNKNOWN]),
        ([change(np.zeros((2, 3, 2)), np.full((2, 6), 7.0))], [UNKNOWN]),
        ([change(np.zeros((2, 3)), np.zeros((2, 4)))], [UNKNOWN]),
        ([FIRST, change(SUMS, SUMS**2), FIRST], [LINEAR, UNKNOWN, LINEAR]),
        ([{"ChangeFacts": {"before": None, "after": None}}], [UNKNOWN]),
        ([FIRST, layer("MyLayer")], [("Dense", "linear"), ("MyLayer", "unknown")]),
        ([layer("MaxPooling2D"), RELU_LAYER], [("MaxPooling2D", "unknown"), ALONE]),
        ([layer("Flatten", output_shape=(6,)), RELU_LAYER], [("Flatten", "linear"), ALONE]),
    ],
)  # fmt: skip
def test_steps_and_the_layers_they_amount_to(steps, layers) -> None:
    assert kinds(*steps) == layers
