"""Grader: Student text read in a process of its own, under limits of time and memory."""
