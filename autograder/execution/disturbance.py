"""Grader: Stops that may not be the student's: a busy machine, a kill from outside."""

from __future__ import annotations

from autograder.records import Observation, Stopped


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
    killed = stop.reason == "crash" and stop.signal == "SIGKILL"
    # One that is slow to die of being killed has closed its pipes.
    return stop.reason == "wall" or killed or stop.breach == "closed"
