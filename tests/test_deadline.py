"""Endless Python of an author's: it is ended, in whatever thread, and said where it stood."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.checks import authors_code
from autograder.checks.custom import CustomCheck
from autograder.checks.property import PropertyCheck
from autograder.checks.recognising import is_recognised
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.deadline import Deadline, DeadlineExceeded
from autograder.errors import AssignmentError
from autograder.records import (
    CourseFunction,
    Exchange,
    Fault,
    Observation,
    Outcome,
    Value,
    ValueRequest,
)


def forever() -> None:
    while True:
        try:
            time.monotonic()
        except Exception:  # an author's own
            continue


def test_work_that_ends_returns() -> None:
    before = threading.active_count()
    assert Deadline(5).wait_for(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        Deadline(5).wait_for(lambda: 1 / 0)
    until = time.monotonic() + 5
    while threading.active_count() > before:
        assert time.monotonic() < until


def test_work_that_does_not_end_is_interrupted_in_any_thread() -> None:
    def interrupted(_: int) -> str:
        with pytest.raises(DeadlineExceeded) as exceeded:
            Deadline(0.05).wait_for(forever)
        return str(exceeded.value)

    with ThreadPoolExecutor(3) as pool:
        for said in [interrupted(0), *pool.map(interrupted, range(3))]:
            assert said.startswith("has not ended after 0.05 s of computing (test_deadline.py:")
            assert said.endswith("); is there an endless loop?")


def test_one_thread_watches_over_pieces_that_have_their_time_each() -> None:
    deadline, before = Deadline(0.3), threading.active_count()

    def busy() -> str:
        end = time.thread_time() + 0.2
        while time.thread_time() < end:
            pass
        return "done"

    with deadline.watched():
        assert [deadline.wait_for(busy) for _ in range(3)] == ["done"] * 3
        with pytest.raises(DeadlineExceeded):
            deadline.wait_for(forever)
        with pytest.raises(ZeroDivisionError):
            deadline.wait_for(lambda: 1 / 0)
        assert deadline.wait_for(busy) == "done"
        assert threading.active_count() == before + 1


def test_what_swallows_one_interruption_gets_another() -> None:
    swallowed = []

    def stubborn() -> None:
        while True:
            try:
                forever()
            except BaseException as error:
                swallowed.append(error)
                if len(swallowed) > 2:
                    raise

    with pytest.raises(DeadlineExceeded):
        Deadline(0.05).wait_for(stubborn)
    assert len(swallowed) == 3


def test_what_is_done_elsewhere_does_not_count() -> None:
    deadline = Deadline(0.2)

    def work() -> str:
        for _ in range(3):
            with deadline.elsewhere():
                end = time.thread_time() + 0.15
                while time.thread_time() < end:
                    pass
        return "done"

    assert deadline.wait_for(work) == "done"


# ------------------------------------------------------------------ an author's functions

LOOP = "while True: pass"
X = ValueRequest(name="x")


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authors_code, "LOADING", 0.1)
    monkeypatch.setattr(authors_code, "JUDGING", 0.1)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    ("file", "old", "who", "where"),
    [
        (
            "reference/doubling.py",
            "return 2 * x",
            "assignments/doubling/assignment.yaml:11: doubling.double",
            "doubling.py:3",
        ),
        (
            "reference/cases/doubling.py",
            "return [(0.0,), (-2.5,), (np.array([1.0, -4.0]),)]",
            "assignments/doubling/assignment.yaml:12: doubling.numbers",
            "doubling.py:4",
        ),
        (
            "reference/mistakes/doubling.py",
            "return x * x",
            "reference/mistakes/doubling.py:3: `double_squared`",
            "doubling.py:5",
        ),
        (
            "reference/cases/doubling.py",
            "import numpy as np\n",
            "reference/cases/doubling.py: importing it",
            "doubling.py:1",
        ),
    ],
)
def test_an_endless_function_is_named_with_its_line(
    course: Path, edit: Callable[[str, str, str], Path], file: str, old: str, who: str, where: str
) -> None:
    edit(file, old, LOOP + "\n" if old.endswith("\n") else LOOP)
    with pytest.raises(AssignmentError) as refused:
        load_assignment(find_course(course), "doubling")
    assert str(refused.value) == (
        f"{course}/{who} has not ended after 0.1 s of computing ({where}); "
        "is there an endless loop?"
    )


@pytest.mark.usefixtures("hurried")
def test_an_endless_property_is_a_fault_of_ours_after_its_answers() -> None:
    def holds(ask: Callable[..., object]) -> None:
        ask("f", 1)
        forever()

    check = PropertyCheck(
        id="f/1", name="f", holds=CourseFunction(name="cases.holds", function=holds)
    )
    record = tuple(check.exchanges(lambda request: Value(value=1)))
    assert [exchange.answer for exchange in record] == [Value(value=1)]
    result = check.judge(record, ())
    assert result.outcome is Outcome.NOT_GRADED
    assert result.finding is not None
    assert isinstance(result.finding.fault, Fault)
    assert result.finding.fault.message.startswith(
        "cases.holds has not ended after 0.1 s of computing ("
    )


@pytest.mark.usefixtures("hurried")
def test_an_endless_judge_is_a_fault_of_ours() -> None:
    check = CustomCheck(
        id="f/1",
        judges=CourseFunction(name="cases.judge", function=lambda x: forever()),
        reads=(("x", X),),
    )
    result = check.judge([Exchange(request=X, answer=Value(value=1))], ())
    assert result.outcome is Outcome.NOT_GRADED
    assert result.finding is not None
    assert isinstance(result.finding.fault, Fault)
    assert result.finding.fault.message.startswith(
        "cases.judge has not ended after 0.1 s of computing ("
    )


@pytest.mark.usefixtures("hurried")
def test_what_is_to_be_recognised_without_end_is_not() -> None:
    observation = Observation(
        submission="s", sha256="", assignment="a", tier="none", versions=(), runs=(), exchanges=()
    )
    assert not is_recognised(lambda raised: forever(), (), observation)


def test_a_judge_that_exits_is_a_fault_of_ours() -> None:
    check = CustomCheck(
        id="f/1",
        judges=CourseFunction(name="cases.judge", function=lambda x: sys.exit(0)),
        reads=(("x", X),),
    )
    result = check.judge([Exchange(request=X, answer=Value(value=1))], ())
    assert result.outcome is Outcome.NOT_GRADED


def test_a_property_that_exits_is_a_fault_of_ours() -> None:
    check = PropertyCheck(
        id="f/1",
        name="f",
        holds=CourseFunction(name="cases.holds", function=lambda ask: sys.exit(0)),
    )
    assert tuple(check.exchanges(lambda request: Value(value=1))) == ()
    assert check.judge((), ()).outcome is Outcome.NOT_GRADED
