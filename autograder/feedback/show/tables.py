"""Data frames, series and indexes as text, the row that differs among those around it."""

from __future__ import annotations

from autograder.feedback.show.arrays import Shown
from autograder.feedback.show.foreign import shortened
from autograder.protocol.table_cells import cell_text, label_texts, plain, some
from autograder.protocol.tables import Cells, FrameTable, Labels, SeriesTable, Table
from autograder.texts import one_line

_ROWS = 8
_COLUMNS = 8
_WIDTH = 24  #: characters of one cell


def table_text(table: Table, row: int = 0, column: int = 0) -> Shown:
    """Return the rows and columns around a place, with labels and dtypes."""
    labels, columns, names = _parts(table)
    rows, across = _around(len(table), row, _ROWS), _around(len(columns), column, _COLUMNS)
    shown = [_column("", label_texts(_rows_of(labels, rows)), "")] if labels else []
    for n in across:
        cells = columns[n]
        texts = [cell_text(value) for value in plain(some(cells, list(rows)))]
        shown.append(_column(names[n], texts, cells.dtype))
    lines = ["  ".join(parts).rstrip() for parts in zip(*shown, strict=True)] if shown else []
    whole = len(rows) == len(table) and len(across) == len(columns)
    if len(rows) < len(table):
        lines.append(f"… {len(table)} rows")
    return Shown("\n".join(lines), whole=whole)


def _parts(table: Table) -> tuple[Labels | None, tuple[Cells, ...], list[str]]:
    if isinstance(table, FrameTable):
        return table.index, table.cells, label_texts(table.columns)
    if isinstance(table, SeriesTable):
        return (
            table.index,
            (table.cells,),
            [cell_text(table.name) if table.name is not None else ""],
        )
    return None, table.levels, ["" if name is None else str(name) for name in table.names]


def _rows_of(labels: Labels, rows: range) -> Labels:
    return Labels(names=labels.names, levels=tuple(some(c, list(rows)) for c in labels.levels))


def _around(length: int, at: int, most: int) -> range:
    start = min(max(at - most // 2, 0), max(length - most, 0))
    return range(start, min(start + most, length))


def _column(name: str, texts: list[str], dtype: str) -> list[str]:
    cells = [shortened(one_line(text))[:_WIDTH] for text in (name, dtype, *texts)]
    width = max(map(len, cells))
    return [cell.rjust(width) for cell in cells]
