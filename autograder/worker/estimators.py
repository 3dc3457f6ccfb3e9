"""Worker: Fitted estimators as plain facts: class, parameters, predictions.

A class counts as scikit-learn's if it stands under its name in a module of the installed library,
whatever the class says of itself. Anything else that predicts is told by its own type alone.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from autograder.protocol.encoding import own_text, type_name
from autograder.protocol.facts import FACTS, EstimatorFacts
from autograder.protocol.values import Opaque
from autograder.records import EstimatorRequest, Raised, Undefined, Value
from autograder.worker.calls import attempt
from autograder.worker.installed import is_of_library
from autograder.worker.seeds import seed_all

_MOST_INNER = 20  #: steps of a pipeline
_MOST_DEPTH = 5  #: of pipelines in searches in pipelines
_MOST_PARTS = 1000  #: of a parameter that is a list or an array
_PLAIN = (type(None), bool, int, float, str)


def describe(namespace: Mapping[str, Any], request: EstimatorRequest) -> Value | Raised | Undefined:
    """Return the facts of an estimator, or the type of what stands under its name.

    Raises `MemoryError`.
    """
    if request.name not in namespace:
        return Undefined()
    seed_all(0)
    return attempt(_facts, [namespace[request.name], request.inputs])


def _facts(estimator: Any, inputs: object) -> object:
    kind = type(estimator)
    if estimator is None:
        return None
    if issubclass(kind, type):
        return Opaque("class")
    if not _own_name(kind) and not callable(getattr(estimator, "predict", None)):
        return Opaque(type_name(kind))
    facts = _described(estimator, 0)
    if inputs is not None and facts.fitted:
        facts = _described(estimator, 0, predictions=estimator.predict(inputs))
    return FACTS.dump(EstimatorFacts, facts)


def _described(estimator: Any, depth: int, predictions: object = None) -> EstimatorFacts:
    kind = _own_name(type(estimator))
    inner = _inner(estimator) if kind and depth < _MOST_DEPTH else ()
    return EstimatorFacts(
        kind=kind,
        type=type_name(type(estimator)),
        fitted=not kind or _is_fitted(estimator),
        features=_features(estimator) if kind else None,
        parameters=_parameters(estimator) if kind else {},
        inner=tuple(_described(each, depth + 1) for each in inner),
        predictions=predictions,
    )


def _own_name(kind: type) -> str:
    """Return the name of a class of the installed scikit-learn, "" of any other."""
    place, name = own_text(kind, "__module__"), own_text(kind, "__qualname__")
    module = sys.modules.get(place) if place.partition(".")[0] == "sklearn" else None
    if not issubclass(type(module), ModuleType) or vars(module).get(name) is not kind:
        return ""
    return name if is_of_library(str(getattr(module, "__file__", ""))) else ""


def _is_fitted(estimator: Any) -> bool:
    validation, exceptions = (
        sys.modules[f"sklearn.{m}"] for m in ("utils.validation", "exceptions")
    )
    if not hasattr(estimator, "fit"):
        return True
    try:
        validation.check_is_fitted(estimator)
    except exceptions.NotFittedError:
        return False
    return True


def _features(estimator: Any) -> int | None:
    number = getattr(estimator, "n_features_in_", None)
    return int(number) if isinstance(number, int | np.integer) and number >= 0 else None


def _inner(estimator: Any) -> Sequence[Any]:
    """Return the steps of a pipeline, or the estimator that a search has fitted last."""
    if isinstance(steps := getattr(estimator, "steps", None), list | tuple):
        return [step for _name, step in steps[:_MOST_INNER]]
    best = getattr(estimator, "best_estimator_", None)
    return [] if best is None else [best]


def _parameters(estimator: Any) -> dict[str, object]:
    if not hasattr(estimator, "get_params"):
        return {}
    found = estimator.get_params(deep=False)
    return {str(name): _plain(value) for name, value in found.items()}


def _plain(value: Any) -> object:
    """Return a parameter that is plain data and small; of an estimator its class's name."""
    kind = type(value)
    if kind in _PLAIN or issubclass(kind, np.generic):
        return value
    if issubclass(kind, np.ndarray):
        return value if value.size <= _MOST_PARTS else Opaque(type_name(kind))
    if kind in (list, tuple) and len(value) <= _MOST_PARTS:
        return value if all(type(part) in _PLAIN for part in value) else Opaque(type_name(kind))
    return _own_name(kind) or Opaque(type_name(kind))
