"""How long re-scoring a class takes: `python -m tests.benchmark_regrade [PEOPLE]`.

CPU seconds of `autograder regrade` on a class of `units`, made of its master and known mistakes:
where nothing has changed, and after a change of points, of one tolerance and of one reference.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.gate.demonstration import make_class
from tests.paths import ROOT

YAML = "assignments/units/assignment.yaml"
CHANGES = {
    "points": (YAML, "points: 10\n", "points: 12\n"),
    "tolerance": (YAML, "cases: units.sums\n", "cases: units.sums\n        tolerance: 0.001\n"),
    "reference": (
        "reference/units.py",
        "np.dot(inputs, weights)) + b",
        "np.dot(inputs, weights)) - b",
    ),
}


def _made(folder: Path, people: int) -> None:
    for name in ("assignments", "reference"):
        shutil.copytree(ROOT / name, folder / "course" / name)
    course = find_course(folder / "course")
    assignment = load_assignment(course, "units")
    master = read_master(assignment.folder, course.languages)
    made = make_class(assignment, master, folder / "made", "ja")
    (folder / "class").mkdir()
    for number in range(people):
        path = made[number % len(made)]
        path = path if path.is_file() else next(p for p in path.rglob("*") if p.is_file())
        _copy(path, folder / "class" / f"s{number:04}{path.suffix}")


def _copy(path: Path, place: Path) -> None:
    """Copy a submission with a comment of its own, so that no two files are the same."""
    text = path.read_text("utf-8")
    try:
        notebook = json.loads(text) if path.suffix == ".ipynb" else None
    except ValueError:  # one that is damaged on purpose
        notebook = None
    if notebook is None:
        place.write_text(f"{text}\n# {place.stem}\n", "utf-8")
        return
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = f"{''.join(cell['source'])}\n# {place.stem}"
    place.write_text(json.dumps(notebook), "utf-8")


def _seconds(folder: Path, *words: object) -> float:
    """Return the CPU seconds of a command and its children."""
    command = [sys.executable, "-m", "autograder", *map(str, words)]
    course = ["--course", str(folder / "course"), "--out", str(folder / "out")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
    started = subprocess.Popen([*command, *course], stdout=subprocess.PIPE, env=environment)
    assert started.stdout
    said = started.stdout.read().decode()
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode == 0, said
    if len(words) < 3:
        assert "Nothing was run again." in said or "Nothing has changed" in said, said
    return used.ru_utime + used.ru_stime


def main(people: int = 1000) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _made(folder, people)
        graded = _seconds(folder, "grade", "units", folder / "class")
        print(f"{people} submissions; grade: {graded:.1f} s")
        print(f"{'unchanged':10}{_seconds(folder, 'regrade', 'units'):8.2f} s")
        for change, (file, old, new) in CHANGES.items():
            path = folder / "course" / file
            text = path.read_text("utf-8")
            assert old in text
            path.write_text(text.replace(old, new), "utf-8")
            print(f"{change:10}{_seconds(folder, 'regrade', 'units'):8.2f} s")
            path.write_text(text, "utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
