"""Grader: Processes killed for want of memory, as the kernel counts them where that can be read.

The count is that of the grader's control group, in which its workers are too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

_MEMBERSHIP = Path("/proc/self/cgroup")
_GROUPS = Path("/sys/fs/cgroup")
_COUNT = "oom_kill "


def killed_for_memory(membership: Path = _MEMBERSHIP, groups: Path = _GROUPS) -> int | None:
    """Return how many have been killed so far; None where nobody says."""
    for file in _files(membership, groups):
        with contextlib.suppress(OSError, ValueError):
            for line in file.read_text().splitlines():
                if line.startswith(_COUNT):
                    return int(line.removeprefix(_COUNT))
    return None


def _files(membership: Path, groups: Path) -> Iterator[Path]:
    """Yield where the count may stand, in the second version of control groups and in the first."""
    with contextlib.suppress(OSError, ValueError):
        for line in membership.read_text().splitlines():
            number, controllers, path = line.split(":", 2)
            inside = path.lstrip("/")
            if number == "0":
                yield groups / inside / "memory.events"
            elif "memory" in controllers.split(","):
                yield groups / "memory" / inside / "memory.oom_control"
