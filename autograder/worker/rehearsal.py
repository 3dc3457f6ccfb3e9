"""Template: What every worker does, done before any is forked: each would otherwise learn it anew.

Python rewrites the code of a function that is called again and again, and remembers of a record
how it is written. A worker that finds this done copies fewer of the pages that it shares with its
template.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder.protocol.frames import HEADER_SIZE, pack, unpack
from autograder.protocol.records import RECORDS
from autograder.records import CallRequest, CellRequest, ValueRequest, WorkerRequest
from autograder.worker.timing import TimeLimits, timed

_TIMES = 10  #: Python rewrites what has been called eight times
_CELLS = (
    "import numpy as np",
    "def f(x, w=1):\n    total = 0\n    for a in x:\n        total += a * w\n    return total",
    "# twice\ndef g(x):\n    return np.asarray(x) * 2.0",
    "print(f([1, 2, 3]))",
    "print(g([0, 0.5, 1]), 'twice', 2)",
    "x = g([[1, 2], [3, 4]])\nx",
    "x.sum(); x.mean()",
)
_REQUESTS: tuple[Any, ...] = (
    *(CellRequest(cell=number, source=source) for number, source in enumerate(_CELLS, 1)),
    CallRequest(name="f", arguments=(np.array([1.0, 2.0]), 2)),
    CallRequest(name="g", arguments=(np.array([[1, 2], [3, 4]]),)),
    CallRequest(name="f", arguments=(1,)),
    CallRequest(name="h", arguments=()),
    ValueRequest(name="x"),
)

Answer = Callable[[Mapping[str, Any], TimeLimits], Mapping[str, Any]]


def rehearse(answer: Answer) -> None:
    """Let it answer such requests as workers are asked, and throw the replies away."""
    requests = [RECORDS.dump(WorkerRequest, request) for request in _REQUESTS]
    message = {"requests": requests, "seconds": 10.0, "wall": 10.0}
    with _handlers_kept():
        for _ in range(_TIMES):
            for request, limits in timed(unpack(pack(message)[HEADER_SIZE:])):
                pack(answer(request, limits))


@contextmanager
def _handlers_kept() -> Iterator[None]:
    """Let signals do afterwards what they do before."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGALRM, signal.SIGPROF)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
