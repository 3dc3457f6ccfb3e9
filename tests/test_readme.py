"""The READMEs: their commands run, their example assignment works, their links lead somewhere."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

DOCUMENTS = [
    ROOT / name
    for name in (
        *("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "autograder/README.md"),
        *(
            "autograder/classes/README.md",
            "autograder/lms/README.md",
            "assignments/README.md",
            "reference/README.md",
            "tests/README.md",
        ),
    )
]
README = (ROOT / "README.md").read_text(encoding="utf-8")
WRITING = (ROOT / "assignments/README.md").read_text(encoding="utf-8")
COMMANDS = [
    command
    for document in DOCUMENTS
    if document != ROOT / "autograder/classes/README.md"  # test_classes_readme.py runs its own
    for command in re.findall(r"^\$ (.+)$", document.read_text("utf-8"), re.M)
]
FILES = re.findall(r"`(\S+)`[^`\n]*:\n\n```(?:yaml|python)\n(.*?)^```$", WRITING, re.M | re.S)
SHOWN_ROWS = re.findall(r"^ \d\d-.*graded$", README, re.M)
POINTS = {
    "units": "55",
    "dense-networks": "70",
    "arrays-and-images": "75",
    "keras-training": "55",
    "convolution": "60",
    "variations": "35",
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """A copy of the checkout with the README's files, set up as `make` leaves it."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("assignments", "reference"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, folder / name)
    scripts = folder / ".venv/bin"
    scripts.mkdir(parents=True)
    for module in ("autograder", "pytest"):
        command = scripts / module
        command.write_text(f'#!/bin/sh\nexec {sys.executable} -m {module} "$@"\n')
        command.chmod(0o755)
    (folder / ".venv/ready").touch()
    for name, text in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    submissions = folder / "submissions"
    submissions.mkdir()
    shutil.copy(ROOT / "assignments/units/master.py", submissions / "sato.py")
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{folder}/.venv/bin:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_there_is_something_to_test():
    assert len(COMMANDS) == 15
    assert len(FILES) == 5
    assert len(SHOWN_ROWS) == 5


@pytest.mark.slow
def test_the_demo_grades_a_class_for_every_assignment(checkout):
    done = run("make demo", checkout)
    assert (done.returncode, done.stderr) == (0, "")
    for name, possible in POINTS.items():
        with (checkout / "demo-class" / name / "scores.csv").open(encoding="utf-8-sig") as file:
            rows = list(csv.reader(file))[1:]
        assert len(rows) >= 30
        assert {row[-1] for row in rows} == {"graded"}
        assert [rows[0][-3], rows[1][-3], rows[-1][-3]] == [possible, possible, "0"]
        assert any(float(row[-3]) < float(possible) for row in rows[2:-1])
        assert f"Scores, feedback and records: demo-class/{name}" in done.stdout
        submissions = (checkout / "demo-class" / name / "submissions").iterdir()
        assert {path.suffix for path in submissions} == {".ipynb", ".py"}
    told = [line.rstrip() for line in done.stdout.splitlines()]
    assert [row for row in SHOWN_ROWS if row not in told] == []


@pytest.mark.slow
def test_the_feedback_that_is_shown_is_the_feedback(checkout):
    student = re.search(r"demo-class/convolution/feedback/(\S+)\.md", README)[1]
    assert any(student in row for row in SHOWN_ROWS)
    shown = README.partition("````markdown\n")[2].partition("````")[0]
    (handed_in,) = (checkout / "demo-class/convolution/submissions").glob(f"{student}.*")
    run(f"autograder grade convolution {handed_in} --out graded-shown --lang en", checkout)
    assert shown in (checkout / f"graded-shown/feedback/{student}.md").read_text("utf-8")


MADE = ["make demo", "make check", "make test"]  #: of which CI runs all but the first
CHECKS = [command for command in COMMANDS if command.startswith("cd units && ")]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in (*MADE, *CHECKS)])
def test_commands(checkout, command):
    done = run(command, checkout)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", CHECKS)
def test_a_student_is_told_what_is_missing(checkout, command):
    run("autograder handout units units/ --lang en", checkout)
    done = run(f"export COLUMNS=100; {command}", checkout)
    assert done.returncode == 1
    assert "relu: 0 of 2 visible checks pass; 3 hidden at grading" in done.stdout
    if "pytest" in command:
        shown = README.partition("units.ipynb FF")[2].partition("```")[0].rstrip()
        assert f"units.ipynb FF{shown}" in done.stdout


def test_the_master_of_the_example_gets_full_points(checkout):
    run("autograder grade means assignments/means/master.py --out graded-master", checkout)
    table = (checkout / "graded-master/scores.csv").read_text("utf-8-sig")
    assert table.splitlines()[1] == "master,10,10,10,graded"


def test_the_mistake_of_the_example_is_explained(checkout):
    mistake = checkout / "wrong.py"
    source = dict(FILES)["reference/mistakes/means.py"]
    mistake.write_text(source[source.index("def ") :].replace("_last_missing", ""))
    run("autograder grade means wrong.py --out graded-wrong --lang en", checkout)
    feedback = (checkout / "graded-wrong/feedback/wrong.md").read_text("utf-8")
    assert (
        "Likely cause: The last window is missing: look at where the repetition ends." in feedback
    )


def test_the_fault_of_the_example_is_reported_as_the_readme_says(checkout):
    path = checkout / "assignments/means/assignment.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("points: 10", "points: 10\n    point: 10"), "utf-8")
    done = run("autograder handout means elsewhere", checkout)
    path.write_text(text, "utf-8")
    assert done.stderr.replace(f"{checkout}/", "").replace(":6:", ":5:").rstrip() in WRITING


def test_the_test_command_is_what_ci_runs():
    assert "`make test`" in README
    lines = (ROOT / ".ci/run").read_text().splitlines()
    assert "make test" in [line.strip().removeprefix("exec ") for line in lines]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links(document):
    links = re.findall(r"\]\(([^)#]+)(?:#[\w-]+)?\)", document.read_text("utf-8"))
    targets = [link for link in links if not link.startswith("https://")]
    assert [link for link in targets if not (document.parent / link).exists()] == []
