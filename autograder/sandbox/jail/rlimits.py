"""Worker: Limits that the kernel enforces, as a backstop behind the grader's own."""

from __future__ import annotations

import math
import os
import resource

from autograder.frozen import dataclass
from autograder.sandbox.jail.orders import ProcessLimits

FILES = 128
_STACK = 8 << 20
_SIGNALS = 0  #: that are queued; the kernel counts those of all workers together
_ADDRESS_SLACK = 1 << 30  #: reserved but untouched: stacks of threads, the allocator's arenas


@dataclass(frozen=True, kw_only=True)
class Held:
    """Memory that a process has, in bytes."""

    resident: int
    address_space: int
    data: int  #: with the stack


def held() -> Held:
    """Return what this process has."""
    with open("/proc/self/statm", "rb", buffering=0) as file:
        pages, size = file.read().split(), os.sysconf("SC_PAGESIZE")
    return Held(
        resident=int(pages[1]) * size,
        address_space=int(pages[0]) * size,
        data=int(pages[5]) * size,
    )


def apply(limits: ProcessLimits, held: Held) -> None:
    """Bound this process for good; `held` is what it began with."""
    for kind, bound in _bounds(limits, held).items():
        _, hard = resource.getrlimit(kind)
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (most, most))
    seconds = math.ceil(limits.cpu)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _bounds(limits: ProcessLimits, held: Held) -> dict[int, int]:
    """RLIMIT_DATA misses shared anonymous mappings, hence the bound on the address space."""
    return {
        resource.RLIMIT_DATA: held.data + limits.memory,
        resource.RLIMIT_AS: held.address_space + limits.memory + _ADDRESS_SLACK,
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
