"""A home of an ordinary user's, with a Python in it that nobody else may run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.paths import ROOT

USER = 12345


@dataclass(frozen=True)
class Home:
    """An ordinary user's, with a virtual environment in it."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "venv/bin/python"

    def run(self, *command: str | Path) -> str:
        """Return what a command of this user's prints."""
        done = subprocess.run(
            command,
            user=USER,
            group=USER,
            extra_groups=[],
            cwd=self.folder,
            env={
                "HOME": str(self.folder),
                "TMPDIR": str(self.folder / "tmp"),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def new_home() -> Iterator[Home]:
    """Yield the home of a user who is not root; skips the test where there can be none."""
    if os.getuid() != 0:
        pytest.skip("an ordinary user runs the tests, and can become nobody else")
    python = _python_for_everybody()
    folder = Path(tempfile.mkdtemp(prefix="akapen-home-"))
    try:
        (folder / "tmp").mkdir()
        for path in (folder, folder / "tmp"):
            os.chown(path, USER, USER)
        home = Home(folder)
        home.run(python, "-m", "venv", "--without-pip", "venv")
        (packages,) = folder.glob("venv/lib/*/site-packages")
        (packages / "ours.pth").write_text(f"{sysconfig.get_path('purelib')}\n{ROOT}\n")
        yield home
    finally:
        shutil.rmtree(folder)


def _python_for_everybody() -> str:
    """Return a Python like ours that an ordinary user may run, or skip the test."""
    if not all(_open_to_all(path) for path in (Path(sysconfig.get_path("purelib")), ROOT)):
        pytest.skip("the checkout lies in a folder that only root may enter")
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        if Path(python).exists() and _open_to_all(Path(python)) and _version(python) == _version():
            return python
    pytest.skip(f"there is no Python {_version()} outside of folders that only root may enter")


def _open_to_all(path: Path) -> bool:
    """Whether somebody else may read a file or folder, and enter all that it lies in."""
    real = path.resolve()
    return bool(real.stat().st_mode & 0o004) and all(p.stat().st_mode & 0o001 for p in real.parents)


def _version(python: str = sys.executable) -> str:
    command = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
