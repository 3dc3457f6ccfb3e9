"""Grader and worker: Their messages: frames of plain data, believed by neither."""
