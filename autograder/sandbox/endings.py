"""Grader: Reason why a worker ended, from its status, what it used and what it said last."""

from __future__ import annotations

import os
import signal

from autograder.frozen import dataclass
from autograder.records import Limits, Stopped
from autograder.sandbox.fixed_limits import cpu_backstop
from autograder.sandbox.jail.orders import SERVICE_BROKE

_OUT_OF_MEMORY = (
    *(b"bad_alloc", b"MemoryError", b"out of memory", b"Cannot allocate memory"),
    b"pthread_create() failed",  # no room for a stack: TensorFlow starts its threads late
)
#: How C code ends that does not look whether it got the memory it asked for.
_OF_UNCHECKED_MEMORY = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS)
_LOADER_BROKE = 127  #: exit status that the C library's loader ends the process with
_NO_MEMORY_FOR_A_THREAD = b"cannot allocate memory for thread-local data"
_NEARLY = 0.8  #: of the memory limit


CLOSED_ITS_PIPES = Stopped(reason="wire", breach="closed")


@dataclass(frozen=True)
class End:
    """End of a process: its status, and what it had used."""

    status: int  #: as of wait(2)
    cpu: float  #: seconds
    grown: int  #: bytes of memory at the most, beyond what it began with
    kills: int | None = None  #: by the kernel for want of memory meanwhile; None if nobody counts


def ending(end: End, limits: Limits, complaints: bytes) -> Stopped:
    """Return why a worker ended that the grader did not kill.

    `complaints` is the end of its output. No worker can send itself a KILL: it comes from the
    kernel, or from somebody on this machine. One that is near its own limit when the kernel kills
    for memory is at its limit; any other has crashed, by nothing that its code did.
    """
    if os.WIFEXITED(end.status):
        return _exit(os.WEXITSTATUS(end.status), complaints)
    number = os.WTERMSIG(end.status)
    most = cpu_backstop(limits)
    if number == signal.SIGXCPU or (number == signal.SIGKILL and end.cpu >= most):
        return Stopped(reason="cpu", limit=most)
    used_up = end.grown >= _NEARLY * limits.memory
    if number == signal.SIGKILL and used_up and end.kills != 0:
        return Stopped(reason="memory", signal=signal_name(number))
    if number in _OF_UNCHECKED_MEMORY and used_up:
        return Stopped(reason="memory")
    if number == signal.SIGABRT and any(words in complaints for words in _OUT_OF_MEMORY):
        return Stopped(reason="memory")
    return Stopped(reason="crash", signal=signal_name(number))


def _exit(status: int, complaints: bytes) -> Stopped:
    if status == SERVICE_BROKE:
        return CLOSED_ITS_PIPES
    if status == _LOADER_BROKE and _NO_MEMORY_FOR_A_THREAD in complaints:
        return Stopped(reason="memory")
    return Stopped(reason="exit", status=status)


def signal_name(number: int) -> str:
    """Return a signal's name, as "SIGSEGV"."""
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal
        return f"signal {number}"
