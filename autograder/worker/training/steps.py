"""Worker: Several training steps in one graph call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from time import perf_counter
from typing import Any, TypeAlias

import numpy as np
import tensorflow as tf
from keras.src import tree

from autograder.frozen import dataclass
from autograder.worker.training.arrays import Rows, SmallArrays
from autograder.worker.training.known import is_keras_throughout

LONGEST = 0.1  #: seconds in the graph until Python may handle a signal again, as far as foreseeable

#: Metrics by name, as numbers; an array where a metric is several.
Logs: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Minibatch:
    """One step to make."""

    rows: Rows
    first: bool  #: of its epoch: metrics start anew
    last: bool  #: of its epoch: metrics are what the epoch came to


def steps_of(model: Any, function: Any, arrays: SmallArrays) -> Steps:
    """Return the steps that `function`, one of `model`'s own, makes over batches like those.

    They are kept on the function itself, because Keras drops it whenever they are no longer right.
    """
    kept: dict[str, Steps] = vars(function).setdefault("steps", {})
    kind = repr(arrays.batch_specs())
    if kind not in kept:
        with _made_at_once() if is_keras_throughout(model) else nullcontext():
            loop = _loop(function, model.reset_metrics, arrays)
        kept[kind] = Steps(loop)
    return kept[kind]


def _made_at_once() -> AbstractContextManager[None]:
    """Let what a step keeps for the next, an optimizer's momentum say, be there before its graph.

    A graph in which it is made is thrown away, and made anew for the steps that follow; what it
    begins with is put into the graph too, since it may have to be asked whether it is there.
    """

    def make(usual: Callable[..., Any], **settings: Any) -> Any:
        if not callable(settings["initial_value"]):  # it may be in the graph
            return usual(**settings)
        with tf.init_scope():
            return usual(**settings | {"experimental_enable_variable_lifting": False})

    scope: AbstractContextManager[None] = tf.variable_creator_scope(make)
    return scope


class Steps:
    """A compiled loop, and how many turns of it fit into the time it may take."""

    def __init__(self, loop: Callable[..., Any]) -> None:
        self._loop = loop
        self._turns = 1

    def epochs(self, arrays: SmallArrays, count: int) -> Iterator[Logs]:
        """Yield the logs of `count` epochs one by one; several may have been run by then."""
        batches = chain.from_iterable(_epoch(arrays.next_rows()) for _ in range(count))
        while chunk := tuple(islice(batches, self._turns)):
            logs = self._timed(arrays, chunk)
            for turn, batch in enumerate(chunk):
                if batch.last:
                    yield {name: values[turn] for name, values in logs.items()}

    def _timed(self, arrays: SmallArrays, chunk: Sequence[Minibatch]) -> Logs:
        started = perf_counter()
        logs = tree.map_structure(lambda values: values.numpy(), self._run(arrays, chunk))
        fitting = int(len(chunk) * LONGEST / (perf_counter() - started))
        self._turns = max(1, min(fitting, 10 * len(chunk)))
        return dict(logs)

    def _run(self, arrays: SmallArrays, chunk: Sequence[Minibatch]) -> Any:
        rows = np.zeros((len(chunk), arrays.widest), dtype=np.int64)
        for row, batch in zip(rows, chunk, strict=True):
            row[: len(batch.rows)] = batch.rows
        sizes = np.array([len(batch.rows) for batch in chunk], dtype=np.int32)
        anew = np.array([batch.first for batch in chunk])
        return self._loop(arrays.tensors, *map(tf.constant, (rows, sizes, anew)))


def _epoch(rows: Sequence[Rows]) -> Iterator[Minibatch]:
    for number, of_batch in enumerate(rows):
        yield Minibatch(of_batch, first=number == 0, last=number == len(rows) - 1)


def _loop(
    function: Callable[..., Any], reset: Callable[[], None], arrays: SmallArrays
) -> Callable[..., Any]:
    """Return `(tensors, rows, sizes, anew) → logs of each turn`, compiled.

    The function is traced once before the loop is: that builds the weights and the metrics, without
    which there would be nothing to reset.
    """
    specs = arrays.batch_specs()
    traced = tf.function(lambda batch: function([batch]), autograph=False)
    logs = traced.get_concrete_function(specs).structured_outputs

    def turn(tensors: Any, rows: tf.Tensor, anew: tf.Tensor) -> Any:
        tf.cond(anew, lambda: _nothing_after(reset), tf.no_op)
        return function([tree.map_structure(lambda *of: _gathered(rows, *of), tensors, specs)])

    def loop(tensors: Any, rows: tf.Tensor, sizes: tf.Tensor, anew: tf.Tensor) -> Any:
        def body(at: tf.Tensor, kept: Any) -> Any:
            new = turn(tensors, rows[at, : sizes[at]], anew[at])
            return at + 1, {name: kept[name].write(at, new[name]) for name in kept}

        turns = tf.shape(rows)[0]
        empty = {name: tf.TensorArray(log.dtype, size=turns) for name, log in logs.items()}
        # One by one: each step works on the weights that the one before has left.
        _, kept = tf.while_loop(lambda at, _: at < turns, body, (0, empty), parallel_iterations=1)
        return {name: values.stack() for name, values in kept.items()}

    compiled: Callable[..., Any] = tf.function(loop, autograph=False).get_concrete_function(
        tree.map_structure(_any_number, specs),
        tf.TensorSpec([None, None], tf.int64),
        tf.TensorSpec([None], tf.int32),
        tf.TensorSpec([None], tf.bool),
    )
    return compiled


def _nothing_after(reset: Callable[[], None]) -> tf.Operation:
    reset()
    return tf.no_op()


def _gathered(rows: tf.Tensor, tensor: tf.Tensor, spec: tf.TensorSpec) -> tf.Tensor:
    batch = tf.gather(tensor, rows)
    batch.set_shape(spec.shape)
    return batch


def _any_number(spec: tf.TensorSpec) -> tf.TensorSpec:
    return tf.TensorSpec([None, *spec.shape[1:]], spec.dtype)
