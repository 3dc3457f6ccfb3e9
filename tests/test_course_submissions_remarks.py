"""What is said of a submission as a whole, and of which nothing is.

Tests of `course/submissions/remarks.py`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.course.submissions.find import read_submission
from autograder.course.submissions.remarks import remarked
from autograder.feedback.show.sentences import in_language
from autograder.handout.checks_file import cell_digests
from autograder.records import Cell, Submission
from autograder.records.sentences import Sentence
from tests.paths import ROOT
from tests.said import both

COURSE = find_course(ROOT)
UNITS, CONVOLUTION, KERAS = (
    load_assignment(COURSE, name) for name in ("units", "convolution", "keras-training")
)
MASTER = read_master(UNITS.folder)
HANDOUT = MASTER.handout("ja")

UNTOUCHED = (
    "This is the handout as it was handed out: nothing in it has been filled in. Is it the right "
    "file?",
    "配布されたままのファイルで、何も書き込まれていません。提出するファイルを間違えていませんか。",
)
ANOTHER = (
    "Nothing here defines what this assignment asks for (`weighted_sum`, `relu`, `sigmoid`, …). "
    "Is it the work for another assignment?",
    "この課題で求めているもの (`weighted_sum`, `relu`, `sigmoid`, …) が、"
    "どこにも定義されていません。別の課題のファイルを提出していませんか。",
)
NO_CODE = (
    "There is text but no code here: what stands in a Markdown or Raw cell does not run. Turn the "
    "cells with your code into code cells.",
    "文章はありますが、コードがありません。Markdown や Raw のセルに書いたものは実行されません。"
    "コードを書いたセルをコードセルに変えてください。",
)
NOTHING = (
    "There is nothing in this file. Is it the right one, and was it saved?",
    "このファイルには何も書かれていません。"
    "提出するファイルを間違えていないか、保存してあるかを確かめてください。",
)


def code(*sources: str) -> tuple[Cell, ...]:
    return tuple(Cell(kind="code", source=source) for source in sources)


def remark(cells: tuple[Cell, ...], assignment=UNITS) -> Sentence | None:
    submission = Submission(name="ann", path=Path("ann.ipynb"), cells=cells)
    handouts = [cell_digests(MASTER.handout(language)) for language in COURSE.languages]
    (after,) = remarked([submission], assignment, lambda c: cell_digests(c) in handouts)
    assert replace(after, remark=None) == submission
    return after.remark


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (HANDOUT, UNTOUCHED),
        (MASTER.handout("en"), UNTOUCHED),
        ((*HANDOUT, *code("", "%check relu")), UNTOUCHED),  # it was only tried
        (read_master(CONVOLUTION.folder).handout("ja"), ANOTHER),
        (read_master(CONVOLUTION.folder).solved("en"), ANOTHER),
        (code("import pandas as pd\ndf = pd.DataFrame()", "print(df == 3)"), ANOTHER),
        ((), NOTHING),
        (code("", " \n"), NOTHING),
        ((Cell(kind="markdown", source="# units"), *code("")), NO_CODE),
        ((Cell(kind="raw", source="def relu(x): return x"),), NO_CODE),
    ],
)
def test_what_is_said_of_a_whole_submission(cells, said):
    assert both(remark(cells)) == said


ONE_FILLED = tuple(
    replace(cell, source="s_20 = 1") if cell.kind == "code" and "s_20" in cell.source else cell
    for cell in HANDOUT
)


@pytest.mark.parametrize(
    "cells",
    [
        ONE_FILLED,
        MASTER.solved("ja"),
        code("def relu(x): return x"),
        code("s_25 = 3"),
        code("s_20, other = 1, 2"),
        code("# def relu(x): return x"),
        code("def ReLU(x): return x"),
        code("def sigmiod(x): return x"),
        code("def main():\n    def relu(x): return x"),
        code("from mine import relu"),
        code("from mine import *  # another file of the student"),
        code("import mine\nsigmoid = mine.f"),
        code("def relu(x) return x"),
    ],
)
def test_of_what_may_be_an_answer_nothing_is_said(cells):
    assert cells != HANDOUT
    assert remark(cells) is None


def test_a_model_under_another_name_is_no_work_for_another_assignment():
    only_m = replace(KERAS, questions=tuple(q for q in KERAS.questions if _asks_for_m_only(q)))
    assert only_m.questions
    assert remark(code("model = keras.Sequential()"), only_m) is None


def _asks_for_m_only(question) -> bool:
    return {name for check in question.checks for name in check.names} == {"m"}


SAMPLES = sorted((ROOT / "tests/submissions").glob("*/*.*"))


@pytest.mark.parametrize("name", sorted({path.parent.name for path in SAMPLES}))
def test_nothing_is_said_of_the_samples(name):
    assignment = load_assignment(COURSE, name)
    samples = [read_submission(path) for path in SAMPLES if path.parent.name == name]
    said = [
        (s.name, in_language(s.remark, "en"))
        for s in remarked(samples, assignment, lambda cells: False)
        if s.remark
    ]
    assert samples
    assert said == []
