"""What to do about an error whose own text does not say it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder import wording
from autograder.records import Raised, Text


@dataclass(frozen=True)
class Cure:
    """A sentence for errors of one type whose message fits."""

    type: str
    message: re.Pattern[str]
    text: Text


_KNOWN = (
    Cure("ValueError", re.compile(r"Argument\(s\) not recognized: .*'lr'"), wording.CURE_LR),
    Cure(
        "ValueError",
        re.compile(
            r"`target` and `output` must have the same (rank|shape)"
            r".*target\.shape=\([^,]+,( 1)?\), output\.shape=\([^,]+, [0-9]+\)"
        ),
        wording.CURE_NOT_ONE_HOT,
    ),
    Cure(
        "ValueError",
        re.compile(r"`output` must have rank \(ndim\) `target\.ndim - 1`"),
        wording.CURE_ONE_HOT,
    ),
    Cure("ValueError", re.compile(r"Data cardinality is ambiguous"), wording.CURE_CARDINALITY),
    Cure("ValueError", re.compile(r"Unrecognized data type: .*<class 'list'>"), wording.CURE_LIST),
    Cure(
        "ValueError",
        re.compile(r"Expected shape \(None, .* incompatible shape \([0-9]+,\)"),
        wording.CURE_ONE_EXAMPLE,
    ),
)


def cure(raised: Raised) -> Text | None:
    """Return what to do about an error, None if nothing more is known than it says itself."""
    fitting = (c.text for c in _KNOWN if c.type == raised.type and c.message.search(raised.message))
    return next(fitting, None)
