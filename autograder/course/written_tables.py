"""Data frames and series as an author writes them in YAML: `!frame {a: [1, 2]}`, `!series [1, 2]`.

With more than cells: `!frame {columns: {a: [1, 2]}, index: [x, y], dtypes: {a: Int64}}` and
`!series {values: [1, 2], index: [x, y], name: a, dtype: Int64}`. An index is a list, or a mapping
of names to lists, one a level. Cells that are dates are made times.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from autograder.course.yaml_lines import LinedYaml, WrittenTable
from autograder.errors import AssignmentError, SourceFault
from autograder.protocol.reading_tables import with_tables

_KEYS = {"frame": ("columns", "index", "dtypes"), "series": ("values", "index", "name", "dtype")}


class _Wrong(Exception):
    """A table that cannot be made; the sentence is for after its tag."""


def with_written_tables(file: LinedYaml, imports: Sequence[str]) -> LinedYaml:
    """Return the file with its tables made; raise AssignmentError with all that cannot be."""
    making = _Making(file, imports)
    data = making.made(file.data)
    if making.faults:
        raise AssignmentError(making.faults)
    return replace(file, data=data)


class _Making:
    """Tables of one file, and what is wrong with them."""

    def __init__(self, file: LinedYaml, imports: Sequence[str]) -> None:
        self.file = file
        self.has_pandas = "pandas" in imports
        self.faults: list[SourceFault] = []

    def made(self, data: Any) -> Any:
        if isinstance(data, WrittenTable):
            return self._table(data)
        if isinstance(data, dict):
            return {key: self.made(part) for key, part in data.items()}
        return [self.made(part) for part in data] if isinstance(data, list) else data

    def _table(self, written: WrittenTable) -> object:
        try:
            if not self.has_pandas:
                raise _Wrong("needs pandas; write `imports: [pandas]`")
            return with_tables(_table(written))
        except _Wrong as wrong:
            message = f"`!{written.kind}` {wrong}"
        except (ValueError, TypeError, LookupError, ArithmeticError) as error:
            message = f"`!{written.kind}` cannot be made: {' '.join(str(error).split())}"
        self.faults.append(SourceFault(self.file.path, written.line, message))
        return None


def _table(written: WrittenTable) -> Any:
    pandas: Any = sys.modules["pandas"]
    parts = _parts(written)
    if unknown := [key for key in parts if key not in _KEYS[written.kind]]:
        raise _Wrong(f"has no `{unknown[0]}`; it has {', '.join(_KEYS[written.kind])}")
    if written.kind == "series":
        series = _series(pandas, parts["values"], "values", parts.get("dtype"))
        series.name = parts.get("name")
        return _indexed(pandas, series, parts.get("index"))
    dtypes = parts.get("dtypes", {})
    columns = parts["columns"]
    made = {name: _series(pandas, columns[name], name, dtypes.get(name)) for name in columns}
    if strange := [name for name in dtypes if name not in columns]:
        raise _Wrong(f"has a dtype for {strange[0]!r}, which is none of its columns")
    if len({len(column) for column in made.values()}) > 1:
        lengths = ", ".join(f"{name}: {len(column)}" for name, column in made.items())
        raise _Wrong(f"has columns of different lengths ({lengths})")
    return _indexed(pandas, pandas.DataFrame(made), parts.get("index"))


def _parts(written: WrittenTable) -> dict[Any, Any]:
    """Return the parts of the long form, also of what is written in the short one."""
    data = written.data
    if written.kind == "series":
        return data if isinstance(data, dict) and "values" in data else {"values": data}
    is_long = isinstance(data, dict) and isinstance(data.get("columns"), dict)
    return data if is_long else {"columns": data}


def _series(pandas: Any, cells: Any, name: object, dtype: str | None) -> Any:
    if not isinstance(cells, list):
        raise _Wrong(f"needs a list of cells for {name!r}")
    if dtype is None and _are_dates(cells):
        return pandas.Series(pandas.to_datetime(cells))
    return pandas.Series(cells, dtype=dtype)


def _are_dates(cells: Sequence[object]) -> bool:
    there = [cell for cell in cells if cell is not None]
    return bool(there) and all(isinstance(cell, date) for cell in there)


def _indexed(pandas: Any, table: Any, index: Any) -> Any:
    if index is None:
        return table
    levels = list(_levels(pandas, index))
    if any(len(level) != len(table) for _, level in levels):
        raise _Wrong(f"has {len(table)} rows and an index of another length")
    names = [name for name, _ in levels]
    arrays = [level for _, level in levels]
    if len(levels) > 1:
        table.index = pandas.MultiIndex.from_arrays(arrays, names=names)
    else:
        table.index = pandas.Index(arrays[0], name=names[0])
    return table


def _levels(pandas: Any, index: Any) -> Iterator[tuple[object, Any]]:
    for name, cells in (index if isinstance(index, dict) else {None: index}).items():
        yield name, _series(pandas, cells, "index", None)
