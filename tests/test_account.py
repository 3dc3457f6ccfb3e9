"""The one account of a submission: what is charged, what is refused, and what never is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from autograder import account as accounts
from autograder.account import Account, counted_again, counted_apart, our_seconds
from autograder.bindings import CellBindings
from autograder.checks import authors_code
from autograder.course.submissions.find import find_submissions
from autograder.execution.sandboxed import Sandbox
from autograder.feedback.code import CodeAsked, CodeRead
from autograder.reading.reader import Reader
from autograder.records import Cell
from autograder.reports.pages.markup import marked_up
from tests.small_course import write

SLOW = [Cell(kind="markdown", source="[a](" * 2_400)] * 20
X = (Cell(kind="code", source="x = 1"),)


def compute(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        sum(range(1000))


def test_help_takes_what_is_left_and_no_more_than_its_share() -> None:
    account = Account()
    assert account.for_help == accounts.MOST_SECONDS_FOR_HELP
    account.charge(accounts.MOST_SECONDS - 0.25)
    assert account.for_help == pytest.approx(0.25)
    account.charge(0.21)
    assert account.for_help == 0.0
    account.charge(9.0)  # what points depend on is charged, whatever is left
    assert (account.for_help, account.spent) == (0.0, pytest.approx(accounts.MOST_SECONDS + 8.96))


def test_what_is_computed_is_charged_and_waiting_is_not() -> None:
    account = Account()
    with account.charged():
        compute(0.05)
        time.sleep(0.2)
    assert 0.05 <= account.spent < 0.2


def test_what_raises_is_charged_too() -> None:
    account = Account()

    def fail() -> None:
        compute(0.05)
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"), account.charged():
        fail()
    assert account.spent >= 0.05


def test_the_authors_python_is_counted_apart_and_what_it_calls_of_ours_is_not() -> None:
    start, whole = our_seconds(), time.thread_time()
    with counted_apart():
        compute(0.2)
        with counted_again():
            compute(0.05)
            with counted_apart():
                compute(0.1)
        compute(0.1)
    assert 0.05 <= our_seconds() - start < 0.2
    assert time.thread_time() - whole >= 0.45


def test_a_judge_that_takes_long_takes_nothing_from_a_submission() -> None:
    account = Account()
    with account.charged():
        authors_code.run(lambda: compute(0.3), 5.0)
        authors_code.run_with(lambda n: compute(0.05), lambda ask: (compute(0.3), ask(1)), 5.0)
    assert 0.05 <= account.spent < 0.3


@pytest.mark.process
def test_where_nothing_is_left_there_is_no_help_and_nobody_is_asked() -> None:
    with Reader("raise SystemExit") as nobody:
        own = nobody.of("")
        own.account.charge(accounts.MOST_SECONDS)
        assert own.bindings(["x = 1"]) == [CellBindings(read=False)]
        assert own.code(["x = 1"], CodeAsked(names=("x",))) == CodeRead()
        assert own.markup(X, "en") is None


@pytest.mark.process
def test_what_reading_takes_is_charged_to_the_submission_it_is_of(tmp_path: Path) -> None:
    write(tmp_path / "abe.py", "# %%\n" + (":" * 300 + "x\n") * 20_000)
    write(tmp_path / "sato.py", "x = 1\n")
    with Reader() as reader:
        one, other = find_submissions([tmp_path], "units", read=reader.cells).submissions
        slow, quick = reader.of(one.sha256), reader.of(other.sha256)
        assert slow.account.spent > 0.1 > quick.account.spent
        before = slow.account.spent
        assert reader.of(one.sha256).account.spent == before  # each command opens its own
        slow.markup(SLOW[:2], "en")
        assert before < slow.account.spent < before + 2.0
        assert quick.markup(X, "en") == marked_up(X, "en")


@pytest.mark.process
def test_a_request_that_is_ended_is_charged_with_all_that_it_might_take() -> None:
    with Reader() as reader:
        own = reader.of("")
        own.account.charge(accounts.MOST_SECONDS - 0.1)
        assert own.markup(SLOW, "en") is None
        assert own.account.for_help == 0.0
        assert reader.of("").markup(X, "en") == marked_up(X, "en")  # another has its own


@pytest.mark.process
def test_points_do_not_depend_on_what_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Feedback is shorter; the score and the reasons that points depend on are the same."""
    from autograder.batch import Batch, grade, open_output
    from autograder.course.assignment import load_assignment
    from autograder.course.course import find_course
    from autograder.execution.places import Threads
    from tests.paths import ROOT

    assignment = load_assignment(find_course(ROOT), "units")
    write(
        tmp_path / "class/abe.py", "import numpy as np\ndef Relu(x):\n    return np.maximum(x, 0)\n"
    )
    told = []
    for most in (accounts.MOST_SECONDS, 0.0):
        monkeypatch.setattr(accounts, "MOST_SECONDS", most)
        with Reader() as reader, Sandbox(assignment.imports) as sandbox:
            found = find_submissions([tmp_path / "class"], "units", read=reader.cells).submissions
            batch = Batch(assignment=assignment, submissions=found, language="en")
            out = tmp_path / f"out-{most}"
            graded = grade(batch, open_output(out, batch), Threads(sandbox), readers=reader)
        told.append((out / "feedback/abe.md").read_text("utf-8"))
        outcomes = [
            (q.points, [s.result.outcome for s in q.checks])
            for r in graded.results
            for q in r.questions
        ]
        told.append(outcomes)
    with_help, points, without, same = told
    assert points == same
    assert "Relu" in with_help
    assert "Relu" not in without
