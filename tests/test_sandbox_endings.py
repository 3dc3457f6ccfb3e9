from __future__ import annotations

import signal

import pytest

from autograder.records import Stopped
from autograder.sandbox.endings import ending


@pytest.mark.parametrize(
    ("status", "cpu", "complaints", "expected"),
    [
        (0, 0.1, b"", Stopped("exit", "0")),
        (3 << 8, 0.1, b"", Stopped("exit", "3")),
        (signal.SIGSEGV, 0.1, b"", Stopped("crash", "SIGSEGV")),
        (signal.SIGSYS, 0.1, b"", Stopped("crash", "SIGSYS")),
        (40, 0.1, b"", Stopped("crash", "signal 40")),
        (signal.SIGXCPU, 60.0, b"", Stopped("cpu", "60")),
        (signal.SIGKILL, 61.0, b"", Stopped("cpu", "60")),
        (signal.SIGKILL, 0.1, b"", Stopped("memory", "killed by the kernel")),
        (signal.SIGABRT, 0.1, b"what():  std::bad_alloc\n", Stopped("memory")),
        (signal.SIGABRT, 0.1, b"assertion failed", Stopped("crash", "SIGABRT")),
    ],
)
def test_ending(status: int, cpu: float, complaints: bytes, expected: Stopped) -> None:
    assert ending(status, cpu, 60.0, complaints) == expected
