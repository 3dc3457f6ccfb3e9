"""Grader: Use and removal of the disks that workers write to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from autograder.records import Limits
from autograder.sandbox import scratch
from autograder.sandbox.fixed_limits import most_written
from autograder.sandbox.scratch import Scratch


class Disk(Protocol):
    """The place that a worker writes to."""

    @property
    def overflows(self) -> bool:
        """Whether more was written than is allowed."""

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

    def discard(self) -> None:
        os.close(self._fd)
