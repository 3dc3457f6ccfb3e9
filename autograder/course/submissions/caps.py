"""Caps on what may be handed in, counted before it is read; the same for notebooks and modules.

Long text is cheap and allowed: pictures, printed tables, data pasted into a cell. What costs time
and memory is structure: cells, lines, values, files. An honest class stays far below each number.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.json_pieces import has_more_pieces, is_nested_deeper
from autograder.protocol.frames import fits
from autograder.records import Cell, Status
from autograder.records.sentences import Sentence, _

MAX_BYTES = 32 << 20  #: of a file; Colab keeps no notebook of more than 20 MB
MAX_ZIP_BYTES = 64 << 20  #: of the zip files in one student's folder, which are only looked into
MAX_CELLS = 5_000
MAX_LINES = 100_000  #: in all cells
MAX_PIECES = 1_000_000  #: of a notebook's JSON; a hundred plots that can be turned have fewer
MAX_DEPTH = 100  #: of a notebook's JSON
MAX_FILES = 10_000  #: of one student's zip file or folder
MAX_CLASS_FILES = 100_000  #: of the zip file of a class


class Unreadable(ValueError):
    """The bytes are not a notebook or a module; `reason` says why.

    The status is another where that is not known.
    """

    def __init__(self, reason: Sentence, status: Status = Status.UNREADABLE) -> None:
        self.reason = reason
        self.status = status
        super().__init__(str(reason))


def require_size(size: int) -> None:
    """Raise Unreadable if a file of so many bytes is too large."""
    if size > MAX_BYTES:
        raise Unreadable(
            _(
                "the file is larger than {most} MiB; if it is a notebook, clear its outputs "
                "and save it again",
                most=MAX_BYTES >> 20,
            )
        )


def require_zip_size(size: int) -> None:
    """Raise Unreadable if a student's zip files of so many bytes in all are too large."""
    if size > MAX_ZIP_BYTES:
        raise Unreadable(
            _(
                "the zip file is larger than {most} MiB; hand in the notebook or module alone",
                most=MAX_ZIP_BYTES >> 20,
            )
        )


def require_little_json(text: str) -> None:
    """Raise Unreadable if a notebook's text is more than is parsed."""
    if has_more_pieces(text, MAX_PIECES):
        raise Unreadable(
            _(
                "the notebook consists of more than {most} pieces; clear its outputs and save it "
                "again",
                most=MAX_PIECES,
            )
        )
    if is_nested_deeper(text, MAX_DEPTH):
        raise Unreadable(
            _(
                "the notebook is nested more than {most} levels deep; clear its outputs and save "
                "it again",
                most=MAX_DEPTH,
            )
        )


def require_lines(count: int) -> None:
    """Raise Unreadable if cells of so many lines are too long."""
    if count > MAX_LINES:
        raise Unreadable(
            _(
                "the cells have more than {most} lines; remove what was pasted in, such as tables",
                most=MAX_LINES,
            )
        )


def require_cells(count: int) -> None:
    """Raise Unreadable if so many cells are too many."""
    if count > MAX_CELLS:
        raise Unreadable(
            _("there are more than {most} cells; join some of them into one", most=MAX_CELLS)
        )


def require_runnable(cells: Sequence[Cell]) -> None:
    """Raise Unreadable if the code is too much for a worker to be told."""
    if not fits(cell.source for cell in cells if cell.kind == "code"):
        raise Unreadable(
            _(
                "there is far too much code to run; remove what was pasted in, such as "
                "pictures or tables"
            )
        )


def require_files(count: int, *, zipped: bool, most: int | None = None) -> None:
    """Raise Unreadable if so many files, of a zip file or a folder, are too many."""
    allowed = most or MAX_FILES
    if count > allowed:
        raise too_many_files(zipped=zipped, most=allowed)


def too_many_files(*, zipped: bool, most: int) -> Unreadable:
    """Return the refusal of a zip file or a folder with too many files in it."""
    if zipped:
        return Unreadable(
            _(
                "the zip file holds more than {most} files; leave out what is not to be graded",
                most=most,
            )
        )
    return Unreadable(
        _(
            "the folder holds more than {most} files; leave out what is not to be graded",
            most=most,
        )
    )
