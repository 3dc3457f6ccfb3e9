"""Attacks by models: judged on what they compute, whatever they say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import read_submission
from autograder.execution.sandboxed import Sandbox
from autograder.grading import grade_one
from tests.hostile.outcomes import expected_outcomes, outcomes, stops
from tests.hostile.submissions import COURSE, HERE, Attack, read
from tests.hostile.target import TRACES
from tests.small_course import write

pytestmark = pytest.mark.hostile

MODELS = [read(path) for path in sorted((HERE / "corpus_keras").glob("*.py"))]


@pytest.mark.parametrize("attack", MODELS, ids=lambda attack: attack.path.stem)
def test_a_model_gets_what_it_deserves(attack: Attack, tensorflow: Sandbox, tmp_path: Path) -> None:
    assignment = load_assignment(find_course(COURSE), attack.assignment)
    submission = read_submission(write(tmp_path / "m.py", attack.source))
    result = grade_one(assignment, submission, tensorflow)
    assert outcomes(result) == expected_outcomes(attack, result)
    assert result.points == (20 if attack.points is None else attack.points)
    assert attack.may_be_stopped(stops(result)), stops(result)
    assert [path for path in TRACES if path.exists()] == []
