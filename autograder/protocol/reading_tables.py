"""Grader and worker: Values of pandas read into plain data, past whatever a subclass overrides.

pandas is never imported here: who has none of its values needs none of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import timezone
from inspect import getattr_static
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from autograder.protocol.budget import WireBudget
from autograder.protocol.grammar import Opaque
from autograder.protocol.parts import with_parts
from autograder.protocol.tables import (
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

_NOT_AS_PANDAS_MADE_IT = (AttributeError, TypeError, ValueError, LookupError, ArithmeticError)


def read_table(value: object, budget: WireBudget) -> object:
    """Return a value of pandas as plain data, None of anything else.

    Its cells are counted before any is looked at; raises `UnsendableError` if they are too many.
    What is of no dtype that travels is an `Opaque` that names it.
    """
    pandas: Any = sys.modules.get("pandas")
    kind = type(value)
    if pandas is None or not hasattr(pandas, "DataFrame"):
        return None
    try:
        found = next((r for base, r in _readers(pandas) if issubclass(kind, base)), None)
        return found and found(_Reader(pandas, budget), value)
    except _Foreign as foreign:
        name = f"{kind.__name__} of dtype {foreign}"
        return Opaque("".join(filter(str.isprintable, name))[:80])
    except _NOT_AS_PANDAS_MADE_IT:
        return Opaque(f"damaged {kind.__name__}"[:80])


def with_tables(value: Any) -> Any:
    """Return an author's value with plain data in place of what is pandas'."""
    return with_parts(value, _as_table)


def _as_table(value: Any) -> Any:
    table = read_table(value, WireBudget())
    return value if table is None or isinstance(table, Opaque) else table


def _readers(pandas: Any) -> Sequence[tuple[type, Callable[[_Reader, Any], object]]]:
    return (
        (pandas.DataFrame, _Reader.frame),
        (pandas.Series, _Reader.series),
        (pandas.Index, _Reader.labels),
        (type(pandas.NA), lambda reader, value: Missing("NA")),
        (type(pandas.NaT), lambda reader, value: Missing("NaT")),
        (pandas.Timestamp, _Reader.timestamp),
        (pandas.Timedelta, _Reader.timedelta),
        (pandas.Period, _Reader.period),
        (pandas.Interval, _Reader.interval),
        (pandas.api.extensions.ExtensionArray, _Reader.array),
    )


class _Foreign(Exception):
    """Something is of a dtype that does not travel."""


class _Reader:
    """Reads values of one pandas, within a budget."""

    def __init__(self, pandas: Any, budget: WireBudget) -> None:
        self.pandas = pandas
        self.budget = budget

    def frame(self, value: Any) -> FrameTable:
        plain = self._plain(value, self.pandas.DataFrame)
        rows, columns = len(plain.index), len(plain.columns)
        self.budget.require_cells(rows, columns)
        return FrameTable(
            columns=self.labels(plain.columns),
            index=self.labels(plain.index),
            cells=tuple(self._cells(plain.iloc[:, n].array) for n in range(columns)),
        )

    def series(self, value: Any) -> SeriesTable:
        plain = self._plain(value, self.pandas.Series)
        self.budget.require_cells(len(plain.index))
        return SeriesTable(
            name=self._name(value),
            index=self.labels(plain.index),
            cells=self._cells(plain.array),
        )

    def _plain(self, value: Any, kind: Any) -> Any:
        """Return the value as an instance of the very class, past overridden methods."""
        if type(value) is kind:
            return value
        manager = getattr_static(value, "_mgr")
        if not _is_of_pandas(type(manager)):
            raise _Foreign("that it hides")
        return kind._from_mgr(manager, manager.axes)

    def _name(self, value: Any) -> object:
        return getattr_static(value, "_name", None)

    def labels(self, value: Any) -> Labels:
        if not _is_of_pandas(type(value)):
            raise _Foreign("of its own")
        several = isinstance(value, self.pandas.MultiIndex)
        levels = value.nlevels if several else 1
        self.budget.require_cells(len(value), levels)
        arrays = [value.get_level_values(n).array for n in range(levels)]
        return Labels(names=tuple(value.names), levels=tuple(map(self._cells, arrays)))

    def array(self, value: Any) -> object:
        """Return the array of a column by itself as a column without an index."""
        self.budget.require_cells(len(value))
        return Labels(names=(None,), levels=(self._cells(value),))

    def timestamp(self, value: Any) -> Scalar:
        return Scalar(cells=self._times(self.pandas.DatetimeIndex([value]).array))

    def timedelta(self, value: Any) -> Scalar:
        return Scalar(cells=self._times(self.pandas.TimedeltaIndex([value]).array))

    def period(self, value: Any) -> Scalar:
        return Scalar(cells=self._cells(self.pandas.PeriodIndex([value]).array))

    def interval(self, value: Any) -> Scalar:
        return Scalar(cells=self._cells(self.pandas.arrays.IntervalArray([value])))

    def _cells(self, array: Any) -> Cells:
        kind, dtype = type(array), array.dtype
        if not _is_of_pandas(kind):
            raise _Foreign(str(dtype.name))
        name = kind.__name__
        if name in ("NumpyExtensionArray", "PandasArray"):
            return self._of_numpy(array.to_numpy())
        if name in ("DatetimeArray", "TimedeltaArray"):
            return self._times(array)
        if name in ("IntegerArray", "FloatingArray", "BooleanArray"):
            return self._masked(array)
        if isinstance(dtype, self.pandas.StringDtype):
            return self._texts(array)
        if name == "Categorical":
            return self._category(array)
        if name == "PeriodArray":
            return self._of_times(f"period[{array.freqstr}]", array.asi8)
        if name == "IntervalArray":
            ends = (self._cells(array.left.array), self._cells(array.right.array))
            values = np.zeros(len(array), np.int8)
            return Cells(dtype=f"interval[{array.closed}]", values=values, parts=ends)
        raise _Foreign(str(dtype))

    def _of_numpy(self, values: Any) -> Cells:
        if values.dtype.kind in "OUS":
            return Cells(dtype="object", values=values.astype(object))
        if values.dtype.name not in NUMBERS:
            raise _Foreign(values.dtype.name)
        return Cells(dtype=values.dtype.name, values=values)

    def _times(self, array: Any) -> Cells:
        dtype = str(array.dtype)
        zone = getattr(array.dtype, "tz", None)
        if zone is not None:
            dtype = f"datetime64[{array.dtype.unit}, {_zone_name(zone)}]"
        return self._of_times(dtype, array.asi8)

    def _of_times(self, dtype: str, values: Any) -> Cells:
        if times(dtype) is None:
            raise _Foreign(dtype)
        return Cells(dtype=dtype, values=np.array(values, np.int64))

    def _masked(self, array: Any) -> Cells:
        name, missing = str(array.dtype), np.asarray(array.isna(), bool)
        if name not in MASKED:
            raise _Foreign(name)
        values = array.to_numpy(dtype=MASKED[name], na_value=MASKED[name] == "bool" and False)
        return Cells(dtype=name, values=values, missing=missing)

    def _texts(self, array: Any) -> Cells:
        name = "string" if array.dtype.na_value is self.pandas.NA else "str"
        return Cells(dtype=name, values=np.asarray(array, dtype=object))

    def _category(self, array: Any) -> Cells:
        self.budget.require_cells(len(array.categories))
        return Cells(
            dtype="category",
            values=np.array(array.codes),
            parts=(self._cells(array.categories.array),),
            ordered=bool(array.ordered),
        )


def _zone_name(zone: Any) -> str:
    """Return the name of a time zone, without asking one of a student's making."""
    if type(zone) is ZoneInfo:
        return str(zone.key)
    if type(zone) is timezone:
        return str(zone)
    if type(zone).__module__.startswith("pytz"):
        return str(zone)
    raise _Foreign("a time zone of its own")


def _is_of_pandas(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == "pandas"
