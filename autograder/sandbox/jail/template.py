"""Template: The warm process that workers are forked from.

It knows no check, no answer and no submission. Each message on the control socket asks for one
worker and brings its pipes; the answer brings a handle on the process. When a worker ends, its
status goes down a pipe of its own, so that threads of the grader never see each other's news.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import os
import select
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn, Self

from autograder import worker
from autograder.frozen import dataclass
from autograder.sandbox.jail import (
    confinement,
    landlock,
    process_namespaces,
    rlimits,
    root,
    usage,
)
from autograder.sandbox.jail.beginning import Serve, become_worker, have_environment
from autograder.sandbox.jail.confinement import Confinement
from autograder.sandbox.jail.forking import fork
from autograder.sandbox.jail.kernel import KernelRefusal
from autograder.sandbox.jail.layers import NAMESPACES
from autograder.sandbox.jail.libraries import shown, unused, without_checkouts
from autograder.sandbox.jail.orders import (
    Ended,
    Failed,
    FirstWords,
    Imports,
    Order,
    OrderAnswer,
    Refused,
    Settings,
    Started,
    Warm,
    pack,
    unpack,
)
from autograder.sandbox.jail.process_namespaces import ProcessNamespaces
from autograder.worker.libraries import put_at_hand
from autograder.worker.stack import roomy
from autograder.worker.versions import versions

Prepare = Callable[..., str | None]
MoveIn = Callable[[], Serve]

_MESSAGE = 1 << 16
_PIPES = 5  #: requests, replies, standard output, standard error, status
_STARTED = pack(OrderAnswer, Started())
_REFUSED = 72  #: exit status of a template that cannot lock its workers in


@roomy
def main(prepare: Prepare = worker.prepare, move_in: MoveIn = worker.move_in) -> NoReturn:
    """Import what the grader says, then fork workers until it hangs up."""
    sys.dont_write_bytecode = True  # from here on, and in every worker
    control = _take_control()
    _set_apart()  # while the grader finds out what it wants
    imports: Imports = unpack(Imports, control.recv(_MESSAGE))
    modules = [importlib.import_module(name) for name in imports.modules]
    trainer = prepare(stock_keras=imports.stock_keras)
    settings: Settings = unpack(Settings, control.recv(_MESSAGE))
    threaded = put_at_hand(settings.libraries)
    sys.path[:] = without_checkouts(sys.path)
    sys.orig_argv[:] = sys.argv  # where Python is installed is in the first
    serve = move_in()
    usage.hide_page_faults()
    _set_apart()
    gc.enable()
    namespaces_error = "not asked for"
    if NAMESPACES in settings.layers:
        namespaces_error = root.move_in(shown(), unused(sys.path, sys.modules))
    missing = {NAMESPACES} if namespaces_error else set()
    layers = frozenset(settings.layers) - missing
    template = WarmProcess(control, _confinement(control, layers), serve)
    warm = Warm(
        versions=tuple(versions(modules)),
        trainer=trainer,
        layers=tuple(sorted(layers)),
        namespaces_error=namespaces_error,
        threaded=threaded,
    )
    control.send(pack(FirstWords, warm))
    template.run()


def _set_apart() -> None:
    """Keep what there is from the collector: it would touch, and so copy, all in every worker."""
    gc.collect()
    gc.freeze()


def _take_control() -> socket.socket:
    """Move the control socket away from standard input."""
    control = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return control


def _confinement(control: socket.socket, layers: frozenset[str]) -> Confinement:
    try:
        return confinement.prepare(layers)
    except KernelRefusal as refusal:
        reason = landlock.why_not(refusal)
    except OSError as error:  # what access is to be granted to cannot be looked at
        reason = str(error)
    control.send(pack(FirstWords, Refused(reason=reason)))
    os._exit(_REFUSED)


@dataclass(frozen=True, kw_only=True)
class Child:
    """A worker that has not been reaped."""

    pid: int  #: in the template's own count
    init: int  #: of its namespace; 0 if it has none of its own
    handle: int  #: file descriptor of the process
    resident: int  #: bytes of memory that it began with

    @classmethod
    def of(cls, pid: int, init: int, resident: int) -> Self:
        """Return a child just forked; where no handle can be had, it is ended and `OSError`."""
        try:
            return cls(pid=pid, init=init, handle=os.pidfd_open(pid), resident=resident)
        except OSError:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            if init:
                process_namespaces.end(init)
            raise

    def kill(self) -> None:
        signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def reap(self) -> Ended:
        """Wait for its end, and return how it was."""
        _, status, usage = os.wait4(self.pid, 0)
        os.close(self.handle)
        if self.init:
            process_namespaces.end(self.init)
        return Ended(
            status=status,
            cpu=usage.ru_utime + usage.ru_stime,
            grown=usage.ru_maxrss * 1024 - self.resident,
        )


class WarmProcess:
    """Forks workers and reports their ends; one thread, because a fork copies only one."""

    def __init__(self, control: socket.socket, confinement: Confinement, serve: Serve) -> None:
        self._control = control
        self._confinement = confinement
        self._serve = serve
        self._message = b""  #: of the last order
        apart = NAMESPACES in confinement.layers
        self._namespaces = ProcessNamespaces() if apart else None
        self._children: dict[int, tuple[Child, int]] = {}  #: by handle, with its status pipe
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
            self._fork(self._understood(message), pipes)
        except OSError as error:
            with contextlib.suppress(BrokenPipeError):  # the grader hung up: that is told next
                self._control.send(pack(OrderAnswer, Failed(reason=str(error))))
            _close(pipes)

    def _understood(self, message: bytes) -> Order:
        """Return an order, and have its environment; nearly all say what the last one said."""
        if message != self._message:
            order: Order = unpack(Order, message)
            have_environment(order.environment)
            self._message, self._order = message, order
        return self._order

    def _fork(self, order: Order, pipes: list[int]) -> None:
        _require_all_pipes(pipes)
        held = rlimits.held()
        scratch = self._new_scratch(order)
        try:
            pid, init = self._namespaces.fork() if self._namespaces else (fork(), 0)
            if pid == 0:
                self._control.detach()  # or collecting it would close a worker's own file
                become_worker(order, pipes, scratch, held, self._confinement, self._serve)
            child = Child.of(pid, init, held.resident)
            self._children[child.handle] = child, pipes.pop()
            self._poll.register(child.handle, select.POLLIN)
            socket.send_fds(self._control, [_STARTED], [child.handle, *scratch])
        finally:
            _close(scratch)
        _close(pipes)

    def _new_scratch(self, order: Order) -> list[int]:
        if self._namespaces is None:
            return []
        return [root.new_scratch(order.quota.size, order.quota.files)]

    def _hang_up(self) -> NoReturn:
        """End with all workers, and leave nobody else to reap them; how they end is no news."""
        children = [child for child, _ in self._children.values()]
        for child in children:
            child.kill()
        for child in children:
            child.reap()
        os._exit(0)

    def _reap(self, handle: int) -> None:
        child, status = self._children.pop(handle)
        self._poll.unregister(handle)
        end = child.reap()
        with contextlib.suppress(BrokenPipeError):  # the grader no longer wants to know
            os.write(status, pack(Ended, end))
        os.close(status)


def _require_all_pipes(pipes: Sequence[int]) -> None:
    """The kernel leaves out what would be open files too many."""
    if len(pipes) != _PIPES:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


def _close(fds: Sequence[int]) -> None:
    for fd in fds:
        os.close(fd)
