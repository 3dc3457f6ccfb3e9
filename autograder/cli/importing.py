"""How a command imports what it needs: in one thread, and looking for no garbage."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
from collections.abc import Iterator
from types import ModuleType

_THREADS = "OPENBLAS_NUM_THREADS"  #: read when numpy is imported, and by nobody later


def imported(name: str) -> ModuleType:
    """Import a module of ours, and all that it needs.

    numpy's linear algebra gets one thread, as it has in a worker and in a reader: a thread for each
    processor looks for work for 30 ms before it goes to sleep, and sums come out in another order.
    No process of ours inherits that.
    """
    with _one_thread():
        gc.disable()
        try:
            return importlib.import_module(name)
        finally:
            gc.freeze()  # what has been imported stays
            gc.enable()


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Ask for one thread, unless the user asks for another number."""
    if _THREADS in os.environ:
        yield
        return
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        del os.environ[_THREADS]
