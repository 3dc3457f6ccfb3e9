"""The files that are written about a submission: formats, and nothing that could run.

Tests of `ipynb.py`, `reports/executed.py`, `reports/feedback_markdown.py`, `reports/files.py`,
`reports/results.py`, `reports/scores.py`, `reports/terminal.py`, `reports/__init__.py`,
`records/results.py`.
"""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import pytest
from rich.cells import cell_len
from rich.console import Console

from autograder.checks.judging import check_submission
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import read_submission
from autograder.course.submissions.remarks import remarked
from autograder.errors import OutputError
from autograder.execution.observe import observe
from autograder.feedback.hints.denials import DENIED_NETWORK
from autograder.feedback.show.text import as_text
from autograder.grading import grade_one
from autograder.protocol.values import decode
from autograder.records import (
    Assignment,
    CallRequest,
    DependsOn,
    Exchange,
    Status,
    SubmissionResult,
    Value,
)
from autograder.reports.executed import executed_notebook
from autograder.reports.feedback_markdown import feedback_markdown
from autograder.reports.pages.student import student_page
from autograder.reports.results import stored_result
from autograder.reports.scores import plain_cell, scores_csv
from autograder.reports.terminal import ScoreTable, score_table
from autograder.scoring import score_submission
from autograder.store.fingerprint import answers_hash
from autograder.store.folder import file_name, file_names, open_folder, write_whole
from autograder.store.observations import INLINE, observation_files
from autograder.store.results import result_json
from tests.small_course import write

RIGHT = "def double(x):\n    return 2 * x\n"
SQUARED = "def double(x):\n    return x * x\n"


@pytest.fixture
def assignment(course):
    return load_assignment(find_course(course), "doubling")


@pytest.fixture
def graded(assignment, sandbox, tmp_path):
    def graded_source(source: str, name: str = "sato.py") -> SubmissionResult:
        return grade_one(assignment, read_submission(write(tmp_path / name, source)), sandbox)

    return graded_source


DEPENDS_ON = DependsOn(base="0" * 64, groups=())


def recorded(assignment: Assignment, result: SubmissionResult) -> str:
    return result_json(stored_result(assignment, result))


def test_scores(assignment, graded):
    results = [graded(RIGHT), graded(SQUARED, "=HYPERLINK(1).py"), graded("", "空.py")]
    data = scores_csv(assignment, results)
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [
        ["submission", "double", "points", "possible", "status"],
        ["sato", "10", "10", "10", "graded"],
        ["'=HYPERLINK(1)", "0", "0", "10", "graded"],
        ["空", "0", "0", "10", "unreadable"],
    ]


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "＝1+1", "＋1", "－1", "＠a", "\n=1", " =1"]
)
def test_no_formula_reaches_a_spreadsheet(text):
    assert plain_cell(text) == "'" + text


@pytest.mark.parametrize("name", ["a\nb,1,1", "a\r\nb", "a\u2028b", "a\x85b", "a\x0bb", "a\x1eb"])
def test_a_name_is_one_line_of_a_table(assignment, graded, name):
    result = graded(RIGHT)
    named = replace(result, submission=replace(result.submission, name=name))
    data = scores_csv(assignment, [named]).decode("utf-8-sig")
    assert len(data.splitlines()) == len(list(csv.reader(io.StringIO(data)))) == 2


def test_what_is_not_graded_stays_empty(course, edit, sandbox, tmp_path):
    edit("reference/doubling.py", "return 2 * x", "return 1 / 0")
    assignment = load_assignment(find_course(course), "doubling")
    submission = read_submission(write(tmp_path / "a.py", RIGHT))
    result = grade_one(assignment, submission, sandbox)
    assert result.status is Status.NOT_GRADED
    assert scores_csv(assignment, [result]).splitlines()[1] == b"a,,,10,not graded"
    stored = stored_result(assignment, result)
    assert (stored.points, stored.questions[0].points) == (None, None)
    assert as_text(stored.questions[0].checks[1].message, "ja") == (
        "the reference doubling.double raised ZeroDivisionError: division by zero "
        "(reference/doubling.py:3)"
    )


def sentence(template: str) -> dict[str, object]:
    return {"Sentence": {"template": template, "parts": []}}


