"""Grader and worker: Cells of a table as Python's own values, or as numbers, without pandas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from autograder.protocol.tables import (
    INTERVALS,
    MISSING_TIME,
    Cells,
    FrameTable,
    Labels,
    Missing,
    Scalar,
    SeriesTable,
    Times,
    times,
)


def missing(cells: Cells) -> NDArray[np.bool_]:
    """Return which of the cells are missing, whatever that is called in their dtype."""
    if cells.missing is not None:
        return cells.missing
    if cells.dtype == "category":
        return cells.values < 0
    if cells.dtype in INTERVALS:
        return missing(cells.parts[0])
    if times(cells.dtype):
        return np.asarray(cells.values == MISSING_TIME)
    if cells.values.dtype.kind == "O":
        return np.array([_is_missing(value) for value in cells.values], bool)
    return np.isnan(cells.values) if cells.values.dtype.kind in "fc" else np.zeros(len(cells), bool)


def _is_missing(value: object) -> bool:
    return value is None or isinstance(value, Missing) or (type(value) is float and value != value)


def numeric(cells: Cells) -> NDArray[Any] | None:
    """Return numbers, NaN where they are missing; None of cells that hold anything else."""
    if cells.values.dtype.kind not in "biufc" or times(cells.dtype) or cells.parts:
        return None
    if cells.missing is None or not cells.missing.any():
        return cells.values
    return np.where(cells.missing, np.nan, cells.values.astype(float))


def plain(cells: Cells) -> list[Any]:
    """Return the cells as Python's own values, None where they are missing."""
    gone = missing(cells)
    if cells.dtype == "category":
        used = np.unique(cells.values[cells.values >= 0]).tolist()  # there may be far more
        known = dict(zip(used, plain(some(cells.parts[0], used)), strict=True))
        return [known.get(code) for code in cells.values.tolist()]
    if cells.dtype in INTERVALS:
        ends = zip(*map(plain, cells.parts), strict=True)
        return [None if left is None else (left, right) for left, right in ends]
    of_times = times(cells.dtype)
    values = cells.values.tolist()
    if of_times:
        values = [None if n == MISSING_TIME else _time(of_times, n) for n in values]
    return [None if is_gone else value for value, is_gone in zip(values, gone, strict=True)]


_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def _time(of_times: Times, number: int) -> object:
    """Return a date and time, or what else stands for it where Python has none."""
    if of_times.kind == "period":
        return f"{of_times.unit} {number}"
    microseconds, rest = divmod(number * 10**6, _PER_SECOND[of_times.unit])
    if rest:
        return f"{number} {of_times.unit}"
    try:
        since = timedelta(microseconds=microseconds)
        if of_times.kind == "timedelta64":
            return since
        return _in_zone(_BEGINNING + since, of_times.zone)
    except (OverflowError, ValueError):
        return f"{number} {of_times.unit}"


def _in_zone(moment: datetime, zone: str) -> datetime:
    if not zone:
        return moment.replace(tzinfo=None)
    if zone == "UTC":
        return moment
    if zone.startswith("UTC"):
        return moment.astimezone(_offset(zone[3:]))
    return moment.astimezone(ZoneInfo(zone))


@cache
def _offset(text: str) -> tzinfo | None:
    return datetime.strptime(text, "%z").tzinfo


def simple(value: object) -> object:
    """Return a single time as Python's own, an array or list of a Series, a table of a frame.

    That is for who expects none of pandas. What has no like of that kind comes back as it is.
    """
    match value:
        case Scalar(cells=cells):
            (found,) = plain(cells)
            return found if isinstance(found, date | timedelta) else value
        case SeriesTable(cells=cells) | Labels(levels=(cells,)):
            array = numeric(cells)
            return plain(cells) if array is None else array
        case FrameTable(cells=columns) if columns:
            arrays = [numeric(cells) for cells in columns]
            return value if any(a is None for a in arrays) else np.column_stack(arrays)  # type: ignore[arg-type]
    return value


def is_numeric(table: SeriesTable | Labels) -> bool:
    """Tell whether a column, or an index of one level, is of numbers alone."""
    cells = (table.cells,) if isinstance(table, SeriesTable) else table.levels
    return len(cells) == 1 and numeric(cells[0]) is not None


def label_texts(labels: Labels) -> list[str]:
    """Return the labels of an index as text, those of several levels as tuples."""
    levels = [plain(level) for level in labels.levels]
    if len(levels) == 1:
        return list(map(cell_text, levels[0]))
    return [f"({', '.join(map(cell_text, each))})" for each in zip(*levels, strict=True)]


def label_text(labels: Labels, row: int) -> str:
    """Return one label of an index as text."""
    levels = tuple(some(level, [row]) for level in labels.levels)
    (text,) = label_texts(replace(labels, levels=levels))
    return text


def cell_text(value: object) -> str:
    """Return a cell as a table shows it."""
    if value is None:
        return "NaN"
    if isinstance(value, Scalar):
        return cell_text(plain(value.cells)[0])
    if isinstance(value, datetime):
        return str(value).removesuffix(" 00:00:00")
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def some(cells: Cells, order: Sequence[int]) -> Cells:
    """Return some of the cells, in an order."""
    places = np.array(order, int)
    in_category = cells.dtype == "category"
    return Cells(
        dtype=cells.dtype,
        values=cells.values[places],
        missing=None if cells.missing is None else cells.missing[places],
        parts=cells.parts if in_category else tuple(some(part, order) for part in cells.parts),
        ordered=cells.ordered,
    )
