"""Hints for errors whose own text says too little to a beginner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from autograder.feedback.hints.arrays import ARRAYS
from autograder.feedback.hints.characters import foreign_character
from autograder.feedback.hints.denials import sandbox_denial
from autograder.feedback.hints.imports import missing_module
from autograder.feedback.hints.keras import KERAS
from autograder.feedback.hints.known import Hint as Hint
from autograder.feedback.hints.python import PYTHON
from autograder.feedback.hints.syntax import SYNTAX
from autograder.feedback.hints.warnings import WARNINGS
from autograder.feedback.words import file_of
from autograder.records import CellRun, Frame, Raised
from autograder.records.sentences import Sentence, _

KNOWN = (*KERAS, *ARRAYS, *SYNTAX, *PYTHON)


def hint(raised: Raised) -> Sentence | None:
    """Return what to do about an error, None if nothing more is known than it says itself."""
    line = raised.frames[-1].source if raised.frames else ""
    if raised.type in _OF_CELLS and raised.frames and _is_at_top(raised.frames[-1]):
        return None  # in a cell, where `hint_for_cell` says more
    found = (known.fitting(raised.type, raised.message, line) for known in KNOWN)
    hints = chain([foreign_character(raised)], found, [sandbox_denial(raised)])
    return next(filter(None, hints), None)


_OF_CELLS = ("EOFError", "SystemExit")


def _is_at_top(frame: Frame) -> bool:
    return frame.function.startswith("<")


def hint_for_cell(
    raised: Raised, python: str | None, libraries: Sequence[str] = ()
) -> Sentence | None:
    """Return what to do about an error that has cost the rest of its cell, None as above.

    `python` is the version that runs the work, None if nobody knows it yet; `libraries` are those
    that the assignment is for.
    """
    if raised.type == "SyntaxError" and _LATER.search(raised.message):
        return None
    if file_of(raised):
        return _hint_for_statement(raised, python, libraries)
    match raised.type, raised.message:
        case (("SyntaxError" | "IndentationError" | "TabError"), _) if python:
            return _(
                "Python runs nothing in a cell that has a syntax error. Your work is graded with Python {python}.",
                python=python,
            )
        case (("SyntaxError" | "IndentationError" | "TabError"), _):
            return _("Python runs nothing in a cell that has a syntax error.")
        case "ModuleNotFoundError", _:
            return missing_module(raised, libraries, in_file=False)
        case "EOFError", "EOF when reading a line":
            return _(
                "Nobody types while your work is graded, so `input()` gets no answer. Put a value in its place: the rest of the cell was not run."
            )
        case "SystemExit", _:
            return _(
                "A call that ends the program, such as `exit()`, ends its cell here: the rest of the cell was not run. Take it away."
            )
    return None


#: Found only when the line's turn has come, the lines before it having run.
_LATER = re.compile(
    r"outside (async )?function|outside loop|not properly in loop|global declaration"
    r"|duplicate argument|nonlocal"
)


def _hint_for_statement(
    raised: Raised, python: str | None, libraries: Sequence[str]
) -> Sentence | None:
    """Return the same for a module, where an error costs its statement."""
    match raised.type, raised.message:
        case (("SyntaxError" | "IndentationError" | "TabError"), _) if python:
            return _(
                "Python runs nothing of a file, or of the part between two lines `# %%`, that has a syntax error. Your work is graded with Python {python}.",
                python=python,
            )
        case (("SyntaxError" | "IndentationError" | "TabError"), _):
            return _(
                "Python runs nothing of a file, or of the part between two lines `# %%`, that has a syntax error."
            )
        case "ModuleNotFoundError", _:
            return missing_module(raised, libraries, in_file=True)
        case "EOFError", "EOF when reading a line":
            return _(
                "Nobody types while your work is graded, so `input()` gets no answer. Put a value in its place."
            )
        case "SystemExit", _:
            return _(
                "A call that ends the program, such as `exit()`, ends its statement here; the statements after it were run. Take it away."
            )
    return None


def hint_for_warning(run: CellRun) -> Sentence | None:
    """Return what a warning means that the cell has printed, None if it is none we know."""
    printed = "".join(
        dict(output.content)["text"]
        for output in run.outputs
        if output.kind == "stream" and dict(output.content)["name"] == "stderr"
    )
    return next(filter(None, (known.fitting(known.type, printed) for known in WARNINGS)), None)
