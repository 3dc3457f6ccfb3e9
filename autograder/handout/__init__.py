"""Handouts: written for students, and read back where they check themselves."""

from autograder.handout.cells import as_module as as_module, as_notebook as as_notebook
