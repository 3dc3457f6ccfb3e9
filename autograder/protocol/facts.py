"""Grader and worker: Models, estimators and figures as plain facts, read without any library.

They travel as a value that `FACTS` has made of one of these records, and are read as that very
record, never as another. An array is None where it is too large to travel, or not asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

from autograder.codec import Codec
from autograder.frozen import dataclass

Shape = tuple[int, ...]
Number = bool | int | float
Place = tuple[int, int, int, int]  #: the first and the last row, and column, from 1

FACTS = Codec(encode=lambda array: array, decode=lambda array: array)


@dataclass(frozen=True, kw_only=True)
class LayerFacts:
    """What a layer is and holds."""

    kind: str  #: as "Dense"
    settings: Mapping[str, Number | str | Shape]  #: as {"units": 64}
    parameters: int
    weights: tuple[tuple[str, object], ...]  #: (name, array) …
    output_shape: Shape | None  #: of one example
    activation: object  #: an array, what it makes of `protocol.probe`


@dataclass(frozen=True, kw_only=True)
class ChangeFacts:
    """What a model does with numbers between one layer and the next: two arrays."""

    before: object
    after: object


@dataclass(frozen=True, kw_only=True)
class CompiledFacts:
    """Compile settings; of the loss, those that are not Keras' defaults."""

    loss: str | None  #: as "categorical_crossentropy"
    loss_settings: Mapping[str, Number]
    optimizer: str  #: as "SGD"
    settings: Mapping[str, Number]  #: of the optimizer


@dataclass(frozen=True, kw_only=True)
class ModelFacts:
    """A Keras model, its steps in the order in which they are carried out."""

    input_shape: Shape
    output_shape: Shape | None
    parameters: int
    steps: tuple[LayerFacts | ChangeFacts, ...]
    compiled: CompiledFacts | None
    predictions: object  #: an array


@dataclass(frozen=True, kw_only=True)
class EstimatorFacts:
    """An estimator: of scikit-learn, or any object that predicts."""

    kind: str  #: name of its class, as "SVC"; "" where that is not scikit-learn's own
    type: str  #: name of whatever class it is, with its module
    fitted: bool
    features: int | None  #: columns that it has been fitted to; None: it does not say
    parameters: Mapping[str, object]  #: plain data; an estimator among them is its class's name
    inner: tuple[EstimatorFacts, ...]  #: steps of a pipeline; what a search has found best
    predictions: object = None  #: whatever came back


@dataclass(frozen=True, kw_only=True)
class AxesFacts:
    """Texts, and data as arrays: lines and points `(n, 2)`, lengths of bars `(n,)`, images."""

    title: str
    xlabel: str
    ylabel: str
    line: tuple[object, ...]
    points: tuple[object, ...]
    bars: tuple[object, ...]
    image: tuple[object, ...]
    place: Place | None = None  #: in the grid of the figure, if it has one


@dataclass(frozen=True, kw_only=True)
class FigureFacts:
    """All axes of one figure, the texts around them, and the code cell that showed it last."""

    axes: tuple[AxesFacts, ...]
    title: str = ""
    xlabel: str = ""
    ylabel: str = ""
    cell: int | None = None  #: None: it was left open


Figures = tuple[FigureFacts, ...]
