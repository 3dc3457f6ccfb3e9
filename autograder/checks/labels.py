"""Labels, scored by the share of right ones on a linear scale."""

from __future__ import annotations

import numpy as np

from autograder.checks.answers import outcome_of
from autograder.checks.comparison import difference
from autograder.records import (
    Accuracy,
    Answer,
    CallCheck,
    CallRequest,
    CheckResult,
    Difference,
    Finding,
    Outcome,
    Value,
)
from autograder.values import numbers


def judge_labels(
    check: CallCheck, scale: Accuracy, answer: Answer, expected: object
) -> CheckResult:
    """Pass from `scale.full` on; below, earn a fraction that falls to 0 at `scale.none`.

    Labels have the shape `(n,)` of the expected ones, or `(n, 1)`.
    """
    request = CallRequest(check.name, check.cases[0].arguments)
    if not isinstance(answer, Value):
        return CheckResult(check, outcome_of(answer), Finding(request, answer, expected))
    found, wanted = numbers(answer.value), np.asarray(expected)
    if found is None or found.shape not in (wanted.shape, (*wanted.shape, 1)):
        differs = difference(answer.value, expected)
        return CheckResult(check, Outcome.FAILED, Finding(request, answer, expected, differs))
    right = float(np.mean(found.reshape(wanted.shape) == wanted))
    if right >= scale.full:
        return CheckResult(check, Outcome.PASSED)
    fraction = max(0.0, (right - scale.none) / (scale.full - scale.none))
    differs = Difference("accuracy", f"{right:.0%}", f"{scale.full:.0%}")
    return CheckResult(
        check, Outcome.FAILED, Finding(request, answer, expected, differs), fraction=fraction
    )
