"""Running a piece of hostile code under any set of layers, and seeing what came of it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from autograder.execution.sandboxed import Sandbox
from autograder.execution.sandboxed_worker import SandboxedWorker
from autograder.records import Answer, CellRequest, CellRun, Limits, Value, ValueRequest
from tests.sandboxes import sandbox_of

GENEROUS = {"seconds": 10.0, "wall": 60.0}
SMALL = Limits(seconds=5, memory=256 << 20, disk=1 << 20, output=1 << 16)


@dataclass(frozen=True)
class Seen:
    """What the grader saw of one piece of code."""

    run: CellRun
    answer: Answer  #: to what the variable `answer` is afterwards

    @property
    def succeeded(self) -> bool:
        """Whether the code got what it was after: it ran to its end, and says so."""
        return self.run.raised is None and self.answer == Value(value=True)


class Arena:
    """One sandbox for each set of layers, started when it is first needed."""

    def __init__(self, imports: Sequence[str] = ()) -> None:
        self._imports = imports
        self._sandboxes: dict[frozenset[str], Sandbox] = {}
        self._undo = contextlib.ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._undo.close()

    def sandbox(self, layers: frozenset[str]) -> Sandbox:
        """Return the sandbox of exactly these layers; skips the test where they cannot be had."""
        if layers not in self._sandboxes:
            fresh = sandbox_of(layers, self._imports)
            self._sandboxes[layers] = self._undo.enter_context(fresh)
        return self._sandboxes[layers]

    def worker(self, layers: frozenset[str], there: contextlib.ExitStack) -> SandboxedWorker:
        """Return a small worker, which ends with the stack."""
        return there.enter_context(self.sandbox(layers).worker(SMALL))

    def run(self, source: str, layers: frozenset[str], limits: Limits = SMALL) -> Seen:
        """Run code as the only cell of a submission."""
        with self.sandbox(layers).worker(limits) as worker:
            ran = worker.ask(CellRequest(cell=1, source=source), **GENEROUS)
            return Seen(ran, worker.ask(ValueRequest(name="answer"), **GENEROUS))
