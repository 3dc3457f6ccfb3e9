"""What each grader is given, and the commands that grade a class with it.

A grader's folder of a class holds what it needs to grade it; `commands` are run at the same time,
one a process. A peer is given half of the class in each of two folders, which is faster than what
either offers by itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from tests.benchmarks.classes import Call, Kind
from tests.paths import ROOT

Command = Sequence[str | Path]

_LIBRARIES = ("numpy", "matplotlib", "tensorflow", "ipykernel")
_ASSERTED = "import numpy as np\nassert np.allclose({source}, {gives})"
_OTTER_TEST = """\
OK_FORMAT = True
test = {{"name": {name!r}, "points": 1, "suites": [{{"cases": [
    {{"code": {visible!r}, "hidden": False, "locked": False}},
    {{"code": {hidden!r}, "hidden": True, "locked": False}},
], "scored": True, "setup": "", "teardown": "", "type": "doctest"}}]}}
"""
_OTTER_GRADES = """
import pathlib, sys
from otter.api import grade_submission
for path in sorted(pathlib.Path("submissions").glob("*.ipynb")):
    print(path.stem, grade_submission(str(path), "autograder.zip", quiet=True).total)
"""


class Grader(Protocol):
    """A grader, in an environment of its own."""

    name: str

    def prepare(self, folder: Path, kind: Kind, numbers: Sequence[int]) -> None:
        """Write what is needed to grade these students once into an empty folder."""

    def commands(self, folder: Path, kind: Kind) -> list[tuple[Command, Path]]:
        """Return what to run, each in a folder, to grade them."""


class Ours:
    """This package, in the environment that runs this module."""

    def __init__(self, jobs: int) -> None:
        self.name = f"ours, {jobs} job{'s' if jobs > 1 else ''}"
        self._jobs = jobs

    def prepare(self, folder: Path, kind: Kind, numbers: Sequence[int]) -> None:
        questions = {
            question.name: {
                "title": question.name,
                "points": 2,
                "checks": [_ask(question.visible), {**_ask(question.hidden), "hidden": True}],
            }
            for question in kind.questions
        }
        assignment = {"title": kind.name, "imports": [kind.imports], "questions": questions}
        course = {"title": "Benchmark", "language": "en"}
        # JSON is YAML.
        _write(folder / "assignments/course.yaml", json.dumps(course))
        _write(folder / f"assignments/{kind.name}/assignment.yaml", json.dumps(assignment))
        _write(folder / f"assignments/{kind.name}/master.py", "")
        _write(folder / "reference/__init__.py", "")
        for number in numbers:
            cells = map(new_code_cell, kind.cells(number))
            _write_notebook(folder / f"submissions/s{number:04}.ipynb", cells)

    def commands(self, folder: Path, kind: Kind) -> list[tuple[Command, Path]]:
        grade = [sys.executable, "-m", "autograder", "grade", kind.name, folder / "submissions"]
        options = ["--out", folder / "out", "--course", folder, "--jobs", str(self._jobs)]
        options += ["--no-cache"]  # which has the first round's
        return [([*grade, *options], ROOT)]


class _Peer:
    """A grader in an environment of its own, in as many processes as given."""

    package: str

    def __init__(self, environments: Path, processes: int = 2) -> None:
        self.name = f"{self.package}, {processes} processes"
        self._bin = environments / self.package / "bin"
        self._processes = processes

    def install(self) -> None:
        """Make the environment, if it is not there."""
        if not self._bin.exists():
            venv.create(self._bin.parent, with_pip=True)
        installed = [self._bin / "python", "-m", "pip", "install", "--quiet"]
        subprocess.run([*installed, self.package, *_LIBRARIES], check=True)

    def prepare(self, folder: Path, kind: Kind, numbers: Sequence[int]) -> None:
        for part in range(self._processes):
            inner = folder / str(part)
            inner.mkdir(parents=True)
            self._prepare(inner, kind, numbers[part :: self._processes])

    def commands(self, folder: Path, kind: Kind) -> list[tuple[Command, Path]]:
        parts = sorted(path for path in folder.iterdir() if any((path / "submissions").iterdir()))
        return [(self._command(kind), part) for part in parts]

    def _prepare(self, folder: Path, kind: Kind, numbers: Sequence[int]) -> None:
        raise NotImplementedError

    def _command(self, kind: Kind) -> Command:
        raise NotImplementedError

    def _installed(self, command: str, *arguments: str) -> Command:
        """Return a command of the environment, which finds others of it by their names."""
        path = f"PATH={self._bin}{os.pathsep}{os.environ['PATH']}"
        return ["env", path, self._bin / command, *arguments]


class Nbgrader(_Peer):
    """nbgrader, which runs a notebook in a kernel that holds the tests."""

    package = "nbgrader"

    def _prepare(self, folder: Path, kind: Kind, numbers: Sequence[int]) -> None:
        _write(folder / "nbgrader_config.py", _NBGRADER_CONFIG)
        _write_notebook(folder / f"source/{kind.name}/{kind.name}.ipynb", _graded(kind, 0))
        subprocess.run(
            self._installed("nbgrader", "generate_assignment", kind.name), cwd=folder, check=True
        )
        for number in numbers:
            path = folder / f"submissions/s{number:04}/{kind.name}/{kind.name}.ipynb"
            _write_notebook(path, _graded(kind, number))

    def _command(self, kind: Kind) -> Command:
        return self._installed("nbgrader", "autograde", kind.name)


_NBGRADER_CONFIG = 'c = get_config()\nc.CourseDirectory.submitted_directory = "submissions"\n'


class Otter(_Peer):
    """otter-grader, asked through its Python interface: one process for many submissions."""

    package = "otter-grader"

    def _prepare(self, folder: Path, kind: Kind, numbers: Sequence[int]) -> None:
        (folder / "submissions").mkdir()
        for question in kind.questions:
            visible, hidden = map(_doctest, (question.visible, question.hidden))
            test = _OTTER_TEST.format(name=question.name, visible=visible, hidden=hidden)
            _write(folder / f"tests/{question.name}.py", test)
        made = ("generate", "-t", "tests", "-o", "autograder.zip")
        without = ("--no-environment", "--no-requirements")
        subprocess.run(self._installed("otter", *made, *without), cwd=folder, check=True)
        _write(folder / "grade.py", _OTTER_GRADES)
        for number in numbers:
            cells = map(new_code_cell, kind.cells(number))
            _write_notebook(folder / f"submissions/s{number:04}.ipynb", cells)

    def _command(self, kind: Kind) -> Command:
        return self._installed("python", "grade.py")


def _ask(call: Call) -> dict[str, object]:
    """Return a check of ours."""
    if call.arguments is None:
        return {"value": call.name, "equals": call.gives}
    return {"call": call.name, "with": list(call.arguments), "gives": call.gives}


def _asserted(call: Call) -> str:
    return _ASSERTED.format(source=call.source, gives=call.gives)


def _doctest(call: Call) -> str:
    return f">>> import numpy as np\n>>> bool(np.allclose({call.source}, {call.gives}))\nTrue"


def _graded(kind: Kind, number: int) -> Iterable[Any]:
    """Return a student's cells as nbgrader wants them: with its tests, which it puts in anew."""
    for source in kind.cells(number):
        yield new_code_cell(source)
    for question in kind.questions:
        for name, call in (("visible", question.visible), ("hidden", question.hidden)):
            cell = new_code_cell(_asserted(call))
            cell.metadata["nbgrader"] = {
                "grade": True,
                "grade_id": f"{question.name}-{name}",
                "locked": True,
                "points": 1,
                "schema_version": 3,
                "solution": False,
                "task": False,
            }
            yield cell


def _write_notebook(path: Path, cells: Iterable[Any]) -> None:
    notebook = new_notebook(cells=list(cells))
    notebook.metadata["kernelspec"] = {
        "name": "python3",
        "language": "python",
        "display_name": "Python 3",
    }
    _write(path, nbformat.writes(notebook))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
