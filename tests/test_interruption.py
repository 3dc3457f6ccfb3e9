"""Exceptions from other threads: met where they do no harm, and nothing of them stays."""

from __future__ import annotations

import subprocess
import sys
from threading import get_ident

import pytest

from autograder.interruption import interrupt, meet
from tests.paths import ROOT

TRACED = """
import sys
from autograder.interruption import meet

sys.settrace(lambda *event: None)
meet(KeyError)
print((lambda: "went on")())
"""


def test_a_thread_is_interrupted() -> None:
    def work() -> None:
        interrupt(get_ident(), KeyError)
        while True:
            pass

    with pytest.raises(KeyError):
        work()


def test_what_was_met_does_not_come_again() -> None:
    meet(KeyError)
    assert sum(range(100_000)) == 4_999_950_000


@pytest.mark.process
def test_traced_code_goes_on_afterwards() -> None:
    """CPython 3.11 would not, after an exception that was taken back."""
    command = [sys.executable, "-c", TRACED]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == "went on\n"
