"""Grader and worker: Values of pandas as plain data: arrays of counted cells, and names of dtypes.

pandas is not needed for any of them. Columns, an index and categories are arrays, never a range or
a rule; dtypes, frequencies and time zones come from closed lists.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import numpy as np
from numpy.typing import NDArray

from autograder.frozen import dataclass

MISSING_TIME = np.iinfo(np.int64).min  #: among times as integers

NUMBERS = frozenset(
    {
        *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
        *("float16", "float32", "float64", "complex64", "complex128"),
    }
)
#: Numbers beside a mask of those that are missing, and numpy's dtypes of them.
MASKED = {
    "boolean": "bool",
    **{
        f"{sign}Int{size}": f"{sign.lower()}int{size}"
        for sign in ("", "U")
        for size in (8, 16, 32, 64)
    },
    **{f"Float{size}": f"float{size}" for size in (32, 64)},
}
TEXTS = frozenset({"object", "str", "string"})
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_FREQUENCIES = frozenset(
    {
        *("B", "D", "M", "h", "min", "s", "ms", "us", "ns"),
        *(f"{period}-{month}" for period in ("Y", "Q") for month in _MONTHS),
        *(f"W-{day}" for day in _DAYS),
    }
)
_UNITS = ("s", "ms", "us", "ns")
_TIMES = re.compile(r"(datetime64|timedelta64|period)\[([\w-]+)(?:, ([\w/+:-]+))?\]")
_FIXED_ZONE = re.compile(r"UTC([+-](0[0-9]|1[0-9]|2[0-3]):[0-5][0-9])?")
INTERVALS = {f"interval[{closed}]": closed for closed in ("left", "right", "both", "neither")}


@dataclass(frozen=True)
class Times:
    """A dtype of times: they travel as integers, as pandas keeps them."""

    kind: str  #: "datetime64", "timedelta64" or "period"
    unit: str  #: as "ns"; of a period its frequency, as "M"
    zone: str = ""


def times(dtype: str) -> Times | None:
    """Return what kind of times a dtype is of, None if it is of none that travel."""
    found = _TIMES.fullmatch(dtype)
    if not found:
        return None
    kind, unit, zone = found[1], found[2], found[3] or ""
    if unit not in (_FREQUENCIES if kind == "period" else _UNITS):
        return None
    if zone and (kind != "datetime64" or not is_zone(zone)):
        return None
    return Times(kind, unit, zone)


def is_zone(name: str) -> bool:
    """Tell whether it names a time zone that everybody knows."""
    return _FIXED_ZONE.fullmatch(name) is not None or name in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@dataclass(frozen=True, eq=False, kw_only=True)
class Cells:
    """The cells of one column, or of one level of an index.

    Numbers and texts stand in `values`; times as integers; of a category the number of each in
    `parts`, -1 where it is missing; of intervals nothing, their ends are the two `parts`.
    """

    dtype: str  #: as pandas names it: "int64", "Int64", "str", "category", "datetime64[ns, UTC]", …
    values: NDArray[Any]  #: one-dimensional
    missing: NDArray[np.bool_] | None = None  #: of a dtype of `MASKED`
    parts: tuple[Cells, ...] = ()  #: the categories; the left and right ends of intervals
    ordered: bool = False  #: of a category

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True, eq=False, kw_only=True)
class Labels:
    """An index: one level, or the levels of a MultiIndex, all of the same length."""

    names: tuple[object, ...]
    levels: tuple[Cells, ...]

    def __len__(self) -> int:
        return len(self.levels[0])


@dataclass(frozen=True, eq=False, kw_only=True)
class SeriesTable:
    """A Series."""

    name: object
    index: Labels
    cells: Cells

    def __len__(self) -> int:
        return len(self.cells)


@dataclass(frozen=True, eq=False, kw_only=True)
class FrameTable:
    """A DataFrame."""

    columns: Labels
    index: Labels
    cells: tuple[Cells, ...]  #: one a column

    def __len__(self) -> int:
        return len(self.index)


@dataclass(frozen=True, eq=False, kw_only=True)
class Scalar:
    """A Timestamp, Timedelta, Period or Interval."""

    cells: Cells  #: a single one

    @property
    def key(self) -> object:
        """What tells it from others."""
        ends = tuple(Scalar(cells=part).key for part in self.cells.parts)
        return self.cells.dtype, self.cells.values.tolist(), ends

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scalar) and self.key == other.key

    def __hash__(self) -> int:
        return hash(str(self.key))


@dataclass(frozen=True)
class Missing:
    """`pandas.NA`, or `pandas.NaT`."""

    name: str  #: "NA" or "NaT"


Table = FrameTable | SeriesTable | Labels

NAMES: dict[type, str] = {FrameTable: "DataFrame", SeriesTable: "Series", Labels: "Index"}


def kind_of(value: Table | Scalar | Missing) -> str:
    """Return the name of the value's type in pandas."""
    if isinstance(value, Labels):
        return "Index" if len(value.levels) == 1 else "MultiIndex"
    if isinstance(value, Missing):
        return "NAType" if value.name == "NA" else "NaTType"
    if isinstance(value, Scalar):
        of_times = times(value.cells.dtype)
        return _SCALARS[of_times.kind] if of_times else "Interval"
    return NAMES[type(value)]


_SCALARS = {"datetime64": "Timestamp", "timedelta64": "Timedelta", "period": "Period"}