def fact(label: str, text: str, *, compared: bool) -> dict[str, object]:
    return {"label": sentence(label), "text": text, "marks": [], "compared": compared}


def test_results(assignment, graded):
    document = json.loads(recorded(assignment, graded(SQUARED)))
    (question,) = document.pop("questions")
    assert {key: document[key] for key in ("format", "version", "status", "points")} == {
        "format": "akapen-result",
        "version": 2,
        "status": "graded",
        "points": 0.0,
    }
    assert question["checks"][0] == {
        "id": "double/1",
        "hidden": False,
        "outcome": "failed",
        "points": 0.0,
        "possible": 5.0,
        "failing": 1,
        "asked": 1,
        "mistake": "double_squared",
        "message": {
            "sentences": [sentence("The value is not the expected one.")],
            "facts": [
                fact("Call", "double(3)", compared=False),
                fact("Expected", "6", compared=True),
                fact("Got", "9", compared=True),
            ],
            "place": None,
        },
        "answers": answers_hash([Value(value=9)]),
    }
    assert question["checks"][1]["failing"] == 2
    assert question["checks"][1]["asked"] == 3


def test_observations_hold_what_was_asked_and_answered(graded, assignment):
    observation = graded(SQUARED).observation
    text, arrays, _ = observation_files(observation, assignment.limits, DEPENDS_ON)
    document = json.loads(text)
    ((check, (first,)), *_) = document["observation"]["exchanges"]
    assert check == "double/1"
    assert first["request"]["CallRequest"]["name"] == "double"
    assert decode(first["request"]["CallRequest"]["arguments"][0]) == 3
    assert decode(first["answer"]["Value"]["value"]) == 9
    assert (document["format"], document["version"], arrays) == ("akapen-observation", 3, None)


def test_large_arrays_stand_beside(graded, assignment):
    observation = graded(RIGHT).observation
    large = np.arange(INLINE, dtype=float)
    exchange = Exchange(
        request=CallRequest(name="f", arguments=(large,)), answer=Value(value=-large)
    )
    large_one = replace(observation, exchanges=(("f/1", (exchange,)),))
    text, arrays, _ = observation_files(large_one, assignment.limits, DEPENDS_ON)
    ((_, (entry,)),) = json.loads(text)["observation"]["exchanges"]
    stored = np.load(io.BytesIO(arrays))
    (argument,) = entry["request"]["CallRequest"]["arguments"]
    assert np.array_equal(stored[argument[1]], large)
    assert np.array_equal(stored[entry["answer"]["Value"]["value"][1]], -large)


def test_the_executed_notebook_is_valid_and_harmless(graded):
    source = (
        "from IPython.display import HTML, display\n"
        "print('\\x1b[31mred')\ndisplay(HTML('<script>alert(1)</script>'))\n3\n"
        "# %%\n1 / 0\n# %%\nwhile False:\n    pass\n# %% [markdown]\n# text\n"
    )
    notebook = nbformat.reads(executed_notebook(graded(source), "en"), as_version=4)
    nbformat.validate(notebook)
    assert notebook.cells[0].outputs[0].text == "red\n"
    assert "<script>" not in json.dumps([cell.get("outputs") for cell in notebook.cells])
    assert notebook.cells[0].outputs[-1].data == {"text/plain": "3"}
    assert notebook.cells[1].outputs[0].ename == "ZeroDivisionError"
    assert notebook.cells[3].source == "text"


def test_a_refusal_is_explained_in_the_executed_notebook(graded):
    result = graded("import socket\nsocket.socket()\n# %%\ndef double(x):\n    return 2 * x\n")
    notebook = nbformat.reads(executed_notebook(result, "en"), as_version=4)
    shown = notebook.cells[0].outputs
    assert [output.output_type for output in shown] == ["error", "stream"]
    assert shown[1].text == f"{DENIED_NETWORK}\n"


def test_a_stopped_cell_says_so_in_the_executed_notebook(assignment, sandbox, tmp_path):
    hasty = replace(assignment, limits=replace(assignment.limits, question_seconds=0.2))
    submission = read_submission(write(tmp_path / "a.py", "import os\nwhile True:\n    pass\n"))
    notebook = nbformat.reads(
        executed_notebook(grade_one(hasty, submission, sandbox), "en"), as_version=4
    )
    assert notebook.cells[0].outputs[-1].text == (
        "Stopped after 0.2 s in a.py, line 2. Is there a loop that never ends?\n"
    )


