"""Worker: `fit`, `evaluate`, `predict`: the quick way where it is known, else Keras' own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any, TypeAlias

import keras
from keras.src.callbacks.callback_list import CallbackList
from keras.src.trainers.data_adapters.array_slicing import train_validation_split
from keras.src.trainers.data_adapters.data_adapter_utils import unpack_x_y_sample_weight

from autograder.worker.training.arrays import SmallArrays, are_small
from autograder.worker.training.fitting import Lesson, evaluate, train
from autograder.worker.training.known import (
    is_usual,
    is_usual_fit,
    look_at_epochs_only,
    runs_in_a_loop,
    trains_as_keras,
)

Method: TypeAlias = Callable[..., Any]
Asked: TypeAlias = Mapping[str, Any]
Plan: TypeAlias = Callable[[], Any]


def take_over() -> bool:
    """Put the quick methods before Keras' own; tell whether its backend allows that."""
    if keras.backend.backend() != "tensorflow":
        return False
    for name, planned in (("fit", _fit), ("evaluate", _evaluate), ("predict", _predict)):
        setattr(keras.Model, name, _quick(getattr(keras.Model, name), planned))
    return True


def _quick(stock: Method, planned: Callable[[Method, Any, Asked], Plan | None]) -> Method:
    """Return a method that does as planned; without a plan, it is `stock`."""
    signature = inspect.signature(stock)

    def plan(model: Any, args: Any, kwargs: Any) -> Plan | None:
        try:
            bound = signature.bind(model, *args, **kwargs)
            bound.apply_defaults()
            _, *asked = bound.arguments.items()
            return planned(stock, model, dict(asked)) if trains_as_keras(model) else None
        except Exception:  # of the student's making: Keras says it in its own words
            return None

    @wraps(stock)
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return (plan(self, args, kwargs) or partial(stock, self, *args, **kwargs))()

    return method


def _fit(stock: Method, model: Any, asked: Asked) -> Plan | None:
    if asked["y"] is None or not is_usual_fit(asked):
        return None
    training, held_out = _split(asked)
    if not are_small([training, held_out]):
        return None
    validation_size = asked["validation_batch_size"] or asked["batch_size"]
    options = {name: asked[name] for name in ("batch_size", "shuffle", "class_weight")}
    arrays = SmallArrays(*training, **options)
    validation = held_out and SmallArrays(*held_out, batch_size=validation_size)
    if runs_in_a_loop(model) and look_at_epochs_only(asked["callbacks"]):
        return partial(train, model, _lesson(asked, arrays, validation))
    return partial(stock, model, **{**asked, **_fed(arrays, validation)})


def _split(asked: Asked) -> tuple[Any, Any]:
    """Return `(x, y, sample_weight)` to train on, and those held out for validation or `None`."""
    training = asked["x"], asked["y"], asked["sample_weight"]
    if asked["validation_data"] is not None:
        return training, unpack_x_y_sample_weight(asked["validation_data"])
    if asked["validation_split"]:
        return train_validation_split(training, asked["validation_split"])  # type: ignore[no-any-return]
    return training, None


def _lesson(asked: Asked, arrays: SmallArrays, validation: SmallArrays | None) -> Lesson:
    return Lesson(
        arrays,
        validation,
        asked["validation_freq"],
        asked["initial_epoch"],
        asked["epochs"],
        asked["verbose"],
        asked["callbacks"],
    )


def _fed(arrays: SmallArrays, validation: SmallArrays | None = None) -> Asked:
    """Return the arguments of `fit` by which Keras takes its batches from the arrays."""
    gone = dict.fromkeys(("y", "sample_weight", "class_weight", "batch_size"))
    held_out = validation and (validation,)
    return gone | {"x": arrays, "validation_data": held_out, "validation_split": 0.0}


def _evaluate(stock: Method, model: Any, asked: Asked) -> Plan | None:
    data = asked["x"], asked["y"], asked["sample_weight"]
    if asked["kwargs"] or asked["y"] is None or not is_usual(asked) or not are_small(data):
        return None
    arrays = SmallArrays(*data, batch_size=asked["batch_size"])
    if runs_in_a_loop(model) and look_at_epochs_only(asked["callbacks"]):
        return partial(_evaluated, model, arrays, asked)
    fed = {name: asked[name] for name in ("verbose", "callbacks", "return_dict")}
    return partial(stock, model, arrays, **fed)


def _evaluated(model: Any, arrays: SmallArrays, asked: Asked) -> Any:
    callbacks = CallbackList(
        asked["callbacks"],
        add_progbar=asked["verbose"] != 0,
        verbose=asked["verbose"],
        epochs=1,
        steps=arrays.num_batches,
        model=model,
    )
    logs = evaluate(model, arrays, callbacks)
    return logs if asked["return_dict"] else model._flatten_metrics_in_order(logs)


def _predict(stock: Method, model: Any, asked: Asked) -> Plan | None:
    if not is_usual(asked) or not are_small(asked["x"]):
        return None
    arrays = SmallArrays(asked["x"], batch_size=asked["batch_size"])
    return partial(stock, model, arrays, verbose=asked["verbose"], callbacks=asked["callbacks"])
