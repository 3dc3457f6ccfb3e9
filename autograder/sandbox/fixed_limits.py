"""What one worker may do of anything that the assignment sets no limit for."""

from __future__ import annotations

from autograder.records import Limits

MOST_PRINTED = 64 << 20  #: bytes
MOST_THREADS = 256
_FILES_AT_MOST = 4  #: times the limit of one file, in all files together


def most_written(limits: Limits) -> int:
    """Return the bytes that may be in all files of a worker together."""
    return _FILES_AT_MOST * limits.disk
