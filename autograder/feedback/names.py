"""Which names a submission's text binds, and where: to say more of one that is missing.

Only the text is read, as it was handed in. What the namespace holds would tell more, but a hidden
check's call could put names of its own making there, and they would reach the student.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from autograder.records import Assignment, Observation, Submission

_BOUND = re.compile(
    r"^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)"
    r"|^(\w+(?:[ \t]*,[ \t]*\w+)*)[ \t]*(?::[^=\n]*)?=(?!=)",
    re.MULTILINE,
)
_BEFORE_A_NAME = r"\b(?:def|lambda|for|import|as|class|global)\b"
_MOST_NAMES = 500
_ALIKE = 0.8  #: of difflib's ratio


@dataclass(frozen=True)
class Names:
    """The names that the top level of a submission's cells binds."""

    sources: tuple[str, ...] = ()  #: of the code cells
    unfinished: frozenset[int] = frozenset()  #: numbers of cells that did not run to their end
    asked: frozenset[str] = frozenset()  #: names that the assignment asks for

    @classmethod
    def of(
        cls, assignment: Assignment, submission: Submission, observation: Observation | None
    ) -> Names:
        """Return the names of a submission to an assignment."""
        runs = observation.runs if observation else ()
        return cls(
            tuple(cell.source for cell in submission.cells if cell.kind == "code"),
            frozenset(run.cell for run in runs if run.raised or run.stopped),
            frozenset(n for q in assignment.questions for check in q.checks for n in check.names),
        )

    def cell(self, name: str) -> int | None:
        """Return the number of the last cell that binds the name, None if none does."""
        numbered = enumerate(self.sources, 1)
        return max((n for n, source in numbered if name in _bound(source)), default=None)

    def unfinished_cell(self, name: str) -> int | None:
        """Return the cell that binds the name if it is one that did not run to its end."""
        cell = self.cell(name)
        return cell if cell in self.unfinished else None

    def near(self, name: str) -> str | None:
        """Return a name that may be meant by it, but none that is asked for itself."""
        bound = [n for source in self.sources for n in _bound(source) if n not in self.asked]
        others = list(dict.fromkeys(n for n in bound if n != name))[:_MOST_NAMES]
        same = [other for other in others if _spelled(other) == _spelled(name)]
        return next(iter(same or get_close_matches(name, others, 1, _ALIKE)), None)

    def is_nowhere(self, name: str) -> bool:
        """Whether no cell, however deep inside, gives the name anything to stand for."""
        word = rf"\b{re.escape(name)}\b"
        binding = re.compile(rf"{_BEFORE_A_NAME}[^\n]{{0,200}}{word}|{word}[^\n=]{{0,200}}=(?!=)")
        return bool(self.sources) and not any(map(binding.search, self.sources))


def _bound(source: str) -> Iterable[str]:
    for definition, targets in _BOUND.findall(source):
        yield from [definition] if definition else re.findall(r"\w+", targets)


def _spelled(name: str) -> str:
    """Return what is left of a name's spelling without what is easily mistaken in it."""
    return unicodedata.normalize("NFKC", name).casefold().replace("_", "")


NO_NAMES = Names()
