"""Where the grader gets its workers from."""

from __future__ import annotations

import contextlib
import platform
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

from autograder.errors import SandboxError
from autograder.execution.sandboxed_worker import SandboxedWorker
from autograder.records import Limits
from autograder.sandbox import disks
from autograder.sandbox.disks import Bounded, Disk, Watched
from autograder.sandbox.endings import cpu_backstop
from autograder.sandbox.jail import layers, root as cell
from autograder.sandbox.jail.layers import ALL_LAYERS, CELL
from autograder.sandbox.jail.syscall_numbers import ARCHITECTURES
from autograder.sandbox.launch import Forked, IsolationRefused, Template, TemplateGone
from autograder.sandbox.pipes import Ends, open_pipes
from autograder.sandbox.scratch import Scratch
from autograder.sandbox.shortage import as_sandbox_errors

SYSTEMS = f"Linux on {' or '.join(ARCHITECTURES)}"
WAY_OUT = (
    "Run it on Linux 5.13 or later, in the container, or under WSL 2; "
    "for code that you trust, --isolation none runs it without protection."
)

MOST_FAILURES = 5  #: templates in a row that end without one worker made ready


class Isolation(Enum):
    """How much student code is kept from."""

    FULL = "full"
    NONE = "none"


class SandboxClosed(SandboxError):
    """It has been closed, perhaps by another thread."""


@dataclass(frozen=True)
class _Make:
    """What answers may depend on; all templates of one sandbox are of the same."""

    tier: str
    versions: tuple[tuple[str, str], ...]
    trainer: str | None
    no_cell: str

    @classmethod
    def of(cls, template: Template) -> Self:
        tier = layers.tier(template.layers)
        return cls(tier, template.versions, template.trainer, template.no_cell)

    def demand_same(self, now: Self) -> None:
        names = ("tier", "versions", "trainer")
        changed = [name for name in names if getattr(now, name) != getattr(self, name)]
        if changed:
            raise SandboxError(
                f"workers are no longer what they were: their {' and '.join(changed)} changed "
                "when the process that they are forked from was started again"
            )


