"""The layouts in which submissions of a class may lie in a folder or zip file.

One file a layout: a function that returns what it makes of a listing, None where it is another
layout's. The first in the tuple that makes something of it decides.
"""

from __future__ import annotations

from collections.abc import Callable

from autograder.course.submissions import folders_of_assignments, pile
from autograder.course.submissions.files import Listing
from autograder.course.submissions.hand_ins import Recognised

Layout = Callable[[Listing, str], Recognised | None]
"""From a listing and the assignment's name."""

LAYOUTS: tuple[Layout, ...] = (
    folders_of_assignments.recognise,
    pile.recognise,
)


def recognise(listing: Listing, assignment: str) -> Recognised:
    """Return what was handed in, by the first layout that fits; the last one always does."""
    found = (layout(listing, assignment) for layout in LAYOUTS)
    return next(recognised for recognised in found if recognised is not None)
