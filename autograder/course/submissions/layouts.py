"""The layouts in which submissions of a class may lie in a folder or zip file.

One file a layout: a function that returns what it makes of a listing, None where it is another
layout's. The first in the tuple that makes something of it decides. Those that an LMS makes are
known by their names, so that they are looked for below folders that only wrap them; others only
where several folders there hold a file that is called as the assignment is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from autograder.course.submissions import (
    canvas,
    clones,
    folders_of_assignments,
    gradescope,
    moodle,
    nbgrader,
    pile,
)
from autograder.course.submissions.files import File, Listing
from autograder.course.submissions.hand_ins import Recognised, below
from autograder.course.submissions.suffixes import may_be_graded, stem

Layout = Callable[[Listing, str], Recognised | None]
"""From a listing and the assignment's name."""

LAYOUTS_OF_LMS: tuple[Layout, ...] = (
    moodle.recognise,
    gradescope.recognise,
    canvas.recognise,
    nbgrader.recognise,
    clones.recognise,
)
LAYOUTS: tuple[Layout, ...] = (
    folders_of_assignments.recognise,
    pile.recognise,
)
_MOST_WRAPPERS = 3


def recognise(listing: Listing, assignment: str) -> Recognised:
    """Return what was handed in, by the first layout that fits; the last one always does."""
    views = [*_unwrapped(listing)]
    tried = ((layout, view) for view in views for layout in LAYOUTS_OF_LMS)
    of_lms = (layout(view, assignment) for layout, view in tried)
    people = next((view for view in views[1:] if _are_people(view, assignment)), listing)
    found = (layout(people, assignment) for layout in LAYOUTS)
    return next(recognised for recognised in chain(of_lms, found) if recognised is not None)


def _unwrapped(listing: Listing) -> Iterator[Listing]:
    """Yield a listing, and what is in it without the folders that hold all the rest."""
    yield listing
    for _ in range(_MOST_WRAPPERS):
        if listing.files or len(listing.folders) != 1:
            return
        listing = below(listing, listing.folders[0][0])
        yield listing


def _are_people(listing: Listing, assignment: str) -> bool:
    """Whether folders can only be people's: several hold what one person has once."""
    own = [place for place, files in listing.folders if any(_is_it(f, assignment) for f in files)]
    return len(own) > 1


def _is_it(file: File, assignment: str) -> bool:
    return len(file.parts) == 2 and may_be_graded(file.path) and stem(file.path) == assignment
