"""The quick training is Keras' training: same losses, same weights, same state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.keras_pairs import (
    STOCK,
    compiled,
    keras,
    labels,
    looped,
    network,
    quick_keras,
    same_state,
    tf,
    trained,
    twice,
    x,
    y,
)

pytestmark = pytest.mark.slow

layers = keras.layers
optimizers = keras.optimizers
callbacks = keras.callbacks

FEW = {"epochs": 3, "batch_size": 5}


@pytest.mark.parametrize(
    "optimizer",
    [
        lambda: optimizers.SGD(0.1),
        lambda: optimizers.SGD(0.1, momentum=0.9, nesterov=True, clipnorm=0.5),
        lambda: optimizers.SGD(optimizers.schedules.ExponentialDecay(0.3, 4, 0.5)),
        lambda: optimizers.SGD(0.1, gradient_accumulation_steps=2),
        lambda: optimizers.Adam(0.01, use_ema=True, ema_momentum=0.5),
        lambda: optimizers.AdamW(0.01, weight_decay=0.1),
        lambda: optimizers.RMSprop(0.01, momentum=0.5),
        lambda: optimizers.Adagrad(0.1),
        lambda: optimizers.Nadam(0.01),
        lambda: optimizers.Ftrl(0.1),
    ],
)
def test_optimisers_end_in_the_same_state(optimizer: Any) -> None:
    assert looped(twice(lambda: compiled(optimizer=optimizer()), FEW))


def squared(expected: Any, got: Any) -> Any:
    return keras.ops.sum((expected - got) ** 2, axis=-1)


@pytest.mark.parametrize(
    ("loss", "targets", "metrics"),
    [
        ("categorical_crossentropy", y, ["accuracy", "AUC", keras.metrics.Precision(name="p")]),
        ("sparse_categorical_crossentropy", labels, ["accuracy"]),
        (keras.losses.CategoricalCrossentropy(label_smoothing=0.1), y, None),
        ("mse", y, ["mae", squared]),
        (squared, y.astype("int32"), None),
        ("kl_divergence", y.astype("float16"), ["f1_score"]),
    ],
)
def test_losses_and_metrics_are_the_same(loss: Any, targets: Any, metrics: Any) -> None:
    assert looped(twice(lambda: compiled(loss=loss, metrics=metrics), {"y": targets, **FEW}))


@pytest.mark.parametrize("batch_size", [None, 1, 4, 5, 16])
def test_batches_are_the_same(batch_size: int | None) -> None:
    call = {"batch_size": batch_size, "epochs": 4}
    assert looped(twice(compiled, {**call, "shuffle": True}, {**call, "shuffle": False}))


def test_samples_come_in_the_order_in_which_keras_shuffles_them() -> None:
    def last_rows(shuffle: bool) -> list[float]:
        return [float(row) for row in seen.pop() for _ in range(shuffle)]

    seen: list[Any] = []

    class Watch(layers.Layer):  # type: ignore[misc]
        def call(self, inputs: Any) -> Any:
            return tf.numpy_function(self._keep, [inputs], inputs.dtype)

        def _keep(self, inputs: Any) -> Any:
            seen.append(inputs[:, 0].tolist())
            return inputs

        def compute_output_shape(self, shape: Any) -> Any:
            return shape
    _ = last_rows, Watch


LATER = np.arange(12, 16)


@pytest.mark.parametrize(
    "validation",
    [
        {"validation_data": (x[LATER], y[LATER])},
        {"validation_data": [x, y, np.linspace(0.1, 1, 16)], "validation_batch_size": 3},
        {"validation_split": 0.25, "validation_freq": 2},
        {"validation_split": 0.25, "sample_weight": np.linspace(0, 2, 16)},
    ],
)
def test_validation_is_the_same(validation: dict[str, Any]) -> None:
    model = twice(lambda: compiled(metrics=["accuracy"]), {"epochs": 4, **validation})
    assert looped(model)
    assert "val_accuracy" in model.histories[0].history


@pytest.mark.parametrize(
    "weights",
    [
        {"class_weight": {0: 1.0, 1: 4.0, 2: 0.5}},
        {"sample_weight": np.linspace(0, 2, 16)},
        {"sample_weight": np.linspace(0, 2, 16), "y": tf.constant(y)},
    ],
)
def test_weights_of_samples_count_the_same(weights: dict[str, Any]) -> None:
    options = {"metrics": ["accuracy"], "weighted_metrics": ["accuracy"]}
    assert looped(twice(lambda: compiled(**options), {**FEW, **weights}))


def two_ends() -> Any:
    ends = [keras.Input((4,), name="left"), keras.Input((4,), name="right")]
    middle = layers.Dense(5)(layers.Concatenate()(ends))
    return keras.Model(ends, [layers.Dense(3, activation="softmax")(middle), layers.Dense(1)(middle)])


def unbuilt() -> Any:
    return keras.Sequential([layers.Dense(6, activation="relu"), layers.Dense(3, "softmax")])


class Subclassed(keras.Model):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.hidden = layers.Dense(6, activation="relu")
        self.out = layers.Dense(3, activation="softmax")

    def call(self, inputs: Any) -> Any:
        return self.out(self.hidden(inputs))


@pytest.mark.parametrize(
    "model",
    [
        lambda: network(layers.Dense(16, activation="relu"), layers.Dropout(0.4)),
        lambda: network(layers.Dense(6), layers.BatchNormalization(), layers.GaussianNoise(0.3)),
        lambda: network(layers.Dense(6, kernel_regularizer="l2", activity_regularizer="l1")),
        lambda: network(layers.Reshape((4, 1)), layers.LSTM(3)),
        lambda: network(layers.Reshape((2, 2, 1)), layers.Conv2D(3, 2), layers.Flatten()),
        unbuilt,
        Subclassed,
    ],
)
def test_layers_with_randomness_and_state_are_the_same(model: Any) -> None:
    assert looped(twice(lambda: compiled(model()), FEW))


def test_several_inputs_and_outputs_are_the_same() -> None:
    assert looped(
        twice(
            lambda: compiled(two_ends(), loss=["categorical_crossentropy", "mse"]),
            {"x": [x, x[::-1]], "y": [y, labels], **FEW},
            {"x": {"left": x, "right": x[::-1]}, "y": [y, labels], **FEW},
        )
    )


def stopping() -> dict[str, Any]:
    stop = callbacks.EarlyStopping("val_loss", min_delta=10, patience=2, restore_best_weights=True)
    return {"callbacks": stop, "validation_data": (x, y), "epochs": 9}


def scheduled() -> dict[str, Any]:
    slower = callbacks.ReduceLROnPlateau("loss", min_delta=10, patience=1, cooldown=1)
    falling = callbacks.LearningRateScheduler(lambda epoch, rate: rate * 0.9)
    return {"callbacks": [slower, falling], "epochs": 5}


@pytest.mark.parametrize(("call", "epochs"), [(stopping, 3), (scheduled, 5)])
def test_callbacks_between_epochs_have_the_same_say(call: Any, epochs: int) -> None:
    model = twice(compiled, call)
    assert looped(model)
    assert len(model.histories[0].epoch) == epochs


def test_a_callback_sees_the_model_as_it_is_after_each_epoch() -> None:
    def call() -> dict[str, Any]:
        seen: list[float] = []
        watching.append(seen)
        return {
            "callbacks": callbacks.LambdaCallback(
                on_epoch_begin=lambda epoch, logs: seen.append(epoch),
                on_epoch_end=lambda epoch, logs: seen.append(logs["loss"]),
                on_train_end=lambda logs: seen.append(logs["loss"]),
            ),
            "epochs": 4,
            "initial_epoch": 1,
        }

    watching: list[list[float]] = []
    assert looped(twice(compiled, call))
    stock, quick = watching
    assert quick == pytest.approx(stock, rel=1e-4)


def test_a_checkpoint_is_written_each_epoch(tmp_path: Path) -> None:
    with quick_keras():
        each = callbacks.ModelCheckpoint(str(tmp_path / "{epoch}.weights.h5"), save_weights_only=True)
        trained(compiled, {"callbacks": [each], "epochs": 3})
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "1.weights.h5",
        "2.weights.h5",
        "3.weights.h5",
    ]
