"""An automated grader for Python coursework in notebooks and modules."""

__version__ = "0.1.0"
