"""Labels on a scale."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.call import CallCheck
from autograder.checks.judging import judge
from autograder.checks.labels import Accuracy
from autograder.feedback.checks import message
from autograder.records import CallRequest, Case, Exchange, Observation, Outcome, Value
from tests.said import sentences


def observed(check, record) -> Observation:
    return Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="none",
        versions=(),
        runs=(),
        exchanges=((check.id, tuple(record)),),
    )


LABELS = CallCheck(
    id="c/1",
    name="in_centre",
    cases=(Case(arguments=(np.zeros((4, 2)),)),),
    expected=(np.array([0, 0, 1, 1]),),
    accuracy=Accuracy(full=0.95, none=0.5),
)


def labelled(answer):
    request = CallRequest(name="in_centre", arguments=LABELS.cases[0].arguments)
    return judge(LABELS, observed(LABELS, [Exchange(request=request, answer=Value(value=answer))]))


@pytest.mark.parametrize(
    ("answer", "outcome", "fraction"),
    [
        ([0, 0, 1, 1], Outcome.PASSED, 0),
        ([[0], [0], [1], [1]], Outcome.PASSED, 0),
        ([False, False, True, True], Outcome.PASSED, 0),
        ([0, 0, 1, 0], Outcome.FAILED, 0.25 / 0.45),
        ([0, 0, 0, 0], Outcome.FAILED, 0),
        ([1, 1, 0, 0], Outcome.FAILED, 0),
        ([0, 0, 1], Outcome.FAILED, 0),
        (None, Outcome.FAILED, 0),
        (["0", "0", "1", "1"], Outcome.FAILED, 0),
        ([[0, 0, 1, 1]], Outcome.FAILED, 0),
    ],
)
def test_labels(answer, outcome, fraction):
    result = labelled(answer)
    assert result.outcome is outcome
    assert result.fraction == pytest.approx(fraction)


def test_what_is_said_of_labels():
    said = sentences(message(labelled([0, 0, 1, 0])), "en")
    assert said == ("75% of the labels are right; full points need 95% or more.",)
    assert sentences(message(labelled([0, 0, 1, 0])), "ja") == (
        "正しいラベルは 75% でした。満点には 95% 以上が必要です。",
    )
