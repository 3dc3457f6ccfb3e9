"""Grader: Starting a limited process, before what asks it need be imported, and ending it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import autograder

_END_SECONDS = 5.0

Process = subprocess.Popen[bytes]


def program_of(package: str) -> str:
    """Return the Python of the limited process of a package, as "reading"."""
    return f"from autograder.{package}.process import main; main()"


def start(program: str, *arguments: str, is_silent: bool = True) -> Process:
    """Start a process, which has nothing of the course; OSError if that cannot be."""
    ours = str(Path(autograder.__file__).parent.parent)
    path = f"import sys; sys.path.insert(0, {ours!r}); import autograder; del sys.path[0]; "
    return subprocess.Popen(
        [sys.executable, "-P", "-c", f"import gc; gc.disable(); {path}{program}", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if is_silent else None,
        start_new_session=True,  # the terminal's Ctrl-C is for the grader
    )


def end(process: Process) -> int | None:
    """End a process; return its status if it has ended by itself."""
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        return process.wait(_END_SECONDS)
    process.kill()
    process.wait()
    return None
