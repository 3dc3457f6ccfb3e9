"""Attempts of a class folder as submissions: each one, whichever of a person's counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from autograder.classes.attempts import FILES, placed_attempts
from autograder.classes.folder import ClassFolder
from autograder.course.submissions.cells import read_cells
from autograder.course.submissions.files import stored_file, unreadable_file
from autograder.course.submissions.find import (
    IsHandout,
    Read,
    never_as_handed_out,
    submissions_of,
)
from autograder.course.submissions.hand_ins import HandIn
from autograder.errors import UsageError
from autograder.records import Submission
from autograder.records.people import Attempt


def find_attempts(
    of: ClassFolder,
    assignment: str,
    read: Read = read_cells,
    is_handout: IsHandout = never_as_handed_out,
) -> tuple[Submission, ...]:
    """Return all that was handed in for an assignment of a class, a submission an attempt.

    Raises ClassError, and UsageError if there is nothing.
    """
    of.assignment(assignment)
    placed = placed_attempts(of.folder, assignment)
    if not placed:
        raise UsageError(
            f"there is no attempt in {of.folder / 'attempts' / assignment}; `autograder collect` "
            "brings in what an LMS has"
        )
    names = _names(placed)
    hand_ins = (_hand_in(place, attempt, names[place]) for place, attempt in placed.items())
    return submissions_of(hand_ins, assignment, read, is_handout)


def _hand_in(place: Path, attempt: Attempt, name: str) -> HandIn:
    folder = place / FILES
    return HandIn(
        name=name,
        place=folder,
        files=(
            *(
                stored_file(folder / file.name, (FILES, *file.name.split("/")), file.sha256)
                for file in attempt.files
            ),
            *(
                unreadable_file(folder / file.name, (FILES, *file.name.split("/")), file.reason)
                for file in attempt.not_kept
            ),
        ),
        has_own_folder=True,
        student=attempt.student,
        attempt=attempt.id,
    )


def _names(placed: Mapping[Path, Attempt]) -> dict[Path, str]:
    """Return a name for each: `s1`, `s1 attempt 2`, the same whatever is handed in later."""
    plain = {place: _plain(attempt) for place, attempt in placed.items()}
    counts = Counter(plain.values())
    return {
        place: name if counts[name] == 1 else f"{name} ({placed[place].id[:8]})"
        for place, name in plain.items()
    }


def _plain(attempt: Attempt) -> str:
    owner = attempt.owner or attempt.source
    return owner if attempt.number == 1 else f"{owner} attempt {attempt.number}"
