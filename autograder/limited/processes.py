"""Grader: Limited processes of one program, started when there is work, and again when one dies."""

from __future__ import annotations

import contextlib
import math
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, Literal, TypeVar

from autograder.closing import Closing
from autograder.codec import CodecError
from autograder.limited.limits import MEMORY_STATUS
from autograder.limited.messages import receive, send
from autograder.limited.starting import Process, end, start
from autograder.limited.watch import Watch, Watched
from autograder.protocol.errors import WireError

T = TypeVar("T")

_START_SECONDS = 0.3  #: that it takes to start one


class Died(Exception):
    """A process has not answered; `because` of its limits, of the clock, or of something else."""

    def __init__(self, because: Literal["cpu", "memory", "clock", "other"]) -> None:
        super().__init__(because)
        self.because = because

    @property
    def too_much(self) -> bool:
        """Whether what it was asked takes more than it may."""
        return self.because in ("cpu", "memory")


class _Lost(Exception):
    """Nothing, or nonsense, comes of a process."""


class Conversation:
    """What is said to one process, and what it says."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched

    def send(self, kind: Any, message: Any, texts: Sequence[bytes] = ()) -> None:
        """Say a message."""
        with self.understood():
            send(_fd(self._watched.process.stdin), kind, message, texts)

    def receive(self, kind: Any) -> tuple[Any, list[bytes]]:
        """Return the next message."""
        with self.understood():
            received = receive(_fd(self._watched.process.stdout), kind)
            if received is None:
                raise WireError("no answer")
            return received

    @contextmanager
    def understood(self) -> Iterator[None]:
        """Take for nonsense what cannot be read inside of the block."""
        try:
            yield
        except (OSError, WireError, CodecError, ValueError) as error:
            raise _Lost from error

    @contextmanager
    def interrupted(self) -> Iterator[None]:
        """Do not count what the block takes: the process waits for us."""
        start = time.monotonic()
        self._watched.until, until = math.inf, self._watched.until
        try:
            yield
        finally:
            self._watched.until = until + time.monotonic() - start


class Processes(Closing):
    """Processes that work for one request at a time; threads may share them."""

    def __init__(
        self,
        program: str,
        *arguments: str,
        most: int = 1,
        is_silent: bool = True,
        started: Process | None = None,
    ) -> None:
        """Start nothing yet; `program` is the Python of a process, `arguments` what it is given.

        There are at most so many, and no more than are at work at a time: another one is started if
        waiting for one of them takes as long as starting it. One may have been `started` before.
        """
        self._program = program
        self._arguments = arguments
        self._is_silent = is_silent
        self._idle: list[Process] = [started] if started else []
        self._at_work = 0
        self._changed = threading.Condition()  #: a process has become idle, or has ended
        self._places = threading.BoundedSemaphore(most)
        self._watch = Watch()

    def get_ready(self) -> None:
        """Start a process now, which else the first request waits for."""
        with contextlib.suppress(OSError):  # which whoever asks it will be told
            self._give_back(self._taken())

    def work(self, converse: Callable[[Conversation], T], seconds: float) -> T:
        """Return what comes of a conversation with a process; raises Died.

        It is killed if it takes longer than so many seconds on the clock.
        """
        with self._places:
            try:
                process = self._taken()
            except OSError:
                raise Died("other") from None
            try:
                with self._watch.over(process, seconds) as watched:
                    answer = converse(Conversation(watched))
            except _Lost:
                self._give_back(None)
                status = end(process)
                raise Died("clock" if watched.is_late else _cause(status)) from None
            except BaseException:  # it may be at work still
                self._give_back(None)
                process.kill()
                end(process)
                raise
            self._give_back(process)
            return answer

    def close(self) -> None:
        """End the processes; another one is started if there is more to do."""
        self._watch.end()
        while self._idle:
            process = self._idle.pop()
            process.kill()
            end(process)

    def _taken(self) -> Process:
        """Return a process that nobody uses; OSError if none can be started."""
        with self._changed:
            if self._at_work:
                self._changed.wait_for(lambda: self._idle or not self._at_work, _START_SECONDS)
            self._at_work += 1
            if self._idle:
                return self._idle.pop()
        try:
            return start(self._program, *self._arguments, is_silent=self._is_silent)
        except OSError:
            self._give_back(None)
            raise

    def _give_back(self, process: Process | None) -> None:
        """Let others use a process; None: it has ended, or is about to."""
        with self._changed:
            self._at_work -= 1
            if process:
                self._idle.append(process)
            self._changed.notify_all()


def _fd(pipe: IO[bytes] | None) -> int:
    assert pipe is not None
    return pipe.fileno()


def _cause(status: int | None) -> Literal["cpu", "memory", "other"]:
    if status == MEMORY_STATUS:
        return "memory"
    is_cpu = status is not None and status == -int(getattr(signal, "SIGPROF", 0)) != 0
    return "cpu" if is_cpu else "other"
