"""What a submission may still use, and what running again is charged to."""

from __future__ import annotations

import pytest

from autograder.execution import budget as budgets
from autograder.execution.budget import Budget
from autograder.records import Limits, Stopped

LIMITS = Limits(seconds=10, question_seconds=4)


class Clock:
    """A worker that uses just the CPU seconds that a test says, and the time that passes then."""

    cpu_seconds = 0.0
    is_ahead = False
    now = 0.0

    ours = 0.0

    def monotonic(self):
        return self.now

    def thread_time(self):
        return self.ours


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(budgets, "time", clock)
    return clock


def use(budget, clock, *, cpu=0.0, wall=0.0, again=False):
    with budget.charged(clock, 1, again=again):
        clock.cpu_seconds += cpu
        clock.now += wall


def test_each_cell_or_question_has_its_limit_and_all_together_have_one(clock):
    budget = Budget(LIMITS)
    assert budget.left(again=False) == (4, 17)
    use(budget, clock, cpu=7, wall=20)
    assert budget.left(again=False) == (3, 15)
    use(budget, clock, cpu=3, wall=3)
    assert budget.spent(again=False) == Stopped(reason="total", limit=10)
    use(budget, clock, wall=12)
    assert budget.spent(again=True) == Stopped(reason="wall", limit=35)


def test_what_a_worker_uses_while_its_last_answer_is_read_is_charged_to_the_next(clock):
    told = []
    budget = Budget(LIMITS, lambda what, seconds: told.append(seconds))
    clock.is_ahead = True
    use(budget, clock, cpu=1)
    clock.cpu_seconds += 2  # nobody waits for it meanwhile
    clock.is_ahead = False
    use(budget, clock, cpu=1)
    clock.cpu_seconds += 4  # to lock itself in, for one
    use(budget, clock, cpu=1)
    assert told == [1, 3, 1]
    assert budget.left_together(again=False) == (5, 35)


def test_what_did_not_count_is_charged_to_what_runs_again(clock):
    budget = Budget(LIMITS)
    use(budget, clock, cpu=3)
    budget.begin_anew()
    assert budget.left_together(again=False)[0] == 10
    assert budget.left_together(again=True)[0] == 7


def test_running_again_has_an_allowance_of_its_own(clock):
    budget = Budget(LIMITS)
    use(budget, clock, cpu=9, again=True)
    assert budget.left(again=False) == (4, 17)
    assert budget.left(again=True) == (1, 17)
    use(budget, clock, cpu=0.96, again=True)
    assert (budget.spent(again=False), budget.spent(again=True)) == (
        None,
        Stopped(reason="again", limit=10),
    )


def test_every_worker_but_the_first_is_charged_as_running_again(clock):
    budget, most = Budget(LIMITS), 0
    while budget.spent(again=True) is None:
        with budget.renewed():
            most += 1
    assert 100 < most <= 10 / 0.03
    assert budget.spent(again=False) is None


def test_running_again_is_bounded_by_what_it_costs_us_too(clock):
    budget = Budget(LIMITS)
    for _ in range(2):
        with budget.renewed():
            clock.ours += 0.45
            with budget.charged(clock, 1, again=False):  # for the first time: that is its own
                clock.ours += 5.0
    assert budget.spent(again=True) is None
    with budget.charged(clock, 1, again=True):
        clock.ours += 0.2
    assert budget.spent(again=True) == Stopped(reason="again", limit=10)
    assert budget.spent(again=False) is None


def test_what_stops_a_little_early_has_used_all_the_same(clock):
    budget = Budget(LIMITS)
    use(budget, clock, cpu=9.9, again=True)
    budget.use_up(again=True)
    assert budget.spent(again=False) is None
    assert budget.spent(again=True) == Stopped(reason="again", limit=10)


def test_what_is_repeated_alone_may_be_waited_for_once_more_and_only_once(clock):
    budget = Budget(LIMITS)
    use(budget, clock, wall=30)
    budget.wait_anew()
    assert budget.left(again=False)[1] == 17
    use(budget, clock, wall=25)
    budget.wait_anew()
    assert budget.left(again=False)[1] == 15
    use(budget, clock, wall=15)
    budget.wait_anew()
    assert budget.spent(again=False) == Stopped(reason="wall", limit=35)


@pytest.mark.parametrize(
    ("stopped", "limit"),
    [
        (Stopped(reason="cpu", limit=0.3), 4),
        (Stopped(reason="wall", limit=0.3), 17),
        (Stopped(reason="memory"), 1 << 30),
        (Stopped(reason="output", limit=67108864), 64 << 20),
        (Stopped(reason="files"), 256 << 20),
        (Stopped(reason="exit"), None),
    ],
)
def test_a_stop_is_told_with_the_limit_that_was_set(stopped, limit):
    assert Budget(LIMITS).with_limit(stopped) == Stopped(reason=stopped.reason, limit=limit)


def test_where_all_waiting_is_over_that_is_the_limit_told(clock):
    budget = Budget(LIMITS)
    use(budget, clock, wall=35)
    assert budget.with_limit(Stopped(reason="wall", limit=1)) == Stopped(reason="wall", limit=35)


def test_what_is_used_is_told_with_what_it_was_used_for(clock):
    told = []
    budget = Budget(LIMITS, lambda what, seconds: told.append((what, seconds)))
    for what in (1, "conv1d", 1):
        with budget.charged(clock, what, again=False):
            clock.cpu_seconds += 2.0
    assert told == [(1, 2.0), ("conv1d", 2.0), (1, 2.0)]
