"""One training done twice from the same seed: by Keras alone, and by the quick methods."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

keras = pytest.importorskip("keras", exc_type=ImportError)
tf = pytest.importorskip("tensorflow", exc_type=ImportError)

from autograder.worker.training import install  # noqa: E402

METHODS = ("fit", "evaluate", "predict")
STOCK = {name: getattr(keras.Model, name) for name in METHODS}

x = np.array([[number >> bit & 1 for bit in (3, 2, 1, 0)] for number in range(16)], dtype=float)
labels = np.array([{3: 2, 5: 1, 10: 1, 12: 2}.get(number, 0) for number in range(16)])
y = keras.utils.to_categorical(labels)

#: Keras as released does not yet speak the newest numpy's mind in all its callbacks.
OLD_ARRAYS = "ignore:__array__ implementation doesn't accept a copy keyword"

Build = Callable[[], Any]


@contextmanager
def quick_keras() -> Iterator[str]:
    """Install the quick methods for a while."""
    try:
        yield install()
    finally:
        stock_keras()


def stock_keras() -> None:
    for name, method in STOCK.items():
        setattr(keras.Model, name, method)


def network(*layers: Any, units: int = 3, activation: str = "softmax") -> Any:
    hidden = layers or (keras.layers.Dense(8, activation="relu"),)
    output = keras.layers.Dense(units, activation=activation)
    return keras.Sequential([keras.Input((4,)), *hidden, output])


def compiled(model: Any = None, **options: Any) -> Any:
    """Return a model, by default a narrow one like the lecture's, compiled like that too."""
    made = model or network()
    nesterov = keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True)
    made.compile(**{"optimizer": nesterov, "loss": "categorical_crossentropy"} | options)
    return made


def trained(build: Build, *calls: dict[str, Any]) -> Any:
    """Return a model built and trained from a seed, one `fit` a call, with its `histories`."""
    keras.utils.clear_session()  # names of layers, and so of metrics, are counted from here
    keras.utils.set_random_seed(11)
    model = build()
    model.histories = [model.fit(**{"x": x, "y": y, "verbose": 0} | call) for call in calls]
    return model


def twice(build: Build, *calls: dict[str, Any] | Callable[[], dict[str, Any]]) -> Any:
    """Train with Keras alone and with the quick methods; return the second after comparing both."""
    stock = trained(build, *map(_fresh, calls))
    with quick_keras():
        quick = trained(build, *map(_fresh, calls))
    for expected, got in zip(stock.histories, quick.histories, strict=True):
        same_history(expected, got)
    same_state(stock, quick)
    return quick


def _fresh(call: Any) -> dict[str, Any]:
    """Return the arguments, made anew where they hold callbacks, which cannot be used twice."""
    return dict(call() if callable(call) else call)


def same_history(expected: Any, got: Any) -> None:
    assert got.epoch == expected.epoch
    assert got.params == expected.params
    assert list(got.history) == list(expected.history)
    for name, values in expected.history.items():
        np.testing.assert_allclose(got.history[name], values, rtol=1e-4, atol=1e-6, err_msg=name)
        assert [type(value) for value in got.history[name]] == [type(value) for value in values]


def same_state(expected: Any, got: Any) -> None:
    """Compare weights, other state of layers, slots and counters of optimisers, and metrics."""
    same_variables(expected.variables, got.variables)
    same_variables(expected.optimizer.variables, got.optimizer.variables)
    same_variables(expected.metrics_variables, got.metrics_variables)


def same_variables(expected: list[Any], got: list[Any]) -> None:
    assert [variable.shape for variable in got] == [variable.shape for variable in expected]
    for one, other in zip(expected, got, strict=True):
        np.testing.assert_allclose(other, one, rtol=1e-4, atol=1e-6, err_msg=one.path)


def looped(model: Any) -> bool:
    """Tell whether the training ran as a loop in the graph."""
    return "steps" in vars(model.train_function)