FEEDBACK_EN = """\
# Doubling: `sato`

**0 of 10 points**

## Double (`double`): 0 of 10 points

Likely cause: You squared.

### Check 1: failed

```text
Call: double(3)
Expected: 6
Got:      9
```

The value is not the expected one.

### Check 2 (hidden): failed

With inputs other than the example, some answers are wrong.
"""

FEEDBACK_JA = """\
# 二倍: `sato`

**10 点満点中 0 点**

## Double (`double`): 10 点満点中 0 点

考えられる原因: 二乗しています。

### チェック 1: 不合格

```text
呼び出し: double(3)
期待した値:   6
返ってきた値: 9
```

期待した値と違います。

### チェック 2 (非公開): 不合格

例とは別の入力で確かめたところ、正しくない答えがありました。
"""


@pytest.mark.parametrize(("language", "text"), [("en", FEEDBACK_EN), ("ja", FEEDBACK_JA)])
def test_feedback_markdown(assignment, graded, language, text):
    assert feedback_markdown(assignment, graded(SQUARED), language) == text


def test_feedback_on_right_work(assignment, graded):
    text = feedback_markdown(assignment, graded(RIGHT), "ja")
    assert text.endswith("10 点満点中 10 点\n\nすべてのチェックに合格しました。\n")


def test_feedback_says_when_only_the_example_is_right(assignment, graded):
    text = feedback_markdown(assignment, graded("def double(x):\n    return 6\n"), "en")
    assert text.endswith(
        "### Check 2 (hidden): failed\n\nWith inputs other than the example, some answers are "
        "wrong.\n\n`double` never uses its argument `x`.\n\n### Check 1: passed\n\n"
        "A visible check earns its points only if a hidden check of the same question passes "
        "too.\n"
    )


def test_feedback_names_cells_that_raised(assignment, graded):
    text = feedback_markdown(assignment, graded(notebook_of("1 / 0", RIGHT), "a.ipynb"), "en")
    assert "## Errors in cells\n\n- Cell 1 stops with `ZeroDivisionError`:" in text
    text = feedback_markdown(assignment, graded("1 / 0\n# %%\n" + RIGHT), "en")
    assert "## Errors in sato.py\n\n- A statement of sato.py stops with" in text


def notebook_of(*sources: str) -> str:
    cells = [{"cell_type": "code", "source": source} for source in sources]
    return json.dumps({"nbformat": 4, "cells": cells})


BROKEN = f"""

import no_such_module
# %%
{RIGHT}

x = = 2
"""


def test_feedback_says_where_python_could_not_read_on(assignment, graded):
    cells = notebook_of("\n\nimport no_such_module", f"{RIGHT}\n\nx = = 2")
    text = feedback_markdown(assignment, graded(cells, "a.ipynb"), "en")
    line = RIGHT.count("\n") + 3
    assert text.split("\n\n")[2:6] == [
        "## Errors in cells",
        "- Cell 1 stops with `ModuleNotFoundError`: `No module named 'no_such_module'` "
        "(cell 1, line 3: `import no_such_module`)\n"
        "- Cell 2 stops with `SyntaxError`: `invalid syntax` "
        f"(cell 2, line {line}: `x = = 2`)",
        "If `no_such_module` is a file or a folder of your own, hand it in beside your work, all "
        "in one folder or zip file. If it is a package, it is not installed where your work is "
        "graded; this assignment needs numpy only: put its import into a cell of its own or "
        "remove it. The rest of the cell was not run.",
        "Python runs nothing in a cell that has a syntax error. Your work is graded with "
        "Python {}.{}.".format(*sys.version_info),
    ]


