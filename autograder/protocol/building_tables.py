"""Grader and worker: Plain data made into values of pandas.

That is for code of an author or a student, which is given them; nothing of ours works with them.
Only where pandas has been imported: what an assignment does not name is not imported for it.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import Any

from autograder.protocol.parts import with_parts
from autograder.protocol.tables import (
    INTERVALS,
    MASKED,
    NUMBERS,
    Cells,
    FrameTable,
    Labels,
    Missing,
    Scalar,
    SeriesTable,
    times,
)


class NotBuilt(Exception):
    """pandas refuses to make a value of the data, or is not there."""


def load_pandas(imports: Sequence[str]) -> None:
    """Import pandas, if an assignment names it, for what `built` makes."""
    if "pandas" in imports:
        importlib.import_module("pandas")


def holds_tables(node: object) -> bool:
    """Tell whether a node holds what `built` makes."""
    if isinstance(node, list):
        return (bool(node) and node[0] in _NODES) or any(map(holds_tables, node))
    return False


_NODES = ("frame", "series", "index", "scalar", "missing")


def built(value: Any) -> Any:
    """Return the value with pandas' own in place of plain data; raises `NotBuilt`."""
    return with_parts(value, _by_pandas)


def _by_pandas(value: Any) -> Any:
    if not isinstance(value, FrameTable | SeriesTable | Labels | Scalar | Missing):
        return value
    pandas = sys.modules.get("pandas")
    if pandas is None:
        raise NotBuilt("pandas is not among the assignment's imports")
    try:
        return _Builder(pandas).of(value)
    except _NOT_MADE as error:
        raise NotBuilt(str(error)) from error


_NOT_MADE = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    NotImplementedError,
    RecursionError,
)


class _Builder:
    """Makes values of one pandas."""

    def __init__(self, pandas: Any) -> None:
        self.pandas = pandas

    def of(self, value: Any) -> Any:
        match value:
            case FrameTable():
                return self._frame(value)
            case SeriesTable(name=name, index=index, cells=cells):
                made = self._array(cells)
                return self.pandas.Series(made, index=self._index(index), name=built(name))
            case Labels():
                return self._index(value)
            case Missing(name=name):
                return getattr(self.pandas, name)
        return self._array(value.cells)[0]

    def _frame(self, table: FrameTable) -> Any:
        index = self._index(table.index)
        series = [self.pandas.Series(self._array(cells), index=index) for cells in table.cells]
        frame = self.pandas.DataFrame(dict(enumerate(series)), index=index)
        frame.columns = self._index(table.columns)
        return frame

    def _index(self, labels: Labels) -> Any:
        arrays, names = [self._array(level) for level in labels.levels], built(labels.names)
        if len(arrays) > 1:
            return self.pandas.MultiIndex.from_arrays(arrays, names=names)
        return self.pandas.Index(arrays[0], name=names[0])

    def _array(self, cells: Cells) -> Any:
        dtype = cells.dtype
        if dtype in NUMBERS:
            return cells.values.copy()
        if dtype in MASKED:
            made = self.pandas.array(cells.values, dtype=dtype)
            made[cells.missing] = self.pandas.NA
            return made
        if dtype == "category":
            return self.pandas.Categorical.from_codes(
                cells.values,
                categories=self.pandas.Index(self._array(cells.parts[0])),
                ordered=cells.ordered,
            )
        if dtype in INTERVALS:
            ends = map(self._array, cells.parts)
            return self.pandas.arrays.IntervalArray.from_arrays(*ends, closed=INTERVALS[dtype])
        if times(dtype):
            return self._times(cells)
        values = built(cells.values)
        return values if dtype == "object" else self.pandas.array(values, dtype=self._text(dtype))

    def _text(self, dtype: str) -> Any:
        """Return the dtype of texts; before pandas 3, texts that may be NaN were objects."""
        if dtype == "str" and int(self.pandas.__version__.partition(".")[0]) < 3:
            return object
        return dtype

    def _times(self, cells: Cells) -> Any:
        of_times = times(cells.dtype)
        assert of_times
        if of_times.kind == "period":
            return self.pandas.PeriodIndex.from_ordinals(cells.values, freq=of_times.unit).array
        values = cells.values.view(f"{of_times.kind}[{of_times.unit}]")
        if of_times.kind == "timedelta64":
            return self.pandas.TimedeltaIndex(values).array
        made = self.pandas.DatetimeIndex(values)
        if of_times.zone:
            made = made.tz_localize("UTC").tz_convert(of_times.zone)
        return made.array
