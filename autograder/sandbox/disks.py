"""Grader: Use and removal of the disks that workers write to."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Protocol

from autograder.records import Limits
from autograder.sandbox import scratch
from autograder.sandbox.fixed_limits import most_written
from autograder.sandbox.scratch import Scratch

_LEAST_ROOM = 1 << 20  #: bytes


class Disk(Protocol):
    """The place that a worker writes to."""

    @property
    def overflows(self) -> bool:
        """Whether more was written than is allowed."""

    def require_room(self) -> None:
        """Raise `OSError` if there is no room for what is allowed."""

    def discard(self) -> None:
        """Delete all of it; the worker has ended."""


class Watched:
    """A folder of the host, which has to be looked at again and again."""

    def __init__(self, scratch: Scratch, folder: Path, limits: Limits) -> None:
        self._scratch = scratch
        self._folder = folder
        self._most = most_written(limits)

    @property
    def overflows(self) -> bool:
        return scratch.used(self._folder) > self._most

    def require_room(self) -> None:
        space = os.statvfs(self._folder)
        is_full = space.f_bavail * space.f_frsize < _LEAST_ROOM
        if is_full or (space.f_files and not space.f_favail):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._folder.parent))

    def discard(self) -> None:
        self._scratch.remove(self._folder)


class Bounded:
    """A file system of one worker's own, which the kernel bounds; it goes with its worker."""

    def __init__(self, fd: int) -> None:
        """Take over a file descriptor of its root."""
        self._fd = fd

    @property
    def overflows(self) -> bool:
        space = os.fstatvfs(self._fd)
        return space.f_bfree == 0 or space.f_ffree == 0

    def require_room(self) -> None:
        """Nothing: it has all the room that is allowed."""

    def discard(self) -> None:
        os.close(self._fd)
