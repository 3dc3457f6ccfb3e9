"""Many together, or one alone."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.execution.shared_lock import SharedLock


def test_many_hold_it_together():
    lock, all_in = SharedLock(), threading.Barrier(3)

    def hold() -> int:
        with lock.shared():
            return all_in.wait(10)

    with ThreadPoolExecutor(3) as pool:
        met = [pool.submit(hold) for _ in range(3)]
        assert {each.result() for each in met} == {0, 1, 2}


def test_whoever_is_alone_is_alone_and_everybody_gets_a_turn():
    lock, inside, alone = SharedLock(), set(), []

    def work(number: int) -> None:
        with lock.shared():
            inside.add(number)
            time.sleep(random.random() / 200)
            if number % 3 == 0:
                inside.remove(number)
                with lock.alone():
                    alone.append(set(inside))
                    time.sleep(random.random() / 200)
                    alone.append(set(inside))
                inside.add(number)
            inside.remove(number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(60)))
    assert alone == [set()] * 40


def test_an_error_gives_it_back():
    lock = SharedLock()
    with pytest.raises(ZeroDivisionError), lock.shared(), lock.alone():
        raise ZeroDivisionError
    with lock.shared(), lock.alone():
        pass
