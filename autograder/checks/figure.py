"""`figure`: a figure shows what is asked for; which one it is, its content says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from autograder.checks import fragments
from autograder.checks.answers import finding, judged, unanswered
from autograder.checks.drawings import Plotted, is_drawn
from autograder.checks.kind import Kind, Schema, YamlPart
from autograder.codec import CodecError
from autograder.frozen import dataclass
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

Place = Literal["title", "xlabel", "ylabel"]
RowAndColumn = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class FigureCheck(Check):
    """A figure shows what is asked for."""

    figure: int  #: its number among the figures, from 1; another one that fits will do too
    axes: int | RowAndColumn | None = None  #: which axes on it, from 1; None: any that fit
    texts: tuple[tuple[Place, str], ...] = ()  #: each must hold the text
    shows: Plotted | None = None  #: one of them must be as expected
    expected: object = None  #: see `checks.drawings`; or a Fault
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
        number = min(looked_at, key=lambda n: (looked_at[n].lacks, n != self.figure))
        nearest = looked_at[number]
        if nearest.wrong is None:
            return None
        axes = _axes_of(figures[number - 1], nearest.axes)
        return _placed(nearest.wrong, number, figures, axes)

    def _nearest(self, figure: FigureFacts) -> _Nearest:
        """Return how many things its best axes lack, and the first of them."""
        candidates = [n for n, axes in enumerate(figure.axes, 1) if self._is_meant(n, axes)]
        if not candidates:
            return _Nearest(lacks=len(PLACES) + 2, wrong=self._no_axes())
        lacks = {n: list(self._lacking(figure.axes[n - 1], figure)) for n in candidates}
        best = min(candidates, key=lambda n: len(lacks[n]))
        return _Nearest(lacks=len(lacks[best]), wrong=next(iter(lacks[best]), None), axes=best)

    def _is_meant(self, number: int, axes: AxesFacts) -> bool:
        if not isinstance(self.axes, tuple):
            return self.axes in (None, number)
        if axes.place is None:
            return False
        (row, column), (top, bottom, left, right) = self.axes, axes.place
        return top <= row <= bottom and left <= column <= right

    def _no_axes(self) -> Sentence:
        if isinstance(self.axes, tuple):
            row, column = self.axes
            return _(
                "The figure has no axes in row {row}, column {column}.", row=row, column=column
            )
        return _("The figure has no axes number {axes}.", axes=self.axes or 1)

    def _lacking(self, axes: AxesFacts, figure: FigureFacts) -> Iterator[Sentence]:
        for place, text in self.texts:
            found = (getattr(axes, place), getattr(figure, place))
            if not any(_holds(each, text) for each in found):
                yield _(
                    "The {place} of the plot should contain: {text}",
                    place=PLACES[place],
                    text=text,
                )
        if self.shows and not self._is_plotted(getattr(axes, self.shows)):
            yield _("The plot does not show the expected {plotted}.", plotted=PLOTTED[self.shows])

    def _is_plotted(self, drawings: Sequence[object]) -> bool:
        """Tell whether one of the things drawn is as expected."""
        assert self.shows
        return any(
            is_drawn(self.shows, drawn, self.expected, self.tolerance, self.relative)
            for drawn in drawings
        )


@dataclass(frozen=True, kw_only=True)
class _Nearest:
    """What comes nearest on one figure."""

    lacks: int  #: how many things
    wrong: Sentence | None  #: the first of them
    axes: int | None = None  #: the number of the axes that were looked at


def _placed(
    wrong: Sentence, number: int, figures: Sequence[FigureFacts], axes: Sentence | None
) -> Sentence:
    """Return what is wrong, with the figure and axes it is about where there are several."""
    if len(figures) == 1:
        return _("{wrong} ({axes})", wrong=wrong, axes=axes) if axes else wrong
    cell, count = figures[number - 1].cell, len(figures)
    if axes is None:
        if cell is None:
            return _(
                "{wrong} (figure {figure} of {count})", wrong=wrong, figure=number, count=count
            )
        return _(
            "{wrong} (figure {figure} of {count}, from cell {cell})",
            wrong=wrong,
            figure=number,
            count=count,
            cell=cell,
        )
    if cell is None:
        return _(
            "{wrong} (figure {figure} of {count}; {axes})",
            wrong=wrong,
            figure=number,
            count=count,
            axes=axes,
        )
    return _(
        "{wrong} (figure {figure} of {count}, from cell {cell}; {axes})",
        wrong=wrong,
        figure=number,
        count=count,
        cell=cell,
        axes=axes,
    )


_LONGEST_TEXT = 300  #: characters: a list of all that could be meant names nothing


def _holds(found: str, text: str) -> bool:
    is_short = len(found) <= max(_LONGEST_TEXT, 2 * len(text))
    return is_short and text.casefold() in found.casefold()


def _axes_of(figure: FigureFacts, number: int | None) -> Sentence | None:
    """Return which axes of several they are: by row and column, if the figure is a grid."""
    if number is None or len(figure.axes) == 1:
        return None
    places = [axes.place for axes in figure.axes]
    place = places[number - 1]
    if place is None or places.count(place) > 1:
        return _("axes {axes} of {count}", axes=number, count=len(figure.axes))
    return _("axes in row {row}, column {column}", row=place[0], column=place[2])


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
        axes=tuple(data["axes"]) if isinstance(data.get("axes"), list) else data.get("axes"),
        texts=tuple((place, data[place]) for place in PLACES if place in data),
        shows=data.get("shows"),
        expected=expected,
        tolerance=data.get("tolerance"),
        relative=data.get("relative"),
    )


def _number(description: str) -> Schema:
    expected = "a whole number from 1"
    return {"type": "integer", "minimum": 1, "description": description, "expected": expected}


_AXES: Schema = {
    "type": ["integer", "array"],
    "minimum": 1,
    "items": _number("A row or a column."),
    "minItems": 2,
    "maxItems": 2,
    "description": "The number of the axes on it, or [row, column]. Default: any that fit.",
    "expected": "a whole number from 1, or two: [row, column]",
}
_CONTAINED = {"type": "string", "description": "A text that it must contain.", "expected": "text"}

FIGURE = Kind(
    key="figure",
    schema={
        "properties": {
            "figure": _number("The number of the figure asked for; any figure that fits counts."),
            "axes": _AXES,
            **dict.fromkeys(PLACES, _CONTAINED),
            "shows": {
                "enum": list(PLOTTED),
                "description": "What is drawn.",
                "expected": f"one of {', '.join(PLOTTED)}",
            },
            "gives": {
                "description": "Its data: [x, y] pairs of a line or points, or y alone; lengths of "
                "bars; pixels."
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
