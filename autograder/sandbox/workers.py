"""One worker: a process that answers questions about one submission."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self, TypeVar

from autograder.errors import SandboxError
from autograder.records import Answer, CellRun, Limits, ModelRequest, Raised, Stopped
from autograder.sandbox import replies
from autograder.sandbox.conversation import Allowance, Conversation, Reply
from autograder.sandbox.disks import Disk
from autograder.sandbox.launch import Forked, IsolationRefused, TemplateGone
from autograder.sandbox.pipes import Ends
from autograder.sandbox.printed import Printed
from autograder.sandbox.processes import Process
from autograder.sandbox.shortage import as_sandbox_errors
from autograder.wire.errors import WireError
from autograder.wire.frames import pack
from autograder.wire.values import Node, encode

T = TypeVar("T")

CPU_GRACE, WALL_GRACE = 1.0, 2.0  #: seconds to stop by itself before it is killed
_READY_SECONDS = 30.0
_NO_ROOM = os.strerror(errno.ENOSPC)


class Worker:
    """A live worker. Once it has been stopped, every answer is why. Not to be shared by threads."""

    def __init__(
        self,
        forked: Forked,
        ends: Ends,
        disk: Disk,
        limits: Limits,
    ) -> None:
        """Take over a process, its pipes and what it writes to."""
        self._process = Process(forked, ends.status)
        self._conversation = Conversation(self._process, ends, disk, limits)
        self._ends = ends
        self._disk = disk
        self._stopped: Stopped | None = None
        self._closed = False

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
    def alive(self) -> bool:
        """Whether it can still be asked something."""
        return self._stopped is None

    @property
    def cpu_seconds(self) -> float:
        """CPU seconds used so far."""
        return self._process.cpu_seconds

    @property
    def threads(self) -> int:
        """How many threads it has now; 1 as long as student code has left none running.

        0 if it has ended, or where this cannot be seen.
        """
        return self._process.threads

    @property
    def has_too_much(self) -> bool:
        """Whether it would be stopped for its threads or files as soon as it is asked."""
        with as_sandbox_errors():
            return self._conversation.excess_of_things() is not None

    @property
    def printed(self) -> Printed:
        """What went to standard output and error without passing through a cell's outputs."""
        return self._conversation.printed

    def ask(self, request: Mapping[str, object], *, seconds: float, wall: float) -> Reply | Stopped:
        """Return the reply to one request, or why there is none.

        `seconds` of CPU and of `wall` time are what the worker keeps by itself and is told along
        with the request; a little later it is killed. `SandboxError` if the request cannot be
        sent, or the template ended: also when another thread closes the sandbox meanwhile.
        """
        if self._stopped is not None:
            return self._stopped
        with as_sandbox_errors():
            frame = pack({**request, "seconds": seconds, "wall": wall})
            reply = self._conversation.exchange(frame, self._allowance(seconds, wall))
        return self._stop(reply) if isinstance(reply, Stopped) else reply

    def run_cell(self, cell: int, source: str, *, seconds: float, wall: float) -> CellRun:
        """Run a cell of the submission."""
        request = {"do": "cell", "number": cell, "source": source}
        reply = self._within_bounds(self.ask(request, seconds=seconds, wall=wall))
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

    def await_ready(self) -> None:
        """Return when the worker has locked itself in; `SandboxError` if it could not."""
        with as_sandbox_errors():
            first = self._conversation.listen(self._allowance(_READY_SECONDS, _READY_SECONDS))
        if isinstance(first, Stopped):
            raise SandboxError(f"a worker did not start: {first.reason} {first.detail}".rstrip())
        if first != {"ready": True}:
            raise IsolationRefused(str(first.get("refused", "a worker began out of order")))

    def close(self) -> None:
        """End the worker without waiting for it to finish anything, and remove its folder."""
        if self._closed:
            return
        self._closed = True
        with contextlib.suppress(TemplateGone):
            self._stop(Stopped("exit"))
        self._ends.close()
        os.close(self._process.handle)
        self._disk.discard()

    def _allowance(self, seconds: float, wall: float) -> Allowance:
        return Allowance(
            seconds=seconds,
            wall=wall,
            cpu=self.cpu_seconds + seconds + CPU_GRACE,
            until=time.monotonic() + wall + WALL_GRACE,
        )

    def _stop(self, why: Stopped) -> Stopped:
        """Kill the worker, if that has not been done, and remember why."""
        if self._stopped is None:
            self._stopped = why
            self._process.kill()
            self._process.end()
        return why

    def _within_bounds(self, reply: Reply | Stopped) -> Reply | Stopped:
        """Stop a worker now that would be stopped while it does something else."""
        if isinstance(reply, Stopped):
            return reply
        with as_sandbox_errors():
            excess = self._conversation.excess_of_things()
        return self._stop(excess) if excess else reply

    def _answer(self, reply: Reply | Stopped) -> Answer:
        return self._understood(reply, replies.answer)

    def _understood(self, reply: Reply | Stopped, parse: Callable[[Reply], T]) -> T | Stopped:
        if isinstance(reply, Stopped):
            return reply
        try:
            understood = parse(reply)
        except WireError as error:
            return self._stop(Stopped("wire", str(error)))
        if self._lacked_room(understood):
            return self._stop(self._conversation.too_much_written())
        return understood

    def _lacked_room(self, reply: object) -> bool:
        """Whether student code failed because it has filled its disk, whatever it made of that."""
        failure = (reply.raised or reply.stopped) if isinstance(reply, CellRun) else reply
        if isinstance(failure, Raised) and _NO_ROOM in failure.message:
            return True
        with as_sandbox_errors():
            return isinstance(failure, Raised | Stopped) and self._disk.overflows


def _node(value: object) -> Node:
    """The value as it travels; `CannotAsk` if it cannot."""
    with as_sandbox_errors():
        return encode(value)
