"""Template: A PID namespace for each worker, so that process numbers tell it nothing of others.

    template ──clone──▶ init, number 1 in there: it waits for ever
       └───────fork──▶ worker, number 2

The worker is not the first process itself, because the kernel would keep signals from it that end
any other. Init shares the template's memory and files, so that making it copies nothing.
"""

from __future__ import annotations

import ctypes
import os
import signal

from autograder.sandbox.jail import namespaces
from autograder.sandbox.jail.forking import fork
from autograder.sandbox.jail.kernel import KernelRefusal, libc

_SHARED_MEMORY_AND_FILES = 0x100 | 0x400
_STACK = 1 << 14


class ProcessNamespaces:
    """Namespaces in which a template forks its workers; one thread."""

    def __init__(self) -> None:
        """Remember the namespace that this process is in; `OSError` without room."""
        self._home = os.pidfd_open(os.getpid())
        self._stack = ctypes.create_string_buffer(_STACK)  # no init ever returns: one for all

    def fork(self) -> tuple[int, int]:
        """Return a worker just forked (0 in itself) and its init; `OSError` leaves none of both."""
        init = self._new_init()
        try:
            return self._fork_beside(init), init
        except OSError:
            end(init)
            raise

    def _fork_beside(self, init: int) -> int:
        there = os.pidfd_open(init)
        try:
            namespaces.fork_into(there)
            try:
                worker = fork()
            except OSError:
                namespaces.fork_into(self._home)
                raise
        finally:
            os.close(there)
        if worker != 0:
            namespaces.fork_into(self._home)
        return worker

    def _new_init(self) -> int:
        pause = ctypes.cast(libc().pause, ctypes.c_void_p)
        top = ctypes.c_void_p(ctypes.addressof(self._stack) + _STACK)
        flags = namespaces.PROCESSES | _SHARED_MEMORY_AND_FILES | signal.SIGCHLD
        init: int = libc().clone(pause, top, ctypes.c_int(flags), None)
        if init < 0:
            number = ctypes.get_errno()
            raise KernelRefusal(number, f"clone: {os.strerror(number)}")
        return init


def end(init: int) -> None:
    """End a namespace, and all that is left in it."""
    os.kill(init, signal.SIGKILL)
    os.waitpid(init, 0)
