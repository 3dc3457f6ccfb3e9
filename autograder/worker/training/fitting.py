"""Worker: `fit` and `evaluate` as Keras does them, but for where the batches come from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Any

from keras.optimizers import Optimizer
from keras.src.callbacks.callback_list import CallbackList
from keras.src.utils.python_utils import pythonify_logs

from autograder.frozen import dataclass
from autograder.worker.training.arrays import SmallArrays
from autograder.worker.training.steps import Logs, steps_of


@dataclass(frozen=True)
class Lesson:
    """The arguments of one call of `fit`, made ready."""

    arrays: SmallArrays
    validation: SmallArrays | None
    validation_freq: Any
    first_epoch: int
    epochs: int  #: number of the epoch to stop before
    verbose: Any
    callbacks: Any


def train(model: Any, lesson: Lesson) -> Any:
    """Train `model`; return its history."""
    callbacks = CallbackList(
        lesson.callbacks,
        add_history=True,
        add_progbar=lesson.verbose != 0,
        verbose=lesson.verbose,
        epochs=lesson.epochs,
        steps=lesson.arrays.num_batches,
        model=model,
    )
    model.stop_training = False
    model.make_train_function()
    callbacks.on_train_begin()
    logs = _train_epochs(model, lesson, callbacks)
    if isinstance(model.optimizer, Optimizer) and lesson.epochs > 0:
        model.optimizer.finalize_variable_values(model.trainable_weights)
    callbacks.on_train_end(logs=logs)
    return model.history


def _train_epochs(model: Any, lesson: Lesson, callbacks: Any) -> Logs | None:
    epochs = range(model._initial_epoch or lesson.first_epoch, lesson.epochs)
    results = _results(model, lesson, len(epochs))
    logs = None
    for epoch in epochs:
        callbacks.on_epoch_begin(epoch)
        logs = next(results) | _validation(model, lesson, epoch, callbacks)
        callbacks.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    return logs


def _results(model: Any, lesson: Lesson, epochs: int) -> Iterator[Logs]:
    """Yield the logs of each epoch, run only when asked for if somebody looks on in between."""
    steps = steps_of(model, model.train_function, lesson.arrays)
    looked_on = bool(lesson.callbacks or lesson.validation)
    for ahead in repeat(1, epochs) if looked_on else (epochs,):
        yield from steps.epochs(lesson.arrays, ahead)


def _validation(model: Any, lesson: Lesson, epoch: int, callbacks: Any) -> Logs:
    if lesson.validation is None or not model._should_eval(epoch, lesson.validation_freq):
        return {}
    logs = evaluate(model, lesson.validation, callbacks)
    return {f"val_{name}": value for name, value in logs.items()}


def evaluate(model: Any, arrays: SmallArrays, callbacks: Any) -> Logs:
    """Return what `model` comes to on the arrays; the callbacks are told of begin and end."""
    model.make_test_function()
    model.stop_evaluating = False
    callbacks.on_test_begin()
    (logs,) = steps_of(model, model.test_function, arrays).epochs(arrays, 1)
    numbers: Logs = pythonify_logs(logs)
    callbacks.on_test_end(numbers)
    return numbers
