"""Worker: Soft limits: student code is interrupted, and what it has bound so far stays.

The hard limits are the grader's, outside this process, for code that will not be interrupted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import inf
from threading import Event, Thread, current_thread, get_ident, main_thread
from time import monotonic, process_time
from types import FrameType, TracebackType
from typing import Any, Literal, TypeVar

from autograder.frozen import dataclass
from autograder.interruption import interrupt, meet

try:
    # What `signal.signal` calls, which looks besides for an enum of each handler: that takes longer
    # than all else around a request.
    from _signal import signal  # type: ignore[import-not-found]
    from signal import (
        ITIMER_PROF,
        ITIMER_REAL,
        SIG_UNBLOCK,
        SIGALRM,
        SIGPROF,
        pthread_sigmask,
        setitimer,
    )
except ImportError:  # Windows
    HAS_TIMERS = False
else:
    HAS_TIMERS = True

T = TypeVar("T")

AGAIN = 0.2  #: seconds until code that swallowed an interruption gets the next one
_LEAST = 0.05  #: seconds for a request, whatever others have used
_SHORTEST = 0.001  #: seconds; zero would switch a timer off


@dataclass(frozen=True)
class TimeLimits:
    """Both in seconds: of all the process's threads together, and on the clock."""

    cpu: float = 10.0
    wall: float = 60.0

    @staticmethod
    def of(request: Mapping[str, Any]) -> TimeLimits:
        """Return the limits of a request, the defaults where it names none."""
        return TimeLimits(
            float(request.get("seconds", TimeLimits.cpu)),
            float(request.get("wall", TimeLimits.wall)),
        )


@dataclass(frozen=True)
class SharedLimits:
    """Limits of requests that come together: of each, and of all; none of all for one alone."""

    each: TimeLimits
    together: TimeLimits
    slower: float  #: how much less on the clock there is for each CPU second that has been used

    @staticmethod
    def of(message: Mapping[str, Any]) -> SharedLimits:
        """Return the limits of a message, where its requests share none those of each."""
        each = TimeLimits.of(message)
        shared = message.get("together")
        if shared is None:
            return SharedLimits(each, TimeLimits(inf, inf), 0.0)
        return SharedLimits(each, TimeLimits(*shared), float(message["slower"]))

    def left(self, used: float, waited: float) -> TimeLimits:
        """Return the limits of the next one, when so many seconds have been used for others."""
        cpu = min(self.each.cpu, self.together.cpu - used)
        wall = min(self.each.wall - self.slower * used, self.together.wall - waited)
        return TimeLimits(max(cpu, _LEAST), max(wall, _LEAST))


def timed(message: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], TimeLimits]]:
    """Yield each request of a message, with the limits that others have left it by then."""
    shared = SharedLimits.of(message)
    used, waited = process_time(), monotonic()
    for request in message["requests"]:
        yield request, shared.left(process_time() - used, monotonic() - waited)


def cpu_seconds() -> float:
    """Return the CPU seconds that this process has used so far."""
    return process_time()


class Interrupted(BaseException):
    """Raised inside student code at a limit; it is no exception of the student's."""


class Exceeded(Exception):
    """A limit was reached, whatever the student's code made of the interruption."""

    def __init__(self, reason: Literal["cpu", "wall"], seconds: float) -> None:
        self.reason = reason
        self.seconds = seconds
        super().__init__(f"more than {seconds:g} s ({reason})")


def within(limits: TimeLimits, work: Callable[[], T]) -> T:
    """Return what `work` returns; `Exceeded` if it reached a limit, even if it went on then."""
    on_time = HAS_TIMERS and current_thread() is main_thread()  # which alone gets signals
    alarm = _Alarm(limits) if on_time else _Watchdog(limits)
    try:
        with alarm:
            return work()
    except Interrupted:  # struck between the end of the work and the end of the alarm
        alarm.stop()
        raise alarm.exceeded() from None


class _Alarm:
    """Two timers for one piece of work; set anew each time, because student code may use them."""

    def __init__(self, limits: TimeLimits) -> None:
        self._limits = limits
        self._armed = True
        self._reached: Literal["cpu", "wall"] | None = None
        self._end_of_cpu = process_time() + limits.cpu
        self._end_of_wall = monotonic() + limits.wall

    def __enter__(self) -> None:
        signal(SIGPROF, self._on_cpu)
        signal(SIGALRM, self._on_tick)
        pthread_sigmask(SIG_UNBLOCK, (SIGPROF, SIGALRM))
        setitimer(ITIMER_PROF, max(self._limits.cpu, _SHORTEST), AGAIN)
        setitimer(ITIMER_REAL, max(min(self._limits.wall, AGAIN), _SHORTEST), AGAIN)

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self.stop()
        if self._reached:
            raise self.exceeded() from None

    def stop(self) -> None:
        self._armed = False  # first, and at once: from here on a handler does nothing
        setitimer(ITIMER_PROF, 0)
        setitimer(ITIMER_REAL, 0)

    def exceeded(self) -> Exceeded:
        if self._reached == "wall":
            return Exceeded("wall", self._limits.wall)
        return Exceeded("cpu", self._limits.cpu)

    def _on_cpu(self, number: int, frame: FrameType | None) -> None:
        """Strike if the time is really used up.

        The kernel counts this timer in whole ticks, charged to whoever runs when one ends; on a
        busy machine they come to more than was used.
        """
        left = self._end_of_cpu - process_time()
        if left <= 0:
            self._strike("cpu")
        elif self._armed:
            setitimer(ITIMER_PROF, max(left, _SHORTEST), AGAIN)

    def _on_tick(self, number: int, frame: FrameType | None) -> None:
        """Look at both clocks.

        The signal of CPU time may go to a busy thread and then does not wake the main one, which
        waits for that thread; this one always goes to the main thread.
        """
        if process_time() >= self._end_of_cpu:
            self._strike("cpu")
        if monotonic() >= self._end_of_wall:
            self._strike("wall")

    def _strike(self, reason: Literal["cpu", "wall"]) -> None:
        if self._armed:
            self._reached = self._reached or reason
            raise Interrupted


class _Watchdog(_Alarm):
    """A thread that looks at both clocks, where no timer can.

    It interrupts what is written in Python; a call into C is left to the hard limits.
    """

    def __enter__(self) -> None:
        self._watched = get_ident()
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._armed = False
        self._over.set()
        self._thread.join()
        if self._reached:
            meet(Interrupted)  # what has not struck yet must not strike us

    def _watch(self) -> None:
        while not self._over.wait(AGAIN / 2):
            if process_time() >= self._end_of_cpu:
                self._strike("cpu")
            elif monotonic() >= self._end_of_wall:
                self._strike("wall")

    def _strike(self, reason: Literal["cpu", "wall"]) -> None:
        if self._armed:
            self._reached = self._reached or reason
            interrupt(self._watched, Interrupted)
