"""Template and worker: Namespaces for processes, mounts, network, names, shared memory."""

from __future__ import annotations

import contextlib
import os
import platform
import socket
from pathlib import Path

from autograder.sandbox.jail.kernel import system_call
from autograder.sandbox.jail.syscall_numbers import numbers

HOST_NAME = "localhost"
NOBODY_IN_PARTICULAR = 1000  #: the user and group that the grader's own are called inside

_MOUNTS, _NAMES, _SHARED_MEMORY = 0x0002_0000, 0x0400_0000, 0x0800_0000
_USERS, PROCESSES, _NETWORK = 0x1000_0000, 0x2000_0000, 0x4000_0000
_ALL_BUT_MOUNTS = _USERS | PROCESSES | _NETWORK | _SHARED_MEMORY | _NAMES


def leave_host() -> None:
    """Move this process, which must have one thread, into namespaces of its own.

    It may do everything in there, and is nobody outside. Its own process id stays; the next
    process that it forks is the first one inside. Mounts are left to `have_own_mounts`: to change
    the root of those that it shares would change its own. `OSError` if this is not allowed here.
    """
    user, group = os.geteuid(), os.getegid()
    with contextlib.suppress(PermissionError):  # an ordinary user keeps those it has
        os.setgroups([])
    _unshare(_ALL_BUT_MOUNTS)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY_IN_PARTICULAR} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY_IN_PARTICULAR} {group} 1")
    socket.sethostname(HOST_NAME)


def have_own_mounts() -> None:
    """From now on, mounts that this process makes are seen by itself only."""
    _unshare(_MOUNTS)


def fork_into(process: int) -> None:
    """From now on, fork into the PID namespace of a process that a descriptor is a handle on."""
    number = numbers(platform.machine())["setns"]
    system_call("setns", number, process, PROCESSES)


def _unshare(flags: int) -> None:
    system_call("unshare", numbers(platform.machine())["unshare"], flags)
