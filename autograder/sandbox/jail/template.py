"""The warm process that workers are forked from. It knows no check, no answer and no submission.

Each message on the control socket asks for one worker and brings its pipes; the answer brings a
handle on the process. When a worker ends, its status goes down a pipe of its own, so that threads
of the grader never see each other's news.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from autograder import worker
from autograder.protocol.frames import send
from autograder.sandbox.endings import SERVICE_BROKE
from autograder.sandbox.jail import confinement, landlock, root as cell
from autograder.sandbox.jail.confinement import Confinement
from autograder.sandbox.jail.forking import close_from, fork
from autograder.sandbox.jail.kernel import KernelRefusal
from autograder.sandbox.jail.layers import CELL
from autograder.sandbox.jail.libraries import shown, without_checkouts
from autograder.sandbox.jail.limits import ProcessLimits, resident
from autograder.worker.versions import versions

Prepare = Callable[..., str | None]
Serve = Callable[[int, int], NoReturn]

_MESSAGE = 1 << 16
_PIPES = 5  #: requests, replies, standard output, standard error, status
_REQUESTS, _REPLIES, _SCRATCH = 3, 4, 5
_ABOVE_ALL_PIPES = 64
_REFUSED = 72  #: exit status of a template that cannot lock its workers in


def main(prepare: Prepare = worker.prepare, serve: Serve = worker.serve) -> NoReturn:
    """Import what the command line says, then fork workers until the grader hangs up."""
    control = socket.socket(fileno=int(sys.argv[1]))
    modules = [importlib.import_module(name) for name in json.loads(sys.argv[2])]
    trainer = prepare(stock_keras=json.loads(sys.argv[4]))
    sys.path[:] = without_checkouts(sys.path)
    gc.collect()
    gc.freeze()  # the collector would otherwise touch, and so copy, every page in every worker
    ordered = frozenset(json.loads(sys.argv[3]))
    no_cell = cell.move_in(shown()) if CELL in ordered else "not asked for"
    layers = ordered - {CELL} if no_cell else ordered
    template = Template(control, _confinement(control, layers), serve)
    about = {"versions": versions(modules), "trainer": trainer}
    control.send(_json({**about, "layers": sorted(layers), "no cell": no_cell}))
    template.run()


def _confinement(control: socket.socket, layers: frozenset[str]) -> Confinement:
    try:
        return confinement.prepare(layers)
    except KernelRefusal as refusal:
        control.send(_json({"refused": landlock.why_not(refusal)}))
        os._exit(_REFUSED)


def _json(message: dict[str, Any]) -> bytes:
    return json.dumps(message).encode("ascii")


@dataclass(frozen=True)
class Child:
    """A worker that has not been reaped."""

    pid: int  #: in the template's own count
    status: int  #: pipe that its end is reported to
    resident: int  #: bytes of memory that it began with


class Template:
    """Forks workers and reports their ends; one thread, because a fork copies only one."""

    def __init__(self, control: socket.socket, confinement: Confinement, serve: Serve) -> None:
        self._control = control
        self._confinement = confinement
        self._in_cell = CELL in confinement.layers
        self._serve = serve
        self._children: dict[int, Child] = {}
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def run(self) -> NoReturn:
        while True:
            for fd, _ in self._poll.poll():
                if fd == self._control.fileno():
                    self._take_order()
                else:
                    self._reap(fd)

    def _take_order(self) -> None:
        message, pipes, _, _ = socket.recv_fds(self._control, _MESSAGE, _PIPES)
        if not message:
            self._hang_up()
        try:
            self._fork(json.loads(message), pipes)
        except OSError as error:
            with contextlib.suppress(BrokenPipeError):  # the grader hung up: that is told next
                self._control.send(_json({"failed": str(error)}))
            _close(pipes)

    def _fork(self, order: dict[str, Any], pipes: list[int]) -> None:
        _demand_all_pipes(pipes)
        template, held = os.getpid(), resident()
        scratch = [cell.new_scratch(**order["quota"])] if self._in_cell else []
        try:
            pid = fork()
            if pid == 0:
                self._become_worker(order, pipes, template, scratch)
            handle = _handle(pid)
            self._children[handle] = Child(pid, pipes.pop(), held)
            self._poll.register(handle, select.POLLIN)
            socket.send_fds(self._control, [_json({"forked": True})], [handle, *scratch])
        finally:
            _close(scratch)
        _close(pipes)

    def _hang_up(self) -> NoReturn:
        """End with all workers, and leave nobody else to reap them; how they end is no news."""
        for handle in self._children:
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        for child in self._children.values():
            os.waitpid(child.pid, 0)
        os._exit(0)

    def _reap(self, handle: int) -> None:
        child = self._children.pop(handle)
        self._poll.unregister(handle)
        _, status, usage = os.wait4(child.pid, 0)
        end = {
            "status": status,
            "cpu": usage.ru_utime + usage.ru_stime,
            "grown": usage.ru_maxrss * 1024 - child.resident,
        }
        with contextlib.suppress(BrokenPipeError):  # the grader no longer wants to know
            os.write(child.status, _json(end))
        _close([handle, child.status])

    def _become_worker(
        self, order: dict[str, Any], pipes: list[int], template: int, scratch: Sequence[int]
    ) -> NoReturn:
        """Turn this fork into a worker; whatever happens, it never returns into the template."""
        try:
            self._control.detach()  # or collecting the object would close a worker's own file
            _place(pipes, scratch)
            try:
                if scratch:
                    cell.take_scratch(_SCRATCH)
                    os.close(_SCRATCH)
                _settle(order["scratch"], order["environment"])
                bounds = ProcessLimits(**order["limits"])
                confinement.confine(self._confinement, bounds, Path(order["scratch"]), template)
            except OSError as error:
                send(_REPLIES, {"refused": str(error)})
            else:
                send(_REPLIES, {"ready": True})
                self._serve(_REQUESTS, _REPLIES)
        finally:
            os._exit(SERVICE_BROKE)


def _handle(pid: int) -> int:
    """Return a handle on a child; where none can be had, the child is ended and `OSError`."""
    try:
        return os.pidfd_open(pid)
    except OSError:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise


def _demand_all_pipes(pipes: Sequence[int]) -> None:
    """The kernel leaves out what would be open files too many."""
    if len(pipes) != _PIPES:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


def _place(pipes: Sequence[int], scratch: Sequence[int]) -> None:
    """Make the pipes file descriptors 0 to 4, 0 being empty, and close all but them and scratch."""
    requests, replies, output, errors, _ = pipes
    empty = os.open(os.devnull, os.O_RDONLY)
    order = (empty, output, errors, requests, replies, *scratch)
    for target, fd in enumerate([fcntl.fcntl(fd, fcntl.F_DUPFD, _ABOVE_ALL_PIPES) for fd in order]):
        os.dup2(fd, target)
    close_from(len(order))


def _settle(scratch: str, environment: dict[str, str]) -> None:
    """Make the scratch folder home; nothing of the template's environment stays."""
    os.setsid()
    os.umask(0o077)
    os.chdir(scratch)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = scratch


def _close(fds: Sequence[int]) -> None:
    for fd in fds:
        os.close(fd)
