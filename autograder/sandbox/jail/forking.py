"""Template and worker: Forking where that is safe, and holding on to nothing afterwards."""

from __future__ import annotations

import contextlib
import os


def fork() -> int:
    """Fork as `os.fork` does; `OSError` in a process with several threads, or without room."""
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise OSError(f"the template has {threads} threads, and a fork would copy only one")
    return os.fork()


def close_from(first: int) -> None:
    """Close all file descriptors but the lowest, however many there may be at most."""
    for fd in [int(name) for name in os.listdir("/proc/self/fd")]:
        if fd >= first:
            with contextlib.suppress(OSError):  # the one that the listing was read through
                os.close(fd)
