"""What is said of names of a cell, or a part of a module, of which a syntax error let nothing run."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import read_submission
from autograder.feedback.cells import cell_feedback
from autograder.feedback.errors import not_run
from autograder.feedback.names import Names, Spot
from autograder.feedback.questions import question_feedback
from autograder.feedback.show.sentences import in_language
from autograder.grading import grade_one
from tests.said import both
from tests.small_course import write

BROKEN = "def double(x):\n    return (2 * x\nkernel = 3\n"
SOUND = "def double(x):\n    return 2 * x\n"


def of_cell(source: str = BROKEN) -> Names:
    return Names(("x = 1\n", source), frozenset({2}), ungrammatical=((2, 2),))


def test_a_cell() -> None:
    assert both(not_run("kernel", Spot(2), of_cell())) == (
        "There is no `kernel`: nothing of cell 2, which defines it, was run, because of the syntax "
        "error in its line 2. Fix that first.",
        "`kernel` が見つかりません。定義しているセル 2 は、2 行目に構文エラーがあるので、"
        "まったく実行されませんでした。先にその行を直してください。",
    )


def test_a_part_of_a_module() -> None:
    known = Names(("x = 1\n", BROKEN), module="a.py", above=(0, 9), ungrammatical=((2, 11),))
    assert both(not_run("double", Spot(2, 10), known)) == (
        "There is no `double`: nothing of the part of a.py that defines it was run, because of "
        "the syntax error in line 11. Fix that first.",
        "`double` が見つかりません。a.py のうち、それを定義している部分は、11 行目に構文エラーが"
        "あるので、まったく実行されませんでした。先にその行を直してください。",
    )


def test_a_whole_module() -> None:
    known = Names((BROKEN,), module="a.py", above=(0,), ungrammatical=((1, 2),))
    assert both(not_run("double", Spot(1, 1), known)) == (
        "There is no `double`: nothing of a.py was run, because of the syntax error in line 2. "
        "Fix that first.",
        "`double` が見つかりません。a.py は、2 行目に構文エラーがあるので、"
        "まったく実行されませんでした。先にその行を直してください。",
    )


@pytest.mark.parametrize(("spot", "source"), [(Spot(1), BROKEN), (Spot(2), SOUND)])
def test_a_cell_that_was_run(spot: Spot, source: str) -> None:
    """The second: what it imports, or evaluates, has the syntax error."""
    assert not_run("double", spot, of_cell(source)) is None


def said(course: Path, sandbox, file: Path) -> str:
    assignment = load_assignment(find_course(course), "doubling")
    result = grade_one(assignment, read_submission(file), sandbox)
    known = Names.of(assignment, result.submission, result.observation)
    assert result.observation
    cells = [in_language(each.sentence, "en") for each in cell_feedback(result.observation, known)]
    checks = [
        in_language(sentence, "en")
        for question in result.questions
        for check in question_feedback(question, known).checks
        for sentence in check.message.sentences
    ]
    return "\n".join([*cells, *checks])


def test_a_module_that_is_cut_into_parts(course: Path, sandbox, tmp_path: Path) -> None:
    file = write(tmp_path / "a.py", f"# %%\n{BROKEN}\n# %%\nprint(kernel)\n")
    told = said(course, sandbox, file)
    for name in ("kernel", "double"):
        assert (
            f"There is no `{name}`: nothing of the part of a.py that defines it was run, because "
            "of the syntax error in line 3. Fix that first."
        ) in told
    assert (
        "A statement of a.py stops with `SyntaxError`: `'(' was never closed` (a.py, line 3" in told
    )
    assert "stopped before its end" not in told


@pytest.mark.parametrize("stops", ["1 / 0", "eval('1 +')", "exec('def f():\\nreturn 1')"])
def test_code_that_did_run_is_not_called_that(
    course: Path, sandbox, tmp_path: Path, stops: str
) -> None:
    told = said(
        course,
        sandbox,
        write(tmp_path / "a.py", f"if True:\n    {stops}\n    double = 2\nprint(double)\n"),
    )
    assert "was run, because of the syntax" not in told
