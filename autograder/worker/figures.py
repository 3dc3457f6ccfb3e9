"""Worker: Figures as plain facts, taken when they are shown or left open."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
from IPython.core.formatters import BaseFormatter
from traitlets import ObjectName, Unicode

from autograder.protocol.facts import FACTS, AxesFacts, FigureFacts, Figures

KIND = "application/x-autograder-figure"
MOST_FIGURES = 50
MOST_ARTISTS = 100  #: of each kind, on one pair of axes


class FigureFormatter(BaseFormatter):
    """Takes down every figure that is displayed or saved; adds nothing to what is displayed."""

    format_type = Unicode(KIND)
    print_method = ObjectName("_repr_autograder_figure_")

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.shown: list[FigureFacts] = []
        self.cell: int | None = None  #: number of the cell that is running, of a notebook
        self._seen: list[Any] = []

    def __call__(self, value: Any) -> None:
        """Look at every displayed value: matplotlib unregisters who asks for figures only."""
        figure = getattr(sys.modules.get("matplotlib.figure"), "Figure", None)
        if figure and isinstance(value, figure):
            self.take_down(value)

    def take_down(self, figure: Any) -> None:
        """Keep what is on a figure; one that is shown again counts once, as it is shown last."""
        for place, seen in enumerate(self._seen):
            if seen is figure:
                self.shown[place] = facts(figure, self.cell)
                return
        if len(self.shown) < MOST_FIGURES:
            self._seen.append(figure)
            self.shown.append(facts(figure, self.cell))

    def figures(self) -> object:
        """Return the facts of figures shown so far and those still open, in this order."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        numbers = pyplot.get_fignums() if pyplot else []
        still_open = [pyplot.figure(number) for number in numbers] if pyplot else []
        left = [facts(f) for f in still_open if not any(f is s for s in self._seen)]
        return FACTS.dump(Figures, (*self.shown, *left))


def facts(figure: Any, cell: int | None = None) -> FigureFacts:
    """Return what is on a figure that a cell has shown."""
    return FigureFacts(
        axes=tuple(map(_axes_facts, figure.axes[:MOST_ARTISTS])),
        title=_text(figure.get_suptitle()),
        cell=cell,
    )


def _axes_facts(axes: Any) -> AxesFacts:
    return AxesFacts(
        title=" ".join(_text(axes.get_title(loc)) for loc in ("left", "center", "right")).strip(),
        xlabel=_text(axes.get_xlabel()),
        ylabel=_text(axes.get_ylabel()),
        line=tuple(np.asarray(line.get_xydata(), float) for line in axes.lines[:MOST_ARTISTS]),
        points=tuple(map(_offsets, axes.collections[:MOST_ARTISTS])),
        bars=tuple(map(_lengths, axes.containers[:MOST_ARTISTS])),
        image=tuple(np.ma.getdata(image.get_array()) for image in axes.images[:MOST_ARTISTS]),
    )


def _text(said: object) -> str:
    """Return exact text, also of what inherits from it."""
    return "".join((str(said),))


def _offsets(points: Any) -> Any:
    return np.ma.getdata(points.get_offsets()).astype(float)


def _lengths(bars: Any) -> Any:
    """Return how long bars are, upright or lying."""
    is_lying = getattr(bars, "orientation", None) == "horizontal"
    patches = getattr(bars, "patches", ())
    return np.asarray([p.get_width() if is_lying else p.get_height() for p in patches], float)
