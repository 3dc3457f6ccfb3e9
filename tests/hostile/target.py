"""What attacks run against: a grader with secrets around it, and an innocent bystander."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import read_submission
from autograder.execution.sandboxed import Sandbox
from autograder.execution.worker import Worker
from autograder.grading import grade_one
from autograder.records import (
    Assignment,
    CellRequest,
    Limits,
    SubmissionResult,
    Value,
    ValueRequest,
)
from autograder.sandbox.jail.layers import ALL_LAYERS
from tests.graded import write_result
from tests.hostile.submissions import BREACH, COURSE, HERE, Attack
from tests.processes import descendants
from tests.sandboxes import sandbox_of
from tests.small_course import write

GENEROUS = {"seconds": 10.0, "wall": 60.0}
SECRET = "canary-of-the-environment"
IN_FILES = "canary-in-a-file"
#: Hidden inputs and expected values of the course, however they are written.
HIDDEN = ("90210173", "90210174", "90210175", "90210176", "31337625", "31337626")
HIDDEN_ANSWERS = (str(902101731**2), str(31337625**2), "180420348", "62675252")
CANARIES = (SECRET, IN_FILES, *HIDDEN, *HIDDEN_ANSWERS)
#: Where attacks try to leave something.
TRACES = tuple(Path(folder, "akapen-was-here") for folder in ("/tmp", "/dev/shm", "/var/tmp"))

_SURVIVES = "import sys; sys.stdin.read()"


@dataclass(frozen=True)
class Target:
    """A grader's folder, its sandbox, and two that live beside the attacks."""

    folder: Path
    sandbox: Sandbox
    survivor: subprocess.Popen[bytes]
    neighbour: Worker  #: of another submission, in the same sandbox
    neighbours_pid: int
    standing: frozenset[Path]  #: what the neighbour has in its folder
    assignments: Mapping[str, Assignment]

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def scratch(self) -> Path:
        return self.folder / "scratch"

    @property
    def targets(self) -> Mapping[str, str]:
        """What an attacker may have found out."""
        return {
            "GRADER": str(self.folder),
            "PID": str(os.getpid()),
            "SURVIVOR": str(self.survivor.pid),
            "NEIGHBOUR": str(self.neighbours_pid),
        }

    def grade(self, attack: Attack) -> SubmissionResult:
        """Grade an attack, and write all that is told about it, as for a class of one."""
        source = attack.aimed(self.targets)
        submission = read_submission(write(self.folder / "in" / attack.file, source))
        assignment = self.assignments[attack.assignment]
        with pytest.MonkeyPatch.context() as patch:
            if attack.wall:
                for module in ("budget", "runner", "session"):
                    place = f"autograder.execution.{module}.wall_limit"
                    patch.setattr(place, lambda s: s * attack.wall)
            result = grade_one(assignment, submission, self.sandbox)
        write_result(self.out, assignment, result)
        submission.path.unlink()
        return result

    def state(self) -> str:
        """Return a hash of everything that no attack may change: names, modes, times, contents."""
        digest = hashlib.sha256()
        for name in ("course", "home", "others"):
            for path in sorted((self.folder / name).rglob("*")):
                status = path.lstat()
                digest.update(f"{path} {status.st_mode:o} {status.st_mtime_ns}\n".encode())
                digest.update(path.read_bytes() if path.is_file() else b"")
        return digest.hexdigest()

    def traces(self) -> list[Path]:
        """Return what attacks have left where they should not, or where it should be gone."""
        left = [path for path in TRACES if path.exists()]
        return left + sorted(set(self.scratch.rglob("*")) - self.standing)


def feedback(out: Path, name: str) -> str:
    """Return what a student reads."""
    return (out / "feedback" / f"{name}.md").read_text(encoding="utf-8")


def shown(out: Path, name: str) -> list[dict[str, Any]]:
    """Return the outputs in a student's executed notebook."""
    executed = json.loads((out / "executed" / f"{name}.ipynb").read_bytes())
    return [output for cell in executed["cells"] for output in cell.get("outputs", ())]


def leaks(out: Path, name: str) -> list[str]:
    """Return what a student must not see but does, other than in the submission itself."""
    told = feedback(out, name) + json.dumps(shown(out, name), ensure_ascii=False)
    return [word for word in (BREACH, *CANARIES) if word in told]


@contextlib.contextmanager
def set_up(folder: Path, layers: frozenset[str] = ALL_LAYERS) -> Iterator[Target]:
    """Set everything up; afterwards nothing may be left."""
    shutil.copytree(COURSE, folder / "course")
    home = folder / "home"
    for place in (".ssh/id_rsa", ".bashrc", ".netrc", ".ipython/profile_default/startup/0.py"):
        write(home / place, f"# {IN_FILES}\n")
    write(folder / "others" / "neighbour.py", f"{IN_FILES} = 1\n")
    (folder / "scratch").mkdir()
    with pytest.MonkeyPatch.context() as patch, contextlib.ExitStack() as stack:
        patch.setenv("HOME", str(home))
        patch.setenv("LMS_TOKEN", SECRET)
        patch.setattr(tempfile, "tempdir", str(folder / "scratch"))
        course = find_course(folder / "course")
        names = [path.parent.name for path in COURSE.glob("assignments/*/assignment.yaml")]
        assignments = {name: load_assignment(course, name) for name in names}
        sandbox = stack.enter_context(sandbox_of(layers))
        survivor = stack.enter_context(
            subprocess.Popen([sys.executable, "-c", _SURVIVES], stdin=subprocess.PIPE)
        )
        before = descendants()
        neighbour = stack.enter_context(sandbox.worker(Limits()))
        pid = max(descendants() - before)  # outside; in a namespace of its own it has another
        neighbour.ask(CellRequest(cell=1, source="import os; pid = os.getpid()"), **GENEROUS)
        standing = frozenset((folder / "scratch").rglob("*"))
        yield Target(folder, sandbox, survivor, neighbour, pid, standing, assignments)
        assert survivor.poll() is None
        survivor.communicate(b"\n")
    assert list((folder / "scratch").iterdir()) == []


def is_healthy(target: Target) -> bool:
    """Whether bystanders live, and an honest submission gets full marks in the same sandbox."""
    source = (HERE / "honest" / "vault.py").read_text()
    submission = read_submission(write(target.folder / "in" / "honest.py", source))
    result = grade_one(target.assignments["vault"], submission, target.sandbox)
    alive = target.neighbour.ask(ValueRequest(name="pid"), **GENEROUS)
    return isinstance(alive, Value) and target.survivor.poll() is None and result.points == 50
