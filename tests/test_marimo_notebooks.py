"""A marimo notebook is graded, and told of, as any other notebook is: by its cells.

Tests of `execution/runner.py`, `exports/lines.py`, `reports/pages/student.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checks.figure import FigureCheck
from autograder.checks.printed import PrintedCheck
from autograder.checks.program import ProgramCheck
from autograder.checks.value import ValueCheck
from autograder.course.submissions.find import read_submission, submission_from_bytes
from autograder.exports.lines import HandedIn, lines_of
from autograder.feedback.cells import cell_feedback
from autograder.feedback.show.sentences import in_language
from autograder.grading import grade_one
from autograder.ipynb import notebook
from autograder.reading.reader import Reader
from autograder.records import (
    Assignment,
    Limits,
    Outcome,
    ProgramRequest,
    Question,
    Text,
)
from autograder.reports.executed import executed_cells
from autograder.reports.pages.notebook import cell_views
from autograder.reports.pages.student import student_page
from autograder.reports.results import stored_result

pytestmark = pytest.mark.process

FORMATS = Path(__file__).parent / "formats" / "marimo"


def assignment(*checks) -> Assignment:
    questions = tuple(
        Question(id=check.id.partition("/")[0], title=Text.of(en="Q"), points=1, checks=(check,))
        for check in checks
    )
    return Assignment(
        name="a",
        title=Text.of(en="A"),
        lecture="",
        imports=("numpy",),
        limits=Limits(seconds=60, question_seconds=30),
        questions=questions,
        language="en",
        folder=Path("a"),
    )


MEANS = assignment(
    ValueCheck(id="heights/1", hidden=False, name="heights", expected=[1.5, 1.7, 1.9]),
    ValueCheck(id="slept/1", hidden=False, name="slept", expected=True),
    ValueCheck(id="note/1", hidden=False, name="note", expected="first\n    second\n"),
    PrintedCheck(id="printed/1", hidden=False, text="[1.6, 1.7999999999999998]"),
    FigureCheck(
        id="plot/1",
        hidden=False,
        figure=1,
        texts=(("title", "heights"),),
        shows="line",
        expected=[[0, 1.5], [1, 1.7], [2, 1.9]],
    ),
)


@pytest.mark.parametrize("name", ["marimo_0_25.py", "marimo_0_10.py"])
def test_what_marimo_has_written_is_graded(sandbox, name):
    result = grade_one(MEANS, read_submission(FORMATS / name), sandbox)
    found = {q.question.id: q.checks[0].result.outcome for q in result.questions}
    assert set(found.values()) == {Outcome.PASSED}, found
    (broken,) = [run for run in result.observation.runs if run.raised]
    assert (broken.cell, broken.raised.type) == (8, "SyntaxError")
    assert [run.cell for run in result.observation.runs] == [1, 3, 4, 5, 7, 8, 10, 11, 6, 2, 9]


ERROR = """\
import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _(mo):
    mo.md("# Halves")
    return


@app.cell
def _(half):
    x = 3

    y = half(x)
    return (y,)


@app.cell
def _(zero):
    def half(x):
        return x / zero
    return (half,)


@app.cell
def _():
    zero = 0
    return (zero,)


if __name__ == "__main__":
    app.run()
"""


@pytest.fixture(scope="module")
def halves(sandbox):
    check = ValueCheck(id="y/1", hidden=False, name="y", expected=1.5)
    asked = assignment(check)
    submission = submission_from_bytes(ERROR.encode(), "halves.py")
    return asked, grade_one(asked, submission, sandbox)


def test_errors_and_lines_are_those_of_cells(halves):
    _, result = halves
    (run,) = [run for run in result.observation.runs if run.raised]
    assert [(f.cell, f.line, f.file, f.source) for f in run.raised.frames] == [
        (1, 3, "", "y = half(x)"),
        (2, 2, "", "return x / zero"),
    ]
    (told,) = cell_feedback(result.observation)
    assert in_language(told.sentence, "en").startswith(
        "Cell 1 stops with `ZeroDivisionError`: `division by zero` (cell 2, line 2: "
        "`return x / zero`)"
    )


def test_pages_show_the_cells_as_they_stand(halves):
    asked, result = halves
    stored = stored_result(asked, result)
    assert (stored.as_notebook, stored.module) == (True, "")
    cells = executed_cells(result, "en")
    assert [(cell["cell_type"], "".join(cell["source"])) for cell in cells] == [
        ("markdown", "# Halves"),
        ("code", "x = 3\n\ny = half(x)"),
        ("code", "def half(x):\n    return x / zero"),
        ("code", "zero = 0"),
    ]
    page = student_page(stored, cell_views(cells, "en"), "en")
    assert "Cell 2" in page
    assert "from line" not in page


def test_lines_that_platforms_mark_are_those_of_the_file(halves):
    asked, result = halves
    executed = notebook(executed_cells(result, "en")).encode()
    handed_in = HandedIn(path="halves.py", content=ERROR.encode())
    (line,) = lines_of(stored_result(asked, result), executed, handed_in).values()
    assert ERROR.split("\n")[line - 1] == "    y = half(x)"
    other = HandedIn(path="halves.py", content=b"x = 1\n")
    assert lines_of(stored_result(asked, result), executed, other) == {}
    assert lines_of(stored_result(asked, result), executed, None) == {}


def test_a_program_runs_in_the_same_order(sandbox):
    check = ProgramCheck(id="p/1", cases=(ProgramRequest(stdin="4\n"),), expected=("2.0\n",))
    source = ERROR.replace("x = 3", "x = int(input())").replace("zero = 0", "zero = 2")
    source = source.replace("    y = half(x)\n", "    y = half(x)\n    print(y)\n")
    submission = submission_from_bytes(source.encode(), "halves.py")
    (question,) = grade_one(assignment(check), submission, sandbox).questions
    assert question.checks[0].result.outcome is Outcome.PASSED


def test_a_process_of_its_own_reads_the_same():
    content = (FORMATS / "marimo_0_25.py").read_bytes()
    with Reader() as reader:
        assert reader.cells(content, ".py") == read_submission(FORMATS / "marimo_0_25.py").cells
