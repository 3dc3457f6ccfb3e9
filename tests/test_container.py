"""The container file, as far as it can be tried without a container engine.

Its steps are carried out in a folder that stands for the image's root: what is copied is copied,
what is run is run by a shell, and what the image would run grades a class.

Tests of `doctor/container.py`.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from autograder.doctor.container import COMMAND, FILE
from tests.paths import ROOT

pytestmark = pytest.mark.process

SETTLED = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "ENTRYPOINT", "CMD"}


def steps() -> list[tuple[str, str]]:
    """Every instruction of the file with its arguments."""
    lines = (ROOT / FILE).read_text("utf-8").splitlines()
    found = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    return [(instruction, arguments) for instruction, arguments in found]


@dataclass
class Image:
    """What carrying out the steps leaves, below a folder that stands for the root."""

    root: Path
    folder: Path = Path("/")
    environment: dict[str, str] = field(default_factory=dict)
    entry: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)

    def carry_out(self, instruction: str, arguments: str) -> None:
        match instruction:
            case "WORKDIR":
                self.folder = Path(arguments)
                self.inside(self.folder).mkdir(parents=True, exist_ok=True)
            case "COPY":
                source, target = arguments.split()
                copy(ROOT / source, self.inside(self.folder / target))
            case "RUN":
                self.run(["sh", "-euc", arguments])
            case "ENV":
                pairs = (pair.split("=", 1) for pair in shlex.split(arguments))
                self.environment |= {k: str(self.inside(v)) if v[0] == "/" else v for k, v in pairs}
            case "ENTRYPOINT":
                self.entry = json.loads(arguments)
            case "CMD":
                self.command = json.loads(arguments)

    def inside(self, path: Path | str) -> Path:
        return self.root / Path(path).relative_to("/")

    def run(self, command: list[str]) -> str:
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            **self.environment,
            "PATH": f"{self.root / 'python/bin'}:/usr/bin:/bin",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }
        folder = self.inside(self.folder)
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The file's steps carried out; its Python has what is installed here, and no more."""
    root = tmp_path_factory.mktemp("image")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / "python"], check=True)
    (packages,) = root.glob("python/lib/*/site-packages")
    (packages / "installed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (root / "python/bin/pip").write_text(f'#!/bin/sh\nexec "{root}/python/bin/python" -m pip "$@"')
    (root / "python/bin/pip").chmod(0o755)
    image = Image(root)
    for instruction, arguments in steps():
        image.carry_out(instruction, arguments)
    return image


def test_every_instruction_is_one_that_is_tried_here() -> None:
    assert {instruction for instruction, _ in steps()} <= SETTLED
    assert steps()[0] == ("FROM", "python:3.11-slim")


def test_only_what_is_copied_is_sent_to_the_engine() -> None:
    sources = {arguments.split()[0] for name, arguments in steps() if name == "COPY"}
    ignored = (ROOT / f"{FILE}.dockerignore").read_text("utf-8").splitlines()
    everything, *exceptions, caches = ignored
    assert (everything, caches) == ("*", "**/__pycache__")
    assert set(exceptions) == {f"!{source}" for source in sources}


def test_without_arguments_it_is_examined(image: Image) -> None:
    assert "Submissions can be graded here" in image.run([*image.entry, *image.command])


def test_the_command_that_the_doctor_prints_grades_a_folder(image: Image, course: Path) -> None:
    run, build, arguments = parts(COMMAND)
    assert build == ["docker", "build", "--quiet", "--file", FILE, "."]
    assert run == ["docker", "run", "--rm", "--volume", f"${{PWD}}:{image.folder}"]
    (course / "submissions").mkdir()
    (course / "submissions/abe.py").write_text("def double(x):\n    return 2 * x\n")
    shutil.copytree(course, image.inside(image.folder), dirs_exist_ok=True)
    image.run([*image.entry, *("doubling" if a == "ASSIGNMENT" else a for a in arguments)])
    scores = (image.inside(image.folder) / "graded/scores.csv").read_text("utf-8-sig")
    assert scores.splitlines()[1].startswith("abe,")


def parts(command: str) -> tuple[list[str], list[str], list[str]]:
    """The outer command, the one whose output it takes, and what follows that."""
    before, rest = command.split("$(")
    inner, after = rest.split(")")
    return shlex.split(before), shlex.split(inner), shlex.split(after)
