"""An autograder for Gradescope: unpacked, set up and run in the layout that Gradescope documents.

The roots are below a folder of the test, and pip is given the packages of this environment in place
of an index.

Tests of `exports/gradescope_zip.py`, `exports/gradescope_host.py`, `exports/own_wheel.py`,
`handout/places.py`, `cli/gradescope_zip.py` and `cli/gradescope_run.py`.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import requires
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from autograder import __version__
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import UsageError
from autograder.exports.gradescope_host import HostFacts, host_facts
from autograder.exports.gradescope_zip import gradescope_zip
from autograder.exports.own_wheel import NAME, own_wheel
from autograder.ipynb import notebook, notebook_cell
from autograder.records import Cell
from tests.handouts import RIGHT, WRONG, hand_out_small
from tests.paths import ROOT
from tests.refusals import refusing
from tests.small_course import write, write_small_course
from tests.test_grades import returned

METADATA: dict[str, Any] = {
    "id": 123456,
    "created_at": "2026-04-24T18:21:33.571561-07:00",
    "assignment": {
        "id": 98, "course_id": 54, "title": "Doubling", "due_date": "2026-04-25T18:00:00-07:00",
        "late_due_date": None, "release_date": "2026-04-01T18:00:00-07:00",
        "group_submission": False, "group_size": None, "total_points": "10.0",
    },
    "submission_method": "upload",
    "users": [{"email": "ann@example.invalid", "id": 7, "name": "Ann"}],
    "previous_submissions": [],
}  # fmt: skip
HOSTILE = """\
# %%
import os, pathlib
found = []
root = pathlib.Path({root!r})
for path in ("source/course/reference/doubling.py", "submission_metadata.json", "source/setup.sh"):
    try:
        found.append((root / path).read_text())
    except OSError:
        pass
try:
    (root / "results/results.json").write_text('{{"score": 10}}')
except OSError:
    pass
print("FOUND", found)
def double(x):
    os._exit(0)
"""
OPEN = "This submission is not graded yet, which is no 0. Your teacher is shown why."


@dataclass(frozen=True)
class Host:
    """What stands for Gradescope's machine: its `/autograder`."""

    root: Path

    def set_up(self, made: bytes) -> subprocess.CompletedProcess[str]:
        """Do what building the image does."""
        for folder in ("source", "submission", "results"):
            (self.root / folder).mkdir(parents=True)
        with zipfile.ZipFile(BytesIO(made)) as archive:
            archive.extractall(self.root / "source")
        shutil.copy(self.root / "source/run_autograder", self.root / "run_autograder")
        venv.create(self.root / "python", with_pip=False)
        (site,) = (self.root / "python/lib").glob("python*/site-packages")
        write(site / "libraries.pth", sysconfig.get_path("purelib"))
        return self.run("bash", "source/setup.sh")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
        own = {"AUTOGRADER_ROOT": str(self.root), "PIP_NO_INDEX": "1", "SECRET": "wasabi"}
        return subprocess.run(
            command, cwd=self.root, env=kept | own, capture_output=True, text=True, check=False
        )

    def grade(
        self,
        files: Mapping[str, str | bytes],
        metadata: object = METADATA,
        program: str | None = None,
    ) -> tuple[dict[str, Any], str]:
        """Return `results.json`, and what only teachers see."""
        for folder in ("submission", "results"):
            shutil.rmtree(self.root / folder)
            (self.root / folder).mkdir()
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (self.root / "submission" / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / "submission" / name).write_bytes(data)
        write(self.root / "submission_metadata.json", json.dumps(metadata))
        words = ["bash", "run_autograder"]
        if program:
            words = [sys.executable, "-c", f"{program}\nimport os; os.execvp('bash', {words})"]
        done = self.run(*words)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return json.loads((self.root / "results/results.json").read_bytes()), done.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The zip file, as the command writes it."""
    folder = tmp_path_factory.mktemp("made")
    course = write_small_course(folder / "course")
    write(course / "reference/__pycache__/doubling.cpython-311.pyc", "stale")
    write(course / "assignments/other/notes.md", "not needed")
    path = folder / "doubling.zip"
    assert returned("gradescope-zip", "doubling", "--course", course, "--out", path) == 0
    return path


@pytest.fixture(scope="module")
def host(made, tmp_path_factory) -> Host:
    host = Host(tmp_path_factory.mktemp("gradescope") / "autograder")
    done = host.set_up(made.read_bytes())
    assert done.returncode == 0, done.stderr + done.stdout
    assert "Successfully installed akapen" in done.stdout
    return host


def checked(results: dict[str, Any]) -> dict[str, Any]:
    """Return the document, after checking it against Gradescope's specification."""
    top = {"score", "output", "output_format", "test_output_format", "test_name_format",
           "visibility", "stdout_visibility", "tests"}  # fmt: skip
    assert set(results) <= top
    assert {
        results[key] for key in ("output_format", "test_output_format", "test_name_format")
    } == {"text"}
    assert (results["visibility"], results["stdout_visibility"]) == ("visible", "hidden")
    assert type(results.get("score", 0.0)) in (int, float)
    for test in results["tests"]:
        assert set(test) <= {"name", "number", "output", "output_format", "score", "max_score",
                             "status", "visibility"}  # fmt: skip
        assert all(type(test[key]) is str for key in set(test) - {"score", "max_score"})
        assert test.get("status", "passed") in ("passed", "failed")
        assert test.get("visibility", "hidden") == "hidden"
        assert ("score" in test) == ("max_score" in test) == ("score" in results)
    return results


