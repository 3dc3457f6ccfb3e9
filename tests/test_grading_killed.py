"""A grader that is killed at any of its steps: the same command again ends as if nothing had been.

Tests of `batch.py`, `store/folder.py`, `store/output.py`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.small_course import ASSIGNMENT_YAML, CASES, write, write_small_course

pytestmark = [pytest.mark.process, pytest.mark.slow]

PEOPLE = 5

#: The command, in a process that kills itself at an event that Python tells of.
_KILLED = """
import os, signal, sys
event, part, left = sys.argv[1], sys.argv[2], int(sys.argv[3])

def kill(name, arguments):
    global left
    if name == event and part in repr(arguments):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(kill)
sys.argv[1:] = sys.argv[4:]
from autograder.cli import main
main()
"""


@dataclass(frozen=True)
class Event:
    """A step of grading, as Python's audit event and part of what is told with it."""

    name: str
    event: str
    part: str
    times: int = 1  #: it comes at least so often: one of them is drawn


EVENTS = (
    Event("the reader is started", "subprocess.Popen", "reading.process"),
    Event("the template is started", "subprocess.Popen", "os.read(0"),
    Event("the author's process is started", "subprocess.Popen", "authors.process"),
    Event("the folder is made", "os.mkdir", "/out'"),
    Event("a worker is ordered", "socket.sendmsg", "", PEOPLE),
    Event("a folder of records is made", "os.mkdir", "/observations"),
    Event("a record is begun", "open", "/observations/.draft", 2 * PEOPLE),
    Event("a record gets its name", "os.rename", "/observations/", 2 * PEOPLE),
    Event("a result is begun", "open", "/results/.draft", PEOPLE),
    Event("a result gets its name", "os.rename", "/results/", PEOPLE),
    Event("feedback is begun", "open", "/feedback/.draft", PEOPLE),
    Event("feedback gets its name", "os.rename", "/feedback/", PEOPLE),
    Event("an executed notebook is begun", "open", "/executed/.draft", PEOPLE),
    Event("an executed notebook gets its name", "os.rename", "/executed/", PEOPLE),
    Event("a line of what it took is added", "open", "runs.jsonl", PEOPLE),
    Event("the batch is begun", "open", "/out/.draft", 1),
    Event("the batch gets its name", "os.rename", "batch.json"),
    Event("the table gets its name", "os.rename", "scores.csv"),
    Event("shared errors get their name", "os.rename", "shared_errors.json"),
    Event("what it was judged by gets its name", "os.rename", "judged_by.json"),
    Event("an earlier table is removed", "os.remove", "scores.csv"),
)

PROPERTY = "      - holds: doubling.twice\n"
TWICE = """
def twice(ask):
    ask("double", 4.0)
"""


def _command(folder: Path) -> list[str]:
    places = ["--course", folder / "course", "--out", folder / "out", "--jobs", "2"]
    return ["grade", "doubling", *map(str, [folder / "class", *places])]


def _run(*python: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *python],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def _files(folder: Path) -> dict[str, bytes]:
    """Return all files but the one that tells what each run took."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "runs.jsonl")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _class(folder: Path) -> Path:
    course = write_small_course(folder / "course")
    write(course / "assignments/doubling/assignment.yaml", ASSIGNMENT_YAML + PROPERTY)
    write(course / "reference/cases/doubling.py", CASES + TWICE)
    for number in range(PEOPLE):
        source = (
            "def double(x):\n    return 2 * x\n" if number % 2 else "def double(x): return x.y\n"
        )
        write(folder / f"class/s{number}.py", f"# {number}\nprint({number})\n{source}")
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a class that has been graded in one go."""
    folder = _class(tmp_path_factory.mktemp("whole"))
    done = _run("-m", "autograder", *_command(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.family
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name.replace(" ", "_"))
def test_a_killed_grader_ends_the_same_when_it_is_run_again(
    whole: Path, tmp_path: Path, event: Event
) -> None:
    seed = int(os.environ.get("KILLED_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"KILLED_SEED={seed}")
    nth = random.Random(seed).randint(1, event.times)
    folder = _class(tmp_path)
    if event.event == "os.remove":  # of an earlier run
        write(folder / "out/scores.csv", "by somebody else")
        write(folder / "out/scores.csv", (whole / "out/scores.csv").read_text("utf-8"))
    killed = _run("-c", _KILLED, event.event, event.part, str(nth), *_command(folder))
    assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    again = _run("-m", "autograder", *_command(folder))
    assert again.returncode == 0, again.stderr
    kept = {name for name in _files(folder / "out") if "(kept " in name}
    told = {n: data for n, data in _files(folder / "out").items() if n not in kept}
    expected = _files(whole / "out")
    assert told.keys() == expected.keys()
    for name, data in expected.items():
        if name != "batch.json":  # which tells where submissions were found
            assert told[name] == data, name
