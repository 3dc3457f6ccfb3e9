"""Tables that people keep: CSV in UTF-8, UTF-16 or cp932, with commas, tabs or semicolons."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from autograder.errors import ClassError, SourceFault
from autograder.frozen import dataclass
from autograder.texts import did_you_mean, plain_cell, written_cell


@dataclass(frozen=True)
class Row:
    """One line of a table; what it lacks is empty. `row["id"]` is a cell as it is compared."""

    line: int
    cells: Mapping[str, str]  #: as they stand in the file

    def __getitem__(self, column: str) -> str:
        return unicodedata.normalize("NFKC", self.written(column)).strip()

    def written(self, column: str) -> str:
        """Return a cell as a person wrote it, as names and comments are kept."""
        return written_cell(self.cells.get(column, "").strip())


@dataclass(frozen=True)
class Table:
    path: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str = ","
    header: tuple[str, ...] = ()  #: the columns as the file has them

    def fault(self, row: Row | None, message: str) -> SourceFault:
        return SourceFault(self.path, row.line if row else 1, message)


def read_table(path: Path, renamed: Mapping[str, str] | None = None) -> Table:
    """Return a table with its header; raises ClassError.

    `renamed` gives columns their names here, by those in the file, in lower case.
    """
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise ClassError([SourceFault(path, None, f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError:
        raise ClassError(
            [SourceFault(path, None, "is neither UTF-8 nor cp932 (Shift JIS); save it as UTF-8")]
        ) from None
    delimiter = _delimiter(text)
    lines = _lines(path, text, delimiter)
    if not lines:
        raise ClassError([SourceFault(path, 1, "is empty: a header is missing")])
    known = renamed or {}
    header = [unicodedata.normalize("NFKC", cell).strip() for cell in lines[0][1]]
    columns = tuple(known.get(cell.lower(), cell) for cell in header)
    _require_different(path, columns)
    rows = [_row(path, columns, line, cells) for line, cells in lines[1:]]
    return Table(path, columns, tuple(rows), delimiter, tuple(lines[0][1]))


def decoded(data: bytes) -> str:
    """Return the text of a file, whatever of the three it was saved in."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp932")


def _delimiter(text: str) -> str:
    """Return which of the three stands in the header most often, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(",\t;", key=outside.count)


def _lines(path: Path, text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Return the lines that are not empty, each with its number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines, start = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise ClassError([SourceFault(path, start, f"is no line of a table: {error}")]) from None
    return lines


def _require_different(path: Path, columns: Sequence[str]) -> None:
    for column in columns:
        if column and columns.count(column) > 1:
            raise ClassError([SourceFault(path, 1, f"has two columns `{column}`")])


def _row(path: Path, columns: Sequence[str], line: int, cells: Sequence[str]) -> Row:
    if any(cell.strip() for cell in cells[len(columns) :]):
        message = (
            f"has {len(cells)} cells, and the header {len(columns)}; quote what has commas in it"
        )
        raise ClassError([SourceFault(path, line, message)])
    return Row(line, dict(zip(columns, cells, strict=False)))


def require_columns(table: Table, needed: Iterable[str], known: Iterable[str]) -> None:
    """Raise ClassError if a column is missing."""
    for column in needed:
        if column not in table.columns:
            near = did_you_mean(column, [c for c in table.columns if c not in known])
            has = ", ".join(f"`{c}`" for c in table.columns)
            raise ClassError(
                [
                    table.fault(
                        None, f"the column `{column}` is missing{near or f'; there are {has}'}"
                    )
                ]
            )


def number_in(text: str) -> float:
    """Return a number as computers write it; raises ValueError that says how."""
    try:
        return float(text)
    except ValueError:
        mended = text.replace(".", "").replace(",", ".") if text.count(",") == 1 else ""
        cure = f"; write {mended}" if mended.replace(".", "").lstrip("-").isdigit() else ""
        raise ValueError(f"`{text}` is no number{cure}") from None


def table_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table in UTF-8 with BOM, so that Excel shows Japanese."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def _guarded(cell: str) -> str:
    """Return a cell that is no formula; a negative number is none."""
    try:
        float(cell)
    except ValueError:
        return plain_cell(cell)
    return cell


def with_row(path: Path, columns: Sequence[str], row: Mapping[str, str]) -> bytes:
    """Return a table with one more row; see `with_rows`."""
    return with_rows(path, columns, [row])


def with_rows(path: Path, columns: Sequence[str], added: Sequence[Mapping[str, str]]) -> bytes:
    """Return a table with more rows at its end, and the columns that it lacked for them.

    Without a file there, they are the first rows. Raises ClassError.
    """
    table = read_table(path) if path.exists() else Table(path, tuple(columns), ())
    wanted = [column for column in columns if any(row.get(column) for row in added)]
    everywhere = (*table.columns, *(c for c in wanted if c not in table.columns))
    rows = [[one.written(c) for c in everywhere] for one in table.rows]
    more = [[row.get(c, "") for c in everywhere] for row in added]
    return table_bytes(everywhere, [*rows, *more])
