"""Processes as the machine sees them, wherever they were started."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path


def children(pid: int | str = "self") -> set[int]:
    with contextlib.suppress(OSError):  # it has ended meanwhile
        lists = list(Path(f"/proc/{pid}/task").glob("*/children"))
        return {int(child) for children in lists for child in _text(children).split()}
    return set()


def _text(path: Path) -> str:
    with contextlib.suppress(OSError):  # the thread or process has ended meanwhile
        return path.read_text()
    return ""


def descendants(pid: int | str = "self") -> set[int]:
    """Children, their children and so on, in namespaces too."""
    found = children(pid)
    return found.union(*(descendants(child) for child in found))


def is_dead(pid: int) -> bool:
    """An orphan may stay in the table until somebody reaps it."""
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "State:\tZ" in status.read_text()


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.01)
