"""Known mistakes that a function of the course recognises, where answers are not always alike."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from typing import Any

from autograder.authoring import RAISED
from autograder.checks import authors_code
from autograder.checks.authors_code import AuthorsError
from autograder.models import read_estimator, read_model
from autograder.protocol.building_tables import NotBuilt, built
from autograder.records import (
    Check,
    EstimatorRequest,
    ModelRequest,
    Observation,
    Request,
    Value,
    ValueRequest,
)
from autograder.values import unwrap


def is_recognised(
    recognise: Callable[..., bool], checks: Sequence[Check], observation: Observation
) -> bool:
    """Tell whether `recognise` sees its mistake in what the checks have read.

    It does not where something that it wants to see is missing, or not of the form it needs.
    """
    try:
        return _recognises(recognise, checks, observation)
    except AuthorsError:  # values are the student's; and for want of an explanation nobody loses
        return False


def why_not_recognised(
    recognise: Callable[..., bool], checks: Sequence[Check], observation: Observation
) -> str | None:
    """Return with which error `recognise` ended, for its author; None if with none."""
    try:
        _recognises(recognise, checks, observation)
    except AuthorsError as error:
        return error.with_place
    return None


def _recognises(
    recognise: Callable[..., bool], checks: Sequence[Check], observation: Observation
) -> bool:
    """Return what `recognise` says; raise AuthorsError if it says nothing."""
    seen = dict(_seen(checks, observation))
    wanted = inspect.signature(recognise).parameters
    if not wanted.keys() <= seen.keys():
        return False
    arguments = {name: seen[name] for name in wanted}
    return authors_code.run(lambda: bool(recognise(**arguments)), authors_code.JUDGING)


def _seen(checks: Sequence[Check], observation: Observation) -> Iterator[tuple[str, Any]]:
    """Yield names and what they stand for; a model with its weights, an
    estimator with its predictions, comes last, and so counts."""
    yield RAISED, tuple(run.raised for run in observation.runs if run.raised)
    asked = (e for check in checks for e in observation.record(check.id) or ())
    for exchange in sorted(asked, key=lambda e: _is_whole(e.request)):
        request, answer = exchange.request, exchange.answer
        if not isinstance(answer, Value):
            continue
        if isinstance(request, ValueRequest):
            with suppress(NotBuilt):
                yield request.name, built(deepcopy(unwrap(answer.value)))
        elif isinstance(request, ModelRequest) and (model := read_model(answer.value)):
            yield request.name, model
        elif isinstance(request, EstimatorRequest) and (fitted := read_estimator(answer.value)):
            with suppress(NotBuilt):
                predictions = built(deepcopy(unwrap(fitted.predictions)))
                yield request.name, replace(fitted, predictions=predictions)


def _is_whole(request: Request) -> bool:
    """Tell whether an answer holds all that there is to know of what it stands for."""
    if isinstance(request, EstimatorRequest):
        return request.inputs is not None
    return not isinstance(request, ModelRequest) or request.weights
