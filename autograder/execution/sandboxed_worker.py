"""Grader: One sandboxed worker, which answers questions about one submission."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from autograder.errors import SandboxError
from autograder.execution.budget import MOST_PIECES
from autograder.execution.worker import Reply, Worker
from autograder.protocol.errors import WireError
from autograder.protocol.frames import DONE, pack, pack_texts
from autograder.protocol.records import text_once
from autograder.records import CellRun, Limits, Raised, Stopped, WorkerRequest
from autograder.sandbox.conversation import Allowance, Conversation
from autograder.sandbox.launch import IsolationRefused, TemplateGone
from autograder.sandbox.ordering import Delivery
from autograder.sandbox.printed import Printed
from autograder.sandbox.processes import Process
from autograder.sandbox.shortage import as_sandbox_errors

CPU_GRACE, WALL_GRACE = 1.0, 2.0  #: seconds to stop by itself before it is killed
_READY_SECONDS = 30.0
_DONE_SECONDS = 1.0  #: from the last of several replies to being told that it was the last
_MOST_AHEAD = 1 << 20  #: bytes of requests that are sent together
_NO_ROOM = os.strerror(errno.ENOSPC)


class SandboxedWorker(Worker):
    """A live worker. Once it has been stopped, every answer is why. Not to be shared by threads."""

    def __init__(
        self, delivery: Delivery, limits: Limits, reap: Callable[[SandboxedWorker], object]
    ) -> None:
        """Take over a process, its pipes and its disk; `reap` closes it once it is left."""
        self._reap = reap
        self._ends, self._disk = delivery.ends, delivery.disk
        self._process = Process(delivery.forked, self._ends.status)
        self._conversation = Conversation(self._process, self._ends, self._disk, limits)
        self._most_pieces = MOST_PIECES
        self._ahead: deque[WorkerRequest] = deque()  #: sent, and not asked yet
        self._is_to_be_done = False  #: with what it was sent at once
        self._stopped: Stopped | None = None
        self._closed = False

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
        """Number of threads; 1 as long as student code has left none running.

        0 if it has ended, or where this cannot be seen.
        """
        return self._process.threads

    @property
    def has_too_much(self) -> bool:
        """Whether it would be stopped for its threads or files as soon as it is asked."""
        with as_sandbox_errors():
            return self._conversation.excess_of_things() is not None

    @property
    def is_ahead(self) -> bool:
        """Whether it has been given requests that have not been asked."""
        return bool(self._ahead)

    @property
    def printed(self) -> Printed:
        """Standard output and error that did not pass through a cell's outputs."""
        return self._conversation.printed

    @property
    def received(self) -> int:
        """Bytes of all its replies."""
        return self._conversation.received

    @property
    def pieces(self) -> int:
        """Pieces of JSON in all its replies."""
        return self._conversation.pieces

    def let_answer(self, pieces: int) -> None:
        """Read nothing, from now on, of a reply that has more pieces: it cannot be sent."""
        self._most_pieces = pieces

    def exchange(
        self, request: Mapping[str, object], *, seconds: float, wall: float
    ) -> Reply | Stopped:
        """Return the reply to one request, or why there is none.

        `seconds` of CPU and of `wall` time are what the worker keeps by itself and is told along
        with the request; a little later it is killed. `SandboxError` if the request cannot be
        sent, or the template ended: also when another thread closes the sandbox meanwhile.
        """
        with as_sandbox_errors():
            frame = pack({"requests": [request], "seconds": seconds, "wall": wall})
            return self._answer_to(frame, seconds, wall)

    def _answer_to(self, frame: bytes, seconds: float, wall: float) -> Reply | Stopped:
        if self._stopped is not None:
            return self._stopped
        reply = self._conversation.exchange(frame, self._allowance(seconds, wall))
        return self.stop(reply) if isinstance(reply, Stopped) else reply

    def work_ahead(
        self,
        requests: Sequence[WorkerRequest],
        *,
        seconds: float,
        wall: float,
        together: tuple[float, float],
        slower: float = 0.0,
    ) -> None:
        """Send as many requests as one message may hold; each is asked all the same.

        It replies to one after the other, up to one that is stopped: so it is known which of them
        it was that ended it.
        """
        if len(requests) < 2:
            return
        limits = {"seconds": seconds, "wall": wall, "together": together, "slower": slower}
        with as_sandbox_errors():
            try:
                texts = list(_fitting(requests))
                frame = pack_texts("requests", texts, limits)
            except WireError:  # which is told when the one that cannot be sent is asked
                return
            if len(texts) < 2 or self._stopped is not None:
                return
            if why := self._conversation.send(frame):
                self.stop(why)
                return
        self._ahead.extend(requests[: len(texts)])
        self._is_to_be_done = True

    def _reply_to(self, request: WorkerRequest, seconds: float, wall: float) -> Reply | Stopped:
        if not self._ahead:
            return self._reply_alone(request, seconds, wall)
        assert self._ahead.popleft() is request, "another request than was sent"
        if self._stopped is not None:
            return self._stopped
        with as_sandbox_errors():
            reply = self._conversation.listen(self._allowance(seconds, wall))
        return self.stop(reply) if isinstance(reply, Stopped) else reply

    def _reply_alone(self, request: WorkerRequest, seconds: float, wall: float) -> Reply | Stopped:
        with as_sandbox_errors():
            text = text_once(WorkerRequest, request)
            frame = pack_texts("requests", [text], {"seconds": seconds, "wall": wall})
            return self._answer_to(frame, seconds, wall)

    def await_ready(self) -> None:
        """Return when the worker has locked itself in; `SandboxError` if it could not."""
        with as_sandbox_errors():
            first = self._conversation.listen(self._allowance(_READY_SECONDS, _READY_SECONDS))
        if isinstance(first, Stopped):
            raise SandboxError(f"a worker did not start: {_diagnosis(first)}")
        if first != {"ready": True}:
            raise IsolationRefused(str(first.get("refused", "a worker began out of order")))

    @property
    def is_there(self) -> bool:
        """Whether its process has not ended."""
        return not self._process.has_ended

    def begin(self) -> None:
        """Count the kernel's kills for want of memory from now on, not from when it was made."""
        self._process.begin()

    def leave(self) -> None:
        """Kill the worker; its process and its folder go in the background."""
        if self._stopped is None:
            self._stopped = Stopped(reason="exit")
            self._process.kill()
        self._reap(self)

    def close(self) -> None:
        """End the worker without waiting for it to finish anything, and remove its folder."""
        if self._closed:
            return
        self._closed = True
        self._process.kill()
        with contextlib.suppress(TemplateGone):
            self._process.end()
        self._stopped = self._stopped or Stopped(reason="exit")
        self._ahead.clear()
        self._ends.close()
        os.close(self._process.handle)
        self._disk.discard()

    def _allowance(self, seconds: float, wall: float) -> Allowance:
        return Allowance(
            seconds=seconds,
            wall=wall,
            cpu=self.cpu_seconds + seconds + CPU_GRACE,
            until=time.monotonic() + wall + WALL_GRACE,
            pieces=self._most_pieces,
        )

    def stop(self, why: Stopped) -> Stopped:
        """Kill the worker, if that has not been done, and remember why."""
        if self._stopped is None:
            self._stopped = why
            self._ahead.clear()
            self._process.kill()
            self._process.end()
        return why

    def _why_not_done(self) -> Stopped | None:
        """Return what is wrong if it has said more than it was asked with several requests."""
        if self._ahead or not self._is_to_be_done:
            return None
        self._is_to_be_done = False
        with as_sandbox_errors():
            said = self._conversation.listen(self._allowance(_DONE_SECONDS, _DONE_SECONDS))
        if isinstance(said, Stopped):
            return said
        return None if said == DONE else Stopped(reason="wire", breach="unasked")

    def stop_after(self, reply: object) -> Stopped | None:
        """Return what student code has too much of, whatever it made of being refused more."""
        failure = (reply.raised or reply.stopped) if isinstance(reply, CellRun) else reply
        if _ends_others(reply):
            self._ahead.clear()
        if why := self._why_not_done():
            return why
        if isinstance(failure, Raised) and _NO_ROOM in failure.message:
            with as_sandbox_errors():
                self._disk.require_room()
            return self._conversation.too_much_written()
        if self._ahead:  # it is at work on the next: what there is may be of that one
            return None
        with as_sandbox_errors():
            if isinstance(reply, CellRun):  # or it would be stopped while it does something else
                return self._conversation.excess_of_things()
            full = isinstance(failure, Raised | Stopped) and self._disk.overflows
        return self._conversation.too_much_written() if full else None


def _ends_others(reply: object) -> bool:
    """Whether a worker does not go on to what it was sent together with what it replied to."""
    if isinstance(reply, CellRun):
        return reply.stopped is not None and reply.stopped.reason == "memory"
    return isinstance(reply, Stopped)


def _fitting(requests: Iterable[WorkerRequest]) -> Iterator[bytes]:
    """Yield the texts of the first requests, as many as are sent at a time."""
    size = 0
    for request in requests:
        text = text_once(WorkerRequest, request)
        size += len(text)
        if size > _MOST_AHEAD:
            return
        yield text


def _diagnosis(stop: Stopped) -> str:
    facts = (stop.reason, stop.signal, stop.status, stop.breach, stop.note)
    return " ".join(str(fact) for fact in facts if fact not in (None, ""))
