"""What we say to a student, in either language; `rendering` decides what it looks like.

message(check_result, language)        ▶ Message             one check
question_feedback(question_result, …)  ▶ QuestionFeedback    a question, the most useful first
cell_feedback(observation, …)          ▶ CellFeedback …      cells that did not run to their end
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
from autograder.feedback.questions import (
    check_heading as check_heading,
    question_feedback as question_feedback,
)
