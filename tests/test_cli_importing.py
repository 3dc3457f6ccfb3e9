"""A command imports numpy in one thread, and no process of ours is told of it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_PROGRAM = """
import gc, os
from autograder.cli.importing import imported
before = dict(os.environ)
module = imported("numpy")
print(module.__name__, len(os.listdir("/proc/self/task")), dict(os.environ) == before)
print(gc.isenabled(), gc.get_freeze_count() > 10_000)
"""
_WITHOUT = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}


def _shown(environment: dict[str, str]) -> list[str]:
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()


@pytest.mark.process
def test_one_thread_is_asked_for_and_nothing_is_left_of_that() -> None:
    assert _shown(_WITHOUT) == ["numpy 1 True", "True True"]


@pytest.mark.process
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="OpenBLAS has no more threads than that")
def test_who_wants_more_threads_has_them() -> None:
    assert _shown({**_WITHOUT, "OPENBLAS_NUM_THREADS": "2"}) == ["numpy 2 True", "True True"]


@pytest.mark.process
def test_no_garbage_is_looked_for_when_a_command_has_ended() -> None:
    program = (
        "import autograder.cli\n"
        "class Circle:\n"
        "    def __init__(self): self.itself = self\n"
        "    def __del__(self): print('looked at')\n"
        "Circle()\n"
        "autograder.cli.main(['--version'])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.count("\n"), done.returncode) == (1, 0)
