"""Feedback for students, in no language yet; `show` makes text of it.

`compose` is about a whole submission, `question_feedback` about a question (the most useful first,
each thing once), `cell_feedback` about cells that did not run through, `message` about one check.
Each takes the submission's `Names` as well, to say more of a name that is missing.
"""

from autograder.feedback.cells import (
    cell_feedback as cell_feedback,
    raised_in_cell as raised_in_cell,
    stopped_in_cell as stopped_in_cell,
)
from autograder.feedback.checks import (
    instructor_message as instructor_message,
    message as message,
)
from autograder.feedback.compose import compose as compose
from autograder.feedback.headings import check_heading as check_heading
from autograder.feedback.names import NO_NAMES as NO_NAMES, Names as Names
from autograder.feedback.questions import question_feedback as question_feedback
