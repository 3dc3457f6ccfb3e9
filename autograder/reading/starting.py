"""Grader: Starting a reader, which can be done before what asks it is imported; ending it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import autograder

ENTRY = "from autograder.reading.process import main; main()"

_END_SECONDS = 5.0

Process = subprocess.Popen[bytes]


def start(entry: str) -> Process:
    """Start a reader, which has nothing of the course; OSError if that cannot be."""
    ours = str(Path(autograder.__file__).parent.parent)
    path = f"import sys; sys.path.insert(0, {ours!r}); import autograder; del sys.path[0]; "
    program = f"import gc; gc.disable(); {path}{entry}"
    return subprocess.Popen(
        [sys.executable, "-P", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
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
