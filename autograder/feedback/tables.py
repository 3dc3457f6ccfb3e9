"""Data frames, series and indexes that are not as expected: in words, and side by side."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.feedback.show.arrays import Shown
from autograder.feedback.show.tables import table_text
from autograder.feedback.words import foreign
from autograder.protocol.tables import FrameTable, Labels, SeriesTable
from autograder.records import Difference
from autograder.records.sentences import Part, Sentence, _
from autograder.texts import sanitize


def table_sentence(difference: Difference) -> Sentence | None:
    """Return how a table differs, None of a difference that is none of a table's."""
    got, expected = foreign(str(difference.got)), foreign(str(difference.expected))
    row = difference.index[0] if difference.index else 0
    match difference:
        case Difference(kind="rows"):
            return _(
                "There are {got} rows; there should be {expected}.", got=got, expected=expected
            )
        case Difference(kind="column"):
            return _column(difference, got, expected)
        case Difference(kind="index"):
            return _(
                "The label of row {row} is {got}; expected {expected}. Rows are counted from 0.",
                row=row,
                got=got,
                expected=expected,
            )
        case Difference(kind="name"):
            return _("The name is {got}; it should be {expected}.", got=got, expected=expected)
        case Difference(kind="dtype", column=column) if column:
            return _(
                "The column {column} is of dtype {got}; expected {expected}.",
                column=foreign(column),
                got=got,
                expected=expected,
            )
        case Difference(kind="dtype"):
            return _(
                "The values are of dtype {got}; expected {expected}.", got=got, expected=expected
            )
        case Difference(kind="cell", column=column) if column:
            return _(
                "They first differ in row {row} (label {label}), column {column}: expected "
                "{expected}, got {got}. Rows are counted from 0.",
                row=row,
                label=foreign(difference.row),
                column=foreign(column),
                expected=expected,
                got=got,
            )
        case Difference(kind="cell"):
            return _(
                "They first differ in row {row} (label {label}): expected {expected}, got {got}. "
                "Rows are counted from 0.",
                row=row,
                label=foreign(difference.row),
                expected=expected,
                got=got,
            )
    return None


def _column(difference: Difference, got: Part, expected: Part) -> Sentence:
    if not difference.got:
        return _("The column {column} is missing.", column=expected)
    if not difference.expected:
        return _("There is a column {column} too many.", column=got)
    place = difference.index[0] if difference.index else 0
    return _(
        "Column {number} is {got}; expected {expected}. The columns are there, in another order.",
        number=place + 1,
        got=got,
        expected=expected,
    )


def tables_side_by_side(
    expected: object, got: object, index: Sequence[int] | None
) -> tuple[Shown, Shown] | None:
    """Return both as text around the first row that differs, None if they are no tables."""
    if not all(isinstance(one, FrameTable | SeriesTable | Labels) for one in (expected, got)):
        return None
    row, column = (*(index or ()), 0, 0)[:2]
    one, other = table_text(expected, row, column), table_text(got, row, column)  # type: ignore[arg-type]
    whole = one.whole and other.whole
    return one, Shown(sanitize(other.text), other.marks, whole)
