"""Libraries that submissions import, as far as a template can have them at hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from autograder.protocol.libraries import LIBRARIES
from autograder.records import Cell, Submission

#: `import` and what is imported, up to the end of the line; each line is walked once.
_IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)|import[ \t]+([^\n#;]+))", re.MULTILINE)
_SEVERAL = 2  #: for one alone, importing before is no faster than importing then


def shared_libraries(submissions: Iterable[Submission]) -> tuple[str, ...]:
    """Return the libraries of the template's list that several submissions import, in its order.

    Their import statements are read, and never run.
    """
    wanted = Counter(name for submission in submissions for name in libraries_of(submission.cells))
    return tuple(name for name in LIBRARIES if wanted[name] >= _SEVERAL)


def libraries_of(cells: Iterable[Cell]) -> set[str]:
    """Return the libraries of the template's list that cells import."""
    return {name for cell in cells if cell.kind == "code" for name in _named(cell.source)}


def _named(source: str) -> Iterator[str]:
    for found in _IMPORT.finditer(source):
        for module in (found[1] or found[2]).split(","):
            name = module.strip().partition(" ")[0].partition(".")[0]
            if name in LIBRARIES:
                yield name
