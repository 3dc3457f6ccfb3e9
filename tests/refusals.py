"""Python that makes its own process live on a kernel that refuses some calls."""

from __future__ import annotations

import platform

from autograder.sandbox.jail.syscall_numbers import numbers

_LANDLOCK = {"landlock_create_ruleset": 444, "landlock_restrict_self": 446}

_PROGRAM = """
from autograder.sandbox.jail.seccomp import Instruction, load
load(b"".join(i.packed() for i in (
    Instruction(0x20, 0), Instruction(0x15, {number}, if_false=1),
    Instruction(0x06, 0x50000 | {error}), Instruction(0x06, 0x7FFF0000))))
"""


def refusing(call: str, error: int) -> str:
    """Return a program after which a system call fails with an errno, in children too."""
    number = _LANDLOCK.get(call) or numbers(platform.machine())[call]
    return _PROGRAM.format(number=number, error=error)


_OF_FLAGS = """
from autograder.sandbox.jail.seccomp import Instruction, load
load(b"".join(i.packed() for i in (
    Instruction(0x20, 0), Instruction(0x15, {number}, if_false=4),
    Instruction(0x20, 16), Instruction(0x54, {flags}), Instruction(0x15, 0, if_true=1),
    Instruction(0x06, 0x50000 | {error}), Instruction(0x06, 0x7FFF0000))))
"""


def refusing_flags(call: str, flags: int, error: int) -> str:
    """Return the same for calls whose first argument has any of these bits."""
    number = numbers(platform.machine())[call]
    return _OF_FLAGS.format(number=number, flags=flags, error=error)
