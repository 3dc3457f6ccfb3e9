"""Marks that git leaves in a file where two versions of it could not be merged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.feedback.names import SYNTAX_ERRORS
from autograder.records import Raised
from autograder.records.sentences import Sentence, _

_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?![<|=>])")
_SIDES = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)  #: a line of `=` alone may be a decoration


def conflict_marks(raised: Raised, sources: Sequence[str]) -> Sentence | None:
    """Return what to do about an error of grammar in a line with such a mark, among the cells'."""
    if raised.type not in SYNTAX_ERRORS or not raised.frames:
        return None
    line = raised.frames[-1].source.strip()
    if not _MARK.match(line) or not any(map(_SIDES.search, [line, *sources])):
        return None
    return _(
        "The lines that begin with `<<<<<<<`, `=======` and `>>>>>>>` are marks of a git merge conflict. Choose one of the two versions between them, and delete the other one and the marks."
    )
