"""Known mistakes that a function of the course recognises, where answers are not always alike."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Sequence
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
    Exchange,
    Mistake,
    ModelRequest,
    Observation,
    Raised,
    Request,
    Value,
    ValueRequest,
)
from autograder.values import unwrap


def recognised(
    mistakes: Sequence[Mistake], checks: Sequence[Check], observation: Observation
) -> Collection[str]:
    """Return the ids of the mistakes that their functions see in what the checks have read."""
    asked = [mistake for mistake in mistakes if mistake.recognise]
    apart = next((mistake.apart for mistake in asked if mistake.apart), None)
    if apart:
        return apart.recognised(asked, checks, observation)
    return [m.id for m in asked if m.recognise and is_recognised(m.recognise, checks, observation)]


def is_recognised(
    recognise: Callable[..., bool], checks: Sequence[Check], observation: Observation
) -> bool:
    """Tell whether `recognise` sees its mistake in what the checks have read."""
    return sees(recognise, *what_is_read(checks, observation))


def why_not_recognised(
    recognise: Callable[..., bool], checks: Sequence[Check], observation: Observation
) -> str | None:
    """Return with which error `recognise` ended, for its author; None if with none."""
    try:
        _recognises(recognise, *what_is_read(checks, observation))
    except AuthorsError as error:
        return error.with_place
    return None


def what_is_read(
    checks: Sequence[Check], observation: Observation
) -> tuple[list[Exchange], tuple[Raised, ...]]:
    """Return what a function that recognises may see: values, models, estimators, errors."""
    asked = (e for check in checks for e in observation.record(check.id) or ())
    read = [e for e in asked if isinstance(e.request, _READS) and isinstance(e.answer, Value)]
    return read, tuple(run.raised for run in observation.runs if run.raised)


_READS = (ValueRequest, ModelRequest, EstimatorRequest)


def sees(
    recognise: Callable[..., bool], read: Sequence[Exchange], raised: tuple[Raised, ...]
) -> bool:
    """Tell whether `recognise` sees its mistake.

    It does not where something that it wants to see is missing, or not of the form it needs.
    """
    try:
        return _recognises(recognise, read, raised)
    except AuthorsError:  # values are the student's; and for want of an explanation nobody loses
        return False


def _recognises(
    recognise: Callable[..., bool], read: Sequence[Exchange], raised: tuple[Raised, ...]
) -> bool:
    """Return what `recognise` says; raise AuthorsError if it says nothing."""
    seen = {RAISED: raised, **dict(_seen(read))}
    wanted = inspect.signature(recognise).parameters
    if not wanted.keys() <= seen.keys():
        return False
    arguments = {name: seen[name] for name in wanted}
    return authors_code.run(lambda: bool(recognise(**arguments)), authors_code.JUDGING)


def _seen(read: Sequence[Exchange]) -> Iterator[tuple[str, Any]]:
    """Yield names and what they stand for; a model with its weights, an
    estimator with its predictions, comes last, and so counts."""
    for exchange in sorted(read, key=lambda e: _is_whole(e.request)):
        request, answer = exchange.request, exchange.answer
        assert isinstance(answer, Value)
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
