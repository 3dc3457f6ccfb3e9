"""Probe: Trying the layers of isolation in a throw-away process."""

from __future__ import annotations

import errno
import json
import os
import platform
import socket
from collections.abc import Callable

from autograder.sandbox.jail import landlock, root, seccomp
from autograder.sandbox.jail.kernel import KernelRefusal
from autograder.sandbox.jail.libraries import shown


def print_abilities() -> None:
    """Print as JSON which layers work."""
    trials = {"landlock": _landlock, "seccomp": _seccomp, "namespaces": _namespaces}
    print(json.dumps({name: _in_a_fork(trial) for name, trial in trials.items()}))


def _in_a_fork(trial: Callable[[], str]) -> tuple[bool, str]:
    """Return whether a trial worked, and what it returned or was refused with."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, json.dumps(_outcome(trial)).encode("ascii"))
        os._exit(0)
    os.close(write)
    with open(read) as answer:
        outcome = answer.read()
    os.waitpid(child, 0)
    works, detail = json.loads(outcome) if outcome else (False, "the trial was killed")
    return works, detail


def _outcome(trial: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, trial()
    except KernelRefusal as refusal:
        return False, landlock.why_not(refusal) if trial is _landlock else str(refusal)
    except OSError as error:
        return False, str(error)


def _landlock() -> str:
    version = landlock.abi()
    landlock.restrict([], version)
    return _unless_allowed(lambda: os.listdir("/"), f"ABI {version}")


def _seccomp() -> str:
    seccomp.load(seccomp.program(platform.machine()))
    return _unless_allowed(lambda: socket.socket().close(), "filters")


def _namespaces() -> str:
    if why_not := root.move_in(shown(), ()):
        raise OSError(why_not)
    return "a root, processes and a network of its own"


def _unless_allowed(act: Callable[[], object], detail: str) -> str:
    try:
        act()
    except PermissionError:
        return detail
    raise KernelRefusal(errno.ENOTSUP, "accepted, but without effect")
