"""The one small change with which a student's wrong function would be right."""

from autograder.feedback.changes.machine import Budget as Budget
from autograder.feedback.changes.search import (
    STEPS_OF_ALL as STEPS_OF_ALL,
    small_change as small_change,
)
