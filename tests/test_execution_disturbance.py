"""Which stops may not be the student's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.execution.disturbance import may_be_disturbed
from autograder.records import CellRun, Exchange, Fault, Observation, Stopped, ValueRequest


@pytest.mark.parametrize(
    ("stopped", "ours"),
    [
        (Stopped("wall", "20"), True),
        (Stopped("crash", "SIGKILL"), True),
        (Stopped("wire", "it closed its pipes"), True),
        (Stopped("wire", "an answer before the question"), False),
        (Stopped("crash", "SIGSEGV"), False),
        (Stopped("cpu", "5"), False),
        (Stopped("memory", "1 GiB"), False),
    ],
)
def test_what_the_machine_stopped_may_be_disturbed(stopped, ours):
    silent = Observation("s", "", "a", "none", (), (), ())
    in_cell = replace(silent, runs=(CellRun(1, (), stopped=stopped),))
    exchange = Exchange(ValueRequest("x"), stopped)
    in_answer = replace(silent, exchanges=(("x/1", (exchange,)),))
    assert may_be_disturbed(in_cell) is ours
    assert may_be_disturbed(in_answer) is ours
    assert not may_be_disturbed(silent)


def test_a_fault_of_ours_is_one_and_so_is_what_was_disturbed_while_it_ran_again():
    silent = Observation("s", "", "a", "none", (), (), ())
    assert may_be_disturbed(replace(silent, fault=Fault("no worker today")))
    assert may_be_disturbed(replace(silent, disturbed=True))
