"""Tables as files: CSV, and a spreadsheet with one sheet a table.

What people wrote can never become a formula in either.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from autograder.frozen import dataclass
from autograder.texts import one_line, plain_cell

Cell = str | float | int | None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheet_csv(sheet: Sheet) -> bytes:
    """Return the table in UTF-8 with BOM, so that Excel shows Japanese."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    text_of = cache(_written)  # names, states and most points come again
    writer.writerows([text_of(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def _written(value: Cell) -> str:
    """Return a number with at most six decimals: shares of small weights have as many."""
    if value is None:
        return ""
    if isinstance(value, str):
        return plain_cell(one_line(value))
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return a spreadsheet; numbers are numbers, and everything else is text."""
    from xlsxwriter import Workbook  # takes as long to load as all the rest together

    data = io.BytesIO()
    book = Workbook(data, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same grades have the same bytes
    bold = book.add_format({"bold": True})
    text_of = cache(one_line)
    used: set[str] = set()
    for sheet in sheets:
        page = book.add_worksheet(_sheet_name(sheet.title, used))
        for column, title in enumerate(sheet.columns):
            page.write_string(0, column, title, bold)
        for line, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(line, column, text_of(cell))
                elif cell is not None:
                    page.write_number(line, column, cell)
        page.freeze_panes(1, 2)
    book.close()
    return data.getvalue()


def _sheet_name(title: str, used: set[str]) -> str:
    """Return a name that Excel takes: 31 characters, none of `[]:*?/\\`, none twice."""
    plain = "".join("-" if c in "[]:*?/\\" else c for c in title)[:31].strip("'") or "sheet"
    name, number = plain, 2
    while name.casefold() in used:
        name, number = f"{plain[:28]} {number}", number + 1
    used.add(name.casefold())
    return name
