"""Worker: The loop: a request comes in, student code runs, a reply goes out."""

from __future__ import annotations

import builtins
import linecache
import os
import sys
import warnings
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from autograder.protocol.errors import WireError
from autograder.protocol.frames import DONE, receive, send
from autograder.protocol.records import RECORDS
from autograder.records import (
    CellRequest,
    CellRun,
    ModuleRequest,
    ProgramRequest,
    Value,
    WorkerRequest,
)
from autograder.worker import training
from autograder.worker.answering import (
    REQUESTS,
    ExecutedSubmission,
    Reply,
    dumped,
    reply,
    unsendable,
)
from autograder.worker.calls import deepen
from autograder.worker.cells import BY_MEMORY, by_time, run_cell
from autograder.worker.models import Models
from autograder.worker.older import restore
from autograder.worker.own_modules import LibrariesApart
from autograder.worker.plotting import INLINE, InlinePlots
from autograder.worker.rehearsal import rehearse
from autograder.worker.seeds import seed_all
from autograder.worker.shelf import Shelf
from autograder.worker.shell import WorkerShell
from autograder.worker.source import uses
from autograder.worker.standins import StandIns
from autograder.worker.steps import Step, steps_of
from autograder.worker.timing import Exceeded, TimeLimits, timed, within
from autograder.worker.whole_program import run_program

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
    # Before the rehearsal, because a class or builtins that get another name afterwards would undo
    # what Python has learned of them by then.
    shell = WorkerShell.instance()
    vars(builtins).setdefault("get_ipython")
    trial = WorkerShell()
    with trial.screen.borrowed():
        for source in _WARM_UP:
            trial.run_numbered(0, source)
        uses(["import numpy as np\nnp.zeros(3)"], None)
        rehearse(Service(trial).answer)
    linecache.clearcache()
    shell.prepare_display()
    return trainer


def move_in() -> Callable[[int, int], NoReturn]:
    """Make this process a submission's, whichever it may be; return what serves one after a fork.

    Comes after all libraries, which import what they find, and warn as they like.
    """
    service = Service(WorkerShell.instance())
    service.move_in()
    return service.serve


def _reply(fd: int, reply: Reply) -> None:
    try:
        send(fd, reply)
    except WireError as error:
        send(fd, unsendable(error))


class Service:
    """One submission's process: its shell, its namespace, and what it can be asked."""

    def __init__(self, shell: WorkerShell) -> None:
        self._shell = shell
        namespace = shell.user_ns
        self._submission = ExecutedSubmission(
            namespace, Models(namespace), shell.figures.figures, shell.screen.printed
        )
        self._module: list[list[Step]] = []

    def move_in(self) -> None:
        """Make the process a submission's: its `__main__`, what it can import, what is forgiven."""
        shell = self._shell
        shell.enter_main()
        shelves = sum(isinstance(finder, Shelf) for finder in sys.meta_path)
        sys.meta_path.insert(shelves, LibrariesApart())
        sys.meta_path.insert(0, InlinePlots(shell.screen.note, shell.figures))
        sys.meta_path.append(StandIns(shell.screen.note, self._submission.files))
        # IPython's advice at `sys.exit()`, which names our files.
        warnings.filterwarnings("ignore", message="To exit: use")
        restore(shell.screen.note)

    def begin(self) -> None:
        """Make it the submission's alone: its streams, its folder, its random numbers."""
        self._shell.screen.install()
        sys.path.insert(0, "")  # the student's own modules, and those that a cell has written
        os.environ["MPLBACKEND"] = INLINE
        sys.argv[:] = ["ipykernel_launcher.py"]  # as in Jupyter, but with nothing to be parsed
        seed_all(0)

    def serve(self, requests_fd: int, replies_fd: int) -> NoReturn:
        """Answer requests until the grader closes its end; then leave without any clean-up."""
        self.begin()
        while True:
            message = receive(requests_fd)
            if message is None:
                os._exit(0)
            for request, limits in timed(message):  # in no function of its own: frames may be few
                answer = self.answer(request, limits)
                _reply(replies_fd, answer)
                if _ends_others(answer):
                    break
            if "together" in message:
                send(replies_fd, DONE)

    def answer(self, data: Mapping[str, Any], limits: TimeLimits) -> Reply:
        """Return the reply to a request; student code runs within the request's limits."""
        _stop_watching()
        deepen()
        request = REQUESTS.load(WorkerRequest, data)
        if isinstance(request, CellRequest):
            ran = run_cell(self._shell, request, limits, self._module)
            deepen()
            run: Reply = RECORDS.dump(CellRun, ran)
            return run
        self._shell.screen.turn_page()  # what a call prints is nobody's to read
        try:
            if isinstance(request, ModuleRequest):
                return self._read(request, limits)
            if isinstance(request, ProgramRequest):
                return self._run(request, limits)
            return reply(self._submission, request, limits)
        except MemoryError:
            self._shell.run_out_of_memory()
            return dumped(BY_MEMORY)

    def _read(self, request: ModuleRequest, limits: TimeLimits) -> Reply:
        """Find a module's steps, and let the process look as `python file.py` makes it look."""
        try:
            self._module = within(limits, lambda: steps_of(request))
        except Exceeded as limit:
            return dumped(by_time(limit))
        sys.argv[:] = [request.file]
        self._shell.user_ns["__file__"] = os.path.abspath(request.file)
        return dumped(Value(value=[[step.line for step in steps] for steps in self._module]))

    def _run(self, request: ProgramRequest, limits: TimeLimits) -> Reply:
        """Run a whole program; it is the only one that this process runs."""
        try:
            return within(limits, lambda: dumped(run_program(self._shell.screen, request)))
        except Exceeded as limit:
            return dumped(by_time(limit))


def _ends_others(reply: Reply) -> bool:
    """Whether what comes after it is not asked: a question that is stopped, a lack of memory."""
    stopped = reply.get("stopped")
    return "Stopped" in reply or (stopped is not None and stopped["reason"] == "memory")


def _stop_watching(
    trace: Callable[[None], None] = sys.settrace, profile: Callable[[None], None] = sys.setprofile
) -> None:
    """End a debugger or profiler of the student's: it would see, and slow down, us."""
    trace(None)
    profile(None)
