"""The author's gate: passed by a good assignment, and every reason why one does not pass."""

from __future__ import annotations

import pytest

from autograder.errors import AssignmentError
from autograder.loading.assignment import load_assignment
from autograder.loading.course import find_course
from autograder.loading.equivalents import read_equivalents
from autograder.scaffold import scaffold
from autograder.validation import REPEATS, validate
from tests.courses import write
from tests.paths import ROOT


@pytest.fixture
def validated(course, sandbox):
    def validation():
        assignment = load_assignment(find_course(course), "doubling")
        variants = course / "tests/submissions/doubling"
        return validate(assignment, variants, sandbox, 2, lambda _: None)

    return validation


def test_a_good_assignment_passes(course, validated):
    write(course / "tests/submissions/doubling/sums.py", "def double(x):\n    return x + x\n")
    found = validated()
    assert found.shortcomings == ()
    assert (found.mistakes, found.variants, found.mutants, found.mutation_score) == (1, 1, 3, 1.0)
    assert found.catches == (("double/1", 1, 0), ("double/2", 1, 0))


def test_progress_counts_every_submission(course, sandbox):
    assignment = load_assignment(find_course(course), "doubling")
    seen: list[int] = []
    validate(assignment, course / "nowhere", sandbox, 1, seen.append)
    master, mistake, handout, mutants = 1, 1, 1, 3
    assert sum(seen) == REPEATS * (master + mistake) + handout + mutants


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


def test_a_master_that_is_wrong(edit, validated):
    edit(MASTER, "return 2 * x", "return 3 * x")
    assert "master is right but gets 0 of 10 points; it loses them on double" in (
        validated().shortcomings
    )


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
    assert found.mutation_score == 3 / 5


def test_points_that_depend_on_chance(edit, validated):
    edit(MASTER, "    return 2 * x", "    import os\n    return 2 * x + os.getpid() % 2")
    found = validated().shortcomings
    assert "master does not get the same points each time" in found or any(
        sentence.startswith("master is right but gets") for sentence in found
    )


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
        "text is right but gets 0 of 10 points; it loses them on double",
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


@pytest.mark.parametrize(
    "name", ["units", "dense-networks", "arrays-and-images", "convolution", "variations"]
)
@pytest.mark.slow
def test_the_bundled_assignments_pass(name, sandbox):
    assignment = load_assignment(find_course(ROOT), name)
    found = validate(assignment, ROOT / "tests/submissions" / name, sandbox, 2, lambda _: None)
    assert found.shortcomings == ()


@pytest.mark.parametrize("name", ["means", "moving-means"])
def test_a_new_assignment_passes_at_once(tmp_path, sandbox, name):
    for path, text in scaffold(tmp_path, name).items():
        write(path, text)
    assignment = load_assignment(find_course(tmp_path), name)
    assert validate(assignment, tmp_path / "none", sandbox, 2, lambda _: None).shortcomings == ()