def test_feedback_on_a_module_says_lines_as_an_editor_counts(assignment, graded):
    text = feedback_markdown(assignment, graded(BROKEN), "en")
    line = BROKEN.splitlines().index("x = = 2") + 1
    assert text.split("\n\n")[2:6] == [
        "## Errors in sato.py",
        "- A statement of sato.py stops with `ModuleNotFoundError`: `No module named "
        "'no_such_module'` (sato.py, line 3: `import no_such_module`)\n"
        "- A statement of sato.py stops with `SyntaxError`: `invalid syntax` "
        f"(sato.py, line {line}: `x = = 2`)",
        "If `no_such_module` is a file or a folder of your own, hand it in beside your work, all "
        "in one folder or zip file. If it is a package, it is not installed where your work is "
        "graded; this assignment needs numpy only. What needs it cannot run; the rest of the file "
        "has been run.",
        "Python runs nothing of a file, or of the part between two lines `# %%`, that has a "
        "syntax error. Your work is graded with Python {}.{}.".format(*sys.version_info),
    ]


def test_a_remark_on_the_whole_comes_first(assignment, graded):
    result = graded("y = 1")
    (submission,) = remarked([result.submission], assignment, lambda cells: True)
    said = "This is the handout as it was handed out: nothing in it has been filled in."
    result = replace(result, submission=submission)
    assert feedback_markdown(assignment, result, "en").split("\n\n")[2].startswith(said)
    page = student_page(stored_result(assignment, result), (), "en")
    assert page.index(said) < page.index('id="feedback"')
    untold = graded(RIGHT)
    assert feedback_markdown(assignment, untold, "en").split("\n\n")[2].startswith("## ")


def test_feedback_on_an_unreadable_submission(assignment, graded):
    text = feedback_markdown(assignment, graded("{", "a.ipynb"), "en")
    assert text.split("\n\n")[2:] == [  # and no list of questions of which nothing is said
        "This submission could not be graded: the end of the notebook is missing; save it and "
        "hand it in again.\n"
    ]


SECRETS = """\
def double(x):
    if str(x) == "3":
        return 6
    print("SEC" + "RET", x)
    raise ValueError("SEC" + "RET")
"""


def test_nothing_of_a_hidden_check_reaches_what_students_read(assignment, graded):
    result = graded(SECRETS)
    assert "SECRET" in recorded(assignment, result)
    assert "SECRET" not in executed_notebook(result, "en")
    for language in ("ja", "en"):
        text = feedback_markdown(assignment, result, language)
        assert "SECRET" not in text
        assert "2.5" not in text


# ------------------------------------------------------------------ files


@pytest.mark.parametrize(
    ("submission", "name"),
    [
        ("sato", "sato"),
        ("佐藤 花子", "佐藤 花子"),
        ("a.py", "a.py"),
        (".profile", "_profile-e5ad6a8b"),
        ("a\nb", "a_b-d74b4e8e"),
        ("../../etc/passwd", "_._.._etc_passwd-0"),
        ("a/b\\c:d|e", "a_b_c_d_e-0"),
        ("-rf", "_rf-0"),
        ("con", "_con-0"),
        ("Com1.x", "_Com1.x-0"),
        ("console", "console"),
        ("rtl\u202egnp", "rtl_gnp-0"),
        ("bad\udcff", "bad_-0"),
        ("\x1b[31mred", "_[31mred-0"),
        ("a\0b", "a_b-0"),
    ],
)
def test_file_names(submission, name):
    made = file_name(submission)
    assert made.rsplit("-", 1)[0] == name.rsplit("-", 1)[0]
    assert ("-" in made) == ("-" in name)


def test_names_that_look_alike_to_some_file_system_get_files_that_differ():
    made = file_names(["Sato", "sato", "abe", "e\u0301", "\u00e9"])
    assert len({unicodedata.normalize("NFC", name).casefold() for name in made.values()}) == 5
    assert made["abe"] == "abe"


@pytest.mark.parametrize("others", [["X-4b68ab38"], ["X-4b68ab38", "X-4b68ab3847feda7d"]])
def test_names_that_look_like_names_made_distinct_stay_apart(others: list[str]) -> None:
    names = file_names(["X", "x", *others])
    assert len({name.casefold() for name in names.values()}) == len(names)


def test_a_terminal_gets_one_harmless_line_a_submission(assignment, graded):
    result = graded(RIGHT, "\x1b[31mred\nline\u202e.py")
    text = printed(score_table(assignment, [result]), 80)
    assert "\x1b[31m" not in text
    assert "red line\N{REPLACEMENT CHARACTER}" in text


