"""Room for frames is taken once, and not at each call at the end of a piece."""

from __future__ import annotations

import sys
from resource import RUSAGE_SELF, getrusage

import pytest

from autograder.sandbox.jail.template import main
from autograder.worker.stack import roomy


def mapped_anew() -> int:
    """Return how often, at most, 50 calls from one depth have met memory that is new."""
    most = 0

    def called_at(depth: int) -> None:
        nonlocal most
        before = getrusage(RUSAGE_SELF).ru_minflt
        for _ in range(50):
            down(1)
        most = max(most, getrusage(RUSAGE_SELF).ru_minflt - before)
        if depth:
            called_at(depth - 1)

    def down(more: int) -> None:
        if more:
            down(more - 1)

    called_at(400)
    return most


@pytest.mark.skipif(sys.platform != "linux", reason="page faults are counted as on Linux")
def test_no_depth_has_to_map_memory_at_each_call() -> None:
    assert roomy(mapped_anew)() < 25


def test_a_template_and_its_workers_have_it() -> None:
    assert roomy(lambda: None).__code__.co_stacksize == main.__code__.co_stacksize


def test_a_function_does_as_before() -> None:
    @roomy
    def twice(number: int, *, plus: int = 1) -> int:
        """Return twice the number."""
        return 2 * number + plus

    assert (twice(2), twice(2, plus=0), twice.__name__, twice.__doc__) == (
        *(5, 4),
        *("twice", "Return twice the number."),
    )
