"""The source: what must be used, and what must not."""

from __future__ import annotations

import pytest

from autograder.checks.source import SourceCheck
from autograder.records import Outcome, Undefined, UsesRequest, Value
from tests.answered import judged


@pytest.mark.parametrize(
    ("must", "must_not", "used", "said"),
    [
        (("for",), ("numpy.convolve",), ["for", "sum"], None),
        (
            (),
            ("numpy.convolve",),
            ["numpy.convolve"],
            "`numpy.convolve` is used; solve this question without it.",
        ),
        (
            ("for",),
            (),
            ["while"],
            "`for` is not used; solve this question with it.",
        ),
    ],
)
def test_source(must, must_not, used, said):
    check = SourceCheck(id="f/1", name="f", must_use=must, must_not_use=must_not)
    assert check.requests == (UsesRequest(name="f"),)
    result = judged(check, Value(value=used))
    assert result.outcome is (Outcome.FAILED if said else Outcome.PASSED)
    assert (str(result.finding.sentence) if result.finding else None) == said


def test_source_of_something_undefined():
    check = SourceCheck(id="f/1", name="f", must_use=("for",))
    assert judged(check, Undefined()).outcome is Outcome.FAILED
