"""Why a process ended, told from its wait status and what it complained about last."""

from __future__ import annotations

import os
import signal

from autograder.records import Stopped

_OUT_OF_MEMORY = (
    *(b"bad_alloc", b"MemoryError", b"out of memory", b"Cannot allocate memory"),
    b"pthread_create() failed",  # no room for a stack: TensorFlow starts its threads late
)


def ending(status: int, cpu: float, cpu_limit: float, complaints: bytes) -> Stopped:
    """Return why a worker ended that the grader did not kill.

    `status` is that of wait(2), `cpu` the seconds used, `complaints` the end of its output.
    """
    if os.WIFEXITED(status):
        return Stopped("exit", str(os.WEXITSTATUS(status)))
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU or (number == signal.SIGKILL and cpu >= cpu_limit):
        return Stopped("cpu", f"{cpu_limit:g}")
    if number == signal.SIGKILL:
        return Stopped("memory", "killed by the kernel")
    if number == signal.SIGABRT and any(words in complaints for words in _OUT_OF_MEMORY):
        return Stopped("memory")
    return Stopped("crash", _signal_name(number))


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal
        return f"signal {number}"
