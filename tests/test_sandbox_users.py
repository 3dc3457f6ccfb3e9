"""Graders who are not root: an ordinary user, with Python in a home that nobody else may enter."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.sandboxes import TIERS

pytestmark = pytest.mark.process

USER = 12345

if os.getuid() != 0:
    pytest.skip("only root can become an ordinary user; CI runs as root", allow_module_level=True)

PROGRAM = """
import os, sys
sys.path.insert(0, sys.argv[1])
from autograder.records import CellRequest, Limits, ValueRequest
from tests.sandboxes import TIERS, sandbox_with
source = '''
import os, lazily_imported
answer = lazily_imported.one, os.path.exists('/etc/passwd')
'''
with sandbox_with(TIERS[sys.argv[2]]) as sandbox, sandbox.worker(Limits(disk=1 << 20)) as worker:
    print(os.getuid(), sandbox.tier, sandbox.namespaces_error, sep="; ")
    print(worker.ask(CellRequest(cell=1, source=source), seconds=10, wall=60).raised)
    print(worker.ask(ValueRequest(name="answer"), seconds=10, wall=60).value)
    print(worker.threads, worker.cpu_seconds > 0)
    fill = "for i in range(5): open(str(i), 'wb').write(bytes(1 << 20))"
    wait = "import time; time.sleep(9)"
    ran = worker.ask(CellRequest(cell=2, source=f"{fill}\\n{wait}"), seconds=10, wall=60)
    print(ran.stopped.reason, ran.stopped.limit)
print(os.listdir(os.environ["TMPDIR"]))
"""


def open_to_all(path: Path) -> bool:
    """Whether somebody else may read a file or folder, and enter all that it lies in."""
    real = path.resolve()
    return bool(real.stat().st_mode & 0o004) and all(p.stat().st_mode & 0o001 for p in real.parents)


def python_for_everybody() -> str:
    """A Python like ours that an ordinary user may run, or a skipped test."""
    if not all(open_to_all(path) for path in (Path(sysconfig.get_path("purelib")), ROOT)):
        pytest.skip("the checkout lies in a folder that only root may enter")
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        if Path(python).exists() and open_to_all(Path(python)) and version(python) == version():
            return python
    pytest.skip(f"there is no Python {version()} outside of folders that only root may enter")


def version(python: str = sys.executable) -> str:
    command = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@dataclass(frozen=True)
class Home:
    """An ordinary user's, with a virtual environment in it."""

    folder: Path

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command,
            user=USER,
            group=USER,
            extra_groups=[],
            cwd=self.folder,
            env={"HOME": str(self.folder), "TMPDIR": str(self.folder / "tmp")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    python = python_for_everybody()
    folder = Path(tempfile.mkdtemp(prefix="akapen-home-"))
    try:
        (folder / "tmp").mkdir()
        for path in (folder, folder / "tmp"):
            os.chown(path, USER, USER)
        home = Home(folder)
        home.run(python, "-m", "venv", "--without-pip", "venv")
        (packages,) = folder.glob("venv/lib/*/site-packages")
        (packages / "ours.pth").write_text(sysconfig.get_path("purelib") + "\n")
        (packages / "lazily_imported.py").write_text("one = 1\n")
        yield home
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("tier", TIERS)
def test_an_ordinary_user_grades_as_well(home: Home, tier: str) -> None:
    assert home.folder.stat().st_mode & 0o777 == 0o700
    printed = home.run("venv/bin/python", "-c", PROGRAM, str(ROOT), tier).splitlines()
    user, named, namespaces_error = printed[0].split("; ")
    if tier == "A" and named.startswith("B"):
        pytest.skip(f"ordinary users can have no namespaces here: {namespaces_error}")
    assert (user, named[0]) == (str(USER), tier)
    assert printed[1:] == [
        "None",
        str((1, tier == "B")),
        "1 True",
        "files 4194304",
        "[]",
    ]


ATTACKS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from autograder.records import CellRequest, Limits
from tests.sandboxes import TIERS, sandbox_with
with sandbox_with(TIERS[sys.argv[2]]) as sandbox:
    print(sandbox.tier)
    for path in map(Path, sys.argv[3:]):
        with sandbox.worker(Limits(memory=256 << 20)) as worker:
            source = path.read_text() + "\\nimport time; time.sleep(0.6)"
            ran = worker.ask(CellRequest(cell=1, source=source), seconds=10, wall=60)
            breach = "BREACH" in repr(ran.outputs)
            print(path.stem, ran.raised and ran.raised.type, ran.stopped, breach)
"""
COMES_TO_NOTHING = (
    "availability/09_memory_files",
    "availability/09_memory_of_other_kinds",
    "availability/19_closed_folders",
    "availability/34_raises_its_limits",
    "availability/38_kills_itself",
    "confidentiality/11_watches_folders",
    "confidentiality/15_locks_shared_files",
    "confidentiality/37_how_it_was_started",
)


@pytest.mark.hostile
@pytest.mark.parametrize("tier", TIERS)
def test_attacks_on_an_ordinary_user_come_to_nothing_either(home: Home, tier: str) -> None:
    paths = [str(ROOT / "tests/hostile/corpus" / f"{name}.py") for name in COMES_TO_NOTHING]
    named, *lines = home.run("venv/bin/python", "-c", ATTACKS, str(ROOT), tier, *paths).splitlines()
    if tier == "A" and named.startswith("B"):
        pytest.skip("ordinary users can have no namespaces here")
    assert lines == [f"{name.partition('/')[2]} None None False" for name in COMES_TO_NOTHING]
