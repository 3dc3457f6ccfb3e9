"""A step that is Keras' own throughout is traced once, and comes out to the last bit the same.

Tests of `worker/training/known.py` and `worker/training/steps.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.worker.training import steps
from tests.keras_pairs import OLD_ARRAYS, compiled, keras, network, quick_keras, tf, trained

pytestmark = [pytest.mark.slow, pytest.mark.family, pytest.mark.filterwarnings(OLD_ARRAYS)]

layers = keras.layers
optimizers = keras.optimizers

FEW = {"epochs": 3, "batch_size": 5}
ADAM = {"optimizer": "adam", "metrics": ["accuracy"]}


def state(model: Any) -> list[tuple[str, str, bytes]]:
    kept = [*model.variables, *model.optimizer.variables, *model.metrics_variables]
    return [(one.path, one.value.name, np.asarray(one.numpy()).tobytes()) for one in kept]


@pytest.mark.parametrize(
    "build",
    [
        compiled,
        lambda: compiled(**ADAM),
        lambda: compiled(optimizer="nadam"),  # makes a variable of a tensor in the graph
        lambda: compiled(optimizer=optimizers.SGD(0.1, use_ema=True)),
        lambda: compiled(optimizer=optimizers.SGD(0.1, gradient_accumulation_steps=2)),
        lambda: compiled(network(layers.Dense(8), layers.BatchNormalization()), **ADAM),
        lambda: compiled(network(layers.Dense(8), layers.Dropout(0.5)), **ADAM),
        lambda: compiled(keras.Sequential([layers.Dense(3, activation="softmax")]), **ADAM),
    ],
)
def test_nothing_but_the_tracing_is_another(
    build: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with quick_keras():
        once = trained(build, FEW, FEW)
        monkeypatch.setattr(steps, "is_keras_throughout", lambda model: False)
        twice = trained(build, FEW, FEW)
    assert state(once) == state(twice)
    assert [fit.history for fit in once.histories] == [fit.history for fit in twice.histories]


def traces(build: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how often a training step is traced while the model is trained."""
    made: list[object] = []
    steps_own = keras.Model.train_step

    def train_step(self: Any, data: Any) -> Any:
        made.append(data)
        return steps_own(self, data)

    monkeypatch.setattr(keras.Model, "train_step", train_step)
    with quick_keras():
        trained(build, FEW)
    return len(made)


@pytest.mark.parametrize("options", [{}, ADAM])
def test_a_step_of_keras_own_is_traced_once(
    options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert traces(lambda: compiled(**options), monkeypatch) == 1


class Own(layers.Layer):  # type: ignore[misc]
    def call(self, inputs: Any) -> Any:
        return 2 * inputs


def doubled(inputs: Any) -> Any:
    return 2 * inputs


def squared(expected: Any, got: Any) -> Any:
    return tf.reduce_mean((expected - got) ** 2)


class OwnLoss(keras.losses.Loss):  # type: ignore[misc]
    def call(self, expected: Any, got: Any) -> Any:
        return squared(expected, got)


@pytest.mark.parametrize(
    "build",
    [
        lambda: compiled(network(Own())),
        lambda: compiled(network(layers.Lambda(doubled))),
        lambda: compiled(network(layers.Dense(4, activation=doubled))),
        lambda: compiled(
            network(layers.Dense(4, kernel_regularizer=lambda kernel: tf.reduce_sum(kernel)))
        ),
        lambda: compiled(keras.Sequential([layers.Dense(3, activation="softmax")])),
        lambda: compiled(loss=squared),
        lambda: compiled(loss=[squared]),
        lambda: compiled(loss=OwnLoss()),
        lambda: compiled(metrics=[squared]),
        lambda: compiled(metrics=["mae"]),  # which may fail where the loss does not
        lambda: compiled(weighted_metrics=["accuracy"]),
        lambda: compiled(network(layers.Dense(4, activation=keras.ops.relu))),
    ],
)
def test_what_is_not_known_is_traced_as_often_as_before(
    build: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code of the student's may print, or count; what fails half-way may not train again."""
    assert traces(build, monkeypatch) == 2
