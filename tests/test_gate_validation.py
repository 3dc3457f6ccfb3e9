"""The author's gate: passed by a good assignment, and every reason why one does not pass.

Tests of `gate/shortcomings.py`, `course/equivalents.py`, `records/validations.py`,
`gate/__init__.py`.
"""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.equivalents import read_equivalents
from autograder.errors import AssignmentError, SandboxError
from autograder.execution.places import Threads
from autograder.gate.validation import REPEATS, validate
from autograder.records import Catches
from autograder.reports.terminal import validation_table
from autograder.scaffold import scaffold
from tests.paths import ROOT
from tests.sizes import any_of
from tests.small_course import write


@pytest.fixture
def validated(course, sandbox):
    def validation():
        variants = course / "tests/submissions/doubling"
        return validate(_assignment(course), variants, Threads(sandbox, 2), lambda _: None)

    return validation


def _assignment(course):
    return load_assignment(find_course(course), "doubling")


def test_a_good_assignment_passes(course, validated):
    write(course / "tests/submissions/doubling/sums.py", "def double(x):\n    return x + x\n")
    found = validated()
    assert found.shortcomings == ()
    assert (found.mistakes, found.variants, found.mutants, found.mutation_score) == (1, 1, 7, 1.0)
    assert found.catches == (
        Catches(check="double/1", mistakes=1, alone=0),
        Catches(check="double/2", mistakes=1, alone=0),
    )


def test_progress_counts_every_submission(course, sandbox):
    seen: list[int] = []
    validate(_assignment(course), course / "nowhere", Threads(sandbox), seen.append)
    master, mistake, handout, mutants = 1, 1, 1, 3
    assert sum(seen) == REPEATS * (master + mistake) + handout + mutants


class Failing:
    """A sandbox that has no more workers after a while."""

    def __init__(self, sandbox, workers):
        self.tier, self.versions, self.trainer = sandbox.tier, sandbox.versions, sandbox.trainer
        self.sandbox = sandbox
        self.left = workers

    def worker(self, limits):
        self.left -= 1
        if self.left < 0:
            raise SandboxError("no worker today")
        return self.sandbox.worker(limits)


def test_what_could_not_be_graded_is_neither_caught_nor_noticed(course, sandbox):
    handout, graded = 1, REPEATS * 2
    failing = Failing(sandbox, handout + graded)
    found = validate(_assignment(course), course / "nowhere", Threads(failing), lambda _: None)
    assert "mutant-1 and 2 more could not be graded: no worker today" in found.shortcomings


YAML = "assignments/doubling/assignment.yaml"
MISTAKE = "reference/mistakes/doubling.py"
MASTER = "assignments/doubling/master.py"
TRIPLE = """\
  triple:
    title: Triple
    points: 5
    checks:
      - call: triple
        with: [1]
        gives: 3
"""


def test_a_master_that_is_wrong(course, edit, validated):
    edit(MASTER, "return 2 * x", "return 3 * x")
    assert validated().shortcomings == (LOST.format(who="master", file=course / YAML, got="9"),)


LOST = """\
{who} is right but gets 0 of 10 points; it loses them on double
  {file}:7: double/1
    Call: double(3)
    Expected: 6
    Got:      {got}
    The value is not the expected one."""


@pytest.mark.parametrize("cause", ["return 3 * x", "return x * np.nothing"])
def test_one_cause_is_told_once(course, edit, validated, cause):
    edit(YAML, "questions:\n", "questions:\n" + TRIPLE)
    edit(MASTER, "return 2 * x", cause)
    (told,) = validated().shortcomings
    assert told.startswith("master is right but gets 0 of 15 points; it loses them on triple, dou")
    assert "Call: double(3)" in told


def test_what_a_variable_should_hold_is_told_to_its_author(edit, validated):
    edit(YAML, "questions:\n", "questions:\n" + QUIZ.replace("VISIBLE", "hidden: true"))
    edit(MASTER, "# %%\n", "x = 3  # SOLUTION\n# %%\n")
    (told,) = validated().shortcomings
    assert told.endswith("Expected: 2")
    assert "Your value: 3" in told


QUIZ = """\
  quiz:
    title: Quiz
    points: 5
    checks:
      - value: x
        form: number
      - value: x
        equals: 2
        VISIBLE
"""


