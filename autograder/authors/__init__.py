"""The Python of a course's author: the package it is, and the process that meets students' answers.

Loaded, it computes expected answers, in the grader. A property, a judge, and what recognises a
mistake also work on what students have answered, as often and as large as that says: in a process
of its own, under limits, so that what it does there ends with it.
"""
