"""Worker: Figures as plain facts, taken when they are shown, saved or closed, or left over."""

from __future__ import annotations

import gc
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from weakref import ref

import numpy as np
from IPython.core.formatters import BaseFormatter
from traitlets import ObjectName, Unicode

from autograder.frozen import dataclass
from autograder.protocol.facts import FACTS, AxesFacts, FigureFacts, Figures
from autograder.worker.drawn import facts

KIND = "application/x-autograder-figure"
MOST_FIGURES = 50
MOST_STATES = 10  #: of one figure that is cleared and drawn anew
MOST_BYTES = 6 << 20  #: of all arrays together; the largest are left out

_SHOWN = ("line", "points", "bars", "image")


@dataclass(frozen=True, kw_only=True)
class _Taken:
    """What a figure has shown, once."""

    figure: ref[Any]  #: kept by nobody here: what it is drawn into takes memory
    facts: FigureFacts


class FigureFormatter(BaseFormatter):
    """Takes down every figure that is displayed or saved; adds nothing to what is displayed."""

    format_type = Unicode(KIND)
    print_method = ObjectName("_repr_autograder_figure_")

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.cell: int | None = None  #: number of the cell that is running, of a notebook
        self._taken: list[_Taken] = []
        self._made: list[ref[Any]] = []

    def __call__(self, value: Any) -> None:
        """Look at every displayed value: matplotlib unregisters who asks for figures only."""
        figure = getattr(sys.modules.get("matplotlib.figure"), "Figure", None)
        if figure and isinstance(value, figure):
            self.take_down(value)

    def made(self, figure: Any) -> None:
        """Remember a figure that may never be shown."""
        if len(self._made) > 2 * MOST_FIGURES:
            self._made = [one for one in self._made if one() is not None][:MOST_FIGURES]
        self._made.append(ref(figure))

    def take_down(self, figure: Any) -> None:
        """Keep what is on a figure; one that is shown again counts once, as it is shown last.

        Where it no longer shows what it has shown, both count.
        """
        now = facts(figure, self.cell)
        states = [n for n, taken in enumerate(self._taken) if taken.figure() is figure]
        lost = states and _drawn(self._taken[states[-1]].facts) - _drawn(now)
        if states and not lost:
            self._taken[states[-1]] = replace(self._taken[states[-1]], facts=now)
        elif len(states) < MOST_STATES:
            self._keep(figure, now)

    def closed(self, figure: Any) -> None:
        """Keep what is on a figure that nobody has looked at before it is closed."""
        if not self._is_taken(figure) and (now := _readable(figure, self.cell)) and now.axes:
            self._keep(figure, now)

    def _keep(self, figure: Any, now: FigureFacts) -> None:
        if len(self._taken) < MOST_FIGURES:
            self._taken.append(_Taken(figure=ref(figure), facts=now))

    def figures(self) -> object:
        """Return the facts of figures shown so far, then those still open or held by a name."""
        taken = [taken.facts for taken in self._taken]
        left = filter(None, map(_readable, self._left()))
        return FACTS.dump(Figures, _within_size((*taken, *left)[:MOST_FIGURES]))

    def _is_taken(self, figure: Any) -> bool:
        return any(taken.figure() is figure for taken in self._taken)

    def _left(self) -> Iterator[Any]:
        pyplot = sys.modules.get("matplotlib.pyplot")
        numbers = pyplot.get_fignums() if pyplot else []
        still_open = [pyplot.figure(number) for number in numbers] if pyplot else []
        for figure in still_open:
            if not self._is_taken(figure):
                yield figure
        if self._held(still_open):
            gc.collect()  # what nobody can reach any more is not held
        yield from self._held(still_open)

    def _held(self, still_open: Sequence[Any]) -> list[Any]:
        made = [figure for one in self._made if (figure := one()) is not None]
        is_open = {id(figure) for figure in still_open}
        return [one for one in made if id(one) not in is_open and not self._is_taken(one)]


def _readable(figure: Any, cell: int | None = None) -> FigureFacts | None:
    """Return what is on a figure; None if the student's code has broken it."""
    try:
        return facts(figure, cell)
    except Exception:
        return None


def _drawn(figure: FigureFacts) -> set[tuple[object, ...]]:
    return {
        (kind, np.shape(array), hash(np.asarray(array).tobytes()))
        for axes in figure.axes
        for kind in _SHOWN
        for array in getattr(axes, kind)
    }


def _within_size(figures: Figures) -> Figures:
    """Return the figures without those arrays, the largest, for which a message has no room."""
    every = [array for figure in figures for array in _arrays(figure)]
    left, kept = MOST_BYTES, set[int]()
    for array in sorted(every, key=_size):
        left -= _size(array)
        if left >= 0:
            kept.add(id(array))
    return figures if len(kept) == len(every) else tuple(map(partial(_only, kept), figures))


def _arrays(figure: FigureFacts) -> Iterator[object]:
    for axes in figure.axes:
        for kind in _SHOWN:
            yield from getattr(axes, kind)


def _size(array: object) -> int:
    return int(np.asarray(array).nbytes)


def _only(kept: Collection[int], figure: FigureFacts) -> FigureFacts:
    return replace(figure, axes=tuple(_axes_with_only(kept, axes) for axes in figure.axes))


def _axes_with_only(kept: Collection[int], axes: AxesFacts) -> AxesFacts:
    arrays: dict[str, Any] = {
        kind: tuple(array if id(array) in kept else None for array in getattr(axes, kind))
        for kind in _SHOWN
    }
    return replace(axes, **arrays)
