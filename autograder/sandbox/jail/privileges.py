"""Worker: Giving up capabilities, groups, and life after the template."""

from __future__ import annotations

import contextlib
import os
import platform
import signal
import struct

from autograder.sandbox.jail.kernel import KernelRefusal, prctl, system_call
from autograder.sandbox.jail.syscall_numbers import numbers

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_CAP_AMBIENT = 1, 4, 24, 47
_CLEAR_ALL = 4
_CAPABILITY_VERSION = 0x2008_0522
_MOST_CAPABILITIES = 64


def drop_capabilities() -> None:
    """Leave root nothing but its name; of no effect on an ordinary user."""
    with contextlib.suppress(PermissionError):  # no right to change groups is what we are after
        os.setgroups([])
    with contextlib.suppress(KernelRefusal):  # the last capability is passed, or none could be kept
        for capability in range(_MOST_CAPABILITIES):
            prctl("drop a capability", _PR_CAPBSET_DROP, capability)
    prctl("clear ambient capabilities", _PR_CAP_AMBIENT, _CLEAR_ALL)
    header, none = struct.pack("Ii", _CAPABILITY_VERSION, 0), bytes(24)
    system_call("capset", numbers(platform.machine())["capset"], header, none)


def die_with(parent: int) -> None:
    """Be killed when the parent is gone, even if it went before this call."""
    prctl("die with the parent", _PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise ProcessLookupError("the template has ended")


def hide_memory() -> None:
    """Let no other process of the same user look into this one."""
    prctl("hide memory", _PR_SET_DUMPABLE, 0)
