"""Soft limits: the code is interrupted, its names stay, and the next request is answered."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.records import Stopped
from autograder.worker import timing
from autograder.worker.timing import Exceeded, SharedLimits, TimeLimits, within
from tests.worker_driver import Worker, printed

CPU = Stopped(reason="cpu", limit=0.2)
WALL = Stopped(reason="wall", limit=0.2)


def test_a_loop_is_stopped_and_what_it_bound_stays(worker: Worker) -> None:
    reply = worker.cell("before = 1\nprint('start')\nwhile True: pass\nafter = 2", seconds=0.2)
    assert (reply.raised, reply.stopped) == (None, CPU)
    assert printed(reply) == "start\n"
    assert worker.value("before") == 1
    assert worker.cell("after = 3").stopped is None
    assert worker.value("after") == 3


def test_waiting_is_stopped_by_the_clock(worker: Worker) -> None:
    reply = worker.cell("import time\ntime.sleep(100)", wall=0.2)
    assert (reply.raised, reply.stopped) == (None, WALL)
    reply = worker.cell("import asyncio\nawait asyncio.sleep(100)", wall=0.2)
    assert (reply.raised, reply.stopped) == (None, WALL)
    reply = worker.cell("await asyncio.sleep(0)\nx = 1")
    assert worker.value("x") == 1


def test_a_call_is_stopped(worker: Worker) -> None:
    worker.cell("import time\ndef f():\n    while True: pass\ndef g(): time.sleep(100)")
    assert worker.call("f", seconds=0.2) == CPU
    assert worker.call("g", wall=0.2) == WALL
    worker.cell("def f(): return 1")
    assert worker.answer("f") == 1


@pytest.mark.parametrize("swallow", ["except: pass", "except BaseException as e: kept = e"])
def test_code_that_swallows_the_interruption_gets_another(worker: Worker, swallow: str) -> None:
    worker.cell(
        f"def f():\n    for i in range(3):\n        try:\n            while True: pass\n"
        f"        {swallow}\n    return 1"
    )
    assert worker.call("f", seconds=0.2) == CPU


def test_an_exception_in_place_of_the_interruption_is_none_of_the_students(worker: Worker) -> None:
    source = "def f():\n    try:\n        while True: pass\n    except: raise ValueError\n"
    reply = worker.cell(source + "f()", seconds=0.2)
    assert (reply.raised, reply.stopped) == (None, CPU)
    assert worker.call("f", seconds=0.2) == CPU


def test_timers_that_student_code_changed_are_set_anew(worker: Worker) -> None:
    worker.cell(
        "import signal\n"
        "for number in (signal.SIGPROF, signal.SIGALRM): signal.signal(number, signal.SIG_IGN)\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF, signal.SIGALRM})\n"
        "signal.signal = signal.setitimer = None"
    )
    assert worker.cell("while True: pass", seconds=0.2).stopped == CPU


@pytest.mark.parametrize("where", ["__repr__", "__str__"])
def test_text_that_never_ends_is_stopped(worker: Worker, where: str) -> None:
    worker.cell(f"class E(Exception):\n    def {where}(self):\n        while True: pass\n")
    worker.cell("def f(): raise E")
    reply = worker.cell("raise E" if where == "__str__" else "E()", seconds=0.2)
    assert reply.stopped == CPU
    if where == "__str__":
        assert worker.call("f", seconds=0.2) == CPU


def test_a_timer_that_counts_too_much_stops_nothing(worker: Worker) -> None:
    early = "import os, signal\nos.kill(os.getpid(), signal.SIGPROF)\nafter = 1"
    assert worker.cell(early, seconds=5).stopped is None
    assert worker.value("after") == 1
    assert worker.cell(f"{early}\nwhile True: pass", seconds=0.2).stopped == CPU


def test_threads_count_together(worker: Worker) -> None:
    reply = worker.cell(
        "import threading\n"
        "go_on = True\n"
        "def spin():\n    while go_on: pass\n"
        "thread = threading.Thread(target=spin, daemon=True)\nthread.start()\nthread.join()",
        seconds=0.2,
    )
    assert reply.stopped == CPU
    assert worker.cell("go_on = False\nthread.join()").stopped is None


def test_a_cell_may_use_an_alarm_of_its_own(worker: Worker) -> None:
    reply = worker.cell(
        "import signal\n"
        "def stop(*_): raise TimeoutError\n"
        "signal.signal(signal.SIGALRM, stop)\nsignal.setitimer(signal.ITIMER_REAL, 0.05)\n"
        "try: signal.pause()\nexcept TimeoutError: caught = True"
    )
    assert reply.stopped is None
    assert worker.value("caught") is True


def test_memory_is_a_limit_and_no_exception(worker: Worker) -> None:
    worker.cell("import numpy as np\ndef f(): return np.zeros(1 << 60, 'u1')")
    reply = worker.cell("x = 1\nf()")
    assert (reply.raised, reply.stopped) == (None, Stopped(reason="memory"))
    assert worker.call("f") == Stopped(reason="memory")
    assert worker.value("x") == 1


def test_a_list_that_fills_the_memory_is_stopped(worker: Worker) -> None:
    worker.cell(
        "import resource\n"
        "size = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (size + (64 << 20),) * 2)\n"
        "def f():\n    pieces = []\n    while True: pieces.append([0])"
    )
    for _ in range(2):
        assert worker.cell("f()").stopped == Stopped(reason="memory")
        assert worker.call("f") == Stopped(reason="memory")


def test_work_within_its_limits_is_returned() -> None:
    assert within(TimeLimits(10, 10), lambda: 5) == 5


def test_an_exception_within_the_limits_is_passed_on() -> None:
    with pytest.raises(ZeroDivisionError):
        within(TimeLimits(10, 10), lambda: 1 / 0)


def test_no_timer_is_left_behind() -> None:
    with pytest.raises(Exceeded, match=r"more than 0.05 s \(wall\)"):
        within(TimeLimits(10, 0.05), signal.pause)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    os.kill(os.getpid(), signal.SIGALRM)  # its handler is still ours, and does nothing now


def test_requests_that_come_together_share_their_time() -> None:
    shared = SharedLimits.of({"seconds": 4, "wall": 17, "together": (6, 30), "slower": 3})
    assert shared.left(0, 0) == TimeLimits(4, 17)
    assert shared.left(3, 20) == TimeLimits(3, 8)
    assert shared.left(6, 40) == TimeLimits(0.05, 0.05)


def test_a_request_alone_has_its_own_limits() -> None:
    assert SharedLimits.of({"seconds": 4, "wall": 17}).left(0, 0) == TimeLimits(4, 17)


def test_limits_come_with_the_request() -> None:
    assert TimeLimits.of({"seconds": 1, "wall": 2.5}) == TimeLimits(1.0, 2.5)
    assert TimeLimits.of({}) == TimeLimits()


# ------------------------------------------------------------------ where there are no timers


@pytest.fixture
def no_timers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "HAS_TIMERS", False)


def spin() -> None:
    while True:
        pass


@pytest.mark.usefixtures("no_timers")
def test_a_thread_watches_the_clocks_where_there_are_no_timers() -> None:
    with pytest.raises(Exceeded, match=r"more than 0.1 s \(cpu\)"):
        within(TimeLimits(0.1, 10), spin)
    with pytest.raises(Exceeded, match=r"more than 0.1 s \(wall\)"):
        within(TimeLimits(10, 0.1), spin)
    assert within(TimeLimits(10, 10), lambda: 5) == 5


@pytest.mark.usefixtures("no_timers")
def test_code_that_swallows_the_threads_interruption_gets_another() -> None:
    def stubborn() -> None:
        for _ in range(2):
            try:
                spin()
            except BaseException:
                continue

    with pytest.raises(Exceeded, match=r"more than 0.1 s \(cpu\)"):
        within(TimeLimits(0.1, 10), stubborn)


@pytest.mark.usefixtures("no_timers")
def test_the_watching_thread_is_gone_afterwards() -> None:
    before = threading.active_count()
    for _ in range(20):
        within(TimeLimits(10, 10), lambda: None)
    with pytest.raises(ZeroDivisionError):
        within(TimeLimits(10, 10), lambda: 1 / 0)
    assert threading.active_count() == before


def test_work_in_another_thread_is_watched_too() -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(Exceeded):
        pool.submit(within, TimeLimits(10, 0.1), spin).result()
