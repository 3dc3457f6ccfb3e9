"""Limited process: Its begin, and what a request may take, kept by the kernel until lifted."""

from __future__ import annotations

import contextlib
import gc
import signal
from pathlib import Path

try:
    import resource
except ImportError:  # Windows, where nobody keeps limits but who waits for the answer
    HAS_LIMITS = False
else:
    HAS_LIMITS = True

MEMORY_STATUS = 77  #: with which a process ends that has no more memory


def begin() -> None:
    """Search for garbage from now on, which importing makes none of; `start` has put it off."""
    gc.freeze()  # what has been imported stays
    gc.set_threshold(50_000)  # code and answers hold few circles: not worth looking for so often
    gc.enable()


def limit(seconds: float, memory: int) -> None:
    """Allow so many seconds of CPU, and so many bytes beyond what the process has now."""
    if not HAS_LIMITS:
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)  # which, unheard, ends the process
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):  # macOS has no /proc, and keeps no such limit
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + memory, most))


def lift() -> None:
    """Let the next request be received whatever it is: its own limits count from there."""
    if HAS_LIMITS:
        signal.setitimer(signal.ITIMER_PROF, 0)
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
