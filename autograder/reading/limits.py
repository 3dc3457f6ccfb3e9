"""Grader and reader: What reading may cost."""

from __future__ import annotations

from autograder.reading.messages import ReadCells, Request

MOST_MEMORY = 300 << 20  #: bytes beyond what a reader has when it has read nothing
MEMORY_STATUS = 77  #: with which a reader ends that has no more memory
WALL_SECONDS = 60.0  #: wide, for a machine that is busy
SECONDS_FOR_CELLS = 5  #: of CPU
SECONDS_FOR_MORE = 1  #: for advice and colours, without which a student can do


def seconds_for(request: Request) -> int:
    """Return the CPU seconds that a request may take."""
    return SECONDS_FOR_CELLS if isinstance(request, ReadCells) else SECONDS_FOR_MORE
