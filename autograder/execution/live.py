"""Notebook: Asking the student's own shell in place: nothing is run, or trained, again."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NoReturn

import numpy as np
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from numpy.random import bit_generator

from autograder.execution.worker import Reply, Worker
from autograder.records import (
    Cell,
    Limits,
    Stopped,
    UsesRequest,
    WorkerRequest,
)
from autograder.worker.answering import REQUESTS, ExecutedSubmission, reply
from autograder.worker.cells import BY_MEMORY
from autograder.worker.models import Models
from autograder.worker.timing import TimeLimits


class LiveNotebook(Worker):
    """The namespace of the shell that this very code runs in."""

    tier = "none: the student's own notebook"
    versions: tuple[tuple[str, str], ...] = ()
    trainer = None
    alive = True
    cpu_seconds = 0.0
    threads = 0

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        namespace: dict[str, Any] = shell.user_ns
        self._submission = ExecutedSubmission(namespace, Models(namespace), _no_figures)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that have been run, numbered as Jupyter does."""
        history = self._shell.history_manager
        sources = history.input_hist_parsed[1:] if history else ()
        return tuple(Cell(kind="code", source=source) for source in sources)

    def worker(self, limits: Limits) -> LiveNotebook:
        """Return itself: there is only one such namespace."""
        return self

    def exchange(
        self, request: Mapping[str, object], *, seconds: float, wall: float
    ) -> Reply | Stopped:
        asked = REQUESTS.load(WorkerRequest, request)
        if isinstance(asked, UsesRequest):
            asked = replace(asked, sources=tuple(self._submission.namespace.get("In", ())))
        with _undisturbed(), capture_output() as captured:
            submission = replace(self._submission, printed=lambda: str(captured.stdout))
            try:
                return reply(submission, asked, TimeLimits(seconds, wall))
            except MemoryError:
                return BY_MEMORY

    def stop(self, why: Stopped) -> Stopped:
        return why

    def close(self) -> None:
        """Nothing: the notebook goes on."""


def _no_figures() -> NoReturn:
    raise TypeError("which figures a live notebook has shown is not known")


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
