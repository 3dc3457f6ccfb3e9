"""Worker: Limits that the kernel enforces, as a backstop behind the grader's own."""

from __future__ import annotations

import math
import os
import resource
from pathlib import Path

from autograder.sandbox.jail.orders import ProcessLimits

FILES = 128
_STACK = 8 << 20
_SIGNALS = 0  #: that are queued; the kernel counts those of all workers together
_ADDRESS_SLACK = 1 << 30  #: reserved but untouched: stacks of threads, the allocator's arenas


def apply(limits: ProcessLimits) -> None:
    """Bound this process for good."""
    for kind, bound in _bounds(limits, *_held()).items():
        _, hard = resource.getrlimit(kind)
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (most, most))
    seconds = math.ceil(limits.cpu)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _bounds(limits: ProcessLimits, address_space: int, data: int) -> dict[int, int]:
    """RLIMIT_DATA misses shared anonymous mappings, hence the bound on the address space."""
    return {
        resource.RLIMIT_DATA: data + limits.memory,
        resource.RLIMIT_AS: address_space + limits.memory + _ADDRESS_SLACK,
        resource.RLIMIT_FSIZE: limits.file_size,
        resource.RLIMIT_NOFILE: FILES,
        resource.RLIMIT_STACK: _STACK,
        resource.RLIMIT_SIGPENDING: _SIGNALS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_NICE: 0,
        resource.RLIMIT_RTPRIO: 0,
    }


def resident() -> int:
    """Bytes of memory that this process takes up."""
    return _pages()[1] * os.sysconf("SC_PAGESIZE")


def _held() -> tuple[int, int]:
    """Bytes of address space and of data (with stack) that this process has mapped."""
    pages, size = _pages(), os.sysconf("SC_PAGESIZE")
    return pages[0] * size, pages[5] * size


def _pages() -> list[int]:
    return [int(pages) for pages in Path("/proc/self/statm").read_text().split()]
