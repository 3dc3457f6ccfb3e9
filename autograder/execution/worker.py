"""Grader: The questions to one submission, whatever kind of process it runs in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from autograder.protocol import answers as replies
from autograder.protocol.errors import WireError
from autograder.protocol.values import Node, encode
from autograder.records import Answer, CellRun, ModelRequest, Stopped, Value
from autograder.sandbox.shortage import as_sandbox_errors

T = TypeVar("T")

Reply = dict[str, Any]

_PIECE = 4 << 20  #: bytes of a file that travel at a time


class Asked(ABC):
    """A submission at work. Once it has been stopped, every answer is why."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    @abstractmethod
    def alive(self) -> bool:
        """Whether it can still be asked something."""

    @property
    @abstractmethod
    def cpu_seconds(self) -> float:
        """CPU seconds used so far."""

    @property
    @abstractmethod
    def threads(self) -> int:
        """How many threads it has now, 0 where this cannot be seen."""

    @property
    def received(self) -> int:
        """Bytes of all its replies, 0 where nobody counts them."""
        return 0

    @property
    def has_too_much(self) -> bool:
        """Whether it would be stopped for its threads or files as soon as it is asked."""
        return False

    @abstractmethod
    def ask(self, request: Mapping[str, object], *, seconds: float, wall: float) -> Reply | Stopped:
        """Return the reply to one request, or why there is none."""

    @abstractmethod
    def stop(self, why: Stopped) -> Stopped:
        """End the process, if that has not been done, and remember why."""

    @abstractmethod
    def close(self) -> None:
        """End it, and leave nothing behind."""

    def stop_after(self, reply: object) -> Stopped | None:
        """Return why there can be no more after a reply that has been understood."""
        return None

    def give(self, name: str, content: bytes, *, seconds: float, wall: float) -> Answer:
        """Put a data file into the submission's folder, before any of its code is run."""
        answer: Answer = Value(None)
        for start in range(0, max(len(content), 1), _PIECE):
            node = _node(content[start : start + _PIECE])
            request = {"do": "file", "name": name, "content": node}
            answer = self._answer(self.ask(request, seconds=seconds, wall=wall))
        return answer

    def run_cell(self, cell: int, source: str, *, seconds: float, wall: float) -> CellRun:
        """Run a cell of the submission."""
        request = {"do": "cell", "number": cell, "source": source}
        reply = self.ask(request, seconds=seconds, wall=wall)
        run = self._understood(reply, lambda message: replies.cell_run(cell, message))
        return CellRun(cell, (), stopped=run) if isinstance(run, Stopped) else run

    def call(
        self,
        name: str,
        arguments: Sequence[object],
        *,
        seconds: float,
        wall: float,
        seed: int = 0,
    ) -> Answer:
        """Call a function of the submission; `CannotAsk` if an argument cannot travel."""
        nodes = [_node(argument) for argument in arguments]
        request = {"do": "call", "name": name, "arguments": nodes, "seed": seed}
        return self._answer(self.ask(request, seconds=seconds, wall=wall))

    def value(self, name: str, *, seconds: float, wall: float) -> Answer:
        """Read a variable of the submission."""
        return self._answer(self.ask({"do": "value", "name": name}, seconds=seconds, wall=wall))

    def model(self, request: ModelRequest, *, seconds: float, wall: float) -> Answer:
        """Describe a Keras model of the submission, for `models.read_model` to read."""
        asked = {
            "do": "model",
            "name": request.name,
            "builder": request.builder,
            "input_shape": list(request.input_shape),
            "predict": _node(request.predict),
            "weights": request.weights,
        }
        return self._answer(self.ask(asked, seconds=seconds, wall=wall))

    def uses(
        self, sources: Sequence[str], name: str | None, *, seconds: float, wall: float
    ) -> Answer:
        """List what the source of a function uses, or (None) that of the whole submission."""
        request = {"do": "uses", "sources": list(sources), "name": name}
        return self._answer(self.ask(request, seconds=seconds, wall=wall))

    def figures(self, *, seconds: float, wall: float) -> Answer:
        """List what the submission has plotted, as `worker.figures` describes it."""
        return self._answer(self.ask({"do": "figures"}, seconds=seconds, wall=wall))

    def _answer(self, reply: Reply | Stopped) -> Answer:
        return self._understood(reply, replies.answer)

    def _understood(self, reply: Reply | Stopped, parse: Callable[[Reply], T]) -> T | Stopped:
        if isinstance(reply, Stopped):
            return reply
        try:
            understood = parse(reply)
        except WireError as error:
            return self.stop(Stopped("wire", str(error)))
        why = self.stop_after(understood)
        return self.stop(why) if why else understood


def _node(value: object) -> Node:
    """The value as it travels; `CannotAsk` if it cannot."""
    with as_sandbox_errors():
        return encode(value)
