"""A worker's end as a stop: by status, signal and what was printed."""

from __future__ import annotations

import signal

import pytest

from autograder.records import Limits, Stopped
from autograder.sandbox.endings import End, ending
from autograder.sandbox.fixed_limits import cpu_backstop

MIB = 1 << 20
LIMITS = Limits(seconds=27.5, memory=1024 * MIB)


@pytest.mark.parametrize(
    ("status", "cpu", "complaints", "expected"),
    [
        (0, 0.1, b"", Stopped(reason="exit", status=0)),
        (3 << 8, 0.1, b"", Stopped(reason="exit", status=3)),
        (71 << 8, 0.1, b"", Stopped(reason="wire", breach="closed")),
        (127 << 8, 0.1, b"", Stopped(reason="exit", status=127)),
        (
            127 << 8,
            0.1,
            b"cannot allocate memory for thread-local data: ABORT\n",
            Stopped(reason="memory"),
        ),
        (signal.SIGSEGV, 0.1, b"", Stopped(reason="crash", signal="SIGSEGV")),
        (signal.SIGSYS, 0.1, b"", Stopped(reason="crash", signal="SIGSYS")),
        (40, 0.1, b"", Stopped(reason="crash", signal="signal 40")),
        (signal.SIGXCPU, 60.0, b"", Stopped(reason="cpu", limit=60)),
        (signal.SIGKILL, 61.0, b"", Stopped(reason="cpu", limit=60)),
        (signal.SIGABRT, 0.1, b"what():  std::bad_alloc\n", Stopped(reason="memory")),
        (signal.SIGABRT, 0.1, b"assertion failed", Stopped(reason="crash", signal="SIGABRT")),
    ],
)
def test_ending(status: int, cpu: float, complaints: bytes, expected: Stopped) -> None:
    assert ending(End(status, cpu, 50 * MIB), LIMITS, complaints) == expected


@pytest.mark.parametrize(
    ("grown", "kills", "expected"),
    [
        (10 * MIB, None, Stopped(reason="crash", signal="SIGKILL")),
        (10 * MIB, 1, Stopped(reason="crash", signal="SIGKILL")),  # the machine is short of memory
        (818 * MIB, 1, Stopped(reason="crash", signal="SIGKILL")),
        (820 * MIB, 1, Stopped(reason="memory", signal="SIGKILL")),
        (820 * MIB, None, Stopped(reason="memory", signal="SIGKILL")),
        (820 * MIB, 0, Stopped(reason="crash", signal="SIGKILL")),  # by somebody else
    ],
)
def test_who_was_killed_for_memory(grown: int, kills: int | None, expected: Stopped) -> None:
    assert ending(End(signal.SIGKILL, 0.1, grown, kills), LIMITS, b"") == expected


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS])
@pytest.mark.parametrize("near", [True, False])
def test_a_crash_with_the_memory_used_up_is_for_memory(number: int, near: bool) -> None:
    end = End(number, 0.1, (820 if near else 818) * MIB)
    crash = Stopped(reason="crash", signal=signal.Signals(number).name)
    assert ending(end, LIMITS, b"") == (Stopped(reason="memory") if near else crash)


def test_the_kernel_waits_longer_than_the_grader() -> None:
    assert cpu_backstop(LIMITS) == 60.0
