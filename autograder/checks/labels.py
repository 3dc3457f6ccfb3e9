"""Labels that a call answers with, scored by the share of right ones on a linear scale."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from autograder.checks.answers import failed, finding, passed, unanswered
from autograder.checks.comparison import difference
from autograder.checks.kind import Schema
from autograder.frozen import dataclass
from autograder.records import Check, CheckResult, Exchange, Outcome, Value
from autograder.records.sentences import Sentence, _
from autograder.values import numbers


@dataclass(frozen=True, kw_only=True)
class Accuracy:
    """A linear scale: a share of right labels of `full` earns all, of `none` nothing."""

    full: float
    none: float

    def fraction(self, share: float) -> float:
        """Return the fraction of the points that a share below `full` earns."""
        width = self.full - self.none
        return max(0.0, (share - self.none) / width) if width > 0 else 0.0


def judge_labels(
    check: Check, scale: Accuracy, exchange: Exchange, expected: object
) -> CheckResult:
    """Pass from `scale.full` on; below, earn a fraction that falls to 0 at `scale.none`.

    Labels have the shape `(n,)` of the expected ones, or `(n, 1)`.
    """
    answer, found = exchange.answer, finding(exchange, expected)
    if not isinstance(answer, Value):
        return unanswered(check, found)
    labels, wanted = numbers(answer.value), np.asarray(expected)
    if labels is None or labels.shape not in (wanted.shape, (*wanted.shape, 1)):
        differs = difference(answer.value, expected)
        return CheckResult(
            check=check, outcome=Outcome.FAILED, finding=replace(found, difference=differs)
        )
    right = float(np.mean(labels.reshape(wanted.shape) == wanted))
    if right >= scale.full:
        return passed(check)
    return replace(failed(check, found, too_few(right, scale.full)), fraction=scale.fraction(right))


def too_few(right: float, full: float) -> Sentence:
    """Return what is said of a share of right labels that does not earn all points."""
    return _(
        "{right} of the labels are right; full points need {full} or more.",
        right=_percent(right),
        full=_percent(full),
    )


def _percent(share: float) -> str:
    return f"{share:.0%}"


TOO_FEW_LABELS = _(
    "On inputs other than the example, too few of the labels are right for full points."
)

_SHARE: Schema = {
    "type": "number",
    "minimum": 0,
    "maximum": 1,
    "expected": "a share between 0 and 1",
}
ACCURACY: Schema = {
    "type": "object",
    "description": "The answer is labels; the share of right ones is scored on a linear scale.",
    "properties": {"full": _SHARE, "none": _SHARE},
    "required": ["full", "none"],
    "additionalProperties": False,
    "expected": "a mapping with `full` and `none`",
}
