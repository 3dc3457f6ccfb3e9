"""Comparing data frames, series and indexes as arrays, as pandas' own testing functions do.

The order of rows and columns counts, labels, names and dtypes do, unless a check says otherwise.
Missing cells are alike. Whole numbers agree exactly, others within 1e-5 of the expected number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from autograder.checks.kind import Schema
from autograder.checks.margins import Margin
from autograder.protocol.table_cells import (
    cell_text,
    label_text,
    label_texts,
    missing,
    numeric,
    plain,
    some,
)
from autograder.protocol.tables import (
    Cells,
    FrameTable,
    Labels,
    SeriesTable,
    Table,
    kind_of,
)
from autograder.records import Difference

Ignored = Literal["row order", "column order", "index", "dtypes", "names"]
Compare = Callable[[object, object, Margin], Difference | None]
"""How two cells that are no numbers are compared."""


def table_difference(
    got: Table, expected: Table, margin: Margin, ignored: Collection[Ignored], compare: Compare
) -> Difference | None:
    """Return how a table differs from the expected one, None if it does not."""
    if isinstance(got, SeriesTable) and isinstance(expected, SeriesTable):
        if "names" not in ignored and compare(got.name, expected.name, margin):
            return _named(got.name, expected.name)
        got, expected = _as_frame(got), _as_frame(expected)
    if isinstance(got, FrameTable) and isinstance(expected, FrameTable):
        return _Comparing(margin, ignored, compare).frames(got, expected)
    if isinstance(got, Labels) and isinstance(expected, Labels):
        return _Comparing(margin, {*ignored} - {"index"}, compare).labels(got, expected)
    return Difference(kind="kind", got=kind_of(got), expected=kind_of(expected))


def _as_frame(series: SeriesTable) -> FrameTable:
    return FrameTable(columns=_NO_LABEL, index=series.index, cells=(series.cells,))


_NO_LABEL = Labels(names=(None,), levels=(Cells(dtype="object", values=np.array([""], object)),))


def _named(got: object, expected: object) -> Difference:
    return Difference(kind="name", got=str(got), expected=str(expected))


class _Comparing:
    """One comparison, by what counts in it."""

    def __init__(self, margin: Margin, ignored: Collection[str], compare: Compare) -> None:
        self.margin = margin
        self.ignored = ignored
        self.compare = compare

    def frames(self, got: FrameTable, expected: FrameTable) -> Difference | None:
        if "column order" in self.ignored:
            got = _in_columns_of(got, expected)
        if wrong := self._columns(got.columns, expected.columns):
            return wrong
        if len(got) != len(expected):
            return Difference(kind="rows", got=str(len(got)), expected=str(len(expected)))
        if wrong := self._dtypes(got, expected):
            return wrong
        if "row order" in self.ignored:
            got = self._in_rows_of(got, expected)
        wrong = None if "index" in self.ignored else self.labels(got.index, expected.index)
        return wrong or self._cells(got, expected)

    def _columns(self, got: Labels, expected: Labels) -> Difference | None:
        found, wanted = label_texts(got), label_texts(expected)
        if found == wanted:
            return None
        have, want = Counter(found), Counter(wanted)
        for name in wanted:
            if have[name] < want[name]:
                return Difference(kind="column", expected=name)
        for name in found:
            if have[name] > want[name]:
                return Difference(kind="column", got=name)
        place = next(
            n for n, pair in enumerate(zip(found, wanted, strict=True)) if len({*pair}) > 1
        )
        return Difference(kind="column", got=found[place], expected=wanted[place], index=(place,))

    def _dtypes(self, got: FrameTable, expected: FrameTable) -> Difference | None:
        if "dtypes" in self.ignored:
            return None
        names = label_texts(expected.columns)
        for name, found, wanted in zip(names, got.cells, expected.cells, strict=True):
            if _dtype(found) != _dtype(wanted):
                return Difference(
                    kind="dtype", got=_dtype(found), expected=_dtype(wanted), column=name
                )
        return None

    def labels(self, got: Labels, expected: Labels) -> Difference | None:
        """Return how an index differs; a RangeIndex is like any other of whole numbers."""
        if len(got.levels) != len(expected.levels):
            return Difference(kind="kind", got=kind_of(got), expected=kind_of(expected))
        if len(got) != len(expected):
            return Difference(kind="rows", got=str(len(got)), expected=str(len(expected)))
        if "names" not in self.ignored and got.names != expected.names:
            return _named(_all_of(got.names), _all_of(expected.names))
        for found, wanted in zip(got.levels, expected.levels, strict=True):
            for row in self._differing(found, wanted, self.margin):
                one, other = label_text(got, row), label_text(expected, row)
                return Difference(kind="index", got=one, expected=other, index=(row,))
        return None

    def _cells(self, got: FrameTable, expected: FrameTable) -> Difference | None:
        """Return the first cell that differs, row by row."""
        first: tuple[int, int] | None = None
        names = label_texts(expected.columns)
        for column, pair in enumerate(zip(got.cells, expected.cells, strict=True)):
            margin = self.margin.parts.get(names[column], self.margin)
            row = next(self._differing(*pair, margin), None)
            if row is not None and (first is None or row < first[0]):
                first = row, column
        if first is None:
            return None
        row, column = first
        found, wanted = (plain(some(f.cells[column], [row]))[0] for f in (got, expected))
        one, other = cell_text(found), cell_text(wanted)
        return Difference(
            kind="cell",
            got=one if one != other else repr(found),
            expected=other if one != other else repr(wanted),
            index=first,
            column=names[column],
            row=label_text(expected.index, row),
        )

    def _differing(self, got: Cells, expected: Cells, margin: Margin) -> Iterator[int]:
        """Yield the rows in which two columns differ, in order."""
        gone, none = missing(got), missing(expected)
        found, wanted = numeric(got), numeric(expected)
        if found is not None and wanted is not None:
            same = _close(found, wanted, margin) | (gone & none)
            yield from map(int, np.flatnonzero(~same))
            return
        pairs = enumerate(zip(plain(got), plain(expected), gone, none, strict=True))
        for row, (one, other, is_gone, is_none) in pairs:
            if is_gone or is_none:
                if is_gone != is_none:
                    yield row
            elif one is not other and self.compare(one, other, margin):
                yield row

    def _in_rows_of(self, got: FrameTable, expected: FrameTable) -> FrameTable:
        """Return the rows in the order of the expected ones, as far as they are the same."""
        by_label = "index" not in self.ignored
        keys = [_keys(table, by_label=by_label) for table in (got, expected)]
        orders = [
            sorted(range(len(table)), key=key.__getitem__)
            for table, key in zip((got, expected), keys, strict=True)
        ]
        order = [0] * len(got)
        for mine, theirs in zip(*orders, strict=True):
            order[theirs] = mine
        return _with_rows(got, order)


def _keys(table: FrameTable, *, by_label: bool) -> list[tuple[Any, ...]]:
    """Return what rows are sorted by: labels first if they count, numbers last of all."""
    columns = [*(table.index.levels if by_label else ()), *table.cells]
    exact = [c for c in columns if numeric(c) is None or numeric(c).dtype.kind in "biu"]  # type: ignore[union-attr]
    others = [c for c in columns if not any(c is e for e in exact)]
    texts = [[cell_text(value) for value in plain(c)] for c in exact]
    floats = [
        [-np.inf if v is None else float(f"{v:.4g}") for v in map(_real, plain(c))] for c in others
    ]
    rows = zip(*texts, *floats, strict=True) if texts or floats else iter(())
    return list(rows) or [()] * len(table)


def _real(value: Any) -> float | None:
    return value.real if isinstance(value, complex) else value


def _close(found: NDArray[Any], wanted: NDArray[Any], margin: Margin) -> NDArray[np.bool_]:
    if margin.whole_exactly and found.dtype.kind in "biu" and wanted.dtype.kind in "biu":
        return np.asarray(found == wanted)
    kind = complex if "c" in (found.dtype.kind, wanted.dtype.kind) else float
    with np.errstate(invalid="ignore", over="ignore"):
        one, other = found.astype(kind), wanted.astype(kind)
        allowed = np.maximum(margin.size, margin.each * np.abs(other))
        return np.asarray((np.abs(one - other) <= allowed) | (one == other))


def _dtype(cells: Cells) -> str:
    """Return the dtype, with that of the categories: their order and number do not count."""
    if cells.dtype == "category":
        return "category (ordered)" if cells.ordered else "category"
    return cells.dtype


def _all_of(names: Sequence[object]) -> object:
    return names[0] if len(names) == 1 else names


def _in_columns_of(got: FrameTable, expected: FrameTable) -> FrameTable:
    """Return the columns in the order of the expected ones, if they are the same."""
    found, wanted = label_texts(got.columns), label_texts(expected.columns)
    if sorted(found) != sorted(wanted) or len({*found}) < len(found):
        return got
    order = [found.index(name) for name in wanted]
    return FrameTable(
        columns=_with_order(got.columns, order),
        index=got.index,
        cells=tuple(got.cells[n] for n in order),
    )


def _with_rows(table: FrameTable, order: Sequence[int]) -> FrameTable:
    return FrameTable(
        columns=table.columns,
        index=_with_order(table.index, order),
        cells=tuple(some(cells, order) for cells in table.cells),
    )


def _with_order(labels: Labels, order: Sequence[int]) -> Labels:
    return Labels(names=labels.names, levels=tuple(some(c, order) for c in labels.levels))


IGNORE: Schema = {
    "type": "array",
    "items": {
        "enum": ["row order", "column order", "index", "dtypes", "names"],
        "expected": "row order, column order, index, dtypes or names",
    },
    "description": "What of a data frame, series or index does not count.",
    "expected": "a list such as [row order, index]",
}
