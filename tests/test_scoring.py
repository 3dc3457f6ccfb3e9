"""Points: shares, the gate for visible checks, what is not graded."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checks.value import ValueCheck
from autograder.records import (
    Assignment,
    CheckResult,
    Limits,
    Outcome,
    Problem,
    Question,
    Status,
    Submission,
    SubmissionResult,
    Text,
)
from autograder.records.sentences import _
from autograder.scoring import score_problem, score_question

P, F, N = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_GRADED


def question(*checks: tuple[bool, float], points: float = 10) -> Question:
    made = tuple(
        ValueCheck(id=f"q/{n}", hidden=hidden, share=share, name="x", expected=1)
        for n, (hidden, share) in enumerate(checks, 1)
    )
    return Question(id="q", title=Text.of(en="q", ja="q"), points=points, checks=made)


VISIBLE, HIDDEN, HIDDEN_TWICE = (False, 1.0), (True, 1.0), (True, 2.0)


def scored(asked: Question, *outcomes: Outcome):
    results = [CheckResult(check=c, outcome=o) for c, o in zip(asked.checks, outcomes, strict=True)]
    return score_question(asked, results)


@pytest.mark.parametrize(
    ("checks", "outcomes", "points"),
    [
        ([VISIBLE, HIDDEN_TWICE], [P, P], 10),
        ([VISIBLE, HIDDEN_TWICE], [F, P], 6.67),
        ([VISIBLE, HIDDEN_TWICE], [P, F], 0),
        ([VISIBLE, HIDDEN, HIDDEN], [P, F, P], 6.67),
        ([VISIBLE, VISIBLE], [P, F], 5),
        ([HIDDEN, HIDDEN_TWICE], [P, F], 3.33),
        ([VISIBLE, HIDDEN], [N, P], None),
        ([VISIBLE, HIDDEN], [F, N], None),
    ],
)
def test_points(checks, outcomes, points):
    assert scored(question(*checks), *outcomes).points == pytest.approx(points)


def test_what_people_read_adds_up():
    two_thirds = scored(question(HIDDEN, HIDDEN_TWICE, points=1), F, P)
    half_a_cent = scored(question(HIDDEN, HIDDEN, points=0.25), F, P)
    full = scored(question(HIDDEN, points=3.333), P)
    questions = (two_thirds, two_thirds, two_thirds, half_a_cent, full)
    assert [q.points for q in questions] == [0.67, 0.67, 0.67, 0.13, 3.333]
    submission = Submission(name="a", path=Path("a.py"))
    result = SubmissionResult(
        submission=submission, status=Status.GRADED, questions=questions[:4], observation=None
    )
    assert result.points == 2.14


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in (P, N)])
def test_no_answer_no_points(outcome):
    assert scored(question(HIDDEN), outcome).points == 0


def test_all_checks_passed_is_exactly_all_points():
    shares = [(True, 0.1), (True, 0.2), (False, 0.7)]
    assert scored(question(*shares), P, P, P).points == 10.0


def test_the_points_of_the_checks_add_up_to_the_question():
    result = scored(question(VISIBLE, HIDDEN_TWICE), P, P)
    assert sum(check.points for check in result.checks) == pytest.approx(result.points)
    assert [check.possible for check in result.checks] == pytest.approx([10 / 3, 20 / 3])


@pytest.mark.parametrize(
    ("status", "points"), [(Status.UNREADABLE, 0.0), (Status.NEEDS_REVIEW, None)]
)
def test_a_submission_that_was_not_run(status, points):
    assignment = Assignment(
        name="a",
        title=Text.of(en="a", ja="a"),
        lecture="",
        imports=("numpy",),
        limits=Limits(),
        questions=(question(HIDDEN),),
        language="en",
        folder=Path("a"),
    )
    submission = Submission(
        name="s", path=Path("s.py"), problem=Problem(status=status, reason=_("why"))
    )
    result = score_problem(assignment, submission)
    assert (result.status, result.points) == (status, points)
