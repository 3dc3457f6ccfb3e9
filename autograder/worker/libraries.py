"""Template: Libraries of the class, imported once and put at hand for each worker."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from autograder.protocol.libraries import modules_of
from autograder.worker.plotting import INLINE
from autograder.worker.shelf import Shelf
from autograder.worker.shell import WorkerShell

_THREADS = Path("/proc/self/task")
_PATIENCE = 1.0  #: seconds, for a thread that is about to end


def put_at_hand(libraries: Iterable[str]) -> tuple[str, ...]:
    """Import libraries, and return those that have started a thread.

    What is not installed here is left out.
    """
    shelf = Shelf()
    sys.meta_path.insert(0, shelf)
    trap = WorkerShell.instance().builtin_trap  # pandas asks whether it is in a notebook
    with TemporaryDirectory() as folder, trap:
        os.environ.update(MPLBACKEND=INLINE, MPLCONFIGDIR=folder)  # as a worker has them
        threaded = tuple(library for library in libraries if _starts_thread(library, shelf))
    _ask_for_folders_anew(shelf.loaded("matplotlib"))
    _look_for_thread_pools(shelf.loaded("sklearn.utils.parallel"))
    return threaded


def _starts_thread(library: str, shelf: Shelf) -> bool:
    """Put a library on the shelf; whether it leaves a thread behind."""
    before = _threads()
    for name in modules_of(library):
        with suppress(Exception):  # a worker that imports it is told what is wrong
            shelf.load(name)
    deadline = time.monotonic() + _PATIENCE
    while _threads() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    return _threads() > before


def _threads() -> int:
    return len(os.listdir(_THREADS))


def _ask_for_folders_anew(matplotlib: Any) -> None:
    """Let it look for its folders in each worker, where they are others."""
    for name in ("get_configdir", "get_cachedir"):
        cached = getattr(matplotlib, name, None)
        if cached is not None and hasattr(cached, "__wrapped__"):
            setattr(matplotlib, name, matplotlib._logged_cached(f"{name}=%s", cached.__wrapped__))


def _look_for_thread_pools(parallel: Any) -> None:
    """Let scikit-learn see now which libraries have threads: a worker may not read its own maps."""
    with suppress(Exception):  # where it looks otherwise; then a worker is told what is wrong
        parallel._get_threadpool_controller()
