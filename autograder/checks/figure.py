"""`figure`: a figure shows what is asked for; which one it is, its content says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from autograder.checks import fragments
from autograder.checks.answers import finding, judged, unanswered
from autograder.checks.comparison import difference
from autograder.checks.kind import Kind, Schema, YamlPart
from autograder.checks.margins import margins
from autograder.codec import CodecError
from autograder.protocol.facts import FACTS, AxesFacts, FigureFacts, Figures
from autograder.records import (
    CallRequest,
    CellRun,
    Check,
    CheckResult,
    Exchange,
    Fault,
    FigureRequest,
    Value,
)
from autograder.records.sentences import Sentence, _
from autograder.values import numbers

Place = Literal["title", "xlabel", "ylabel"]
Plotted = Literal["line", "points", "bars", "image"]
Points = NDArray[Any]  #: (n, 2)


@dataclass(frozen=True, kw_only=True)
class FigureCheck(Check):
    """A figure shows what is asked for."""

    figure: int  #: its number among the figures, from 1; another one that fits will do too
    axes: int | None = None  #: the number of the axes on it, from 1; None: any that fit
    texts: tuple[tuple[Place, str], ...] = ()  #: each must hold the text
    shows: Plotted | None = None  #: one of them must be as expected
    expected: object = None  #: (n, 2) for lines and points, (n,) for bars, pixels; or a Fault
    tolerance: object = None  #: the largest allowed difference; by part in a list or dictionary
    relative: object = None  #: the same as a share of what is expected

    hidden_sentence = _("The plot does not show everything that the question asks for.")

    @property
    def fault(self) -> Fault | None:
        return self.expected if isinstance(self.expected, Fault) else None

    @property
    def looks_at_cells(self) -> Literal["outputs"]:
        return "outputs"

    @cached_property
    def requests(self) -> tuple[FigureRequest]:
        return (FigureRequest(),)

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if any figure has the texts, and one of its lines, points, … is as expected."""
        (exchange,) = record
        if not isinstance(exchange.answer, Value):
            return unanswered(self, finding(exchange))
        figures = [f for f in _figures(exchange.answer.value) if f.axes]  # others are empty
        return judged(self, finding(exchange), self._wrong(figures))

    def _wrong(self, figures: Sequence[FigureFacts]) -> Sentence | None:
        """Return what is wrong with the figure that comes nearest; of equals, the one asked for."""
        if not figures:
            return _(
                "Figure {figure} is missing; figures shown: {count}.", figure=self.figure, count=0
            )
        looked_at = {n: self._nearest(figure) for n, figure in enumerate(figures, 1)}
        number = min(looked_at, key=lambda n: (looked_at[n][0], n != self.figure))
        _missing, wrong = looked_at[number]
        return wrong and _looked_at(wrong, number, len(figures), figures[number - 1].cell)

    def _nearest(self, figure: FigureFacts) -> tuple[int, Sentence | None]:
        """Return how many things its best axes lack, and the first of them."""
        if self.axes is not None and len(figure.axes) < self.axes:
            lacking = _("The figure has no axes number {axes}.", axes=self.axes)
            return len(PLACES) + 2, lacking
        candidates = figure.axes if self.axes is None else [figure.axes[self.axes - 1]]
        lacks = [list(self._lacking(axes, figure.title)) for axes in candidates]
        fewest = min(lacks, key=len)
        return len(fewest), next(iter(fewest), None)

    def _lacking(self, axes: AxesFacts, above: str) -> Iterator[Sentence]:
        for place, text in self.texts:
            found = f"{axes.title} {above}" if place == "title" else getattr(axes, place)
            if text.casefold() not in found.casefold():
                yield _(
                    "The {place} of the plot should contain: {text}",
                    place=PLACES[place],
                    text=text,
                )
        if self.shows and not any(map(self._is_plotted, getattr(axes, self.shows))):
            yield _("The plot does not show the expected {plotted}.", plotted=PLOTTED[self.shows])

    def _is_plotted(self, drawn: object) -> bool:
        """Tell whether something drawn is as expected: points in any order, lines either way."""
        if self.shows not in ("line", "points"):
            margin = margins([self.expected], self.tolerance, self.relative)
            return difference(drawn, self.expected, margin) is None
        found, wanted = numbers(drawn), numbers(self.expected)
        if found is None or wanted is None or found.shape != wanted.shape or wanted.ndim != 2:
            return difference(drawn, self.expected) is None
        expected = tuple(wanted.T)  # x and y are two things
        margin = margins([expected], self.tolerance, self.relative)
        return any(
            difference(tuple(one.T), tuple(other.T), margin) is None
            for one, other in _orders(found, wanted, self.shows)
        )


