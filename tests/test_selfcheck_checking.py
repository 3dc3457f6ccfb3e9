"""A self-check from a file: the same opinion as grading has on the visible checks.

Tests of `selfcheck/report.py`, `selfcheck/telling.py`, `selfcheck/__init__.py`.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.course.submissions.find import read_submission
from autograder.feedback.show.sentences import in_language
from autograder.gate.demonstration import planted
from autograder.grading import grade_one
from autograder.handout import as_module, as_notebook
from autograder.records import Outcome
from autograder.reports.feedback_markdown import feedback_markdown
from autograder.selfcheck.checking import check_file, only
from autograder.selfcheck.handouts import SelfCheckError, load_handout
from autograder.selfcheck.report import as_text
from autograder.selfcheck.telling import said_of_cells, said_of_check, standing
from tests.handouts import RIGHT, WRONG, hand_out_bundled, hand_out_from, hand_out_small
from tests.paths import ROOT
from tests.said import sentences
from tests.small_course import write

pytestmark = pytest.mark.process

NUMPY = ("units", "dense-networks", "arrays-and-images", "convolution")


def checked(folder, path):
    return check_file(load_handout(folder, ""), read_submission(path))


@pytest.mark.parametrize("name", NUMPY)
def test_masters_pass_all_visible_checks(name, tmp_path):
    folder = hand_out_bundled(name, tmp_path / name)
    cells = read_master(ROOT / "assignments" / name).solved("ja")
    found = checked(folder, write(folder / f"{name}.ipynb", as_notebook(cells)))
    assert found.passed
    assert all(run.raised is None for run in found.observation.runs)


@pytest.mark.slow
def test_the_master_of_keras_passes_too(tmp_path):
    folder = hand_out_bundled("keras-training", tmp_path / "keras")
    cells = read_master(ROOT / "assignments/keras-training").solved("en")
    assert checked(folder, write(folder / "keras-training.py", as_module(cells))).passed


def test_a_known_mistake_is_explained(tmp_path):
    folder = hand_out_bundled("units", tmp_path / "units")
    assignment = load_assignment(find_course(ROOT), "units")
    mistakes = {m.id: m for question in assignment.questions for m in question.mistakes}
    mistake = mistakes["weighted_sum_not_paired"]
    cells = planted(read_master(assignment.folder).solved("en"), [mistake])
    found = checked(folder, write(folder / "units.py", as_module(cells)))
    lines = as_text(found).split("\n")
    assert f"  Likely cause: {mistake.explanation.in_language('en')}" in lines


def test_a_right_form_is_not_called_a_right_value(tmp_path):
    standings = {}
    for language in ("en", "ja"):
        folder = hand_out_bundled("dense-networks", tmp_path / language, language)
        work = (
            "predictions = [1] * 10\nnew_weight = 1\ndef threshold_unit(*_):\n    return 1.0\n"
            "unit1_pattern = 7, 7\nunit2_pattern = 'x'\n"
        )
        found = checked(folder, write(folder / "dense-networks.py", work))
        standings[language] = {
            asked.question.id: in_language(standing(asked), language) for asked in found.questions
        }
    en, ja = standings["en"], standings["ja"]
    assert en["generalise"] == (
        "the form is right (the value is looked at when your work is graded); 1 hidden at grading; "
        "worth 5 points"
    )
    assert ja["generalise"].startswith("形は正しく書けています (値は採点のときに確かめます)")
    assert en["patterns"].startswith("1 of 2 visible checks pass; ")
    assert en["threshold"].startswith(
        "2 of 2 visible checks pass (1 of form only: the value is looked at when your work is "
        "graded); "
    )
    assert "合格 (うち 1 個は形だけ。値は採点のときに確かめます)" in ja["threshold"]
    assert en["centre"].startswith("0 of ")


NEAR = "# %%\ndef Double(x):\n    return 2 * x\n# %%\nprint(doubel)\n"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_names_are_missed_in_the_words_of_grading(course, tmp_path, sandbox, language):
    folder = tmp_path / "h"
    hand_out_from(course, "doubling", folder, language)
    path = write(folder / "doubling.py", NEAR)
    assignment = load_assignment(find_course(course), "doubling")
    result = grade_one(assignment, read_submission(path), sandbox)
    graded = feedback_markdown(assignment, result, language).split("\n")
    found = checked(folder, path)
    (asked,) = found.questions
    (sentence,) = sentences(said_of_check(asked.results[0], found.names), language)
    assert "`Double`" in sentence
    assert sentence in graded
    assert f"    {sentence}" in as_text(found).split("\n")
    ((_, lines),) = said_of_cells(found)
    assert [f"- {in_language(line, language)}" for line in lines] == [
        line for line in graded if line[:2] == "- "
    ]


TEXT_EN = """\
Self-check of doubling.py
Errors in doubling.py:
  A statement of doubling.py stops with `ZeroDivisionError`: `division by zero` \
