"""The kinds of check there are: to add one is to write its file, and its line here."""

from __future__ import annotations

from autograder.checks.call import CALL
from autograder.checks.custom import CUSTOM
from autograder.checks.estimator import ESTIMATOR
from autograder.checks.figure import FIGURE
from autograder.checks.kind import Kind
from autograder.checks.model import MODEL
from autograder.checks.printed import PRINTED
from autograder.checks.program import PROGRAM
from autograder.checks.property import PROPERTY
from autograder.checks.scenario import CLASS
from autograder.checks.source import SOURCE
from autograder.checks.value import VALUE

KINDS: tuple[Kind, ...] = (
    CALL,
    VALUE,
    SOURCE,
    PROPERTY,
    CUSTOM,
    MODEL,
    ESTIMATOR,
    CLASS,
    PROGRAM,
    PRINTED,
    FIGURE,
)
