"""Grader: The handle on one worker's process: what it uses, killing it, how it ended."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from pathlib import Path

from autograder.sandbox.endings import End
from autograder.sandbox.jail.orders import Ended, unpack
from autograder.sandbox.kernel_kills import killed_for_memory
from autograder.sandbox.launch import Forked, TemplateGone

_CPU_CLOCK_OF_PROCESS = 2
_END_SECONDS = 10.0
_OWN_LINKS = 2  #: of any folder
_MESSAGE = 1 << 12


class Process:
    """A worker's process, alive or ended, with the pipe on which the template tells its end."""

    def __init__(self, forked: Forked, status: int) -> None:
        self.handle = forked.handle
        self._pid = forked.pid
        self._status = status
        self._cpu = 0.0
        self._kills_before = killed_for_memory()
        self._end: End | None = None

    @property
    def cpu_seconds(self) -> float:
        """CPU seconds used so far by all of its threads."""
        if self._end is None and self._pid > 0:
            with contextlib.suppress(OSError):  # it has just ended: what was last seen must do
                self._cpu = time.clock_gettime(_cpu_clock(self._pid))
        return self._cpu

    @property
    def threads(self) -> int:
        """Number of threads; 0 when it has ended, or where it cannot be seen."""
        if self._end is None:
            with contextlib.suppress(OSError):
                return _threads(self._pid)
        return 0

    @property
    def has_ended(self) -> bool:
        """Whether nothing more can come of it, even if nobody has been told."""
        poll = select.poll()
        poll.register(self.handle, select.POLLIN)
        return bool(poll.poll(0))

    def begin(self) -> None:
        """Count the kernel's kills for want of memory from now on."""
        self._kills_before = killed_for_memory()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def end(self) -> End:
        """Wait for the end of a process that is ending; `TemplateGone` if nobody can tell it."""
        if self._end is None:
            self._end = self._told_end()
            self._cpu = self._end.cpu
        return self._end

    def _told_end(self) -> End:
        poll = select.poll()
        poll.register(self._status, select.POLLIN)
        message = os.read(self._status, _MESSAGE) if poll.poll(_END_SECONDS * 1000) else b""
        if not message:
            raise TemplateGone("the process that workers are forked from has ended")
        told: Ended = unpack(Ended, message)
        return End(told.status, told.cpu, told.grown, self._kills())

    def _kills(self) -> int | None:
        now = killed_for_memory()
        if now is None or self._kills_before is None:
            return None
        return now - self._kills_before


def _threads(pid: int) -> int:
    """Return its number of threads: its folder of them has as many links beside its own two.

    Where a kernel does not count so, what it writes of a process says it, which takes ten times
    as long.
    """
    if (links := os.stat(f"/proc/{pid}/task").st_nlink) > _OWN_LINKS:
        return links - _OWN_LINKS
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line[:8] == "Threads:"), 0)


def _cpu_clock(pid: int) -> int:
    """The id of a process's CPU clock, as clock_getcpuclockid(3) makes it."""
    return (~pid << 3) | _CPU_CLOCK_OF_PROCESS
