"""Where the grader gets its workers from."""

from __future__ import annotations

import contextlib
import platform
import sys
import tempfile
import threading
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

from autograder.errors import SandboxError
from autograder.records import Limits
from autograder.sandbox import scratch
from autograder.sandbox.confinement import ALL_LAYERS
from autograder.sandbox.conversation import cpu_backstop
from autograder.sandbox.launch import ENTRY, Forked, IsolationRefused, Template, TemplateGone
from autograder.sandbox.pipes import Ends, open_pipes
from autograder.sandbox.syscall_numbers import ARCHITECTURES
from autograder.sandbox.workers import Worker

WAY_OUT = (
    "Run it on Linux 5.13 or later, in the container, or under WSL 2; "
    "for code that you trust, --isolation none runs it without protection."
)


class Isolation(Enum):
    """How much student code is kept from."""

    FULL = "full"
    NONE = "none"


class Sandbox:
    """A warm template and the workers forked from it; threads may share it."""

    def __init__(
        self,
        imports: Sequence[str] = ("numpy",),
        isolation: Isolation = Isolation.FULL,
        *,
        layers: frozenset[str] = ALL_LAYERS,
        entry: str = ENTRY,
    ) -> None:
        """Start a template that has imported some modules; `SandboxError` if it cannot be had.

        `layers` and `entry` are for tests: what a worker locks itself in with, and what starts.
        """
        _demand_linux()
        self.isolation = isolation
        self._layers = layers if isolation is Isolation.FULL else frozenset[str]()
        self._imports = tuple(imports)
        self._entry = entry
        self._lock = threading.Lock()
        with contextlib.ExitStack() as undo:
            self._folder = Path(tempfile.mkdtemp(prefix="autograder-"))
            undo.callback(scratch.remove, self._folder)
            try:
                self._template = self._started()
                undo.callback(lambda: self._template.close())
                self.worker(Limits()).close()  # or the first submission would find out
            except IsolationRefused as refusal:
                raise SandboxError(
                    f"Student code cannot be isolated here: {refusal}. {WAY_OUT}"
                ) from refusal
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
        return "Landlock and seccomp" if self.isolation is Isolation.FULL else "none"

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Package and version of what workers have imported."""
        return self._template.versions

    @property
    def template_pid(self) -> int:
        """Process id of the template."""
        return self._template.pid

    def worker(self, limits: Limits) -> Worker:
        """Return a fresh worker that has locked itself in; `SandboxError` if none can be had."""
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        ours, theirs = open_pipes()
        try:
            forked = self._forked(_order(folder, limits), theirs)
        except SandboxError:
            ours.close()
            raise
        finally:
            theirs.close()
        worker = Worker(forked, ours, folder, limits)
        try:
            worker.await_ready()
        except SandboxError:
            worker.close()
            raise
        return worker

    def close(self) -> None:
        """End the template and with it all workers; remove their folders."""
        self._undo.close()

    def _started(self) -> Template:
        return Template(self._imports, self._layers, self._entry)

    def _forked(self, order: dict[str, object], theirs: Ends) -> Forked:
        with self._lock:
            try:
                return self._template.fork(order, theirs)
            except TemplateGone:
                self._template.close()
                self._template = self._started()
                return self._template.fork(order, theirs)


def _demand_linux() -> None:
    here = f"{platform.system()} on {platform.machine()}"
    if sys.platform != "linux" or platform.machine() not in ARCHITECTURES:
        raise SandboxError(f"Student code cannot be run on {here}. {WAY_OUT}")


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
    }
