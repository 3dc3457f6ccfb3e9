"""Grader: The isolation that this machine offers, and how to get what is missing."""