class Sandbox:
    """A warm template and the workers forked from it; threads may share it."""

    def __init__(
        self,
        imports: Sequence[str] = ("numpy",),
        isolation: Isolation = Isolation.FULL,
        *,
        stock_keras: bool = False,
    ) -> None:
        """Start a template that has imported some modules; `SandboxError` if it cannot be had."""
        _demand_linux()
        self.isolation = isolation
        self._imports = tuple(imports)
        self._stock_keras = stock_keras
        self._lock = threading.Lock()  # one order at a time
        self._closed = False
        self._failures = 0  #: templates that have ended since the last worker was ready
        with as_sandbox_errors(), contextlib.ExitStack() as undo:
            self._scratch = Scratch()
            undo.callback(self._scratch.close)
            self._template = self._new_template()
            undo.callback(lambda: self._template.close())
            self._try_out()
            self._undo = undo.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def tier(self) -> str:
        """How workers are isolated, for reports."""
        return self._make.tier

    @property
    def no_cell(self) -> str:
        """Why it is not the best tier; "" if it is, or none was asked for."""
        return self._make.no_cell if self.isolation is Isolation.FULL else ""

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Package and version of what workers have imported."""
        return self._make.versions

    @property
    def trainer(self) -> str | None:
        """What Keras models train with in workers; None where Keras is not imported."""
        return self._make.trainer

    def worker(self, limits: Limits) -> SandboxedWorker:
        """Return a fresh worker that has locked itself in; `SandboxError` if none can be had.

        Where templates end again and again, none can be had from then on.
        """
        if self._failures >= MOST_FAILURES:
            raise SandboxError(
                f"the process that workers are forked from has ended {self._failures} times in a "
                "row and is not started any more; is the machine short of memory?"
            )
        try:
            worker = self._ready(limits)
        except TemplateGone:  # perhaps between taking the order and carrying it out
            self._failures += 1
            self._demand_open()
            worker = self._ready(limits)
        self._failures = 0
        return worker

    def close(self) -> None:
        """End the template and with it all workers, and remove their folders.

        Any thread may do so at any time: whoever waits for a worker gets a `SandboxError` at once.
        """
        self._closed = True
        self._template.hang_up()  # without the lock, which is held by one who waits for it
        with self._lock:
            self._undo.close()

    def _new_template(self) -> Template:
        asked_for = ALL_LAYERS if self.isolation is Isolation.FULL else frozenset[str]()
        return Template(self._imports, asked_for, stock_keras=self._stock_keras)

    def _try_out(self) -> None:
        """Find out what the first submission would otherwise find out."""
        try:
            self._template.await_warm()
            self._make = _Make.of(self._template)
            self.worker(Limits()).close()
        except IsolationRefused as refusal:
            raise SandboxError(
                f"Student code cannot be isolated here: {refusal}. {WAY_OUT}"
            ) from refusal

    def _ready(self, limits: Limits) -> SandboxedWorker:
        worker = self._begun(limits)
        with contextlib.ExitStack() as undo:
            undo.callback(worker.close)
            worker.await_ready()
            undo.pop_all()
        return worker

    def _begun(self, limits: Limits) -> SandboxedWorker:
        with as_sandbox_errors(), self._lock:
            self._demand_open()
            try:
                return self._ordered(limits)
            except TemplateGone:
                self._demand_open()
                self._restart()
                return self._ordered(limits)

    def _ordered(self, limits: Limits) -> SandboxedWorker:
        """Return a worker with pipes of its own: one that is dying may still carry out an order."""
        with contextlib.ExitStack() as undo:
            ours, theirs = open_pipes()
            undo.callback(ours.close)
            with contextlib.closing(theirs):
                forked, disk = self._fork(limits, theirs)
            undo.pop_all()
        return SandboxedWorker(forked, ours, disk, limits)

    def _fork(self, limits: Limits, theirs: Ends) -> tuple[Forked, Disk]:
        if CELL in self._template.layers:
            forked = self._template.fork(_order(cell.SCRATCH, limits), theirs)
            assert forked.scratch is not None
            return forked, Bounded(forked.scratch)
        with contextlib.ExitStack() as undo:
            folder = self._scratch.new()
            undo.callback(self._scratch.remove, folder)
            forked = self._template.fork(_order(folder, limits), theirs)
            undo.pop_all()
        return forked, Watched(self._scratch, folder, limits)

    def _restart(self) -> None:
        self._template.close()
        self._template = self._new_template()
        self._demand_open()  # after it has a name: `close` either found it or is found here
        self._template.await_warm()
        with contextlib.ExitStack() as undo:
            undo.callback(self._template.close)  # or the next worker would be one of its
            self._make.demand_same(_Make.of(self._template))
            undo.pop_all()

    def _demand_open(self) -> None:
        if self._closed:
            raise SandboxClosed("the sandbox has been closed")


def runs_here() -> bool:
    """Whether workers can be run on this system at all, isolated or not."""
    return sys.platform == "linux" and platform.machine() in ARCHITECTURES


def _demand_linux() -> None:
    if not runs_here():
        raise SandboxError(
            f"Student code cannot be run on {platform.system()} ({platform.machine()}): "
            f"grading needs {SYSTEMS}, as in the container or under WSL 2."
        )


def _order(folder: Path, limits: Limits) -> dict[str, object]:
    home = str(folder)
    homes = ("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "KERAS_HOME")
    environment = {
        "LANG": "C.UTF-8",
        "PATH": "/nonexistent",
        "USER": "student",
        "MPLBACKEND": "Agg",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # Sums in one order, so that training comes out the same each time.
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "TF_ENABLE_ONEDNN_OPTS": "0",
    }
    return {
        "scratch": home,
        "environment": {**environment, **dict.fromkeys(homes, home)},
        "limits": {
            "memory": limits.memory,
            "disk": limits.disk,
            "cpu": cpu_backstop(limits),
        },
        "quota": disks.quota(limits),
    }
