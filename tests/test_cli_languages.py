"""A course in a language that we have no sentences in, from the gate to the pages."""

from __future__ import annotations

import json

import pytest

from tests.small_course import write
from tests.test_cli import autograder, complaint

pytestmark = pytest.mark.process

MARKED = "# %% [markdown] de\n# Schreibe `double(x)`.\n"
PROPERTY = """
from autograder.authoring import Violation

def grows(ask):
    return None if ask("double", 2) == 4 else Violation(texts={"de": "Es wächst nicht."})
"""


@pytest.fixture
def german(course, edit):
    edit("assignments/course.yaml", "language: en", "language: de")
    edit("assignments/doubling/assignment.yaml", "{en: Doubling, ja: 二倍}", "Das Doppelte")
    edit(
        "assignments/doubling/assignment.yaml",
        "        hidden: true\n",
        "        hidden: true\n      - holds: doubling.grows\n",
    )
    write(
        course / "reference/cases/doubling.py",
        (course / "reference/cases/doubling.py").read_text("utf-8") + PROPERTY,
    )
    edit("reference/mistakes/doubling.py", 'en="You squared.", ja="二乗しています。"',
         'texts={"de": "Du hast quadriert."}')  # fmt: skip
    edit("assignments/doubling/master.py", "# %%\n", f"{MARKED}# %%\n")
    return course


def test_a_german_course(german, tmp_path):
    assert autograder("validate", "doubling", "--course", german).returncode == 0
    out, folder = tmp_path / "out", tmp_path / "handout"
    assert autograder("handout", "doubling", folder, "--course", german).returncode == 0
    assert "Schreibe" in (folder / "doubling.py").read_text("utf-8")
    assert (folder / "README.md").read_text("utf-8").startswith("# Das Doppelte\n\nWork in")
    squared = write(folder / "doubling.py", "def double(x):\n    return x * x\n")
    checked = autograder("check", cwd=folder)
    assert (checked.returncode, checked.stderr) == (1, "")
    assert "Likely cause: Du hast quadriert." in checked.stdout

    write(tmp_path / "class/less.py", "def double(x):\n    return 0 if x == 2 else 2 * x\n")
    write(tmp_path / "class/squared.py", squared.read_text("utf-8"))
    done = autograder("grade", "doubling", tmp_path / "class", "--out", out, "--course", german)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Du hast quadriert." in (out / "feedback/squared.md").read_text("utf-8")
    less = (out / "feedback/less.md").read_text("utf-8")
    assert "### Check 3: failed\n" in less
    assert "\nEs wächst nicht.\n" in less
    result = json.loads((out / "results/squared.json").read_text("utf-8"))
    assert result["title"] == {"by_language": [["de", "Das Doppelte"]]}

    for language in ((), ("--lang", "de"), ("--lang", "ja")):
        assert autograder("report", out, *language).returncode == 0
        page = (out / "feedback/squared.html").read_text("utf-8")
        assert "Du hast quadriert." in page
    assert complaint(autograder("report", out, "--lang", "fr")) == (
        "there is nothing in the language `fr`; choose ja or en or de"
    )


def test_a_language_that_there_is_not(german, tmp_path):
    write(tmp_path / "a.py", "x = 1\n")
    lang = ("--lang", "fr", "--course", german)
    nothing = "there is nothing in the language `fr`; choose de or ja or en"
    out = tmp_path / "out"
    assert complaint(autograder("handout", "doubling", out, *lang)) == nothing
    grade = autograder("grade", "doubling", tmp_path / "a.py", "--out", out, *lang)
    assert complaint(grade) == nothing
    assert complaint(autograder("demo", "--out", out, *lang)) == nothing
    autograder("handout", "doubling", out, "--course", german)
    assert complaint(autograder("check", "--lang", "fr", cwd=out)) == nothing


def test_a_cell_in_a_language_that_the_course_is_not_in(german, edit, tmp_path):
    edit("assignments/doubling/master.py", MARKED, MARKED.replace(" de", " fr"))
    for command in (("validate", "doubling"), ("handout", "doubling", tmp_path / "out")):
        assert complaint(autograder(*command, "--course", german)) == (
            f"{german}/assignments/doubling/master.py:1: cell 1 is in `fr`, and the course only "
            "in de; write its title in course.yaml in that language too, or take the mark away"
        )
