"""Template and worker: `resource.getrusage` without what tells of files that all workers share.

How often a process had to wait for the disk says which pages others have read. The call itself is
refused; IPython's `%time` asks for it.
"""

from __future__ import annotations

import os
import resource
import time


def hide_page_faults() -> None:
    """Let Python code see CPU times only."""
    resource.getrusage = _cpu_times


def _cpu_times(who: int, /) -> resource.struct_rusage:
    """Return the CPU times of this process or thread; everything else is zero."""
    if who == resource.RUSAGE_CHILDREN:
        times = 0.0, 0.0
    elif who == resource.RUSAGE_THREAD:
        times = time.thread_time(), 0.0
    elif who == resource.RUSAGE_SELF:
        total = time.process_time()
        system = min(os.times().system, total)
        times = total - system, system
    else:
        raise ValueError("invalid who parameter")
    return resource.struct_rusage((*times, *[0] * 14))
