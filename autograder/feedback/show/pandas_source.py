"""Values of pandas as Python source that makes them."""

from __future__ import annotations

from collections.abc import Callable

from autograder.protocol.table_cells import cell_text, label_texts, plain
from autograder.protocol.tables import (
    Cells,
    FrameTable,
    Labels,
    Missing,
    Scalar,
    SeriesTable,
    Table,
    times,
)

Source = Callable[[object], str]
_INFERRED = ("int64", "float64", "bool", "object", "str")  #: by pandas, from what is written


def columns_of(table: Table) -> tuple[Cells, ...]:
    """Return all cells of a table, column by column."""
    if isinstance(table, FrameTable):
        return table.cells
    return (table.cells,) if isinstance(table, SeriesTable) else table.levels


def pandas_source(value: Table | Scalar | Missing, of: Source) -> str:
    """Return Python source of the value; `of` writes what is in it."""
    match value:
        case Missing(name=name):
            return f"pd.{name}"
        case Scalar(cells=cells):
            of_times = times(cells.dtype)
            made = plain(cells)[0]
            kinds = {"datetime64": "Timestamp", "timedelta64": "Timedelta", "period": "Period"}
            kind = kinds[of_times.kind] if of_times else "Interval"
            ends = ", ".join(map(of, made)) if isinstance(made, tuple) else repr(str(made))
            return f"pd.{kind}({ends})"
        case FrameTable(columns=columns, index=index, cells=cells):
            names = plain(columns.levels[0]) if len(columns.levels) == 1 else label_texts(columns)
            if len({*map(str, names)}) < len(names):
                return "pd.DataFrame(…)"
            pairs = zip(names, (_cells(c, of) for c in cells), strict=True)
            columns_text = ", ".join(f"{of(name)}: {text}" for name, text in pairs)
            return f"pd.DataFrame({{{columns_text}}}{_index(index, of)})"
        case SeriesTable(name=name, index=index, cells=cells):
            named = "" if name is None else f", name={of(name)}"
            return f"pd.Series({_cells(cells, of)}{_index(index, of)}{named})"
        case Labels(levels=(cells,), names=(name,)):
            named = "" if name is None else f", name={of(name)}"
            return f"pd.Index({_cells(cells, of)}{named})"
    arrays = ", ".join(_cells(cells, of) for cells in value.levels)
    return f"pd.MultiIndex.from_arrays([{arrays}], names={of(list(value.names))})"


def _index(index: Labels, of: Source) -> str:
    """Return the argument `index=`, "" for rows that are only counted."""
    (cells, *more) = index.levels
    counted = not more and cells.dtype == "int64" and index.names == (None,)
    if counted and cells.values.tolist() == list(range(len(cells))):
        return ""
    return f", index={pandas_source(index, of)}"


def _cells(cells: Cells, of: Source) -> str:
    values = plain(cells)
    of_times = times(cells.dtype)
    if of_times and of_times.kind != "period":
        values = [None if value is None else cell_text(value) for value in values]
    listed = of(values)
    if cells.dtype in _INFERRED:
        return listed
    return f"pd.array({listed}, dtype={cells.dtype!r})"