def test_a_visible_quiz_value_is_refused(course, edit, validated):
    edit(YAML, "questions:\n", "questions:\n" + QUIZ.replace("VISIBLE", ""))
    edit(MASTER, "# %%\n", "x = 2  # SOLUTION\n# %%\n")
    assert validated().shortcomings == (
        f"{course / YAML}:9: quiz/2 is visible, so the handout states the value of x; write "
        "`hidden: true`, and a visible check of its `form`",
    )


def test_what_earns_points_without_an_idea_is_shown(edit, validated):
    edit("reference/cases/doubling.py", "(0.0,), (-2.5,), (np.array([1.0, -4.0]),)", "(0.0,)")
    found = validated()
    assert "`return 0` passes double/2, and gets all points" in found.shortcomings
    edit(YAML, "        hidden: true\n", "        hidden: true\n" + HIDDEN_CHECK)
    assert "`return 0` passes double/2" in validated().unearned


@pytest.mark.parametrize("tolerance", ["tolerance: 5", "relative: 2"])
def test_a_tolerance_that_lets_wrong_answers_pass_is_told(edit, validated, tolerance):
    edit(YAML, "        hidden: true\n", f"        hidden: true\n        {tolerance}\n")
    told = "no check notices `10% more` in place of `the right answers to double/2`"
    assert told in validated().shortcomings


def test_a_handout_that_holds_the_solution(edit, validated):
    edit(
        MASTER, "    # BEGIN SOLUTION\n    return 2 * x\n    # END SOLUTION\n", "    return 2 * x\n"
    )
    assert validated().shortcomings == ("the unfilled handout gets 10 points on double",)


def test_a_handout_about_which_nothing_helpful_is_said(edit, validated):
    edit(YAML, "        gives: 6\n", "        gives: 6\n        hidden: true\n")
    assert validated().shortcomings == ("nothing says what the unfilled handout lacks for double",)


def test_a_mistake_that_is_none(edit, validated):
    edit(MISTAKE, "return x * x", "return x + x")
    assert validated().shortcomings == ("double_squared loses no points on double",)


def test_a_mistake_that_cannot_be_told_from_another(course, edit, validated):
    edit(MISTAKE, "@mistake", "TWICE = 1\n\n@mistake")
    path = course / MISTAKE
    text = path.read_text("utf-8")
    again = text[text.index("@mistake") :].replace("double_squared", "double_to_the_power_of_two")
    write(path, f"{text}\n\n{again}")
    assert validated().shortcomings == (
        "double_squared is caught, but its explanation is not given",
        "double_to_the_power_of_two is caught, but its explanation is not given",
    )


def test_a_change_that_no_check_notices(edit, validated):
    edit(MASTER, "    return 2 * x", "    y = 1\n    return 2 * x")
    found = validated()
    assert found.shortcomings == (
        "no check notices `pass` in place of `y = 1`",
        "no check notices `y = 2` in place of `y = 1`",
    )
    assert found.mutation_score == 7 / 9


COMPARED = """\
questions:
  box:
    title: Box
    points: 10
    checks:
      - class: Box
        hidden: true
        steps:
          - {new: [1]}
          - {new: [1], as: other}
          - {call: __eq__, other: other, gives: true}
      - holds: doubling.boxes
        hidden: true
"""
BOX = """\
# %%
from dataclasses import dataclass
# BEGIN SOLUTION
@dataclass
class Box:
    x: int
# END SOLUTION
"""
BOXES = """\
from autograder.authoring import Violation

def boxes(ask):
    one, other = ask.new("Box", 1), ask.new("Box", 2)
    same = one == ask.new("Box", 1)
    return None if same and other.get("x") == 2 else Violation(en="No.", ja="いいえ。")
"""


@pytest.mark.parametrize("asks_both_ways", [False, True])
def test_objects_that_are_always_equal_are_planted(course, edit, validated, asks_both_ways):
    text = (course / YAML).read_text()
    write(course / YAML, text[: text.index("questions:")] + COMPARED)
    write(course / MASTER, BOX)
    write(course / "reference/mistakes/doubling.py", "")
    cases = BOXES.replace("if same", "if same and not one == other") if asks_both_ways else BOXES
    write(course / "reference/cases/doubling.py", cases)
    told = "no check notices `class Box: __eq__ = lambda *_: True` in place of `class Box:`"
    found = validated()
    assert found.shortcomings == (() if asks_both_ways else (told,))
    assert found.mutants == 1