def _orders(found: Points, wanted: Points, shows: Plotted) -> Iterator[tuple[Points, Points]]:
    """Yield both as they are, and in an order in which they are the same drawing."""
    yield found, wanted
    if shows == "line":
        yield found[::-1], wanted
    else:
        yield found[np.lexsort(found.T)], wanted[np.lexsort(wanted.T)]
        yield found[np.lexsort(found.T[::-1])], wanted[np.lexsort(wanted.T[::-1])]


def _looked_at(wrong: Sentence, number: int, count: int, cell: int | None) -> Sentence:
    """Return the sentence, with the figure it is about where there are several."""
    if count == 1:
        return wrong
    if cell is None:
        return _("{wrong} (figure {figure} of {count})", wrong=wrong, figure=number, count=count)
    return _(
        "{wrong} (figure {figure} of {count}, from cell {cell})",
        wrong=wrong,
        figure=number,
        count=count,
        cell=cell,
    )


def _figures(value: object) -> Figures:
    """Return the figures, none of them if the submission has sent something else."""
    try:
        figures: Figures = FACTS.load(Figures, value)
    except CodecError:
        return ()
    return figures


PLACES: dict[Place, Sentence] = {
    "title": _("title"),
    "xlabel": _("label of the x axis"),
    "ylabel": _("label of the y axis"),
}
PLOTTED: dict[Plotted, Sentence] = {
    "line": _("line"),
    "points": _("points"),
    "bars": _("bars"),
    "image": _("image"),
}


def _read(part: YamlPart) -> FigureCheck:
    data, expected = part.data, part.data.get("gives")
    if "agrees_with" in data:
        answers = part.reference_answers("agrees_with", [CallRequest(name="", arguments=())])
        expected = answers if isinstance(answers, Fault) else answers[0].value
    return FigureCheck(
        **part.common,
        figure=data["figure"],
        axes=data.get("axes"),
        texts=tuple((place, data[place]) for place in PLACES if place in data),
        shows=data.get("shows"),
        expected=expected,
        tolerance=data.get("tolerance"),
        relative=data.get("relative"),
    )


def _number(description: str) -> Schema:
    expected = "a whole number from 1"
    return {"type": "integer", "minimum": 1, "description": description, "expected": expected}


_CONTAINED = {"type": "string", "description": "A text that it must contain.", "expected": "text"}

FIGURE = Kind(
    key="figure",
    schema={
        "properties": {
            "figure": _number("The number of the figure asked for; any figure that fits counts."),
            "axes": _number("The number of the axes on it. Default: any that fit."),
            **dict.fromkeys(PLACES, _CONTAINED),
            "shows": {
                "enum": list(PLOTTED),
                "description": "What is drawn.",
                "expected": f"one of {', '.join(PLOTTED)}",
            },
            "gives": {
                "description": "Its data: [x, y] pairs of a line or points, lengths of bars, "
                "pixels."
            },
            "agrees_with": fragments.function(
                "A function of reference/ without arguments that returns the data.",
                "convolution.conv1d",
                "reference/",
            ),
            **fragments.TOLERANCES,
        },
        "additionalProperties": False,
        **fragments.at_least_one(*PLACES, "shows"),
        "if": {"required": ["shows"]},
        "then": fragments.either("gives", "agrees_with"),
    },
    read=_read,
    records=(FigureCheck,),
)
