"""The self-test, in a process of its own in which only some of what it tries is denied.

Tests of `sandbox/jail/kernel.py`.
"""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.refusals import refusing

pytestmark = pytest.mark.process

PROGRAM = """
import os, socket, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from autograder.sandbox.jail import landlock
from autograder.sandbox.jail.landlock import Grant
from autograder.sandbox.jail.self_test import SelfTestError, self_test
{denials}
try:
    self_test(os.getppid(), Path(sys.argv[2]), in_namespaces=False)
except SelfTestError as error:
    os.write(1, str(error).encode())
"""

NO_SOCKET, NO_FORK, NO_KILL = (refusing(call, errno.EPERM) for call in ("socket", "clone", "kill"))
LIST_FOLDERS, MAKE_FOLDERS, NOTHING = 1 << 3, 1 << 7, 0  # as Landlock numbers them


def only(access: int) -> str:
    """A program after which files and folders can be used in one way."""
    grants = f"[Grant('/', {access})]" if access else "[]"
    return f"landlock.restrict({grants}, landlock.abi())"


@pytest.mark.parametrize(
    ("denials", "sentence"),
    [
        ([], "opening a socket is not prevented"),
        ([NO_SOCKET], "starting a process is not prevented"),
        ([NO_SOCKET, NO_FORK], "sending a signal is not prevented"),
        ([NO_SOCKET, NO_FORK, NO_KILL], "reading a file outside is not prevented"),
        (
            [NO_SOCKET, NO_FORK, NO_KILL, only(LIST_FOLDERS)],
            "listing a folder outside is not prevented",
        ),
        ([NO_SOCKET, NO_FORK, NO_KILL, only(MAKE_FOLDERS)], "writing outside is not prevented"),
        ([NO_SOCKET, NO_FORK, NO_KILL, only(NOTHING)], ""),
    ],
    ids=["socket", "process", "signal", "reading", "listing", "writing", "nothing"],
)
def test_what_is_not_prevented_is_named(tmp_path: Path, denials: list[str], sentence: str) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    program = PROGRAM.format(denials="\n".join(denials))
    command = [sys.executable, "-c", program, str(ROOT), str(scratch)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == sentence
