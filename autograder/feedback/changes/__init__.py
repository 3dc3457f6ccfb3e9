"""The one small change with which a student's wrong function would be right.

`find_change` is all that looks into a student's code; what it is asked and returns is plain data.
"""

from autograder.feedback.changes.asked import (
    STEPS_OF_ALL as STEPS_OF_ALL,
    ChangeAsked as ChangeAsked,
    ChangeFound as ChangeFound,
    calls_of as calls_of,
)
from autograder.feedback.changes.search import (
    Searched as Searched,
    find_change as find_change,
)
