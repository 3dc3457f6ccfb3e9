"""What this machine offers for isolation, found out by trying and never by a version's number."""

from __future__ import annotations

import errno
import json
import os
import platform
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.errors import SandboxError
from autograder.sandbox import landlock, seccomp
from autograder.sandbox.client import Sandbox
from autograder.sandbox.kernel import KernelRefusal, system_call
from autograder.sandbox.syscall_numbers import numbers

_CLONE_NEWUSER = 0x1000_0000
_TRIAL_SECONDS = 60.0
_TRIAL = "from autograder.sandbox.doctor import print_abilities; print_abilities()"


@dataclass(frozen=True)
class Ability:
    """Whether something works here, and what more is known: its version, or why not."""

    works: bool
    detail: str


@dataclass(frozen=True)
class Capabilities:
    """What `autograder doctor` shows."""

    system: str
    python: str
    cores: int  #: that we may use
    landlock: Ability
    seccomp: Ability
    user_namespaces: Ability  #: not needed so far
    sandbox: Ability  #: a worker was started and locked itself in; `detail` is its tier


def probe() -> Capabilities:
    """Return what this machine offers."""
    abilities = _tried_elsewhere()
    return Capabilities(
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        python=f"{platform.python_version()} at {sys.executable}",
        cores=len(os.sched_getaffinity(0)),
        landlock=abilities["landlock"],
        seccomp=abilities["seccomp"],
        user_namespaces=abilities["user namespaces"],
        sandbox=_sandbox(),
    )


def print_abilities() -> None:
    """Print as JSON what works in this process, which is of no use afterwards but to be ended."""
    trials = {"landlock": _landlock, "seccomp": _seccomp, "user namespaces": _user_namespaces}
    print(json.dumps({name: _in_a_fork(trial) for name, trial in trials.items()}))


def _tried_elsewhere() -> dict[str, Ability]:
    """Try in a process without threads, since it forks."""
    ours = str(Path(autograder.__file__).parent.parent)
    program = f"import sys; sys.path.insert(0, {ours!r}); {_TRIAL}"
    command = [sys.executable, "-s", "-P", "-c", program]
    done = subprocess.run(command, capture_output=True, check=True, timeout=_TRIAL_SECONDS)
    return {name: Ability(*found) for name, found in json.loads(done.stdout).items()}


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


def _landlock() -> str:
    version = landlock.abi()
    landlock.restrict([], version)
    return _unless_allowed(lambda: os.listdir("/"), f"ABI {version}")


def _seccomp() -> str:
    seccomp.load(seccomp.program(platform.machine()))
    return _unless_allowed(lambda: socket.socket().close(), "filters")


def _user_namespaces() -> str:
    system_call("unshare", numbers(platform.machine())["unshare"], _CLONE_NEWUSER)
    return "can be made"


def _unless_allowed(act: Callable[[], object], detail: str) -> str:
    try:
        act()
    except PermissionError:
        return detail
    raise KernelRefusal(errno.ENOTSUP, "accepted, but without effect")


def _sandbox() -> Ability:
    try:
        with Sandbox(imports=()) as sandbox:
            return Ability(True, sandbox.tier)
    except SandboxError as error:
        return Ability(False, str(error))
