"""Grader: Running a submission and asking it: sandboxed, in a plain process, or live."""
