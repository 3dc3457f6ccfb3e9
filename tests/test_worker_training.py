"""The quick training is Keras' training: same losses, same weights, same state.

Tests of `worker/training/__init__.py`, `worker/training/arrays.py`, `worker/training/fitting.py`,
`worker/training/methods.py`, `worker/training/steps.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.keras_pairs import (
    OLD_ARRAYS,
    compiled,
    keras,
    labels,
    looped,
    network,
    quick_keras,
    tf,
    trained,
    twice,
    x,
    y,
)

pytestmark = [pytest.mark.slow, pytest.mark.family, pytest.mark.filterwarnings(OLD_ARRAYS)]

layers = keras.layers
optimizers = keras.optimizers
callbacks = keras.callbacks

FEW = {"epochs": 3, "batch_size": 5}


@pytest.fixture
def no_pipeline() -> Iterator[Callable[[], None]]:
    """Make datasets impossible; call it to allow them again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tf.data.Dataset, "range", None)
        yield patch.undo


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


@pytest.mark.parametrize("batch_size", [None, 1, 4])
def test_batches_are_the_same(batch_size: int | None) -> None:
    call = {"batch_size": batch_size, "epochs": 4}
    assert looped(twice(compiled, {**call, "shuffle": True}, {**call, "shuffle": False}))


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
    return keras.Model(
        ends, [layers.Dense(3, activation="softmax")(middle), layers.Dense(1)(middle)]
    )


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


def test_a_callback_may_look_at_every_batch(
    no_pipeline: Callable[[], None], tmp_path: Path
) -> None:
    seen: list[tuple[int, float]] = []
    watch = callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: seen.append((batch, logs["loss"]))
    )
    keep = callbacks.ModelCheckpoint(str(tmp_path / "{epoch}.weights.h5"), save_weights_only=True)
    with quick_keras():
        model = trained(compiled, {**FEW, "callbacks": [watch, keep], "validation_split": 0.25})
    assert [batch for batch, _ in seen] == [0, 1, 2] * 3
    assert model.histories[0].history["loss"] == [loss for batch, loss in seen if batch == 2]
    assert {path.name[0] for path in tmp_path.iterdir()} == {"1", "2", "3"}


def test_batches_fed_one_by_one_train_the_same() -> None:
    def watched() -> dict[str, Any]:
        return {**FEW, "callbacks": [callbacks.TerminateOnNaN()], "validation_data": (x, y)}

    assert not looped(twice(compiled, watched))


class Worst(keras.metrics.Metric):  # type: ignore[misc]
    """A student's own metric."""

    def __init__(self) -> None:
        super().__init__(name="worst")
        self.worst = self.add_weight(shape=(), initializer="zeros")

    def update_state(self, expected: Any, got: Any, sample_weight: Any = None) -> None:
        self.worst.assign(keras.ops.maximum(self.worst, keras.ops.max(abs(expected - got))))

    def result(self) -> Any:
        return self.worst


def test_a_metric_of_the_students_is_fed_batch_by_batch() -> None:
    assert not looped(twice(lambda: compiled(metrics=[Worst()]), FEW))


def test_fit_goes_on_where_the_last_one_ended() -> None:
    again = {"epochs": 3, "x": x[:7], "y": y[:7]}
    assert looped(twice(compiled, FEW, again, {"epochs": 5, "initial_epoch": 3}))


def test_single_steps_of_the_students_own_come_between() -> None:
    def stepped() -> Any:
        model = compiled()
        model.train_on_batch(x, y)
        model.fit(x, y, verbose=0)
        model.train_on_batch(x[:5], y[:5])
        return model

    assert looped(twice(stepped, FEW))


def test_compiling_anew_starts_anew() -> None:
    def recompiled() -> Any:
        model = compiled()
        model.fit(x, y, verbose=0)
        return compiled(model, loss="mse", optimizer="adam")

    assert looped(twice(recompiled, FEW))


def test_evaluate_and_predict_give_the_same(no_pipeline: Callable[[], None]) -> None:
    def answers(model: Any) -> list[Any]:
        return [
            model.evaluate(x, y, batch_size=5, verbose=0),
            *model.evaluate(x, y, sample_weight=labels, return_dict=True, verbose=0).values(),
            *model.predict(x, batch_size=5, verbose=0),
            *model.predict(tf.constant(x[5:6]), verbose=0),
        ]

    with quick_keras():
        model = trained(lambda: compiled(metrics=["accuracy"]), FEW)
        quick = answers(model)
        assert "steps" in vars(model.test_function)
    no_pipeline()
    for expected, got in zip(answers(model), quick, strict=True):
        np.testing.assert_allclose(got, expected, rtol=1e-5)


def test_two_outputs_are_predicted_as_two() -> None:
    with quick_keras():
        first, second = two_ends().predict([x, x], verbose=0)
    assert (first.shape, second.shape) == ((16, 3), (16, 1))
