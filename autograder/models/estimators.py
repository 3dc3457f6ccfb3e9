"""A fitted estimator from a worker's facts, for checks and for authors' functions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from autograder.codec import CodecError
from autograder.cutting import beginning
from autograder.frozen import dataclass
from autograder.protocol.facts import FACTS, EstimatorFacts
from autograder.protocol.grammar import MAX_NAME
from autograder.protocol.values import Opaque


@dataclass(frozen=True)
class Estimator:
    """An estimator as a submission has it: what it says of itself, and what it predicts."""

    kind: str  #: name of scikit-learn's class, "" of one that is none of them
    type: str  #: name of its class, whatever that is
    fitted: bool
    features: int | None  #: columns that it has been fitted to; None: it does not say
    parameters: Mapping[str, object]  #: of an estimator among them the name of its class
    inner: tuple[Estimator, ...]  #: steps of a pipeline; what a search has found best
    predictions: object  #: for the inputs that a check gives, None where it gives none

    @property
    def line(self) -> tuple[Estimator, ...]:
        """It, the last step of the pipeline that it is or what its search has found, and so on."""
        return (self, *(self.inner[-1].line if self.inner else ()))


def read_estimator(value: object) -> Estimator | None:
    """Return the estimator that is described by `value`, None if that describes none."""
    try:
        return _estimator(FACTS.load(EstimatorFacts, value))
    except CodecError:
        return None


def _estimator(facts: EstimatorFacts) -> Estimator:
    return Estimator(
        kind=facts.kind if facts.kind.isidentifier() and len(facts.kind) <= MAX_NAME else "",
        type=beginning(facts.type, MAX_NAME),
        fitted=facts.fitted,
        features=facts.features,
        parameters=MappingProxyType(
            {name: _named(parameter) for name, parameter in facts.parameters.items()}
        ),
        inner=tuple(map(_estimator, facts.inner)),
        predictions=facts.predictions,
    )


def _named(parameter: object) -> object:
    return parameter.type_name if isinstance(parameter, Opaque) else parameter
