"""Grader: Stops that may not be the student's: a busy machine, a kill from outside."""

from __future__ import annotations

from autograder.records import Observation, Stopped
from autograder.sandbox.endings import CLOSED_ITS_PIPES


def may_be_disturbed(observation: Observation) -> bool:
    """Tell whether running again may end otherwise: a fault of ours, or a busy machine."""
    if observation.fault or observation.disturbed:
        return True
    answers = [e.answer for _, exchanges in observation.exchanges for e in exchanges]
    stops = [run.stopped for run in observation.runs]
    stops += [answer for answer in answers if isinstance(answer, Stopped)]
    return any(stop is not None and may_come_from_outside(stop) for stop in stops)


def may_come_from_outside(stop: Stopped) -> bool:
    """Whether it may be anything but the code itself that stopped the code."""
    return stop.reason == "wall" or stop in (
        Stopped(reason="crash", detail="SIGKILL"),
        Stopped(
            reason="wire", detail=CLOSED_ITS_PIPES
        ),  # as one does that is slow to die of being killed
    )
