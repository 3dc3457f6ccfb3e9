"""Forking, where that is safe."""

from __future__ import annotations

import os


def fork() -> int:
    """Fork as `os.fork` does; `OSError` in a process with several threads, or without room."""
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise OSError(f"the template has {threads} threads, and a fork would copy only one")
    return os.fork()
