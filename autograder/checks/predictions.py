"""Predictions on data that nobody has seen, scored by how many, or how nearly, are right."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import numpy as np

from autograder.checks.kind import Schema, YamlPart
from autograder.checks.labels import Accuracy, too_few
from autograder.protocol.table_cells import simple
from autograder.protocol.tables import FrameTable, SeriesTable
from autograder.records.sentences import Code, Sentence, _, number
from autograder.values import describe, numbers, unwrap

Measure = Literal["accuracy", "r2"]

NOT_SEEN = "held_out"  #: the key that names the function of unseen inputs and right answers


def score(measure: Measure, predictions: object, right: Sequence[object]) -> float | Sentence:
    """Return how good predictions are: 1 if all are right; or why they are none."""
    got = each(predictions)
    if got is None and isinstance(array := unwrap(predictions), np.ndarray):
        return _(
            "`predict` returns an array of shape {got}; expected {expected}.",
            got=array.shape,
            expected=(len(right),),
        )
    if got is None:
        return _(
            "`predict` returns a value of type {kind}; expected an array of predictions.",
            kind=Code(describe(predictions)),
        )
    if len(got) != len(right):
        return _(
            "The number of predictions is {got}; expected {expected}, one for each row.",
            got=len(got),
            expected=len(right),
        )
    return _SCORES[measure](got, right)


def too_low(measure: Measure, reached: float, full: float) -> Sentence:
    """Return what is said of a score that does not earn all points."""
    if measure == "accuracy":
        return too_few(reached, full)
    return _("R² is {got}; full points need {full} or more.", got=number(reached), full=full)


def each(value: object) -> list[Any] | None:
    """Return what stands for each row, of an array `(n,)` or `(n, 1)` or a list; else None."""
    value = simple(unwrap(value))
    if isinstance(value, np.ndarray) and value.shape[1:] in ((), (1,)):
        value = value.reshape(-1).tolist() if value.ndim else None
    return [unwrap(one) for one in value] if isinstance(value, list | tuple) else None


def _accuracy(got: Sequence[Any], right: Sequence[Any]) -> float:
    pairs = zip(got, right, strict=True)
    return sum(1 for label, known in pairs if _is_label(label) and label == known) / len(right)


def _is_label(value: object) -> bool:
    return isinstance(value, str | bool | int) or (isinstance(value, float) and value == value)


def _r2(got: Sequence[Any], right: Sequence[Any]) -> float | Sentence:
    predicted, wanted = numbers(got), np.asarray(right, float)
    if predicted is None or predicted.size != wanted.size or not np.isfinite(predicted).all():
        return _("Among the predictions is something that is not a number.")
    with np.errstate(all="ignore"):
        missed, spread = (wanted - predicted.reshape(-1)) ** 2, (wanted - wanted.mean()) ** 2
        return float(1 - missed.sum() / spread.sum())


_SCORES: Mapping[Measure, Callable[[Sequence[Any], Sequence[Any]], float | Sentence]] = {
    "accuracy": _accuracy,
    "r2": _r2,
}


# ------------------------------------------------------------------ in the file


def read_not_seen(part: YamlPart, measure: Measure) -> tuple[object, tuple[object, ...]] | None:
    """Return inputs and right answers, one a row; None with a fault where they are none."""
    returned = part.returned(NOT_SEEN)
    if returned is None:
        return None
    pair, named = returned.value, part.data[NOT_SEEN]
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        part.fault(NOT_SEEN, f"{named} must return inputs and right answers: `return X, y`")
        return None
    inputs, right = pair[0], each(pair[1])
    if right is None or _rows(inputs) != len(right):
        part.fault(NOT_SEEN, f"{named} must return as many right answers, in a list, as rows")
    elif not all(map(_is_label if measure == "accuracy" else _is_finite, right)):
        kind = "text or numbers, none missing" if measure == "accuracy" else "finite numbers"
        part.fault(NOT_SEEN, f"the right answers of {named} must be {kind}")
    elif len(set(right)) < 2:
        part.fault(NOT_SEEN, f"the right answers of {named} are all the same, which tells nothing")
    else:
        return inputs, tuple(right)
    return None


def _rows(inputs: object) -> int | None:
    if isinstance(inputs, np.ndarray):
        return inputs.shape[0] if inputs.ndim else None
    return len(inputs) if isinstance(inputs, list | tuple | FrameTable | SeriesTable) else None


def _is_finite(value: object) -> bool:
    return isinstance(value, bool | int | float) and bool(np.isfinite(value))


def read_scale(part: YamlPart, measure: Measure, right: Sequence[object]) -> Accuracy:
    """Return the scale; a fault where it gives points for the same prediction everywhere."""
    stated = part.data[measure]
    is_scale = isinstance(stated, Mapping)
    scale = Accuracy(**stated) if is_scale else Accuracy(full=stated, none=stated)
    if is_scale and scale.none >= scale.full:
        part.fault(measure, f"`none` of `{measure}` must be below `full`")
    elif right and (scale.none < (least := _of_a_constant(measure, right)) or scale.full == least):
        part.fault(measure, _free(part, measure, right, least, is_scale))
    return scale


def _of_a_constant(measure: Measure, right: Sequence[object]) -> float:
    return max(Counter(right).values()) / len(right) if measure == "accuracy" else 0.0


def _free(
    part: YamlPart, measure: Measure, right: Sequence[object], least: float, is_scale: bool
) -> str:
    ((common, _count),) = Counter(right).most_common(1)
    answer = repr(common) if measure == "accuracy" else "the mean"
    cure = f"let `none` be {_rounded_up(least)} or more" if is_scale else "ask for more than that"
    return (
        f"predicting {answer} for every row of {part.data[NOT_SEEN]} gets {least:.2g} and would "
        f"earn points; {cure}"
    )


def _rounded_up(share: float) -> float:
    return math.ceil(share * 100) / 100


def scale_schema(description: str) -> Schema:
    """Return the schema of a score from which all points are earned, or of a scale."""
    share = {"type": "number", "minimum": 0, "maximum": 1, "expected": "a number between 0 and 1"}
    return {
        "type": ["number", "object"],
        "minimum": 0,
        "maximum": 1,
        "properties": {"full": share, "none": share},
        "required": ["full", "none"],
        "additionalProperties": False,
        "description": description,
        "expected": "a number between 0 and 1, or a mapping with `full` and `none`",
    }
