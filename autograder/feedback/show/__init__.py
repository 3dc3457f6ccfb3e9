"""Values, calls and foreign text as a reader sees them: readable, bounded, harmless."""

from autograder.feedback.show.arrays import Shown as Shown, side_by_side as side_by_side
from autograder.feedback.show.calls import (
    format_call as format_call,
    format_scenario as format_scenario,
    is_whole as is_whole,
)
from autograder.feedback.show.foreign import shortened as shortened
from autograder.feedback.show.sentences import in_language as in_language
from autograder.feedback.show.values import (
    format_plain as format_plain,
    format_value as format_value,
)
