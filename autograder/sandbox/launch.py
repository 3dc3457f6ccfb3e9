"""Grader: The handle on a template process: starting it, ordering workers, ending it."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import autograder
from autograder.closing import Closing
from autograder.errors import SandboxError
from autograder.frozen import dataclass
from autograder.sandbox import environment
from autograder.sandbox.jail.layers import NAMESPACES
from autograder.sandbox.jail.orders import (
    Failed,
    FirstWords,
    Imports,
    Order,
    OrderAnswer,
    Refused,
    Settings,
    Warm,
    pack,
    unpack,
)
from autograder.sandbox.pipes import Ends

ENTRY = "from autograder.sandbox.jail.template import main; main()"

_START_SECONDS = 180.0  #: importing TensorFlow on a slow disk
_ANSWER_SECONDS = 30.0
_END_SECONDS = 5.0
_MESSAGE = 1 << 16


@dataclass(frozen=True)
class Forked:
    """A worker just begun."""

    pid: int  #: in the grader's own count; not positive if it has ended already
    handle: int  #: file descriptor of the process
    scratch: int | None = None  #: file descriptor of its disk, if it has one of its own


class TemplateGone(SandboxError):
    """The template has ended; another can be started."""


class IsolationRefused(SandboxError):
    """This machine does not let a worker lock itself in."""


class StartedTemplate(Closing):
    """The process of a template: it imports what all templates do, and waits to be told more."""

    def __init__(self, entry: str = ENTRY) -> None:
        """Start it; `entry` is the Python it runs. `OSError` if there is no room for it."""
        with contextlib.ExitStack() as undo:
            self.complaints = undo.enter_context(tempfile.TemporaryFile())
            self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            undo.callback(self.control.close)
            with theirs:
                self.control.send(_program(entry).encode())
                self.process = _start(theirs, self.complaints)
            self._told: Imports | None = None
            undo.callback(self._kill)
            self._undo = undo.pop_all()

    def tell(self, imports: Imports) -> None:
        """Tell it what to import, unless it has been told the same."""
        if imports != self._told:
            assert self._told is None, "it cannot be told anything else"
            self._told = imports
            self.send(Imports, imports)

    def send(self, kind: Any, message: Any) -> None:
        """Send it a message; that it has ended, its silence will tell."""
        with contextlib.suppress(OSError):
            self.control.send(pack(kind, message))

    def close(self) -> None:
        """End it at once, unless it has ended."""
        self._undo.close()

    def _kill(self) -> None:
        self.process.kill()
        self.process.wait()


class Template:
    """A template process."""

    def __init__(
        self,
        imports: Sequence[str],
        layers: frozenset[str],
        entry: str = ENTRY,
        *,
        stock_keras: bool = False,
        libraries: Sequence[str] = (),
        started: StartedTemplate | None = None,
    ) -> None:
        """Start it, unless it is `started`, and perhaps told; `entry` is the Python it runs.

        `OSError` if there is no room for it.
        """
        self.versions: tuple[tuple[str, str], ...] = ()
        self.layers = layers  #: that its workers are locked in with
        self.namespaces_error = ""  #: why namespaces are not among them
        self.trainer: str | None = None
        self.threaded: tuple[str, ...] = ()  #: libraries that have started a thread
        settings = Settings(layers=tuple(sorted(layers)), libraries=tuple(libraries))
        with contextlib.ExitStack() as undo:
            begun = undo.enter_context(started or StartedTemplate(entry))
            self._complaints, self._process = begun.complaints, begun.process
            self._control = begun.control
            undo.callback(self._end)
            begun.tell(Imports(modules=tuple(imports), stock_keras=stock_keras))
            begun.send(Settings, settings)
            self._undo = undo.pop_all()

    def await_warm(self) -> None:
        """Return when it has imported everything; `SandboxError` says why it does not get there."""
        warm = self._first_words()
        self.versions, self.trainer = warm.versions, warm.trainer
        self.threaded = warm.threaded
        self.layers, self.namespaces_error = frozenset(warm.layers), warm.namespaces_error

    def hang_up(self) -> None:
        """Make it end its workers and itself; whoever waits for it, in any thread, is woken."""
        with contextlib.suppress(OSError):  # it has ended already
            self._control.shutdown(socket.SHUT_RDWR)

    def fork(self, order: Order, pipes: Ends) -> Forked:
        """Return a new worker, which has not locked itself in yet."""
        try:
            socket.send_fds(self._control, [pack(Order, order)], pipes.fds)
        except OSError as error:
            raise TemplateGone("the process that workers are forked from has ended") from error
        answer, handles = self._receive(OrderAnswer, _ANSWER_SECONDS)
        if isinstance(answer, Failed):
            raise SandboxError(f"no worker can be started: {answer.reason}")
        with contextlib.ExitStack() as undo:
            for handle in handles:
                undo.callback(os.close, handle)
            if len(handles) < 1 + (NAMESPACES in self.layers):
                # The kernel leaves out what would be open files too many.
                raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
            forked = Forked(_pid(handles[0]), *handles)
            undo.pop_all()
        return forked

    def close(self) -> None:
        """End the template and with it all of its workers."""
        self._undo.close()

    def _receive(self, kind: Any, seconds: float) -> tuple[Any, list[int]]:
        self._control.settimeout(seconds)
        try:
            message, handles, _, _ = socket.recv_fds(self._control, _MESSAGE, 2)
        except OSError as error:
            raise TemplateGone("the process that workers are forked from is silent") from error
        if not message:
            raise TemplateGone("the process that workers are forked from has ended")
        return unpack(kind, message), handles

    def _first_words(self) -> Warm:
        try:
            words, _ = self._receive(FirstWords, _START_SECONDS)
        except TemplateGone as error:
            self._end()
            raise SandboxError(f"workers cannot be started: {self._last_complaint()}") from error
        if isinstance(words, Refused):
            raise IsolationRefused(words.reason)
        warm: Warm = words
        return warm

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
    """Return the number of a process as we count, which is not how its namespace counts."""
    lines = Path(f"/proc/self/fdinfo/{handle}").read_text().splitlines()
    return next(int(line.removeprefix("Pid:")) for line in lines if line.startswith("Pid:"))


def _program(entry: str) -> str:
    """Return what a template runs. A course beside `autograder` is never on its search path."""
    ours = str(Path(autograder.__file__).parent.parent)
    collecting = "import gc; gc.disable(); "  # until all is imported: there is no garbage in it
    path = f"import sys; sys.path.insert(0, {ours!r}); import autograder; del sys.path[0]; "
    return f"{collecting}{path}{entry}"


def _start(control: socket.socket, complaints: Any) -> subprocess.Popen[bytes]:
    """Start Python with a program that it reads from its end of the control socket.

    Student code can read the command, so it says nothing about the grader. -I would ignore
    PYTHONHASHSEED; -s and -P leave out the same folders.
    """
    return subprocess.Popen(
        [sys.executable, "-s", "-P", "-c", f"import os; exec(os.read(0, {_MESSAGE}))"],
        env=environment.of_template(os.environ),
        cwd="/",
        stdin=control.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        start_new_session=True,  # the terminal's Ctrl-C is for the grader
    )
