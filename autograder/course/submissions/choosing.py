"""Which of a person's files is graded; never a guess between two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.course.submissions.cells import SUFFIXES
from autograder.course.submissions.files import File
from autograder.course.submissions.suffixes import may_be_graded, stem

INSTALLED = {"venv", "env", "node_modules", "site-packages"}
"""Folders of what others have written, as environments are called."""


def is_called(path: Path, assignment: str) -> bool:
    """Whether a name is the assignment's, capitals, spaces and dashes aside."""
    return _plain(path.name) == _plain(assignment)


def candidates(files: Iterable[File]) -> list[File]:
    """Return the notebooks and modules; `units.ipynb.txt` only where there is no other."""
    found = [file for file in files if may_be_graded(file.path)]
    found = [file for file in found if file.is_regular] or found
    found = [f for f in found if not INSTALLED & {p.lower() for p in f.parts[1:-1]}] or found
    exact = [file for file in found if file.path.suffix.lower() in SUFFIXES]
    return exact or found


def likely(found: Sequence[File], assignment: str) -> list[File]:
    """Return those that say by their name, or by their folder's, that they are the assignment's."""
    named = [file for file in found if stem(file.path) == assignment]
    chosen = named or list(found)
    if len(chosen) > 1:
        inside = [f for f in chosen if any(is_called(Path(p), assignment) for p in f.parts[1:-1])]
        chosen = inside or chosen
    return chosen


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).casefold()
