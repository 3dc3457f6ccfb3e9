"""Several requests at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Given = TypeVar("_Given")
_Got = TypeVar("_Got")

AT_ONCE = 8  #: requests in flight, at most


def each(function: Callable[[_Given], _Got], given: Iterable[_Given]) -> list[_Got]:
    """Return what the function returns for each; the first that raises ends it."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(function, one) for one in given]
        try:
            return [future.result() for future in running]
        except BaseException:
            for future in running:
                future.cancel()
            raise
