"""Notebook: Asking the student's own shell in place: nothing is run, or trained, again."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NoReturn

import numpy as np
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from numpy.random import bit_generator

from autograder.execution.worker import Reply, Worker
from autograder.frozen import dataclass
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
        self._asked: _Randomness | None = None  #: after the last request

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
        goes_on = getattr(asked, "goes_on", False)
        with self._undisturbed(goes_on), capture_output() as captured:
            submission = replace(self._submission, printed=lambda: str(captured.stdout))
            try:
                return reply(submission, asked, TimeLimits(seconds, wall))
            except MemoryError:
                return BY_MEMORY

    @contextmanager
    def _undisturbed(self, goes_on: bool) -> Iterator[None]:
        """Leave random numbers as they were: those that come next are the notebook's own.

        What is asked may go on with those of the request before it.
        """
        own = _Randomness.now()
        if goes_on and self._asked:
            self._asked.put_back()
        try:
            yield
        finally:
            self._asked = _Randomness.now()
            own.put_back()

    def stop(self, why: Stopped) -> Stopped:
        return why

    def close(self) -> None:
        """Nothing: the notebook goes on."""


def _no_figures() -> NoReturn:
    raise TypeError("which figures a live notebook has shown is not known")


@dataclass(frozen=True)
class _Randomness:
    """How far random numbers have come, of all that `seeds.seed_all` lets start anew."""

    python: tuple[Any, ...]
    legacy: Any
    fresh: Callable[..., int]
    tensorflow: _TensorFlow | None

    @classmethod
    def now(cls) -> _Randomness:
        return cls(
            random.getstate(),
            np.random.get_state(),
            vars(bit_generator)["randbits"],
            _TensorFlow.now(),
        )

    def put_back(self) -> None:
        vars(bit_generator)["randbits"] = self.fresh
        np.random.set_state(self.legacy)
        random.setstate(self.python)
        if self.tensorflow:
            self.tensorflow.put_back()


@dataclass(frozen=True)
class _TensorFlow:
    """TensorFlow's seed, and how far its numbers have come.

    There is no public way to read them; they are two attributes of the context in which it runs.
    """

    held: dict[str, Any]
    seed: Any
    generator: Any
    state: Any

    @classmethod
    def now(cls) -> _TensorFlow | None:
        module = sys.modules.get("tensorflow.python.eager.context")
        if module is None:
            return None
        held = vars(module.context())
        generator = held.get("_rng")
        state = generator.getstate() if generator else None
        return cls(held, held.get("_seed"), generator, state)

    def put_back(self) -> None:
        self.held.update(_seed=self.seed, _rng=self.generator)
        if self.generator:
            self.generator.setstate(self.state)
