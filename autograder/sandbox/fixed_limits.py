"""Grader: Fixed worker limits that no assignment sets."""

from __future__ import annotations

from autograder.records import Limits

MOST_PRINTED = 64 << 20  #: bytes
MOST_THREADS = 256
MOST_ENTRIES = 10_000  #: files and folders
_FILES_AT_MOST = 4  #: times the limit of one file, in all files together


def most_written(limits: Limits) -> int:
    """Return the bytes that may be in all files of a worker together."""
    return _FILES_AT_MOST * limits.disk


def cpu_backstop(limits: Limits) -> float:
    """Return the CPU seconds after which the kernel ends a worker, whatever became of us."""
    return limits.seconds * 2 + 5