CHANCE = """\
  chance:
    title: Chance
    points: 10
    checks:
      - judge: chance.as_much_as
        reads: [chance]
"""


def test_points_that_depend_on_chance(course, edit, validated):
    edit(YAML, "questions:\n", "questions:\n" + CHANCE)
    edit(MASTER, "# %%\n", "import os\nchance = os.urandom(6).hex()  # SOLUTION\n# %%\n")
    write(
        course / "reference/cases/chance.py",
        "from autograder.authoring import Violation\n"
        "def as_much_as(chance):\n"
        "    return Violation(en='Less.', ja='足りません。', fraction=int(chance, 16) / 2**48)\n",
    )
    assert "master does not get the same points each time" in validated().shortcomings


RECOGNISED = """\
from autograder.authoring import recognised

@recognised("answer", code="x = 3.5", en="Not whole.", ja="整数ではありません。")
def answer_not_whole(x):
    return x % 1 > 0
"""
ANSWER = """\
  answer:
    title: Answer
    points: 5
    checks:
      - judge: answers.small
        reads: [x]
"""


@pytest.fixture
def recognising(course, edit):
    """A course whose question has a mistake that is recognised."""
    edit(YAML, "questions:\n", "questions:\n" + ANSWER)
    edit(MASTER, "# %%\n", "# %%\nx = 2  # SOLUTION\n# %%\n")
    edit(
        MISTAKE,
        "from autograder.authoring import mistake\n\n@",
        RECOGNISED + "\nfrom autograder.authoring import mistake\n\n@",
    )
    write(
        course / "reference/cases/answers.py",
        "from autograder.authoring import Violation\n"
        "def small(x):\n"
        "    return Violation(en='Large.', ja='大きすぎます。') if x != 2 else None\n",
    )


@pytest.mark.usefixtures("recognising")
def test_a_mistake_that_is_recognised(validated):
    found = validated()
    assert found.shortcomings == ()
    assert found.catches[0] == Catches(check="answer/1", mistakes=1, alone=1)


HIDDEN_CHECK = """\
      - call: double
        with: [5]
        gives: 10
        hidden: true
"""


def test_a_hidden_check_that_catches_the_same_as_another_is_marked(course, edit, validated):
    path = course / YAML
    write(path, path.read_text("utf-8") + HIDDEN_CHECK)
    found = validated()
    assert [caught.same_as for caught in found.catches] == [None, None, "double/2"]
    screen = Console(width=100, file=io.StringIO())
    screen.print(validation_table(found))
    lines = screen.file.getvalue().splitlines()
    assert lines[-2].split() == ["double/3", "1", "—", "the", "same", "as", "double/2"]


@pytest.mark.usefixtures("recognising")
def test_a_mistake_that_is_recognised_where_there_is_none(edit, validated):
    edit(MISTAKE, "x % 1 > 0", "True")
    assert validated().shortcomings == ("answer_not_whole is seen in master, which is right",)


@pytest.mark.usefixtures("recognising")
def test_a_mistake_that_is_not_recognised(edit, validated):
    edit(MISTAKE, "x % 1 > 0", "x.nothing")
    assert validated().shortcomings == (
        "answer_not_whole is caught, but its explanation is not given: it raised AttributeError: "
        "'float' object has no attribute 'nothing' (reference/mistakes/doubling.py:5)",
    )


@pytest.mark.usefixtures("recognising")
def test_a_mistake_that_sees_nothing(edit, validated):
    edit(MISTAKE, "x % 1 > 0", "False")
    assert validated().shortcomings == (
        "answer_not_whole is caught, but its explanation is not given",
    )


@pytest.mark.usefixtures("recognising")
def test_a_mistake_that_stands_for_nothing_in_the_master(edit, validated):
    edit(MISTAKE, "x = 3.5", "x.fit(3.5)")
    with pytest.raises(AssignmentError) as caught:
        validated()
    assert str(caught.value) == (
        "the master: nothing defines or calls x.fit, "
        "which the known mistake `answer_not_whole` replaces"
    )


