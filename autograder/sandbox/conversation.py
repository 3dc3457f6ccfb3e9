"""Grader: Talking to one worker: a frame out, a frame in, an eye on what it uses meanwhile.

Everything the worker writes is read at once, so that it never waits for us, and never believed.
"""

from __future__ import annotations

import os
import select
import time
from typing import Any

from autograder.frozen import dataclass
from autograder.protocol.errors import WireError
from autograder.protocol.records import RECORDS
from autograder.records import Limits, Stopped, Unsendable, WorkerAnswer
from autograder.sandbox.disks import Disk
from autograder.sandbox.endings import CLOSED_ITS_PIPES, ending
from autograder.sandbox.fixed_limits import MOST_ENTRIES, MOST_PRINTED, MOST_THREADS, most_written
from autograder.sandbox.inbox import Inbox, TooManyPieces
from autograder.sandbox.pipes import Ends
from autograder.sandbox.printed import Printed
from autograder.sandbox.processes import Process

_SILENT_SECONDS = 1.0  #: from closing its replies to being given up
_WAKE_EVERY = 0.1
_LOOK_EVERY = 0.25  #: at threads and files, which takes longer
_PIECE = 1 << 16
_PIECES_OF_THE_DEAD = 64  #: more than a pipe holds

Reply = dict[str, Any]


@dataclass(frozen=True)
class Allowance:
    """Time that one answer may take before the worker is killed."""

    seconds: float  #: the limit that a message names
    wall: float
    cpu: float  #: reading of the worker's CPU clock
    until: float  #: monotonic time
    pieces: int  #: of JSON that it may consist of; of one that has more nothing is read


class Conversation:
    """The grader's side of one worker's pipes."""

    def __init__(self, process: Process, ends: Ends, disk: Disk, limits: Limits) -> None:
        self.printed = Printed()
        self._process = process
        self._ends = ends
        self._disk = disk
        self._limits = limits
        self._inbox = Inbox()
        self._outbox = memoryview(b"")
        self._open = {ends.replies, ends.output, ends.errors}
        self._silent_since: float | None = None
        self._look_at = 0.0

    @property
    def received(self) -> int:
        """Bytes of all replies until now."""
        return self._inbox.taken

    @property
    def pieces(self) -> int:
        """Pieces of JSON that all replies until now have consisted of."""
        return self._inbox.pieces

    def listen(self, allowance: Allowance) -> Reply | Stopped:
        """Return the next message, or why none will come."""
        try:
            return self._next_message(allowance)
        except TooManyPieces:
            refused: Reply = RECORDS.dump(WorkerAnswer, Unsendable(kind="brackets"))
            return refused
        except WireError as error:
            return Stopped(reason="wire", breach="malformed", note=str(error))

    def exchange(self, frame: bytes, allowance: Allowance) -> Reply | Stopped:
        """Send a frame and return the message that answers it, or why none will come."""
        return self.send(frame) or self.listen(allowance)

    def send(self, frame: bytes) -> Stopped | None:
        """Begin to send a frame, which goes on while somebody listens; or return why not."""
        if self._spoke_unasked():
            return Stopped(reason="wire", breach="unasked")
        self._outbox = memoryview(frame)
        self._write()
        return None

    def _next_message(self, allowance: Allowance) -> Reply | Stopped:
        alive = True
        while True:
            message = self._inbox.take(allowance.pieces)
            if message is not None:
                return message
            if not alive:
                return self._ending()
            excess = self._excess(allowance)
            if excess is not None:
                return excess
            alive = self._wait()

    def _spoke_unasked(self) -> bool:
        if self._ends.replies in self._open:
            self._read(self._ends.replies)
        return len(self._inbox) > 0

    def _wait(self) -> bool:
        """Move what can be moved through the pipes; return whether the worker is still alive."""
        ready = self._ready()
        for fd in ready & self._open:
            self._read(fd)
        if self._ends.requests in ready:
            self._write()
        if self._process.handle not in ready:
            return True
        self._read_the_rest()
        return False

    def _ready(self) -> set[int]:
        poll = select.poll()
        for fd in (*self._open, self._process.handle):
            poll.register(fd, select.POLLIN)
        if self._outbox:
            poll.register(self._ends.requests, select.POLLOUT)
        return {fd for fd, _ in poll.poll(_WAKE_EVERY * 1000)}

    def _write(self) -> None:
        try:
            self._outbox = self._outbox[os.write(self._ends.requests, self._outbox) :]
        except BlockingIOError:  # full for now
            pass
        except BrokenPipeError:
            self._outbox = memoryview(b"")
            self._silent_since = self._silent_since or time.monotonic()

    def _read(self, fd: int) -> bool:
        """Take in one piece; return whether there was one."""
        try:
            piece = os.read(fd, _PIECE)
        except BlockingIOError:
            return False
        if not piece:
            self._closed(fd)
        elif fd == self._ends.replies:
            self._inbox.add(piece)
        else:
            self.printed = self.printed.and_then(piece, self._limits.output)
        return bool(piece)

    def _closed(self, fd: int) -> None:
        self._open.discard(fd)
        if fd == self._ends.replies:
            self._silent_since = time.monotonic()

    def _read_the_rest(self) -> None:
        for fd in tuple(self._open):
            for _ in range(_PIECES_OF_THE_DEAD):
                if not self._read(fd):
                    break

    def _ending(self) -> Stopped:
        end = self._process.end()
        if os.WIFSIGNALED(end.status) and self._disk.overflows:
            return self.too_much_written()  # what is mapped into memory and has no room is SIGBUS
        return ending(end, self._limits, self.printed.end)

    def _excess(self, allowance: Allowance) -> Stopped | None:
        """Return what the worker must be stopped for, if anything."""
        now = time.monotonic()
        if self._process.cpu_seconds > allowance.cpu:
            return Stopped(reason="cpu", limit=allowance.seconds)
        if now > allowance.until:
            return Stopped(reason="wall", limit=allowance.wall)
        if self.printed.total > MOST_PRINTED:
            return Stopped(reason="output", limit=MOST_PRINTED)
        if self._silent_since is not None and now > self._silent_since + _SILENT_SECONDS:
            return CLOSED_ITS_PIPES
        if now < self._look_at:
            return None
        self._look_at = now + _LOOK_EVERY
        return self.excess_of_things()

    def excess_of_things(self) -> Stopped | None:
        """Return what it has too much of that lasts: threads, or what it wrote to disk."""
        if self._process.threads > MOST_THREADS:
            return Stopped(reason="threads", limit=MOST_THREADS)
        return self.too_much_written() if self._disk.overflows else None

    def too_much_written(self) -> Stopped:
        """Return what a worker is told that has filled its disk."""
        return Stopped(reason="files", limit=most_written(self._limits), entries=MOST_ENTRIES)
