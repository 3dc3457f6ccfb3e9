"""The assignment `keras-training`, from real submissions to points, with TensorFlow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.execution.sandboxed import Sandbox
from autograder.feedback.checks import message
from autograder.feedback.questions import question_feedback
from autograder.feedback.show.text import as_text
from autograder.grading import grade_one
from autograder.records import Cell, Submission, SubmissionResult
from autograder.reports.feedback_markdown import feedback_markdown
from tests.paths import ROOT

ASSIGNMENT = load_assignment(find_course(ROOT), "keras-training")
MASTER = read_master(ASSIGNMENT.folder)


def graded(sandbox: Sandbox, cells: tuple[Cell, ...]) -> SubmissionResult:
    return grade_one(
        ASSIGNMENT,
        Submission(name="s", path=Path("s.ipynb"), cells=cells, sha256="0" * 64),
        sandbox,
    )


def points(result: SubmissionResult) -> dict[str, float | None]:
    return {question.question.id: question.points for question in result.questions}


def changed(*changes: tuple[str, str]) -> tuple[Cell, ...]:
    """Return the solved notebook with pieces of its code, which must be there, replaced."""
    cells = list(MASTER.solved("en"))
    for old, new in changes:
        (place,) = [n for n, c in enumerate(cells) if c.kind == "code" and old in c.source]
        cells[place] = Cell(kind="code", source=cells[place].source.replace(old, new))
    return tuple(cells)


FULL = {question.id: question.points for question in ASSIGNMENT.questions}


def test_the_master_gets_all_points(tensorflow: Sandbox) -> None:
    assert points(graded(tensorflow, MASTER.solved("ja"))) == FULL


def test_the_unfilled_handout_gets_none_and_is_told_what_is_missing(tensorflow: Sandbox) -> None:
    result = graded(tensorflow, MASTER.handout("en"))
    assert points(result) == dict.fromkeys(FULL, 0)
    for question in result.questions:
        told = as_text(message(question.checks[0].result), "en")
        assert re.fullmatch(
            r"`\w+` still holds the `...` of the handout; put your answer there.", told
        )


def feedback(result: SubmissionResult, question: str) -> str | None:
    (found,) = [q for q in result.questions if q.question.id == question]
    explanation = question_feedback(found).explanation
    return explanation and explanation.in_language("en")


def test_the_lr_of_the_lecture_gets_a_line_that_names_the_cure(tensorflow: Sandbox) -> None:
    result = graded(tensorflow, changed(("learning_rate=0.01", "lr=0.01")))
    assert "Write `learning_rate=` instead." in (feedback(result, "compile") or "")
    assert feedback(result, "training") == (
        "The weights of `m` are still those it was made with: it has learned nothing. See that "
        "`fit` is called, that its cell and the one of `compile` run without errors, that no layer "
        "is frozen (`trainable = False`), and that `m` is not made anew afterwards."
    )
    assert "write `learning_rate=` instead." in feedback_markdown(ASSIGNMENT, result, "en")


UNTRAINED = ("m.fit(x, keras.utils.to_categorical(y), epochs=500, verbose=0)", "pass")


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (("learning_rate=0.01", "lr=0.01"), {"compile": 0}),
        (("learning_rate=0.01", "learning_rate=0.1"), {"compile": 5}),
        (('"categorical_crossentropy"', '"sparse_categorical_crossentropy"'), {}),
        (('3, activation="softmax"', '3, activation="sigmoid"'), {"model": 5}),
        (("layers.Dense(64", "layers.Dense(46"), {"model": 5, "weights": 0}),
        (("[320, 195]", "[256, 192]"), {"parameters": 3.67}),
        (("m.get_weights()[2]", "m.get_weights()[2].T"), {"weights": 0}),
    ],
)
def test_a_mistake_costs_its_own_questions(
    tensorflow: Sandbox, change: tuple[str, str], lost: dict[str, float]
) -> None:
    result = points(graded(tensorflow, changed(UNTRAINED, change)))
    assert result == pytest.approx(FULL | {"training": 0, "predict": 0} | lost)
