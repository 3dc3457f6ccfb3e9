"""What students install is enough: the wheel, in an environment of its own, in a handout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest

from tests.handouts import RIGHT, hand_out_small
from tests.paths import ROOT
from tests.small_course import write
from tests.wheels import build_wheel


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """A Python with the wheel installed, and for the rest with our libraries."""
    folder = tmp_path_factory.mktemp("student")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env/bin/python"
    wheel = build_wheel(folder / "wheel")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    (site,) = (folder / "env/lib").glob("python*/site-packages")
    write(site / "libraries.pth", sysconfig.get_path("purelib"))
    return python


def run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    command = [str(python), *arguments]
    return subprocess.run(
        command, cwd=folder, env=kept, capture_output=True, text=True, check=False
    )


def test_a_student_checks_with_what_the_wheel_holds(python, tmp_path):
    folder = hand_out_small(tmp_path / "handout")
    where = "import autograder; print(autograder.__file__)"
    assert run(python, folder, "-c", where).stdout.startswith(str(python.parent.parent))
    done = run(python, folder, "-m", "pytest", "-q")
    assert done.returncode == 1
    assert "double: 0 of 1 visible checks pass;" in done.stdout
    write(folder / "doubling.py", RIGHT)
    assert run(python, folder, "-m", "pytest", "-q").returncode == 0
    done = run(python, folder, "-m", "autograder", "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_student_reads_japanese_with_what_the_wheel_holds(python, tmp_path):
    folder = hand_out_small(tmp_path / "handout", "ja")
    done = run(python, folder, "-m", "autograder", "check")
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            "doubling.ipynb は配布されたときのままです。別のファイルで取り組んでいるときは、"
            "次のように指定してください: autograder check FILE"
        ],
    )
    assert "double: 公開チェック 0 / 1 合格、採点時に非公開チェック 1 件" in done.stdout


def test_the_wheel_holds_the_catalogues_and_nothing_that_makes_them(python):
    (site,) = (python.parent.parent / "lib").glob("python*/site-packages")
    names = {path.name for path in (site / "autograder/feedback/locale").iterdir()}
    assert {"ja.po", "ja.mo"} <= names
    assert "hatch_build.py" not in names


def test_installing_does_not_pull_tensorflow():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = " ".join(project["dependencies"])
    assert "tensorflow" not in names
    assert "keras" not in names
    assert "pytest" in names
