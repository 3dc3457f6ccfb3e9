"""Template and worker: Forking where that is safe, and holding on to nothing afterwards."""

from __future__ import annotations

import contextlib
import os
import platform

from autograder.sandbox.jail.kernel import KernelRefusal, system_call
from autograder.sandbox.jail.syscall_numbers import numbers

_LAST = (1 << 32) - 1


def fork() -> int:
    """Fork as `os.fork` does; `OSError` in a process with several threads, or without room."""
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise OSError(f"the template has {threads} threads, and a fork would copy only one")
    return os.fork()


def close_from(first: int) -> None:
    """Close all file descriptors but the lowest, however many there may be at most."""
    with contextlib.suppress(KernelRefusal):  # forbidden by an outer profile
        system_call("close_range", numbers(platform.machine())["close_range"], first, _LAST, 0)
        return
    for fd in [int(name) for name in os.listdir("/proc/self/fd")]:
        if fd >= first:
            with contextlib.suppress(OSError):  # the one that the listing was read through
                os.close(fd)
