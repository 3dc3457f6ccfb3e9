"""Which stops may not be the student's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.execution.disturbance import may_be_disturbed
from autograder.records import CellRun, Exchange, Fault, Observation, Stopped, ValueRequest


@pytest.mark.parametrize(
    ("stopped", "ours"),
    [
        (Stopped(reason="wall", limit=20), True),
        (Stopped(reason="crash", signal="SIGKILL"), True),
        (Stopped(reason="wire", breach="closed"), True),
        (Stopped(reason="wire", breach="unasked"), False),
        (Stopped(reason="crash", signal="SIGSEGV"), False),
        (Stopped(reason="cpu", limit=5), False),
        (Stopped(reason="memory", limit=1 << 30), False),
    ],
)
def test_what_the_machine_stopped_may_be_disturbed(stopped, ours):
    silent = Observation(
        submission="s", sha256="", assignment="a", tier="none", versions=(), runs=(), exchanges=()
    )
    in_cell = replace(silent, runs=(CellRun(cell=1, outputs=(), stopped=stopped),))
    exchange = Exchange(request=ValueRequest(name="x"), answer=stopped)
    in_answer = replace(silent, exchanges=(("x/1", (exchange,)),))
    assert may_be_disturbed(in_cell) is ours
    assert may_be_disturbed(in_answer) is ours
    assert not may_be_disturbed(silent)


def test_a_fault_of_ours_is_one_and_so_is_what_was_disturbed_while_it_ran_again():
    silent = Observation(
        submission="s", sha256="", assignment="a", tier="none", versions=(), runs=(), exchanges=()
    )
    assert may_be_disturbed(replace(silent, fault=Fault(message="no worker today")))
    assert may_be_disturbed(replace(silent, disturbed=True))
