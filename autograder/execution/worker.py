"""Grader: The questions to one submission, whatever kind of process it runs in."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar, overload

from autograder.closing import Closing
from autograder.protocol import answers
from autograder.protocol.errors import WireError
from autograder.protocol.records import RECORDS
from autograder.records import (
    Answer,
    CellRequest,
    CellRun,
    FileRequest,
    Limits,
    ModuleRequest,
    Request,
    Stopped,
    WorkerRequest,
)
from autograder.sandbox.shortage import as_sandbox_errors

T = TypeVar("T")

Reply = dict[str, Any]

_PIECE = 4 << 20  #: bytes of a file that travel at a time


class Worker(Closing):
    """A submission at work. Once it has been stopped, every answer is why."""

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
        """Number of threads; 0 where this cannot be seen."""

    @property
    def received(self) -> int:
        """Bytes of all its replies, 0 where nobody counts them."""
        return 0

    @property
    def pieces(self) -> int:
        """Pieces of JSON in all its replies, 0 where nobody counts them."""
        return 0

    @property
    def is_ahead(self) -> bool:
        """Whether it has been given requests that have not been asked."""
        return False

    def work_ahead(
        self,
        requests: Sequence[WorkerRequest],
        *,
        seconds: float,
        wall: float,
        together: tuple[float, float],
        slower: float = 0.0,
    ) -> None:
        """Let it begin with requests that are asked next, in this order, if it can do so.

        `seconds` of CPU and of `wall` time are for each, and fewer once `together` all have used
        so many; each CPU second leaves `slower` as much wall time for the others.
        """
        return

    def let_answer(self, pieces: int) -> None:
        """Read nothing, from now on, of a reply that has more pieces; where somebody counts."""
        return

    @property
    def has_too_much(self) -> bool:
        """Whether it would be stopped for its threads or files as soon as it is asked."""
        return False

    @abstractmethod
    def exchange(
        self, request: Mapping[str, object], *, seconds: float, wall: float
    ) -> Reply | Stopped:
        """Return the reply to one request, both as plain data, or why there is none."""

    @abstractmethod
    def stop(self, why: Stopped) -> Stopped:
        """End the process, if that has not been done, and remember why."""

    @abstractmethod
    def close(self) -> None:
        """End it, and leave nothing behind."""

    def leave(self) -> None:
        """End it, without waiting until its process and its folder are gone."""
        self.close()

    def stop_after(self, reply: object) -> Stopped | None:
        """Return why there can be no more after a reply that has been understood."""
        return None

    @overload
    def ask(self, request: CellRequest, *, seconds: float, wall: float) -> CellRun: ...
    @overload
    def ask(
        self, request: Request | ModuleRequest | FileRequest, *, seconds: float, wall: float
    ) -> Answer: ...
    def ask(self, request: WorkerRequest, *, seconds: float, wall: float) -> Answer | CellRun:
        """Return what comes back of a request; SandboxError if it cannot be sent."""
        reply = self._reply_to(request, seconds, wall)
        if not isinstance(request, CellRequest):
            return self._understood(reply, answers.answer)
        run = self._understood(reply, partial(answers.cell_run, request))
        if isinstance(run, Stopped):
            return CellRun(
                cell=request.cell, step=request.step, line=request.line, outputs=(), stopped=run
            )
        return run

    def _reply_to(self, request: WorkerRequest, seconds: float, wall: float) -> Reply | Stopped:
        with as_sandbox_errors():
            data = RECORDS.dump_once(WorkerRequest, request)
        return self.exchange(data, seconds=seconds, wall=wall)

    def _understood(self, reply: Reply | Stopped, parse: Callable[[Reply], T]) -> T | Stopped:
        if isinstance(reply, Stopped):
            return reply
        try:
            understood = parse(reply)
        except WireError as error:
            return self.stop(Stopped(reason="wire", breach="malformed", note=str(error)))
        why = self.stop_after(understood)
        return self.stop(why) if why else understood


def file_requests(name: str, content: bytes) -> Iterator[FileRequest]:
    """Yield the requests that put a data file into a submission's folder."""
    for start in range(0, max(len(content), 1), _PIECE):
        yield FileRequest(name=name, content=content[start : start + _PIECE])


class WorkerPool(Protocol):
    """Source of fresh workers: a sandbox, or what stands in for one."""

    @property
    def tier(self) -> str: ...
    @property
    def versions(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def trainer(self) -> str | None: ...
    def worker(self, limits: Limits) -> Worker: ...