def test_what_is_the_same_is_graded_once(course, sandbox):
    variants = course / "variants"
    for name in ("one.py", "another.py"):
        write(variants / name, "def double(x):\n    return x + x\n")
    seen: list[int] = []
    assert validate(_assignment(course), variants, Threads(sandbox, 1), seen.append).variants == 2
    master, alike, mistake, handout, mutants = 1, 1, 1, 1, 3
    assert sum(seen) == REPEATS * (master + alike + mistake) + handout + mutants


def test_training_is_repeated_for_the_master_alone(course, edit, tensorflow):
    edit(YAML, "questions:\n", "imports: [tensorflow]\nquestions:\n")
    seen: list[int] = []
    validate(_assignment(course), course / "nowhere", Threads(tensorflow), seen.append)
    master, mistake, handout, mutants = 1, 1, 1, 3
    assert sum(seen) == REPEATS * master + mistake + handout + mutants


@pytest.mark.parametrize("listed", [False, True])
def test_a_mistake_that_costs_another_question(edit, validated, listed):
    edit(YAML, "questions:\n", "questions:\n" + TRIPLE)
    edit(
        MASTER,
        "# %%\n",
        "# %%\ndef triple(x):\n    # BEGIN SOLUTION\n    return double(x) + x\n"
        "    # END SOLUTION\n# %%\n",
    )
    edit(YAML, "with: [1]", "with: [4]")
    edit(YAML, "gives: 3", "gives: 12")
    if listed:
        edit(MISTAKE, "@mistake", 'FOLLOWS = {"double": ("triple",)}\n\n@mistake')
    sentence = "double_squared also loses points on triple, which FOLLOWS does not list"
    assert (sentence in validated().shortcomings) is not listed


def test_a_variant_that_is_not_graded_right(course, validated):
    write(course / "tests/submissions/doubling/text.py", "def double(x):\n    return '6'\n")
    assert validated().shortcomings == (
        LOST.format(who="text", file=course / YAML, got="'6'").replace(
            "The value is not the expected one.", "Got a value of type str, expected a number."
        ),
    )


def test_a_survivor_that_is_explained(course, edit, validated):
    edit(MASTER, "    return 2 * x", "    y = 1\n    return 2 * x")
    write(
        course / "assignments/doubling/equivalent.yaml",
        "- {was: y = 1, now: y = 2, because: y is not used}\n"
        "- {was: y = 1, now: pass, because: y is not used}\n",
    )
    found = validated()
    assert found.shortcomings == ()
    assert {survivor.because for survivor in found.survivors} == {"y is not used"}
    assert found.mutation_score == 1.0


@pytest.mark.parametrize("text", ["- was: a\n", "was: a\n", "- {was: a, now: b, because: 3}\n"])
def test_faults_of_equivalents(tmp_path, text):
    path = write(tmp_path / "equivalent.yaml", text)
    with pytest.raises(AssignmentError) as caught:
        read_equivalents(tmp_path)
    assert str(caught.value) == f"{path}:1: expected `was`, `now` and `because`, all text"


@pytest.mark.family(kind=any_of("name"))
@pytest.mark.parametrize(
    ("name", "imports"),
    [
        ("units", "sandbox"),
        ("dense-networks", "sandbox"),
        ("arrays-and-images", "sandbox"),
        ("convolution", "sandbox"),
        ("variations", "tensorflow"),
        ("keras-training", "tensorflow"),
    ],
)
@pytest.mark.slow
@pytest.mark.process
def test_the_bundled_assignments_pass(name, imports, request):
    assignment = load_assignment(find_course(ROOT), name)
    warm = request.getfixturevalue(imports)
    found = validate(
        assignment, ROOT / "tests/submissions" / name, Threads(warm, 2), lambda _: None
    )
    assert found.shortcomings == ()
    assert found.variants >= 8
    assert [caught for caught in found.catches if caught.same_as] == []


@pytest.mark.parametrize("name", ["means", "moving-means"])
def test_a_new_assignment_passes_at_once(tmp_path, sandbox, name):
    for path, text in scaffold(tmp_path, name).items():
        write(path, text)
    assignment = load_assignment(find_course(tmp_path), name)
    assert (
        validate(assignment, tmp_path / "none", Threads(sandbox, 2), lambda _: None).shortcomings
        == ()
    )