def why_not(results: dict[str, Any]) -> str:
    """Return what teachers alone read of a submission that is not graded; nothing has a score."""
    *told, hidden = checked(results)["tests"]
    assert "score" not in json.dumps(results)
    assert (hidden["name"], hidden["visibility"]) == (
        "NOT GRADED (only teachers see this)",
        "hidden",
    )
    assert not any("visibility" in test for test in told)
    return str(hidden["output"])


# -- graded in the documented layout


@pytest.mark.process
def test_a_right_and_a_wrong_submission(host):
    right, said = host.grade({"work/doubling.py": RIGHT})
    assert checked(right)["score"] == 10
    assert right["tests"] == [{
        "name": "Double", "number": "1", "output": "10 of 10 points\nAll checks passed.",
        "score": 10, "max_score": 10, "status": "passed",
    }]  # fmt: skip
    assert "submission_123456" in said
    cells = [notebook_cell(1, Cell(kind="code", source=WRONG))]
    wrong, _said = host.grade({"any name.ipynb": notebook(cells)})
    assert checked(wrong)["score"] == 0
    assert wrong["tests"][0]["status"] == "failed"
    assert "Likely cause: You squared." in wrong["tests"][0]["output"]
    assert "Check 2 (hidden): failed" in wrong["tests"][0]["output"]
    assert "-2.5" not in json.dumps(wrong)


@pytest.mark.process
def test_what_is_broken_has_0_points_and_says_why(host):
    results, _said = host.grade({"doubling.ipynb": "{broken"})
    assert checked(results)["score"] == 0
    assert results["output"] == (
        "This submission could not be graded: the notebook is damaged (invalid JSON at line 1)."
    )


@pytest.mark.process
def test_a_hostile_submission_reads_and_changes_nothing(host):
    results, said = host.grade({"doubling.py": HOSTILE.format(root=str(host.root))})
    assert checked(results)["score"] == 0
    assert "return 2 * x" not in json.dumps(results) + said
    assert "example.invalid" not in json.dumps(results) + said
    executed = (host.root / "graded/executed/submission_123456.ipynb").read_text()
    assert "FOUND []" in executed


@pytest.mark.process
def test_nothing_and_too_much_is_left_to_a_person(host):
    empty, said = host.grade({})
    assert why_not(empty) == (
        "needs review: the folder is empty; hand in the notebook (.ipynb) or module (.py)"
    )
    assert empty["output"].startswith(OPEN + "\nThis submission could not be graded: the folder")
    assert said.endswith("This submission is NOT GRADED; the reason stands above.\n")
    two, _said = host.grade({"a.py": RIGHT, "b.py": WRONG})
    assert why_not(two) == "needs review: it is not clear which file to grade: a.py, b.py"
    assert two["tests"][0]["output"] == "not graded yet (10 points possible)"


@pytest.mark.process
def test_where_isolation_is_denied_it_is_not_graded_and_only_teachers_read_why(host):
    denied = refusing("landlock_create_ruleset", errno.ENOSYS)
    results, said = host.grade({"doubling.py": RIGHT}, program=denied)
    why = "Student code cannot be isolated here: this kernel has no Landlock."
    assert why_not(results).startswith(why)
    assert why in said
    assert results["output"] == OPEN


@pytest.mark.process
def test_a_grader_that_cannot_even_start_has_left_a_result(host):
    python = host.root / "python/bin/python"
    python.rename(python.with_name("gone"))
    results, _said = host.grade({"doubling.py": RIGHT})
    python.with_name("gone").rename(python)
    assert why_not(results) == (
        "run_autograder ended before it was done: see the autograder's output"
    )


# -- the zip file


