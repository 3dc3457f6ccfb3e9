"""`autograder report` without a browser: what it reads, what it writes, what it leaves out.

Tests of `reports/pages/code.py`, `reports/pages/markup.py`,
`reports/pages/__init__.py`, `reports/pages/notebook.py`,
`reports/pages/prose.py`, `reports/pages/result.py`, `reports/pages/student.py`,
`reports/pages/templates.py`, `reports/site.py`.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from markupsafe import Markup

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import read_submission
from autograder.errors import OutputError, UsageError
from autograder.feedback.compose import compose
from autograder.feedback.show.sentences import in_language
from autograder.feedback.show.text import as_text
from autograder.grading import grade_one
from autograder.records import Outcome, Status, Text
from autograder.records.sentences import Sentence
from autograder.reports.pages.code import code_html
from autograder.reports.pages.notebook import cell_views, read_executed
from autograder.reports.pages.prose import prose_html
from autograder.reports.site import report
from autograder.store.folder import held
from autograder.store.results import read_results
from tests.graded import write_result
from tests.small_course import write
from tests.test_cli import autograder

WRONG = "import numpy as np\n# %%\ndef double(x):\n    return np.array([x, 1])\n# %%\n1 / 0\n"
SECRETS = (
    "def double(x):\n    if str(x) == '3':\n        return 6\n"
    "    raise ValueError('SEC' + 'RET' + str(x))\n"
)


@pytest.fixture
def graded(course: Path, sandbox, tmp_path: Path):
    assignment = load_assignment(find_course(course), "doubling")

    def graded_source(source: str, name: str = "sato.py"):
        submission = read_submission(write(tmp_path / name, source))
        result = grade_one(assignment, submission, sandbox)
        write_result(tmp_path / "out", assignment, result)
        return assignment, result

    return graded_source


def page(folder: Path, language=None, name: str = "sato") -> str:
    report(folder, language, lambda: None)
    return (folder / f"feedback/{name}.html").read_text("utf-8")


def as_read(told: object, language) -> object:
    """Return what was told as plain data, each sentence as a reader of the language has it."""
    if isinstance(told, Sentence | Text):
        return in_language(told, language)
    if isinstance(told, tuple):
        return [as_read(part, language) for part in told]
    if isinstance(told, Outcome):
        return told.value
    if is_dataclass(told):
        return {f.name: as_read(getattr(told, f.name), language) for f in fields(told)}
    return told


def in_both(told: object) -> dict[str, object]:
    return {language: as_read(told, language) for language in ("en", "ja")}


def test_what_was_told_is_read_back_as_it_was(graded, tmp_path: Path) -> None:
    assignment, result = graded(WRONG)
    told = compose(assignment, result)
    ((_file, stored),) = read_results(tmp_path / "out").items()
    (question,) = stored.questions
    assert question.feedback == told.questions[0]
    assert question.feedback.checks[0].outcome is Outcome.FAILED
    assert stored.cells == told.cells
    assert (stored.status, stored.points, stored.possible) == (Status.GRADED, 0, 10)
    assert (question.names, question.points, question.possible) == (("double",), 0, 10)


def test_the_page_is_in_the_courses_language_unless_another_is_asked_for(
    graded, tmp_path: Path
) -> None:
    graded(WRONG)
    assert '<html lang="en">' in page(tmp_path / "out")
    assert '<html lang="ja">' in page(tmp_path / "out", "ja")


def test_the_page_is_one_file_that_may_load_nothing(graded, tmp_path: Path) -> None:
    graded(WRONG)
    html = page(tmp_path / "out")
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    assert f'http-equiv="Content-Security-Policy" content="{policy}' in html
    assert re.findall(r'(?:src|href)="(?!data:|#)[^"]*', html) == []
    assert "<script" not in html


def test_nothing_of_a_hidden_check_is_on_the_page(graded, tmp_path: Path) -> None:
    graded(SECRETS)
    folder = tmp_path / "out"
    assert "SECRET" in (folder / "results/sato.json").read_text("utf-8")
    assert "SECRET" not in page(folder)
    assert "SECRET" not in (folder / "report.html").read_text("utf-8")


def test_a_submission_that_could_not_be_read_has_a_page_too(graded, tmp_path: Path) -> None:
    graded("{", "sato.ipynb")
    html = page(tmp_path / "out", "ja")
    assert "この提出物は採点できませんでした: ノートブックの終わりの部分がありません" in html
    assert "読み取り不可" in html
    assert "<article" not in page(tmp_path / "out")  # nothing is said of any question


def test_grading_again_takes_away_pages_that_are_no_longer_true(graded, tmp_path: Path) -> None:
    graded(WRONG)
    page(tmp_path / "out")
    graded("def double(x):\n    return 2 * x\n")
    assert not (tmp_path / "out/feedback/sato.html").exists()
    assert not (tmp_path / "out/why/sato.html").exists()


def test_pages_that_stay_as_they_are_are_not_written_again(graded, tmp_path: Path) -> None:
    graded(WRONG)
    graded(WRONG, "kato.py")
    html = page(tmp_path / "out")
    pages = [
        tmp_path / f"out/{folder}/{name}.html"
        for folder in ("feedback", "why")
        for name in ("sato", "kato")
    ]
    before = [path.stat().st_ino for path in pages]
    pages[0].write_text("cut off", "utf-8")
    assert page(tmp_path / "out") == html
    assert [path.stat().st_ino == ino for path, ino in zip(pages, before, strict=True)] == [
        *(False, True, True, True)
    ]


def test_the_class_is_listed_outside_of_what_students_get(graded, tmp_path: Path) -> None:
    graded(WRONG)
    graded("def double(x):\n    return 2 * x\n", "100% 花子 #1.py")
    page(tmp_path / "out", "en")
    html = (tmp_path / "out/report.html").read_text("utf-8")
    name = "100%25%20%E8%8A%B1%E5%AD%90%20%231.html"
    assert f'href="why/{name}">100% 花子 #1</a>' in html
    assert f'href="feedback/{name}">page</a>' in html
    assert re.search(r'Mean</th><td class="number">5</td><td class="number">5</td>', html)
    assert sorted(path.name for path in (tmp_path / "out/feedback").glob("*.html")) == [
        "100% 花子 #1.html",
        "sato.html",
    ]


def test_a_folder_that_grade_has_not_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_results(tmp_path)
    assert str(caught.value) == (
        f"no results in {tmp_path}; name the folder that `grade --out` has written"
    )


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": "akapen-result", "version": 0}', "\x00", '{"format": 1}'],
)
def test_a_result_that_is_not_ours(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "results/a.json", text)
    with pytest.raises(UsageError) as caught:
        read_results(tmp_path)
    assert str(caught.value) == (
        f"{path} cannot be read as a result of this version of autograder; grade again"
    )


def test_a_folder_of_version_1_is_reported(graded, tmp_path: Path) -> None:
    graded(WRONG)
    before = page(tmp_path / "out")
    before_in_japanese = page(tmp_path / "out", "ja")
    path = tmp_path / "out/results/sato.json"
    stored = read_results(tmp_path / "out")["sato"]
    document = json.loads(path.read_text("utf-8"))
    new = ("student", "attempt", "observation", "assignment_digest", "versions")
    old = {key: value for key, value in document.items() if key not in new} | {"version": 1}
    old |= {"title": in_both(stored.title), "cells": in_both(stored.cells)}
    for question, kept in zip(old["questions"], stored.questions, strict=True):
        question |= {"title": in_both(kept.title), "feedback": in_both(kept.feedback)}
        for check, known in zip(question["checks"], kept.checks, strict=True):
            check["message"] = {each: as_text(known.message, each) for each in ("en", "ja")}
            del check["answers"]
    write(path, json.dumps(old))
    assert page(tmp_path / "out") == before
    assert page(tmp_path / "out", "ja") == before_in_japanese


def test_no_pages_beside_a_grader_that_is_still_writing(graded, tmp_path: Path) -> None:
    graded(WRONG)
    with held(tmp_path / "out"), pytest.raises(OutputError) as caught:
        report(tmp_path / "out", None, lambda: None)
    assert str(caught.value) == f"another grader is writing to {tmp_path / 'out'} at this moment"
    assert not (tmp_path / "out/report.html").exists()


def test_a_notebook_that_is_not_ours(graded, tmp_path: Path) -> None:
    graded(WRONG)
    path = write(tmp_path / "out/executed/sato.ipynb", '{"cells": [{}]}')
    with pytest.raises(UsageError) as caught:
        page(tmp_path / "out")
    assert str(caught.value) == f"{path} is not a notebook that `grade` has written"


def test_without_the_executed_notebook_the_feedback_is_there(graded, tmp_path: Path) -> None:
    graded(WRONG)
    (tmp_path / "out/executed/sato.ipynb").unlink()
    assert "Your work, as it was run" not in page(tmp_path / "out", "en")


# ------------------------------------------------------------------ the command


def test_the_command(graded, tmp_path: Path) -> None:
    graded(WRONG)
    out = tmp_path / "out"
    done = autograder("report", out, "--lang", "ja")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Pages: {out}/feedback; the whole class: {out}/report.html\n"
    assert '<html lang="ja">' in (out / "feedback/sato.html").read_text("utf-8")


@pytest.mark.process
def test_the_command_in_the_wrong_folder(tmp_path: Path) -> None:
    done = autograder("report", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"autograder: no results in {tmp_path}; name the folder that `grade --out` has written\n"
    )


def test_results_of_two_assignments_are_no_class(graded, tmp_path: Path) -> None:
    for name in ("ito", "sato"):
        graded(WRONG, f"{name}.py")
    path = tmp_path / "out/results/ito.json"
    path.write_text(path.read_text("utf-8").replace('"Doubling"', '"Tripling"'), "utf-8")
    done = autograder("report", tmp_path / "out", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"autograder: {tmp_path / 'out'} holds results of several assignments "
        "(Tripling, Doubling); grade each into a folder of its own\n"
    )


@pytest.mark.process
def test_results_of_other_questions_are_graded_again(course: Path, tmp_path: Path) -> None:
    first, second = (write(tmp_path / f"{name}.py", "x = 1\n") for name in ("ito", "sato"))
    grade = ("grade", "doubling", "--out", tmp_path / "out", "--course", course)
    autograder(*grade, first)
    path = course / "assignments/doubling/assignment.yaml"
    path.write_text(path.read_text("utf-8").replace("  double:", "  twice:"), "utf-8")
    mistakes = course / "reference/mistakes/doubling.py"
    mistakes.write_text(mistakes.read_text("utf-8").replace('"double"', '"twice"'), "utf-8")
    autograder(*grade, second)
    done = autograder("report", tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"autograder: the results in {tmp_path / 'out'} are not all of the same questions; "
        "grade all of them again\n"
    )


# ------------------------------------------------------------------ the notebook


def test_cells_as_the_page_shows_them(graded, tmp_path: Path) -> None:
    graded("# %% [markdown]\n# **text**\n# %%\nx = 1\nprint('a')\n# %%\n1 / 0\n")
    text, first, second = read_executed(tmp_path / "out/executed/sato.ipynb", "en")
    assert (text.number, text.prose) == (None, "<p><strong>text</strong></p>\n")
    assert (first.number, first.was_run, len(first.lines)) == (1, True, 2)
    assert [(view.kind, view.text) for view in first.outputs] == [("stdout", "a")]
    assert second.outputs[0].kind == "error"
    assert second.outputs[0].text.endswith("ZeroDivisionError: division by zero")


def test_text_in_triple_quotes_is_closed_on_every_line() -> None:
    lines = list(map(Markup, code_html('"""a\nb\n"""\n\nx = "<b>"').split("\n")))
    assert [line.striptags() for line in lines] == ['"""a', "b", '"""', "", 'x = "<b>"']
    assert all(line.count("<span") == line.count("</span>") for line in lines)


def one_cell(kind: str, source: str) -> list[dict[str, object]]:
    return [{"cell_type": kind, "source": source, "outputs": [], "execution_count": 1}]


def test_a_long_line_is_shown_without_colours() -> None:
    (cell,) = cell_views(one_cell("code", "a.<" * 101), "en")
    assert cell.lines == ("a.&lt;" * 101,)


@pytest.mark.parametrize(
    ("kind", "lines", "prose"),
    [
        ("code", ("x = &#39;&lt;b&gt;&#39;", "y"), None),
        ("markdown", (), '<pre tabindex="0">x = &#39;&lt;b&gt;&#39;\ny</pre>'),
    ],
)
def test_what_is_too_much_to_mark_up_is_shown_as_it_stands(
    kind: str, lines: tuple[str, ...], prose: str | None
) -> None:
    (cell,) = cell_views(one_cell(kind, "x = '<b>'\ny"), "en", lambda *_: None)
    assert (cell.lines, cell.prose) == (lines, prose)


@pytest.mark.hostile
def test_text_made_to_be_slow_to_read_is_shown_as_it_stands(tmp_path: Path) -> None:
    slow = ["a." * 30_000, "!" * 50_000, "$x" * 50_000, "\\begin{a}" * 9_000, "\n%" * 30_000]
    kinds = ("code", "markdown")
    cells = [
        {"cell_type": kind, "source": [source], "outputs": [], "execution_count": 1}
        for kind in kinds
        for source in (*slow, *(source[:9_000] for source in slow))
    ]
    path = write(tmp_path / "a.ipynb", json.dumps({"cells": cells}))
    began = time.process_time()
    assert len(read_executed(path, "ja")) == len(cells)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# 題", "<h3>題</h3>\n"),
        ("#### 題", "<h6>題</h6>\n"),
        ("<b onclick=x>a</b>", "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>\n"),
        ("[a](javascript:x)", "<p>a</p>\n"),
        ("[a](file:///etc/passwd)", "<p>a</p>\n"),
        (
            '[**a**](https://example.org/?a=1&b="2)',
            '<p><a href="https://example.org/?a=1&amp;b=%222" '
            'rel="noopener noreferrer nofollow"><strong>a</strong></a></p>\n',
        ),
        ("![図 **1**](http://example.org/x.png)", "<p><em>(画像: 図 1)</em></p>\n"),
        ("`</code>`", "<p><code>&lt;/code&gt;</code></p>\n"),
        (
            "$x_1$",
            '<p><math display="inline"><mrow><msub><mi>x</mi><mn>1</mn></msub></mrow></math></p>\n',
        ),
        (r"$\foo{<b>$", None),
    ],
)
def test_prose(source: str, html: str | None) -> None:
    made = prose_html(source, "ja")
    assert "<b>" not in made
    assert html is None or made == html
