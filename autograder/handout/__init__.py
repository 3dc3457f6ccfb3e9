"""The handout: what students get, and what is read back where they check themselves."""

from autograder.handout.cells import as_module as as_module, as_notebook as as_notebook
