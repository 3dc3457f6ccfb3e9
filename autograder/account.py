"""One account for all that one submission costs the grader itself, whatever is handed in.

Making cells of a file, reading what a worker replies, judging it, writing it down, finding words
for it, and making its pages draw on one account of `MOST_SECONDS` of CPU, which each command opens
anew for each submission. How it is kept:

- What points depend on is never refused by a clock, or the same work would get other points on
  another machine. It is bounded by what is counted before it is read (`caps.py`, `budget.py`), so
  that the worst takes less than the account holds, and it is charged.
- What only helps (names for advice, what code shows, small changes, colours of a page) takes what
  is left: each request at most `MOST_SECONDS_FOR_HELP`. Where nothing is left, nothing is said, and
  text is shown as it stands.

The Python of a course's author has limits of its own and is counted apart. Memory is bounded for
each stage by itself: none keeps what another has needed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

MOST_SECONDS = 5.0
MOST_SECONDS_FOR_HELP = 1.0
LEAST_SECONDS = 0.05  #: with less left, nothing more is begun


class Account:
    """CPU seconds that are left for one submission; its stages come one after the other."""

    def __init__(self, spent: float = 0.0) -> None:
        """Open it, with what has been spent before."""
        self.spent = spent

    @property
    def for_help(self) -> float:
        """Seconds that the next request for what only helps may take; 0 if none is made."""
        left = MOST_SECONDS - self.spent
        return min(left, MOST_SECONDS_FOR_HELP) if left >= LEAST_SECONDS else 0.0

    def charge(self, seconds: float) -> None:
        self.spent += seconds

    @contextmanager
    def charged(self) -> Iterator[None]:
        """Charge what this thread computes meanwhile, but for the author's Python."""
        start = our_seconds()
        try:
            yield
        finally:
            self.charge(our_seconds() - start)


def our_seconds() -> float:
    """Return a clock of this thread's CPU time that stands still in the author's Python."""
    return time.thread_time() - _AUTHORS.seconds


@contextmanager
def counted_apart() -> Iterator[None]:
    """Let the clock stand still: what runs here is the author's."""
    start, around, _AUTHORS.ours = time.thread_time(), _AUTHORS.ours, 0.0
    try:
        yield
    finally:
        _AUTHORS.seconds += time.thread_time() - start - _AUTHORS.ours
        _AUTHORS.ours = around


@contextmanager
def counted_again() -> Iterator[None]:
    """Count what runs here although the author's Python has called it."""
    start = time.thread_time()
    try:
        yield
    finally:
        _AUTHORS.ours += time.thread_time() - start


class _Authors(threading.local):
    seconds = 0.0  #: of CPU that this thread has spent in the author's Python
    ours = 0.0  #: of those of the call at hand, what that has called


_AUTHORS = _Authors()
