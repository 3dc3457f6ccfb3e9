"""What is said of a module: its file and its lines, as an editor counts them, never of cells."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from autograder.checks.value import ValueCheck
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import read_submission
from autograder.feedback.cells import cell_feedback, raised_in_cell, stopped_in_cell
from autograder.feedback.checks import message
from autograder.feedback.headings import cells_by_heading
from autograder.feedback.hints import hint, hint_for_cell
from autograder.feedback.names import Names
from autograder.feedback.show.sentences import in_language
from autograder.grading import grade_one
from autograder.records import (
    CallRequest,
    CellRun,
    CheckResult,
    Finding,
    Frame,
    Observation,
    Outcome,
    Output,
    Raised,
    Stopped,
    Undefined,
)
from autograder.reports.executed import executed_notebook
from autograder.reports.feedback_markdown import feedback_markdown
from autograder.reports.pages.result import result_page
from tests.said import both, sentences
from tests.small_course import write

MISTAKES = [
    "def double(x):\n    return 1 / 0\n",
    "def double(x):\n    while True: pass\n",
    "def double(x):\n    return undefined\n",
    "def double(x):\n    return later\ndouble(1)\nlater = 1 / 0\n",
    "while True: pass\ndouble = 3\n",
    "import os\nos._exit(1)\n# %%\ndef doubel(x): return x\n",
    "1 / 0; double = lambda x: x\n",
    "def double(x):\n\u3000return x\n",
    "def double(x): return “x”\n",
    "input()\nimport no_such_module\n",
    "import urllib.request as u; u.urlopen('http://example.com')\nopen('a.csv')\n",
    "from tensorflow.keras.datasets import mnist\nmnist.load_data()\n",
    "import sys\nprint('UserWarning: Do not pass an `input_shape`', file=sys.stderr)\n1\n",
    "np.zeros(3)\nprint(1)\n# %%\nplt.plot([1])\n",
]
OF_CELLS = re.compile(r"\bcells?\b|notebook|セル|ノートブック", re.IGNORECASE)


@pytest.mark.parametrize("source", MISTAKES)
def test_of_a_module_nothing_is_said_of_cells(course, sandbox, tmp_path, source):
    assignment = load_assignment(find_course(course), "doubling")
    quick = replace(assignment, limits=replace(assignment.limits, question_seconds=0.5))
    submission = read_submission(write(tmp_path / "units.py", source))
    result = grade_one(quick, submission, sandbox)
    for language in ("en", "ja"):
        page = result_page(quick, result, language)
        assert "units.py, from line 1" in page or "units.py (1 行目から)" in page
        shown = re.sub(r"<style>.*?</style>|<[^>]*>", "", page, flags=re.DOTALL)
        cells = json.loads(executed_notebook(result, language))["cells"]
        outputs = str([cell["outputs"] for cell in cells])
        for told in (feedback_markdown(quick, result, language), shown, outputs):
            assert OF_CELLS.search(told) is None, told


FRAME = Frame(cell=2, line=3, function="f", source="return x", file="units.py", above=9)
SOURCES = ("import a\n", "\nb = 1\n\ndef conv1d(data, kernel):\n    return c\n")
STEPS = ((1, True), (11, False), (13, True))


def module(*steps: tuple[int, bool], sources: tuple[str, ...] = SOURCES) -> Names:
    return Names(sources, module="units.py", above=(0, 9), steps=steps)


def test_a_statement_that_stops() -> None:
    raised = Raised(type="ValueError", message="no", frames=(FRAME,))
    for said in (raised_in_cell(2, raised), raised_in_cell(2, raised, module())):
        assert both(said) == (
            "A statement of units.py stops with `ValueError`: `no` (units.py, line 12: `return x`)",
            "units.py の文の実行中に `ValueError` が起きました: `no` "
            "(units.py の 12 行目: `return x`)",
        )
    assert both(stopped_in_cell(2, Stopped(reason="exit", status=1), module(), 11)) == (
        "Stopped because units.py, line 11 ended the whole program; remove the call that exits.",
        "units.py の 11 行目 がプログラム全体を終了させました。"
        "終了させる呼び出しを取り除いてください。",
    )


def test_a_statement_that_ends_the_program() -> None:
    raised = Raised(type="SystemExit", message="", frames=(replace(FRAME, function="<module>"),))
    assert both(hint_for_cell(raised, "3.11")) == (
        "A call that ends the program, such as `exit()`, ends its statement here; the statements "
        "after it were run. Take it away.",
        "`exit()` のようにプログラムを終わらせる呼び出しがあると、その文はそこで終わります "
        "(後の文は実行されました)。消してください。",
    )
    assert hint(raised) is None  # not twice


def test_a_call_that_stops() -> None:
    answer = Raised(type="ValueError", message="no", frames=(FRAME,))
    said = checked(Finding(request=CallRequest(name="f", arguments=()), answer=answer), module())
    assert said == (
        ("The code stops with `ValueError`: `no`", "units.py, line 12: `return x`"),
        ("実行中に `ValueError` が起きました: `no`", "units.py の 12 行目: `return x`"),
    )


def checked(finding: Finding, known: Names) -> tuple[tuple[str, ...], ...]:
    result = CheckResult(
        check=ValueCheck(id="q/1", hidden=False, name="x", expected=1),
        outcome=Outcome.RAISED,
        finding=finding,
    )
    return tuple(sentences(message(result, known), language) for language in ("en", "ja"))


UNDEFINED = Finding(request=CallRequest(name="conv1d", arguments=()), answer=Undefined())


def test_a_function_whose_statement_did_not_run_to_its_end() -> None:
    assert checked(UNDEFINED, module((1, True), (11, True), (13, False))) == (
        (
            "There is no `conv1d`: units.py, line 13, which defines it, stopped before its end. "
            "Fix what stopped it first.",
        ),
        (
            "`conv1d` が見つかりません。定義している units.py の 13 行目が、"
            "最後まで実行されませんでした。先にその原因を直してください。",
        ),
    )


def test_a_function_that_was_defined_and_taken_away() -> None:
    known = module((1, True), (11, False), (13, True))  # another statement failed
    assert checked(UNDEFINED, known) == (
        (
            "There is no `conv1d`. Check the spelling, and that the statement that defines it "
            "runs without errors.",
        ),
        (
            "`conv1d` が見つかりません。つづりと、それを定義する文が最後まで実行できることを"
            "確かめてください。",
        ),
    )


def missing(name: str, known: Names, line: int) -> tuple[str, ...]:
    raised = Raised(type="NameError", message=f"name '{name}' is not defined", frames=(FRAME,))
    said = (raised_in_cell(2, raised, known, line), raised_in_cell(2, raised, known, line))
    return tuple(
        in_language(each, language).partition(" — ")[2]
        for each, language in zip(said, ("en", "ja"), strict=True)
    )


def test_a_name_of_a_statement_that_failed() -> None:
    assert missing("b", module(*STEPS), 13) == (
        "`b` gets its value at units.py, line 11, which stopped before its end. Fix what stopped "
        "it first.",
        "`b` に値を入れる units.py の 11 行目が、最後まで実行されませんでした。"
        "先にその原因を直してください。",
    )
    assert missing("b", module(*STEPS), 11) == ("", "")  # it is that statement itself


def test_a_name_of_a_later_line() -> None:
    assert missing("conv1d", module((1, True), (11, False), (13, True)), 11) == (
        "`conv1d` is defined at units.py, line 13, which comes later. A file runs from top to "
        "bottom.",
        "`conv1d` は、後にある units.py の 13 行目で定義されています。"
        "ファイルは上から順に実行されます。",
    )


def test_a_name_that_nothing_defines() -> None:
    assert missing("weights", module(*STEPS), 11) == (
        "Nothing in units.py defines `weights`. Is a line missing, or an import?",
        "units.py のどこにも `weights` の定義がありません。書き忘れた行や import がないか"
        "確かめてください。",
    )


def test_a_character_in_a_line_of_the_file() -> None:
    raised = Raised(
        type="SyntaxError", message="invalid non-printable character U+3000", frames=(FRAME,)
    )
    assert both(hint(raised)) == (
        "In units.py, line 12, there is a full-width space (U+3000), which looks like an ordinary "
        "one. Delete it and type a half-width space.",
        "units.py の 12 行目に、全角の空白 (U+3000) があります。見た目では区別しにくい文字です。"
        "消して、半角の空白に直してください。",
    )


def test_headings_and_warnings_name_the_file() -> None:
    warning = Output(
        kind="stream",
        content=(
            ("name", "stderr"),
            ("text", "RuntimeWarning: overflow encountered in scalar add\n"),
        ),
    )
    runs = (
        CellRun(cell=1, step=0, line=1, outputs=(warning,)),
        CellRun(cell=2, step=0, line=11, outputs=(), stopped=Stopped(reason="exit", status=1)),
    )
    observation = Observation(
        submission="s", sha256="", assignment="a", tier="", versions=(), runs=runs, exchanges=()
    )
    told = list(cells_by_heading(cell_feedback(observation, module(*STEPS))))
    assert [both(heading) for heading, _ in told] == [
        ("Errors in units.py", "units.py で起きたエラー"),
        ("Warnings in units.py", "units.py で出た警告"),
    ]
    (warned,) = told[1][1]
    assert in_language(warned.sentence, "en").startswith("A warning at units.py, line 1: A number")
    assert in_language(warned.sentence, "ja").startswith("units.py の 1 行目の警告: ")
