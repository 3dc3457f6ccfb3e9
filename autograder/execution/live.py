"""What is defined in a running notebook, asked in place: nothing is run again, or trained again."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from numpy.random import bit_generator

from autograder.execution.worker import Asked, Reply
from autograder.protocol.values import decode
from autograder.records import Cell, Limits, Stopped
from autograder.worker.calls import call, encoded, value
from autograder.worker.models import Models
from autograder.worker.source import uses
from autograder.worker.timing import Exceeded, TimeLimits, within


class LiveNotebook(Asked):
    """The namespace of the shell that this very code runs in."""

    tier = "none: the student's own notebook"
    versions: tuple[tuple[str, str], ...] = ()
    trainer = None
    alive = True
    cpu_seconds = 0.0
    threads = 0

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._namespace: dict[str, Any] = shell.user_ns
        self._models = Models(self._namespace)
        self._answers: Mapping[str, Callable[[Mapping[str, Any]], Reply]] = {
            "call": lambda r: call(self._namespace, r["name"], r["arguments"], r["seed"]),
            "value": lambda r: value(self._namespace, r["name"]),
            "uses": self._uses,
            "model": self._model,
        }

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that have been run, numbered as Jupyter does."""
        history = self._shell.history_manager
        sources = history.input_hist_parsed[1:] if history else ()
        return tuple(Cell("code", source) for source in sources)

    def worker(self, limits: Limits) -> LiveNotebook:
        """Return itself: there is only one such namespace."""
        return self

    def ask(self, request: Mapping[str, Any], *, seconds: float, wall: float) -> Reply | Stopped:
        answer = self._answers[request["do"]]
        with _undisturbed(), capture_output():
            try:
                reply = within(TimeLimits(seconds, wall), lambda: answer(request))
            except Exceeded as limit:
                return Stopped(limit.reason, f"{limit.seconds:g}")
            except MemoryError:
                return Stopped("memory")
        arrived: Reply = json.loads(json.dumps(reply))  # as over a pipe, where there are no tuples
        return arrived

    def stop(self, why: Stopped) -> Stopped:
        return why

    def close(self) -> None:
        """Nothing: the notebook goes on."""

    def _uses(self, request: Mapping[str, Any]) -> Reply:
        found = uses(self._namespace.get("In", ()), request["name"])
        return {"undefined": {"callable": True}} if found is None else encoded(found)

    def _model(self, request: Mapping[str, Any]) -> Reply:
        return self._models.describe(
            request["name"],
            request["builder"],
            tuple(request["input_shape"]),
            decode(request["predict"]),
            request["weights"],
        )


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Leave random numbers as they were: those that come next are the notebook's own."""
    python, legacy = random.getstate(), np.random.get_state()
    fresh = vars(bit_generator)["randbits"]
    try:
        with _tensorflow_undisturbed():
            yield
    finally:
        vars(bit_generator)["randbits"] = fresh
        np.random.set_state(legacy)
        random.setstate(python)


@contextmanager
def _tensorflow_undisturbed() -> Iterator[None]:
    """Leave TensorFlow's seed, and how far its numbers have come, where they were.

    There is no public way to read them; they are two attributes of the context in which it runs.
    """
    module = sys.modules.get("tensorflow.python.eager.context")
    if module is None:
        yield
        return
    held = vars(module.context())
    seed, generator = held.get("_seed"), held.get("_rng")
    state = generator.getstate() if generator else None
    try:
        yield
    finally:
        held.update(_seed=seed, _rng=generator)
        if generator:
            generator.setstate(state)
