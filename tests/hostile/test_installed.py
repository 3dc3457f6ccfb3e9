"""The corpus as a class of its own, graded by the command: from the checkout and as installed."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import venv
from pathlib import Path

import numpy as np
import pytest

from tests.hostile.reading import harm
from tests.hostile.submissions import Attack, corpus
from tests.hostile.target import SECRET, leaks, set_up
from tests.paths import ROOT
from tests.small_course import write
from tests.wheels import build_wheel

pytestmark = [pytest.mark.hostile, pytest.mark.slow, pytest.mark.exhaustive]

#: Not those that a limit stops: each would take seconds, and the limits are the same code.
QUICK = [
    attack
    for attack in corpus()
    if attack.assignment == "vault" and not {"cpu", "wall", "files", "memory"} & set(attack.stopped)
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command of a wheel in an environment of its own, with the libraries of ours."""
    folder = tmp_path_factory.mktemp("installed")
    wheel = build_wheel(folder)
    venv.create(folder / "venv", symlinks=True)
    python = folder / "venv" / "bin" / "python"
    install = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), *install], check=True)
    (packages,) = folder.glob("venv/lib/*/site-packages")
    write(packages / "libraries.pth", f"{Path(np.__file__).parent.parent}\n")
    return [str(python.with_name("autograder"))]


@pytest.fixture(params=["checkout", "wheel"])
def command(request: pytest.FixtureRequest) -> list[str]:
    if request.param == "wheel":
        wheel: list[str] = request.getfixturevalue("installed")
        return wheel
    return [sys.executable, "-m", "autograder"]


def test_a_class_of_attackers(command: list[str], tmp_path: Path) -> None:
    with set_up(tmp_path) as target:
        for attack in QUICK:
            write(tmp_path / "class" / attack.file, attack.aimed(target.targets))
        before = target.state()
        done = graded(command, tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert points(tmp_path / "out") == {attack.id: expected(attack) for attack in QUICK}
        told = {attack.id: leaks(target.out, attack.id) for attack in QUICK}
        assert {name: leaked for name, leaked in told.items() if leaked} == {}
        harmed = {attack.id: harm(target.out, attack.id) for attack in QUICK}
        assert {name: found for name, found in harmed.items() if found} == {}
        assert target.state() == before
        assert target.traces() == []


def graded(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Grade the class as an instructor does, with a secret in the environment."""
    arguments = ["grade", "vault", "class", "--out", "out", "--course", "course", "--jobs", "2"]
    environment = {
        **os.environ,
        "LMS_TOKEN": SECRET,
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "scratch"),
    }
    if command[0] == sys.executable:
        environment["PYTHONPATH"] = str(ROOT)
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def points(out: Path) -> dict[str, float]:
    with (out / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["submission"]: float(row["points"]) for row in csv.DictReader(file)}


def expected(attack: Attack) -> float:
    return 50.0 if attack.points is None else attack.points