def printed(table: ScoreTable, width: int) -> str:
    screen = Console(width=width, file=io.StringIO())
    screen.print(table)
    text: str = screen.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(cell_len, text.split("\n"))) <= width
    return text


def of_many(assignment, result: SubmissionResult, count: int) -> ScoreTable:
    (question,), (found,) = assignment.questions, result.questions
    questions = [replace(question, id=f"long_name_of_question_{n}") for n in range(1, count + 1)]
    results = [replace(found, question=one, points=n / 4) for n, one in enumerate(questions, 1)]
    return score_table(
        replace(assignment, questions=tuple(questions)),
        [replace(result, questions=tuple(results))] * 2,
    )


@pytest.mark.parametrize(("width", "tables"), [(80, 3), (200, 1), (40, 7)])
def test_a_table_of_many_questions_is_as_wide_as_the_terminal(
    assignment, graded, width: int, tables: int
) -> None:
    text = printed(of_many(assignment, graded(RIGHT, "abe.py"), 25), width)
    lines = [line.split() for line in text.split("\n")]
    rows = [line for line in lines if line[:1] == ["abe"]]
    assert len(rows) == 2 * tables
    assert sum(line[:1] == ["submission"] for line in lines) == tables
    points = [cell for row in rows[::2] for cell in row[1:]]
    assert points[:25] == [f"{n / 4:g}" for n in range(1, 26)]
    assert points[26:] == ["graded"]
    assert " ".join(text.split()).endswith(
        "Questions: " + ", ".join(f"{n} long_name_of_question_{n}" for n in range(1, 26))
    )


def test_what_fits_is_one_table_with_the_questions_names(assignment, graded) -> None:
    text = printed(of_many(assignment, graded(RIGHT, "abe.py"), 3), 120)
    assert text.count("long_name_of_question_1") == 1
    assert "Questions:" not in text


def test_a_name_in_the_table_of_scores_is_harmless(assignment, graded):
    data = scores_csv(assignment, [graded(RIGHT, "\x1b[31mred\u202e.py")])
    assert data.splitlines()[1].decode() == "red\N{REPLACEMENT CHARACTER},10,10,10,graded"


def test_long_file_names_stay_apart_and_fit():
    one, two = file_name("あ" * 84 + "1"), file_name("あ" * 84 + "2")
    assert one != two
    assert len(one.encode()) < 200


def test_files_are_whole_and_readable_by_others(tmp_path):
    path = tmp_path / "a" / "b.txt"
    write_whole(path, "日本")
    assert path.read_text("utf-8") == "日本"
    assert stat.S_IMODE(path.stat().st_mode) & 0o600 == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["b.txt"]


def test_stopped_between_a_file_and_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaces = os.replace

    def replace_and_stop(draft: str, path: Path) -> None:
        replaces(draft, path)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", replace_and_stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.md", "whole")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["whole"]


def test_a_file_where_the_folder_should_be(tmp_path):
    write(tmp_path / "out", "x")
    with pytest.raises(OutputError) as caught:
        open_folder(tmp_path / "out")
    assert str(caught.value) == f"cannot write to {tmp_path}/out: it is a file, not a folder"


def test_writing_where_nothing_can_be_written(tmp_path):
    write(tmp_path / "out", "x")
    with pytest.raises(OutputError) as caught:
        write_whole(tmp_path / "out" / "a.txt", "x")
    assert str(caught.value).startswith(f"cannot write {tmp_path}/out/a.txt: ")


def test_a_folder_that_may_not_be_written():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o500)
        with as_ordinary_user(), pytest.raises(OutputError) as caught:
            open_folder(Path(folder))
    assert str(caught.value) == f"cannot write to {folder}: Permission denied"


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Give up root's right to write anywhere, for a while."""
    was = os.geteuid()
    os.seteuid(was or 65534)
    try:
        yield
    finally:
        os.seteuid(was)


def test_observing_and_scoring_are_apart(assignment, sandbox, tmp_path):
    """Points can change after the fact without running anything."""
    submission = read_submission(write(tmp_path / "a.py", RIGHT))
    observation = observe(assignment, submission, sandbox)
    (question,) = assignment.questions
    dearer = replace(assignment, questions=(replace(question, points=20),))
    results = check_submission(dearer, observation)
    assert score_submission(dearer, submission, results, observation).points == 20
