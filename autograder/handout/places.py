"""Folders in which nothing may be written that students are not to read."""

from __future__ import annotations

from pathlib import Path

from autograder.errors import UsageError
from autograder.handout.writing import is_handout


def require_for_teachers(folder: Path, assignment: Path) -> None:
    """Raise UsageError if a folder is, or is in, a handout or the assignment's own folder."""
    here = folder.resolve()
    if here.is_relative_to(assignment.resolve()):
        raise UsageError(f"{folder} belongs to the assignment itself; name another folder")
    for place in (here, *here.parents):
        if is_handout(place):
            raise UsageError(
                f"{folder} belongs to the handout in {place}, which students receive; name another "
                "folder"
            )
