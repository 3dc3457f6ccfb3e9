"""`figure`: a figure shows what is asked for, on the axes asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.checks import fragments
from autograder.checks.answers import finding, judged, unanswered
from autograder.checks.comparison import difference
from autograder.checks.kind import Kind, Schema, YamlPart
from autograder.checks.margins import margins
from autograder.codec import CodecError
from autograder.protocol.facts import FACTS, AxesFacts, Figures
from autograder.records import (
    Case,
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
Plotted = Literal["line", "points", "bars", "image"]


@dataclass(frozen=True, kw_only=True)
class FigureCheck(Check):
    """A figure shows what is asked for, on the axes asked for."""

    figure: int  #: its number among the figures, from 1
    axes: int = 1  #: the number of the axes on it, from 1
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

    @property
    def requests(self) -> tuple[FigureRequest]:
        return (FigureRequest(),)

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if the figure has the texts, and one of its lines, points, … is as expected."""
        (exchange,) = record
        if not isinstance(exchange.answer, Value):
            return unanswered(self, finding(exchange))
        return judged(self, finding(exchange), self._wrong(_figures(exchange.answer.value)))

    def _wrong(self, figures: Figures) -> Sentence | None:
        if len(figures) < self.figure:
            return _(
                "Figure {figure} is missing; figures shown: {count}.",
                figure=self.figure,
                count=len(figures),
            )
        figure = figures[self.figure - 1]
        if len(figure.axes) < self.axes:
            return _(
                "Figure {figure} has no axes number {axes}.", figure=self.figure, axes=self.axes
            )
        axes = figure.axes[self.axes - 1]
        for place, text in self.texts:
            if text.casefold() not in getattr(axes, place).casefold():
                return _(
                    "The {place} of the plot should contain: {text}",
                    place=PLACES[place],
                    text=text,
                )
        return self._not_plotted(axes) if self.shows else None

    def _not_plotted(self, axes: AxesFacts) -> Sentence | None:
        assert self.shows
        for one in getattr(axes, self.shows):
            if (
                difference(
                    one, self.expected, margins([self.expected], self.tolerance, self.relative)
                )
                is None
            ):
                return None
        return _("The plot does not show the expected {plotted}.", plotted=PLOTTED[self.shows])


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
        answers = part.reference_answers("agrees_with", (Case(arguments=()),))
        expected = answers if isinstance(answers, Fault) else answers[0]
    return FigureCheck(
        **part.common,
        figure=data["figure"],
        axes=data.get("axes", 1),
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
            "figure": _number("The number of the figure, in the order shown."),
            "axes": _number("The number of the axes on it. Default: 1."),
            **dict.fromkeys(PLACES, _CONTAINED),
            "shows": {
                "enum": list(PLOTTED),
                "description": "What is drawn.",
                "expected": f"one of {', '.join(PLOTTED)}",
            },
            "gives": {
                "description": "Its data: [x, y] pairs of a line or points, heights of bars, "
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
