"""Grader and reader: What reading may cost, beside what is left for a submission."""

from __future__ import annotations

MOST_MEMORY = 300 << 20  #: bytes beyond what a reader has when it has read nothing
WALL_SECONDS = 60.0  #: wide, for a machine that is busy
SECONDS_FOR_CELLS = 3.0  #: of CPU, to make cells of a file; more than twice the worst that is known
