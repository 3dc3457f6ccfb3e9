"""Grader: Starting a limited process, before what asks it need be imported, and ending it."""

from __future__ import annotations

import contextlib
import os
import signal
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
        stderr=subprocess.DEVNULL if is_silent or not _has_stderr() else None,
        env={**os.environ, **_ALWAYS_THE_SAME},
        start_new_session=True,  # the terminal's Ctrl-C is for the grader; it leads its own group
    )


#: Sets in one order, and no more CPU seconds on a machine of more processors.
_ALWAYS_THE_SAME = {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _has_stderr() -> bool:
    with contextlib.suppress(OSError):
        os.fstat(2)
        return True
    return False


def kill(process: Process) -> None:
    """Kill a process, which may have ended, and what it has started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # the latter: macOS, of the dead
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def end(process: Process) -> int | None:
    """End a process; return its status if it has ended by itself."""
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()
    status = None
    with contextlib.suppress(subprocess.TimeoutExpired):
        status = process.wait(_END_SECONDS)
    kill(process)
    process.wait()
    return status