def test_the_zip_file_holds_what_is_needed_and_no_more(made):
    with zipfile.ZipFile(made) as archive:
        modes = {one.filename: one.external_attr >> 16 & 0o777 for one in archive.infolist()}
        required = archive.read("requirements.txt").decode().splitlines()
    assert set(modes) == {
        *("setup.sh", "run_autograder", "requirements.txt", "not_graded.json", f"package/{NAME}"),
        *(f"course/{name}" for name in (
            "assignments/course.yaml", "assignments/doubling/assignment.yaml",
            "assignments/doubling/master.py", "reference/__init__.py", "reference/doubling.py",
            "reference/cases/__init__.py", "reference/cases/doubling.py",
            "reference/mistakes/__init__.py", "reference/mistakes/doubling.py")),
    }  # fmt: skip
    assert {name for name, mode in modes.items() if mode == 0o755} == {"setup.sh", "run_autograder"}
    assert required == [one for one in requires("akapen") or () if "extra" not in one]
    assert not any("tensorflow" in one for one in required)


def test_tensorflow_is_installed_only_where_it_is_needed():
    course = find_course(ROOT)
    made = gradescope_zip(course, load_assignment(course, "keras-training"), "ja")
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert "tensorflow" in archive.read("requirements.txt").decode().splitlines()
        assert "gradescope-run keras-training " in archive.read("run_autograder").decode()
        told = json.loads(archive.read("not_graded.json"))
    assert told["output"] == (
        "この提出はまだ採点されていません（0点になったわけではありません）。理由は教員に表示されます。"
    )
    assert made == gradescope_zip(course, load_assignment(course, "keras-training"), "ja")


def test_the_wheel_is_whole(tmp_path):
    with zipfile.ZipFile(BytesIO(own_wheel())) as archive:
        names = archive.namelist()
        record = archive.read(f"akapen-{__version__}.dist-info/RECORD").decode().splitlines()
        metadata = archive.read(f"akapen-{__version__}.dist-info/METADATA").decode()
    assert [line.partition(",")[0] for line in record] == names
    assert f"\nVersion: {__version__}\n" in metadata
    assert {"autograder/feedback/locale/ja.mo", "autograder/exports/scripts/setup.sh"} <= set(names)


def test_scripts_stop_at_the_first_fault_and_quote_what_they_name():
    scripts = ROOT / "autograder/exports/scripts"
    for name in ("setup.sh", "run_autograder"):
        text = (scripts / name).read_text("utf-8")
        assert text.startswith("#!/usr/bin/env bash\n")
        assert "\nset -euo pipefail\n" in text
        assert "\r" not in text


@pytest.mark.process
@pytest.mark.parametrize("name", ["setup.sh", "run_autograder"])
def test_scripts_are_bash(name):
    script = ROOT / "autograder/exports/scripts" / name
    done = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_for_teachers_goes_into_no_folder_of_students(tmp_path):
    handout = hand_out_small(tmp_path / "handout")
    course = tmp_path / "handout-course"
    for folder in (handout, handout / "below"):
        with pytest.raises(UsageError) as raised:
            returned("gradescope-zip", "doubling", "--course", course, "--out", folder / "x.zip")
        assert str(raised.value) == (
            f"{folder} belongs to the handout in {handout}, which students receive; name another "
            "folder"
        )
    own = course / "assignments/doubling"
    with pytest.raises(UsageError) as raised:
        returned("gradescope-zip", "doubling", "--course", course, "--out", own / "x.zip")
    assert str(raised.value) == f"{own} belongs to the assignment itself; name another folder"
    with pytest.raises(UsageError) as raised:
        returned("gradescope-zip", "doubling", "--course", course, "--out", tmp_path)
    assert str(raised.value) == f"{tmp_path} is a folder; name a file for --out, as x.zip"


# -- what Gradescope says of a submission


@pytest.mark.parametrize(
    ("document", "facts"),
    [
        (METADATA, HostFacts(submission="123456", total=10.0)),
        ({"id": "12", "assignment": {"total_points": 20}}, HostFacts(submission="12", total=20.0)),
        ({"assignment": {}}, HostFacts()),
        ({"id": "../x", "assignment": {}}, HostFacts(is_read=False)),
        ([1], HostFacts(is_read=False)),
        ({"id": 1}, HostFacts(is_read=False)),
    ],
)
def test_metadata(document, facts, tmp_path):
    path = write(tmp_path / "submission_metadata.json", json.dumps(document))
    assert host_facts(path) == facts


def test_without_metadata_it_is_graded_all_the_same(tmp_path):
    facts = host_facts(tmp_path / "none.json")
    assert facts.name == "submission"
    assert facts.remarks(10) == ["submission_metadata.json cannot be read; graded all the same"]


def test_points_that_differ_are_told_with_both_numbers():
    assert HostFacts(total=10.0).remarks(10) == []
    assert HostFacts(total=20.0).remarks(55) == [
        "the assignment has 20 points in Gradescope, and 55 here: unless people mark the rest, set "
        "its autograder points to 55"
    ]
