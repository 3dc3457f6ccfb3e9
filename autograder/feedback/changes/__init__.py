"""The one small change with which a student's wrong function would be right."""

from autograder.feedback.changes.search import small_change as small_change
