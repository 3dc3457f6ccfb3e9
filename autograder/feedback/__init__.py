"""What we say to a student, in either language; `rendering` decides what it looks like.

`message` is about one check, `question_feedback` about a question (the most useful first, each
thing once), `cell_feedback` about cells that did not run through. Each takes the submission's
`Names` as well, to say more of a name that is missing.
"""

from autograder.feedback.cells import (
    advice_on_cells as advice_on_cells,
    cell_feedback as cell_feedback,
    raised_in_cell as raised_in_cell,
    stopped_in_cell as stopped_in_cell,
)
from autograder.feedback.checks import (
    instructor_message as instructor_message,
    message as message,
)
from autograder.feedback.names import NO_NAMES as NO_NAMES, Names as Names
from autograder.feedback.questions import (
    check_heading as check_heading,
    question_feedback as question_feedback,
)
