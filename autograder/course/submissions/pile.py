"""The plain layout: each file is a submission, and so is each sub-folder and each zip file."""

from __future__ import annotations

from autograder.course.submissions.files import File, Listing
from autograder.course.submissions.hand_ins import HandIn, Recognised, of_file, of_folder
from autograder.course.submissions.suffixes import is_somebodys, may_be_graded


def recognise(listing: Listing, assignment: str) -> Recognised:
    """Return a hand-in for each file, sub-folder and zip file; data and notes are nobody's."""
    ours = [file for file in listing.files if _is_handed_in(file)]
    hand_ins: list[HandIn] = [*map(of_file, ours)]
    hand_ins += [of_folder(place, files) for place, files in listing.folders]
    others = (file.path for file in listing.files if not _is_handed_in(file))
    return Recognised(
        hand_ins=tuple(sorted(hand_ins, key=lambda hand_in: hand_in.name)),
        ignored=(*others, *listing.others),
    )


def _is_handed_in(file: File) -> bool:
    return file.is_zip or may_be_graded(file.path) or is_somebodys(file.path)