(doubling.py, line 2: `1 / 0`) — The number that is divided by is 0 here. \
Print it, and see where it comes from: an empty list, a count that never grew?
double: 0 of 1 visible checks pass; 1 hidden at grading; worth 10 points
  Likely cause: You squared.
  Check 1: failed
    Call: double(3)
    Expected: 6
    Got:      9
    The value is not the expected one.
Points are given at grading, when the hidden checks are run too."""

TEXT_JA = """\
doubling.py の自己チェック
double: 公開チェック 1 / 1 合格、採点時に非公開チェック 1 件、配点 10 点
点数は、非公開のチェックも行う採点のときに決まります。"""


def test_what_is_said(tmp_path):
    folder = hand_out_small(tmp_path / "en")
    source = "# %%\n1 / 0\n# %%\ndef double(x):\n    return x * x\n"
    assert as_text(checked(folder, write(folder / "doubling.py", source))) == TEXT_EN


def test_what_is_said_in_japanese(tmp_path):
    folder = hand_out_small(tmp_path / "ja", "ja")
    found = checked(folder, write(folder / "doubling.py", RIGHT))
    assert found.passed
    assert as_text(found) == TEXT_JA


def test_checks_have_their_numbers_of_grading(course, edit, tmp_path):
    yaml = "assignments/doubling/assignment.yaml"
    edit(yaml, "checks:\n", "checks:\n      - {call: double, with: [4], gives: 8, hidden: true}\n")
    hand_out_from(course, "doubling", tmp_path / "h")
    found = checked(tmp_path / "h", write(tmp_path / "h/doubling.py", WRONG))
    assert "  Check 2: failed" in as_text(found).split("\n")
    arguments = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    run = subprocess.run(arguments, cwd=tmp_path / "h", capture_output=True, text=True, check=True)
    assert "doubling.py::double::check 2" in run.stdout.split("\n")


def test_a_deleted_cell_and_a_syntax_error(tmp_path):
    folder = hand_out_small(tmp_path / "en")
    text = as_text(checked(folder, write(folder / "doubling.py", "x = 1\n")))
    assert "There is no `double`." in text
    text = as_text(checked(folder, write(folder / "doubling.py", "def double(x:\n    return 1\n")))
    assert "A statement of doubling.py stops with `SyntaxError`" in text
    assert (
        "  Python runs nothing of a file, or of the part between two lines `# %%`, that has a "
        "syntax error.\n" in text
    )


def test_an_unreadable_line_in_japanese(tmp_path):
    folder = hand_out_small(tmp_path / "ja", "ja")
    text = as_text(checked(folder, write(folder / "doubling.py", "def double(x:\n    return 1\n")))
    assert (
        "  文法に合わない行が一つでもあると、そのファイル "
        "(`# %%` の行で区切ってあれば、その区切り) は全体が実行されません。\n" in text
    )


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en", ["Errors in doubling.py", "Warnings in doubling.py"]),
        ("ja", ["doubling.py で起きたエラー", "doubling.py で出た警告"]),
    ],
)
def test_warnings_are_not_listed_as_errors(tmp_path, language, headings):
    folder = hand_out_small(tmp_path / "h", language)
    source = "# %%\n1 / 0\n# %%\nimport numpy as np\nnp.uint8(200) + np.uint8(100)\n"
    found = checked(folder, write(folder / "doubling.py", source))
    said = [
        (in_language(heading, language), [in_language(line, language) for line in lines])
        for heading, lines in said_of_cells(found)
    ]
    assert [heading for heading, _ in said] == headings
    assert [len(lines) for _, lines in said] == [1, 1]


def test_an_endless_loop_costs_one_question(tmp_path, edit, course):
    edit(
        "assignments/doubling/assignment.yaml",
        "questions:",
        "limits: {question_seconds: 1}\nquestions:",
    )
    hand_out_from(course, "doubling", tmp_path / "h")
    source = "def double(x):\n    while True: pass\n"
    found = checked(tmp_path / "h", write(tmp_path / "h/doubling.py", source))
    assert [r.outcome for q in found.questions for r in q.results] == [Outcome.TIMED_OUT]


def test_one_question_by_its_id_or_by_a_name_it_asks_for(tmp_path):
    handout = load_handout(hand_out_bundled("units", tmp_path / "units"), "")
    for name in ("weighted-sum", "weighted_sum"):
        assert [q.id for q in only(handout, name).questions] == ["weighted-sum"]
    assert len(only(handout, None).questions) == 6


@pytest.mark.parametrize(
    ("words", "question"),
    [
        *[(words, "relu") for words in ("2", "問2", "問２", "問 2", "Q2", "question 2", "第2問")],
        *[(words, "relu") for words in ("ReLU", "relu", "問2 ReLU", "Question 2: ReLU")],
        *[(words, "weighted-sum") for words in ("1", "Weighted sum", "WEIGHTED  SUM")],
        *[(words, "weighted-sum") for words in ("重みづけと合計", "問1 重みづけと合計")],
        *[(words, None) for words in ("0", "7", "02", "問", "問2 sigmoid", "22", "2 3", "")],
    ],
)
def test_one_question_by_its_number_or_its_title(units, words, question):
    handout = load_handout(units, "")
    if question:
        assert [q.id for q in only(handout, words).questions] == [question]
        return
    with pytest.raises(SelfCheckError, match="There is no question"):
        only(handout, words)


@pytest.fixture(scope="module")
def units(tmp_path_factory):
    return hand_out_bundled("units", tmp_path_factory.mktemp("units"))


@pytest.mark.parametrize(
    ("language", "near", "none"),
    [
        (
            "en",
            "There is no question `wheighted`. Did you mean `weighted-sum`?",
            "There is no question `x`; there are: "
            "weighted-sum, relu, sigmoid, unit, s-quiz, image-unit",
        ),
        (
            "ja",
            "`wheighted` という問はありません。`weighted-sum` ではありませんか。",
            "`x` という問はありません。問は次のとおりです: "
            "weighted-sum, relu, sigmoid, unit, s-quiz, image-unit",
        ),
    ],
)
def test_a_question_that_there_is_not(tmp_path, language, near, none):
    handout = load_handout(hand_out_bundled("units", tmp_path / "units"), "", language)
    for name, sentence in (("wheighted", near), ("x", none)):
        with pytest.raises(SelfCheckError) as caught:
            only(handout, name)
        assert str(caught.value) == sentence


def test_python_that_cannot_be_started(tmp_path, monkeypatch):
    folder = hand_out_small(tmp_path / "en")
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    with pytest.raises(SelfCheckError) as caught:
        checked(folder, write(folder / "doubling.py", RIGHT))
    assert str(caught.value) == "Your code could not be run: Python did not start."


READS = "# %%\ndef double(x):\n    return x * int(open('data/two.txt').read())\n"


def test_data_files_are_there_at_grading_and_in_a_self_check(course, tmp_path, sandbox):
    write(course / "assignments/doubling/files/data/two.txt", "2")
    hand_out_from(course, "doubling", tmp_path / "h")
    path = write(tmp_path / "h/doubling.py", READS)
    assert checked(tmp_path / "h", path).passed
    assignment = load_assignment(find_course(course), "doubling")
    assert grade_one(assignment, read_submission(path), sandbox).points == 10


def test_a_fault_of_the_checks_own_is_said_to_be_one(course, edit, tmp_path):
    call = "call: double\n        with: [3]\n        gives: 6"
    edit("assignments/doubling/assignment.yaml", call, "holds: doubling.odd")
    numbers = "def numbers():"
    edit("reference/cases/doubling.py", numbers, f"def odd(ask): return 1 / 0\n\n{numbers}")
    for language, sentence in (
        ("en", "This check could not be run; that is no fault of your code. Tell your teacher."),
        (
            "ja",
            "このチェックは実行できませんでした。あなたのプログラムの誤りではありません。"
            "先生に知らせてください。",
        ),
    ):
        hand_out_from(course, "doubling", tmp_path / language, language)
        found = checked(tmp_path / language, write(tmp_path / language / "doubling.py", RIGHT))
        assert f"    {sentence}" in as_text(found).split("\n")


def test_a_data_file_that_is_gone_is_a_fault_of_ours(course, sandbox):
    path = write(course / "assignments/doubling/files/two.txt", "2")
    assignment = load_assignment(find_course(course), "doubling")
    path.unlink()
    submission = read_submission(write(course / "doubling.py", RIGHT))
    result = grade_one(assignment, submission, sandbox)
    assert result.points is None
    assert result.observation.fault.message == (
        f"workers cannot be run: No such file or directory: {path}"
    )
