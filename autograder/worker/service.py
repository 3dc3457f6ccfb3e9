"""Worker: The loop: a request comes in, student code runs, a reply goes out."""

from __future__ import annotations

import gc
import linecache
import os
import sys
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from autograder.protocol.errors import WireError
from autograder.protocol.frames import receive, send
from autograder.protocol.values import decode
from autograder.worker import training
from autograder.worker.calls import call, encoded, value
from autograder.worker.cells import Reply, by_memory, by_time, run_cell
from autograder.worker.models import Models
from autograder.worker.plotting import INLINE, InlinePlots
from autograder.worker.seeds import plant
from autograder.worker.shell import WorkerShell
from autograder.worker.source import uses
from autograder.worker.standins import StandIns
from autograder.worker.timing import Exceeded, TimeLimits, within

Request = Mapping[str, Any]

_WARM_UP = (
    "from __future__ import annotations",
    "import asyncio, dataclasses, tempfile, traceback",
    "%time x = 1",
    "!ls",
    "def f(): return 1 / 0\nf()",
    "(",
    "import numpy as np\nnp.zeros(3)",
)


def prepare(*, stock_keras: bool = False) -> str | None:
    """Do once, before any fork, what every child would otherwise do again; starts no thread.

    Returns what Keras models train with from now on, None where there is no Keras.
    """
    trainer = training.install(stock_keras) if "tensorflow" in sys.modules else None
    shell = WorkerShell.instance()
    with shell.screen.borrowed():
        for source in _WARM_UP:
            shell.run_numbered(0, source)
        uses(["import numpy as np\nnp.zeros(3)"], None)
    WorkerShell.clear_instance()
    linecache.clearcache()
    WorkerShell.instance().prepare_display()
    gc.collect()
    return trainer


def serve(requests_fd: int, replies_fd: int) -> NoReturn:
    """Answer requests until the grader closes its end; then leave without any clean-up."""
    service = Service(WorkerShell.instance())
    while True:
        request = receive(requests_fd)
        if request is None:
            os._exit(0)
        _reply(replies_fd, service.answer(request))


def _reply(fd: int, reply: Reply) -> None:
    try:
        send(fd, reply)
    except WireError as error:
        send(fd, {"unsendable": str(error)})


class Service:
    """One submission's process: its shell, its namespace, and what it can be asked."""

    def __init__(self, shell: WorkerShell) -> None:
        self._shell = shell
        self._namespace = shell.enter_main()
        self._models = Models(self._namespace)
        self._answers: Mapping[str, Callable[[Request], Reply]] = MappingProxyType(
            {
                "call": self._call,
                "value": self._value,
                "uses": self._uses,
                "figures": self._figures,
                "model": self._model,
                "file": self._file,
            }
        )
        shell.screen.install()
        sys.meta_path.insert(0, InlinePlots(shell.screen.note))
        sys.meta_path.append(StandIns(shell.screen.note))
        sys.path.insert(0, "")  # as in a notebook: modules that a cell has written
        os.environ["MPLBACKEND"] = INLINE
        # IPython's advice at `sys.exit()`, which names our files.
        warnings.filterwarnings("ignore", message="To exit: use")
        plant(0)

    def answer(self, request: Request) -> Reply:
        """Return the reply to a request; student code runs within the request's limits."""
        _stop_watching()
        _deepen()
        limits = TimeLimits.of(request)
        if request["do"] == "cell":
            return run_cell(self._shell, request["number"], request["source"], limits)
        self._shell.screen.turn_page()  # what a call prints is nobody's to read
        answer = self._answers[request["do"]]
        try:
            return within(limits, lambda: answer(request))
        except Exceeded as limit:
            return {"stopped": by_time(limit)}
        except MemoryError:
            self._shell.run_out_of_memory()
            return {"stopped": by_memory()}

    def _call(self, request: Request) -> Reply:
        return call(self._namespace, request["name"], request["arguments"], request.get("seed", 0))

    def _value(self, request: Request) -> Reply:
        return value(self._namespace, request["name"])

    def _model(self, request: Request) -> Reply:
        return self._models.describe(
            request["name"],
            request["builder"],
            tuple(request["input_shape"]),
            decode(request["predict"]),
            request["weights"],
        )

    def _uses(self, request: Request) -> Reply:
        found = uses(request["sources"], request["name"])
        return {"undefined": {"callable": True}} if found is None else encoded(found)

    def _file(self, request: Request) -> Reply:
        """Append to a data file of the assignment's in the submission's folder."""
        path = Path(request["name"])
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(decode(request["content"]))
        return encoded(None)

    def _figures(self, request: Request) -> Reply:
        return encoded(self._shell.figures.figures())


def _deepen(
    limit: Callable[[], int] = sys.getrecursionlimit,
    set_limit: Callable[[int], None] = sys.setrecursionlimit,
    least: int = sys.getrecursionlimit(),
) -> None:
    """Take back a limit so low that we could not go on; a higher one stays."""
    if limit() < least:
        set_limit(least)


def _stop_watching(
    trace: Callable[[None], None] = sys.settrace, profile: Callable[[None], None] = sys.setprofile
) -> None:
    """End a debugger or profiler of the student's: it would see, and slow down, us."""
    trace(None)
    profile(None)
