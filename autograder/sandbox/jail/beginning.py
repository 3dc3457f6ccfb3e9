"""Worker: Around the fork, to the first request: its environment, files, home, lock-down."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from autograder.protocol.frames import send
from autograder.sandbox.jail import confinement, root
from autograder.sandbox.jail.confinement import Confinement
from autograder.sandbox.jail.forking import close_from
from autograder.sandbox.jail.orders import SERVICE_BROKE, Order
from autograder.sandbox.jail.rlimits import Held

Serve = Callable[[int, int], NoReturn]

_REQUESTS, _REPLIES, _SCRATCH = 3, 4, 5
_ABOVE_ALL_PIPES = 64


def have_environment(environment: Mapping[str, str]) -> None:
    """Let these be all the variables of this process, and so of those that it forks.

    Most workers have the same, and a worker that made its own would copy what it touches.
    """
    os.environ.clear()
    os.environ.update(environment)


def become_worker(
    order: Order,
    pipes: Sequence[int],
    scratch: Sequence[int],
    held: Held,
    locked_in: Confinement,
    serve: Serve,
) -> NoReturn:
    """Turn this fork into a worker; whatever happens, it never returns into the template."""
    try:
        _place(pipes, scratch)
        try:
            if scratch:
                root.take_scratch(_SCRATCH)
                os.close(_SCRATCH)
            _settle(order)
            confinement.confine(locked_in, order.limits, held, Path(order.home))
        except OSError as error:
            send(_REPLIES, {"refused": str(error)})
        else:
            send(_REPLIES, {"ready": True})
            serve(_REQUESTS, _REPLIES)
    finally:
        os._exit(SERVICE_BROKE)


def _place(pipes: Sequence[int], scratch: Sequence[int]) -> None:
    """Make the pipes file descriptors 0 to 4, 0 being empty, and close all but them and scratch."""
    requests, replies, output, errors, _ = pipes
    empty = os.open(os.devnull, os.O_RDONLY)
    order = (empty, output, errors, requests, replies, *scratch)
    for target, fd in enumerate([fcntl.fcntl(fd, fcntl.F_DUPFD, _ABOVE_ALL_PIPES) for fd in order]):
        os.dup2(fd, target)
    close_from(len(order))


def _settle(order: Order) -> None:
    """Make the scratch folder home."""
    os.setsid()
    os.umask(0o077)
    os.chdir(order.home)
    tempfile.tempdir = order.home
