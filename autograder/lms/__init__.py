"""Grades brought to an LMS, and work brought from it: one platform a file."""
