"""The grader's end of the template: starting it, ordering workers from it, ending it."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import autograder
from autograder.errors import SandboxError
from autograder.sandbox.jail.layers import CELL
from autograder.sandbox.pipes import Ends

ENTRY = "from autograder.sandbox.jail.template import main; main()"

_START_SECONDS = 180.0  #: importing TensorFlow on a slow disk
_ANSWER_SECONDS = 30.0
_END_SECONDS = 5.0
_MESSAGE = 1 << 16
_ENVIRONMENT = {
    "HOME": "/nonexistent",
    "IPYTHONDIR": "/nonexistent",
    "KERAS_HOME": "/nonexistent",
    "LANG": "C.UTF-8",
    "HDF5_USE_FILE_LOCKING": "FALSE",  # read when it is imported
    "PATH": "/usr/bin:/bin",
    "MPLBACKEND": "Agg",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    # One thread, because a fork copies only one; few arenas, because each reserves address space.
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "CUDA_VISIBLE_DEVICES": "-1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",  # its sums come out differently on different processors
}
_KEPT = (
    "LD_LIBRARY_PATH",
    "OPENBLAS_CORETYPE",
    "OPENBLAS_L2_SIZE",
)  #: what the machine itself needs


@dataclass(frozen=True)
class Forked:
    """A worker just begun."""

    pid: int  #: in the grader's own count; not positive if it has ended already
    handle: int  #: file descriptor of the process
    scratch: int | None = None  #: file descriptor of its folder, if the cell has made one


class TemplateGone(SandboxError):
    """The template has ended; another can be started."""


class IsolationRefused(SandboxError):
    """This machine does not let a worker lock itself in."""


class Template:
    """A template process."""

    def __init__(
        self,
        imports: Sequence[str],
        layers: frozenset[str],
        entry: str = ENTRY,
        *,
        stock_keras: bool = False,
    ) -> None:
        """Start it; `entry` is the Python it runs. `OSError` if there is no room for it."""
        self.versions: tuple[tuple[str, str], ...] = ()
        self.layers = layers  #: that its workers are locked in with; the cell can be left out
        self.no_cell = ""  #: why it was
        self.trainer: str | None = None
        with contextlib.ExitStack() as undo:
            self._complaints = undo.enter_context(tempfile.TemporaryFile())
            self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            undo.callback(self._control.close)
            with theirs:
                settings = (theirs.fileno(), list(imports), sorted(layers), stock_keras)
                command = _command(entry, settings)
                self._process = _start(command, theirs.fileno(), self._complaints)
            undo.callback(self._end)
            self._undo = undo.pop_all()

    def await_warm(self) -> None:
        """Return when it has imported everything; `SandboxError` says why it does not get there."""
        words = self._first_words()
        self.versions = tuple((name, version) for name, version in words["versions"])
        self.trainer = words["trainer"]
        self.layers, self.no_cell = frozenset(words["layers"]), words["no cell"]

    def hang_up(self) -> None:
        """Make it end its workers and itself; whoever waits for it, in any thread, is woken."""
        with contextlib.suppress(OSError):  # it has ended already
            self._control.shutdown(socket.SHUT_RDWR)

    def fork(self, order: Mapping[str, object], pipes: Ends) -> Forked:
        """Return a new worker, which has not locked itself in yet."""
        try:
            socket.send_fds(self._control, [json.dumps(order).encode("ascii")], pipes.fds)
        except OSError as error:
            raise TemplateGone("the process that workers are forked from has ended") from error
        message, handles = self._receive(_ANSWER_SECONDS)
        if "failed" in message:
            raise SandboxError(f"no worker can be started: {message['failed']}")
        with contextlib.ExitStack() as undo:
            for handle in handles:
                undo.callback(os.close, handle)
            if len(handles) < 1 + (CELL in self.layers):
                # The kernel leaves out what would be open files too many.
                raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
            forked = Forked(_pid(handles[0]), *handles)
            undo.pop_all()
        return forked

    def close(self) -> None:
        """End the template and with it all of its workers."""
        self._undo.close()

    def _receive(self, seconds: float) -> tuple[dict[str, Any], list[int]]:
        self._control.settimeout(seconds)
        try:
            message, handles, _, _ = socket.recv_fds(self._control, _MESSAGE, 2)
        except OSError as error:
            raise TemplateGone("the process that workers are forked from is silent") from error
        if not message:
            raise TemplateGone("the process that workers are forked from has ended")
        return json.loads(message), handles

    def _first_words(self) -> dict[str, Any]:
        try:
            message, _ = self._receive(_START_SECONDS)
        except TemplateGone as error:
            self._end()
            raise SandboxError(f"workers cannot be started: {self._last_complaint()}") from error
        if "refused" in message:
            raise IsolationRefused(message["refused"])
        return message

    def _last_complaint(self) -> str:
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"exit status {self._process.returncode}"

    def _end(self) -> None:
        self.hang_up()
        self._control.close()
        if not self.versions:  # it has no workers yet, and does not listen before it is warm
            self._process.kill()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _pid(handle: int) -> int:
    """Return the number of a process as we count, which is not how a cell counts."""
    lines = Path(f"/proc/self/fdinfo/{handle}").read_text().splitlines()
    return next(int(line.removeprefix("Pid:")) for line in lines if line.startswith("Pid:"))


def _command(entry: str, settings: Iterable[object]) -> list[str]:
    """The command of a template, its settings as JSON.

    A course beside `autograder` is never on its search path. -I would ignore PYTHONHASHSEED; -s
    and -P leave out the same folders.
    """
    ours = str(Path(autograder.__file__).parent.parent)
    program = (
        f"import sys; sys.path.insert(0, {ours!r}); import autograder; del sys.path[0]; {entry}"
    )
    return [sys.executable, "-s", "-P", "-c", program, *map(json.dumps, settings)]


def _start(command: Sequence[str], control: int, complaints: Any) -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return subprocess.Popen(
        command,
        env={**_ENVIRONMENT, **kept},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        pass_fds=[control],
        start_new_session=True,  # the terminal's Ctrl-C is for the grader
    )
