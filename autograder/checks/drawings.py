"""Whether something drawn is what is expected, in whatever order it was drawn.

A line and points are [x, y] pairs, or heights alone, wherever they lie along x. A date is drawn as
a number: that of days since 1970, or of what pandas counts instead on an axis of months or years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from autograder.checks.comparison import difference
from autograder.checks.margins import margins
from autograder.protocol.table_cells import plain
from autograder.protocol.tables import FrameTable, Labels, SeriesTable
from autograder.values import numbers

Plotted = Literal["line", "points", "bars", "image"]
Points = NDArray[Any]  #: (n, 2)


def is_drawn(
    shows: Plotted, drawn: object, expected: object, tolerance: object, relative: object
) -> bool:
    """Tell whether one thing drawn is as expected: points in any order, lines either way."""
    if shows in ("bars", "image"):
        return difference(drawn, expected, margins([expected], tolerance, relative)) is None
    found = numbers(drawn)
    if found is None or found.ndim != 2 or found.shape[1] != 2:
        return False
    return any(_is_same(shows, found, wanted, tolerance, relative) for wanted in _wanted(expected))


def _is_same(
    shows: Plotted, found: Points, wanted: NDArray[Any], tolerance: object, relative: object
) -> bool:
    if wanted.ndim == 1:
        heights = found[np.argsort(found[:, 0], kind="stable"), 1]
        margin = margins([wanted], tolerance, relative)
        return any(difference(one, wanted, margin) is None for one in (heights, found[:, 1]))
    if found.shape != wanted.shape:
        return False
    expected = tuple(wanted.T)  # x and y are two things
    margin = margins([expected], tolerance, relative)
    return any(
        difference(tuple(one.T), tuple(other.T), margin) is None
        for one, other in _orders(found, wanted, shows)
    )


def _orders(found: Points, wanted: Points, shows: Plotted) -> Iterator[tuple[Points, Points]]:
    """Yield both as they are, and in an order in which they are the same drawing."""
    yield found, wanted
    if shows == "line":
        yield found[::-1], wanted
    else:
        yield found[np.lexsort(found.T)], wanted[np.lexsort(wanted.T)]
        yield found[np.lexsort(found.T[::-1])], wanted[np.lexsort(wanted.T[::-1])]


def _wanted(expected: object) -> Iterator[NDArray[Any]]:
    """Yield what is expected: heights, or pairs whose x may be drawn as one number or another."""
    columns = _columns(expected)
    if columns is None:
        if (wanted := numbers(expected)) is not None and wanted.ndim == 1:
            yield wanted
        return
    along, heights = list(columns[0]), numbers(list(columns[1]))
    if heights is not None and heights.ndim == 1:
        yield from (np.column_stack([places, heights]) for places in _places(along))


def _columns(expected: object) -> tuple[Iterable[object], Iterable[object]] | None:
    """Return x and y of pairs, of a Series or a frame of two columns; None of anything else."""
    match expected:
        case SeriesTable(index=Labels(levels=(labels,)), cells=cells):
            return plain(labels), plain(cells)
        case FrameTable(cells=(left, right)):
            return plain(left), plain(right)
    pairs = expected.tolist() if isinstance(expected, np.ndarray) else expected
    if not isinstance(pairs, list | tuple) or not all(map(_is_pair, pairs)):
        return None
    return [x for x, _y in pairs], [y for _x, y in pairs]


def _is_pair(value: object) -> bool:
    return isinstance(value, list | tuple | np.ndarray) and len(value) == 2


def _places(along: Sequence[object]) -> Iterator[NDArray[Any]]:
    """Yield where things are drawn along x: numbers there, names from 0, dates as numbers."""
    if along and all(isinstance(x, str) for x in along):
        known = list(dict.fromkeys(along))
        yield np.array([known.index(x) for x in along], float)
    elif along and all(isinstance(x, date) for x in along):
        yield from _days(np.array([_moment(x) for x in along], "datetime64[us]"))
    elif (places := numbers(along)) is not None and places.ndim == 1:
        yield places


def _moment(day: object) -> object:
    if isinstance(day, datetime) and day.tzinfo:
        return day.astimezone(UTC).replace(tzinfo=None)
    return day


def _days(moments: NDArray[np.datetime64]) -> Iterator[NDArray[Any]]:
    """Yield dates as matplotlib counts them, and as pandas does where they are regular."""
    days = moments.astype("datetime64[D]")
    yield (moments - np.datetime64(0, "us")) / np.timedelta64(1, "D")
    for unit in ("Y", "M", "D", "h", "m", "s"):
        yield moments.astype(f"datetime64[{unit}]").astype(int)
    yield moments.astype("datetime64[M]").astype(int) // 3  # quarters
    for weekday in range(7):  # on which weeks end
        yield (days.astype(int) + weekday) // 7 + (weekday < 4)
    yield np.busday_count("1970-01-01", days)
