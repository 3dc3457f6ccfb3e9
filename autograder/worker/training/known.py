"""Worker: Cases known to come out the same here as from Keras alone; Keras does the rest."""

from __future__ import annotations

from collections.abc import Mapping
from types import FunctionType
from typing import Any

import tensorflow as tf
from keras import Model, config
from keras.callbacks import Callback
from keras.layers import Layer
from keras.src import tree
from keras.src.backend.tensorflow.trainer import TensorFlowTrainer
from keras.src.trainers.trainer import Trainer
from keras.src.utils.python_utils import is_default

_STUDENTS_OWN = frozenset({"compile", "compile_from_config", "fit", "get_compile_config", "loss"})
_TRAINERS = frozenset(
    name for name in {*vars(Trainer), *vars(TensorFlowTrainer)} if not name.startswith("__")
)
_KERAS_OWN = _TRAINERS - _STUDENTS_OWN
_BATCH_HOOKS = tuple(
    f"on_{phase}batch_{end}" for phase in ("", "train_", "test_") for end in ("begin", "end")
)


def trains_as_keras(model: Any) -> bool:
    """Tell whether all that Keras does with a batch is Keras' own and is compiled for one CPU."""
    return _overrides_nothing(model) and _is_compiled_plainly(model) and _is_surrounded_by_nothing()


def _overrides_nothing(model: Any) -> bool:
    kind = type(model)
    return not _KERAS_OWN & vars(model).keys() and all(
        getattr(kind, name, None) is getattr(Model, name) for name in _KERAS_OWN
    )


def _is_compiled_plainly(model: Any) -> bool:
    return (
        model.compiled
        and not model.run_eagerly
        and not model.jit_compile
        and model.steps_per_execution == 1
        and model._distribute_strategy is None
    )


def _is_surrounded_by_nothing() -> bool:
    return (
        tf.executing_eagerly()
        and not tf.config.functions_run_eagerly()
        and not tf.distribute.has_strategy()
        and not config.max_epochs()
        and not config.max_steps_per_epoch()
    )


def runs_in_a_loop(model: Any) -> bool:
    """Tell whether many steps in one call of the graph are known to be as good as one by one."""
    return (
        model.dtype_policy.name == "float32"
        and _is_keras_own(model.optimizer)
        and all(map(_is_keras_own, model.metrics))
        and all(map(_is_known_metric, _asked_metrics(model)))
    )


def _asked_metrics(model: Any) -> list[Any]:
    asked = model._compile_metrics
    return tree.flatten([asked._user_metrics, asked._user_weighted_metrics]) if asked else []


def _is_known_metric(metric: Any) -> bool:
    return metric is None or isinstance(metric, str | FunctionType) or _is_keras_own(metric)


def _is_keras_own(thing: Any) -> bool:
    return type(thing).__module__.startswith("keras.src.")


def is_keras_throughout(model: Any) -> bool:
    """Tell whether a step of the built model calls nothing of the student's, nor fails half-way.

    A step that fails after its optimizer has made its variables leaves them without numbers, and
    the model unable to train: that is as in Keras where metrics may fail, or nothing is learned.
    """
    losses = model._compile_loss and tree.flatten(model._compile_loss._user_loss)
    parts = [*model._flatten_layers(), model.optimizer, *(losses or [])]
    return (
        all(layer.built for layer in model._flatten_layers())
        and all(map(_is_all_keras, parts))
        and all(isinstance(part, Layer) for part in getattr(model, "operations", ()))
        and (model._compile_metrics is None or _asks_for_accuracy_only(model._compile_metrics))
    )


def _asks_for_accuracy_only(asked: Any) -> bool:
    return asked._user_weighted_metrics is None and all(
        metric in ("accuracy", "acc") for metric in tree.flatten(asked._user_metrics)
    )


def _is_all_keras(part: Any) -> bool:
    if part is None or isinstance(part, str):
        return True
    if isinstance(part, FunctionType):
        return _is_keras_code(part.__module__)
    return _is_keras_own(part) and all(
        _is_keras_code(_module_of(held)) for held in vars(part).values() if callable(held)
    )


def _module_of(thing: Any) -> str:
    of = thing if isinstance(thing, FunctionType | type) else type(thing)
    return str(of.__module__)


def _is_keras_code(module: str) -> bool:
    """Tell whether it is Keras' own, and not an operation, which may have no gradient."""
    return module.startswith("keras.src.") and not module.startswith("keras.src.ops.")


def are_callbacks(callbacks: Any) -> bool:
    """Tell whether `callbacks` is what `fit` and `evaluate` make their own list of."""
    return all(isinstance(callback, Callback) for callback in tree.flatten(callbacks or []))


def look_at_epochs_only(callbacks: Any) -> bool:
    """Tell whether no callback wants to be called between the batches of an epoch."""
    return all(
        is_default(getattr(callback, hook))
        for callback in tree.flatten(callbacks or [])
        for hook in _BATCH_HOOKS
    )


def is_usual_fit(asked: Mapping[str, Any]) -> bool:
    """Tell whether the arguments of `fit` other than the arrays are of the usual kind."""
    return (
        is_usual(asked)
        and type(asked["epochs"]) is type(asked["initial_epoch"]) is int
        and asked["shuffle"] in (True, False)
        and asked["steps_per_epoch"] is asked["validation_steps"] is None
        and _is_batch_size(asked["validation_batch_size"])
        and isinstance(asked["class_weight"], dict | None)
        and type(asked["validation_split"]) in (int, float)
    )


def is_usual(asked: Mapping[str, Any]) -> bool:
    """Tell the same of the arguments that `fit`, `evaluate` and `predict` share."""
    return (
        asked["x"] is not None
        and _is_batch_size(asked["batch_size"])
        and asked["verbose"] in ("auto", 0, 1, 2)
        and asked.get("steps") is None
        and are_callbacks(asked["callbacks"])
    )


def _is_batch_size(size: Any) -> bool:
    return size is None or (type(size) is int and size > 0)
