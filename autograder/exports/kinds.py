"""The destinations there are."""

from __future__ import annotations

from autograder.exports.canvas_feedback import CANVAS_FEEDBACK
from autograder.exports.canvas_gradebook import CANVAS_CSV
from autograder.exports.classroom50 import CLASSROOM50
from autograder.exports.gitlab import GITLAB
from autograder.exports.gradescope import GRADESCOPE
from autograder.exports.junit import JUNIT
from autograder.exports.moodle_feedback import MOODLE_FEEDBACK
from autograder.exports.moodle_gradebook import MOODLE_GRADEBOOK
from autograder.exports.moodle_worksheet import MOODLE_WORKSHEET
from autograder.exports.plain import PLAIN
from autograder.exports.prairielearn import PRAIRIELEARN

EXPORTS = (
    PLAIN,
    MOODLE_WORKSHEET,
    MOODLE_GRADEBOOK,
    MOODLE_FEEDBACK,
    CANVAS_CSV,
    CANVAS_FEEDBACK,
    GRADESCOPE,
    JUNIT,
    GITLAB,
    CLASSROOM50,
    PRAIRIELEARN,
)
