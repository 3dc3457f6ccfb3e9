"""The model answer: the master as a notebook and as a module, with its solution and a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from autograder.errors import UsageError
from autograder.feedback.show.sentences import in_language
from autograder.handout.cells import as_module, as_notebook
from autograder.handout.places import require_for_teachers
from autograder.records import Assignment, Cell, Language
from autograder.records.sentences import _
from autograder.store.folder import open_folder, write_whole


def write_solution(
    assignment: Assignment, solved: Sequence[Cell], language: Language, folder: Path
) -> tuple[Path, ...]:
    """Write the model answer and the files that it reads; return where they are.

    Raises OutputError; UsageError if the folder is of a handout or of the assignment, or if a file
    of that name is something else.
    """
    require_for_teachers(folder, assignment.folder)
    cells = _titled(solved, _title(assignment, language))
    files = {
        f"{assignment.name}-solution.ipynb": as_notebook(cells).encode(),
        f"{assignment.name}-solution.py": as_module(cells).encode(),
        **{name: path.read_bytes() for name, path in assignment.files},
    }
    for name, content in files.items():
        path = folder / name
        if path.exists() and not (path.is_file() and path.read_bytes() == content):
            raise UsageError(
                f"{path} is there already and differs; remove it or name another folder"
            )
    open_folder(folder)
    for name, content in files.items():
        write_whole(folder / name, content)
    return tuple(folder / name for name in files)


def _title(assignment: Assignment, language: Language) -> str:
    return in_language(_("Model answer: {title}", title=assignment.title), language)


def _titled(cells: Sequence[Cell], title: str) -> tuple[Cell, ...]:
    """Return the cells under a heading, which takes the place of the master's own."""
    if cells and cells[0].kind == "markdown" and cells[0].source.startswith("# "):
        _own, newline, rest = cells[0].source.partition("\n")
        return (replace(cells[0], source=f"# {title}{newline}{rest}"), *cells[1:])
    return (Cell(kind="markdown", source=f"# {title}"), *cells)
