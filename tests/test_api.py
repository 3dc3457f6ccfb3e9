"""The public names: what the docstring shows works, and nothing is imported before it is used.

Tests of `__init__.py`.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import autograder
from autograder.execution.sandboxed import Sandbox
from autograder.records import CellRequest, Limits, Value, ValueRequest
from autograder.reports.site import report
from tests.class_folders import write_class
from tests.paths import ROOT
from tests.small_course import write

EXAMPLES = [
    textwrap.dedent(block)
    for block in (autograder.__doc__ or "").split("\n\n")
    if block.startswith("    ")
]


@pytest.mark.process
def test_the_examples_of_the_docstring_work(
    course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    course.rename(tmp_path / "my-course")
    write(tmp_path / "submissions/ito.py", "def double(x): return 2 * x")
    monkeypatch.chdir(tmp_path)
    write_class(tmp_path / "my-class")
    assert len(EXAMPLES) == 4
    names: dict[str, object] = {}
    exec("\n".join(EXAMPLES), names)
    assert capsys.readouterr().out == "10 of 10 points\n"
    assert (tmp_path / "graded/feedback/ito.md").read_text("utf-8") == names["feedback"]
    assert (tmp_path / "my-class/gradebook.csv").read_bytes().startswith(b"\xef\xbb\xbfstudent,")
    report(tmp_path / "graded", "en", lambda: None)
    assert (tmp_path / "graded/feedback/ito.html").read_text("utf-8") == names["page"]


def test_each_public_name_is_what_checkers_of_types_are_told() -> None:
    source = Path(autograder.__file__).read_text("utf-8")
    (told,) = (node for node in ast.parse(source).body if isinstance(node, ast.If))
    imported = {
        (node.module, alias.name)
        for node in told.body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if alias.asname
    }
    found = {
        (f"autograder.{place}", name)
        for place, names in autograder._PLACES.items()
        for name in names
    }
    assert found == imported
    assert all(getattr(autograder, name) for _, name in found)
    assert set(dir(autograder)) >= {name for _, name in found}


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'autograder' has no attribute 'graed'"):
        _ = autograder.graed  # type: ignore[attr-defined]


@pytest.mark.process
def test_to_import_the_package_is_to_import_nothing() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); before = set(sys.modules); "
        "import autograder; print(*sorted(set(sys.modules) - before))"
    )
    bare = [sys.executable, "-I", "-S", "-c", program, str(ROOT)]
    done = subprocess.run(bare, capture_output=True, text=True, check=True)
    assert done.stdout == "autograder\n"


def test_a_workers_process_has_nothing_that_judges_or_tells(sandbox: Sandbox) -> None:
    loaded = "import sys\nloaded = sorted(n for n in sys.modules if n.startswith('autograder'))"
    with sandbox.worker(Limits()) as worker:
        worker.ask(CellRequest(cell=1, source=loaded), seconds=5, wall=20)
        answer = worker.ask(ValueRequest(name="loaded"), seconds=5, wall=20)
    assert isinstance(answer, Value)
    assert isinstance(answer.value, list)
    rooms = {name.split(".")[1] for name in answer.value if "." in name}
    assert "worker" in rooms
    assert rooms.isdisjoint(
        {
            "batch",
            "checks",
            "course",
            "feedback",
            "gate",
            "grading",
            "handout",
            "reports",
            "scoring",
        }
        | {"selfcheck", "store", "execution", "doctor", "cli"}
    )


@pytest.mark.parametrize(
    ("content", "filename", "status"),
    [
        (b"x = 1\n", "ito.py", None),
        (b"{", "ito.ipynb", "unreadable"),
    ],
)
def test_a_submission_from_bytes(content: bytes, filename: str, status: str | None) -> None:
    submission = autograder.submission_from_bytes(content, filename)
    assert (submission.name, submission.path) == ("ito", Path(filename))
    assert (submission.problem and submission.problem.status.value) == status
    assert autograder.submission_from_bytes(content, filename, "s01").name == "s01"


@pytest.mark.process
def test_many_are_graded_without_a_folder(course: Path, sandbox: Sandbox) -> None:
    assignment = autograder.load_assignment(autograder.find_course(course), "doubling")
    sources = {"right.py": b"def double(x): return 2 * x", "wrong.py": b"def double(x): return x"}
    submissions = [autograder.submission_from_bytes(s, name) for name, s in sources.items()]
    results = autograder.grade_all(assignment, submissions, autograder.Threads(sandbox, 2))
    points = {result.submission.name: result.points for result in results}
    assert points == {"right": 10, "wrong": 0}


CLI = Path(autograder.__path__[0], "cli")
COMMANDS = [path for path in CLI.glob("*.py") if path.stem != "__init__"]


@pytest.mark.parametrize("file", COMMANDS, ids=lambda file: file.stem)
def test_the_command_line_uses_the_public_names(file: Path) -> None:
    inside = {
        alias.name
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("autograder.")
        for alias in node.names
    }
    assert inside.isdisjoint(autograder.__all__)
