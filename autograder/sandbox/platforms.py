"""Grader: Systems that workers can be run on, and what to do on any other."""

from __future__ import annotations

import platform
import sys

from autograder.errors import SandboxError
from autograder.sandbox.jail.syscall_numbers import ARCHITECTURES

SYSTEMS = f"Linux on {' or '.join(ARCHITECTURES)}"
WAY_OUT = (
    "Run it on Linux 5.13 or later, in the container, or under WSL 2; "
    "for code that you trust, --isolation none runs it without protection."
)


def runs_here() -> bool:
    """Whether workers can be run on this system at all, isolated or not."""
    return sys.platform == "linux" and platform.machine() in ARCHITECTURES


def require_linux() -> None:
    """Raise a `SandboxError` where no workers can be run."""
    if not runs_here():
        raise SandboxError(
            f"Student code cannot be run on {platform.system()} ({platform.machine()}): "
            f"grading needs {SYSTEMS}, as in the container or under WSL 2."
        )
