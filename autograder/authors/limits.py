"""Grader and author's process: What one function of a course may take over one submission."""

from __future__ import annotations

MOST_SECONDS = 30.0  #: of CPU; Python that never ends is interrupted before, and so has a line
MOST_MEMORY = 1 << 30  #: bytes beyond what the process has when nothing has been asked
WALL_SECONDS = 120.0  #: wide, for a machine that is busy; a submission's answers apart
