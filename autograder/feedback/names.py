"""Names that a submission's text binds, and where, to say more of one that is missing.

Only the text is read, as it was handed in. What the namespace holds would tell more, but a hidden
check's call could put names of its own making there, and they would reach the student.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from autograder.bindings import CellBindings, normal
from autograder.feedback.changes import STEPS_OF_ALL, ChangeAsked
from autograder.feedback.changes.asked import Asked, Wrong
from autograder.feedback.changes.machine import Budget
from autograder.feedback.code import CodeAsked, CodeRead
from autograder.feedback.readers import HERE, CodeReader
from autograder.records import (
    Assignment,
    CallRequest,
    ModelRequest,
    Observation,
    Raised,
    Submission,
    ValueRequest,
)
from autograder.records.sentences import Sentence

_MOST_NAMES = 500
_LONGEST_NAME = 100  #: characters; nobody means a longer one, and to compare takes long
_ALIKE = 0.8  #: of difflib's ratio
SYNTAX_ERRORS = ("SyntaxError", "IndentationError", "TabError")


@dataclass(frozen=True, order=True)
class Spot:
    """A cell, or a line of a module; which one comes later runs later."""

    cell: int
    line: int = 0  #: of the module, 0 in a notebook


@dataclass(frozen=True)
class Names:
    """The names that the top level of a submission's cells binds."""

    sources: tuple[str, ...] = ()  #: of the code cells
    unfinished: frozenset[int] = frozenset()  #: numbers of cells that did not run to their end
    asked: frozenset[str] = frozenset()  #: names that the assignment asks for
    module: str = ""  #: name of the file if it is a module
    above: tuple[int, ...] = ()  #: lines of the module above each code cell
    steps: tuple[tuple[int, bool], ...] = ()  #: line at which it begins, whether it ran to its end
    reader: CodeReader = HERE
    wrong: frozenset[str] = frozenset()  #: of them, those of questions that lose points
    not_code: tuple[str, ...] = ()  #: of the cells that are no code cells
    models: frozenset[str] = frozenset()  #: of the names that are asked for, those of Keras models
    values: frozenset[str] = frozenset()  #: of the names that are asked for, those of variables
    libraries: tuple[str, ...] = ("numpy",)  #: that the assignment is for
    ungrammatical: tuple[tuple[int, int], ...] = ()  #: cells, and the lines of their syntax errors
    about: frozenset[str] | None = None  #: of `asked`, those of which facts are told; None: of all
    arguments: tuple[tuple[str, tuple[int, ...]], ...] = ()  #: (function, how many it is given) …
    is_live: bool = False  #: of a notebook that is being worked on, the cells that have been run

    @classmethod
    def of(
        cls,
        assignment: Assignment,
        submission: Submission,
        observation: Observation | None,
        reader: CodeReader = HERE,
        wrong: frozenset[str] = frozenset(),
        about: frozenset[str] | None = None,
    ) -> Names:
        """Return the names of a submission to an assignment."""
        runs = observation.runs if observation else ()
        cells = [cell for cell in submission.cells if cell.kind == "code"]
        return cls(
            tuple(cell.source for cell in cells),
            frozenset(run.cell for run in runs if run.raised or run.stopped),
            frozenset(n for q in assignment.questions for check in q.checks for n in check.names),
            submission.module,
            tuple(cell.above for cell in cells),
            tuple(sorted((run.line, not (run.raised or run.stopped)) for run in runs)),
            reader,
            wrong,
            tuple(cell.source for cell in submission.cells if cell.kind != "code"),
            _asked_by(assignment, ModelRequest),
            _asked_by(assignment, ValueRequest),
            tuple(dict.fromkeys(("numpy", *assignment.imports))),
            tuple(
                (run.cell, frame.above + frame.line)
                for run in runs
                if run.raised and run.raised.type in SYNTAX_ERRORS
                for frame in run.raised.frames[-1:]
                if frame.cell == run.cell
            ),
            about,
            _arguments(assignment),
        )

    def spot(self, name: str) -> Spot | None:
        """Return where the name is bound last, None if it is nowhere."""
        cell = self.cell(name)
        if cell is None:
            return None
        if not self.module:
            return Spot(cell)
        return Spot(cell, self.above[cell - 1] + self._bound[cell - 1].top[normal(name)])

    def unfinished_spot(self, name: str) -> Spot | None:
        """Return where the name is bound, if what binds it did not run to its end."""
        spot = self.spot(name)
        return spot if spot and self._is_unfinished(spot) else None

    def syntax_error(self, spot: Spot) -> int | None:
        """Return the line of the syntax error for which nothing of a cell was run, if it has one.

        One of a text that is read later, such as a file that is imported, is no error of the cell.
        """
        line = dict(self.ungrammatical).get(spot.cell)
        return None if line is None or self._bound[spot.cell - 1].parsed else line

    def is_same_step(self, one: Spot, other: Spot) -> bool:
        """Whether both ran together: a cell of a notebook, a statement of a module."""
        if not self.module:
            return one.cell == other.cell
        return self._step(one.line) == self._step(other.line)

    def _is_unfinished(self, spot: Spot) -> bool:
        if not self.module:
            return spot.cell in self.unfinished
        return bool(self.steps) and not self.steps[self._step(spot.line)][1]

    def _step(self, line: int) -> int:
        """Return which of the steps a line belongs to, from 0."""
        return max(bisect_right(self.steps, (line, True)) - 1, 0)

    def cell(self, name: str) -> int | None:
        """Return the number of the last cell that binds the name, None if none does."""
        name = normal(name)
        return max((n for n, b in enumerate(self._bound, 1) if name in b.top), default=None)

    def near(self, name: str, *, among_asked: bool = False) -> str | None:
        """Return a name that may be meant by it, by default none that is asked for itself."""
        if len(name) > _LONGEST_NAME:
            return None
        bound = dict.fromkeys(n for cell in self._bound for n in cell.top)
        left_out = {normal(name)} if among_asked else {normal(name), *self.asked}
        others = [n for n in bound if n not in left_out and len(n) <= _LONGEST_NAME][:_MOST_NAMES]
        others = [other for other in others if not _is_another_on_purpose(name, other)]
        same = [other for other in others if _spelled(other) == _spelled(name)]
        return next(iter(same or get_close_matches(name, others, 1, _ALIKE)), None)

    def is_nowhere(self, name: str) -> bool:
        """Whether no cell, however deep inside, gives the name anything to stand for."""
        name = normal(name)
        return bool(self._bound) and all(b.read and name not in b.anywhere for b in self._bound)

    def inside(self, raised: Raised) -> frozenset[str]:
        """Return the arguments and variables of the function in which an error happened."""
        last = raised.frames[-1] if raised.frames else None
        return frozenset(
            name
            for function in self.code.functions
            if last and (function.cell, function.name) == (last.cell, last.function)
            for name in function.own
        )

    def imported_as(self, module: str) -> str | None:
        """Return the other name under which a module is imported, None if it is not."""
        alias = self.alias(module)
        return alias if alias != module else None

    def alias(self, module: str) -> str | None:
        """Return the name under which a module is imported, None if it is not."""
        return dict(self.code.imports).get(module)

    def given_at(self, name: str) -> Sentence | None:
        """Return the first place where the top level gives a name a value, not by import."""
        return dict(self.code.values).get(name)

    @cached_property
    def code(self) -> CodeRead:
        """What Python can read of the cells, and what that shows."""
        asked = CodeAsked(
            names=tuple(sorted(self.asked)),
            about=None if self.about is None else tuple(sorted(self.about)),
            module=self.module,
            above=self.above,
        )
        return self.reader.code(self.sources, asked)

    def change(self, wrong: tuple[Wrong, ...], calls: tuple[Asked, ...]) -> Sentence | None:
        """Return the change with which wrong answers would be right, None if none is known."""
        asked = ChangeAsked(
            names=tuple(sorted(self.asked)),
            wrong=wrong,
            calls=calls,
            steps=self._steps.left,
            module=self.module,
            above=self.above,
        )
        if asked.steps <= 0:
            return None
        found = self.reader.change(self.sources, asked)
        self._steps.left = found.steps
        return found.sentence

    @cached_property
    def _steps(self) -> Budget:
        """What is left of the steps for working out what the code does."""
        return Budget(STEPS_OF_ALL)

    @cached_property
    def _bound(self) -> tuple[CellBindings, ...]:
        return tuple(self.reader.bindings(self.sources))


def _asked_by(assignment: Assignment, kind: type[ModelRequest | ValueRequest]) -> frozenset[str]:
    return frozenset(
        request.name
        for question in assignment.questions
        for check in question.checks
        for request in check.requests or ()
        if isinstance(request, kind)
    )


def _arguments(assignment: Assignment) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the functions that are called, and with how many arguments by position."""
    found: dict[str, set[int]] = {}
    for question in assignment.questions:
        for check in question.checks:
            for request in check.requests or ():
                if isinstance(request, CallRequest) and not request.keywords:
                    found.setdefault(request.name, set()).add(len(request.arguments))
    return tuple((name, tuple(sorted(counts))) for name, counts in sorted(found.items()))


def _is_another_on_purpose(name: str, other: str) -> bool:
    """Whether one name is the other and then a word or a number, as in `dense` and `dense_test`."""
    short, long = sorted((normal(name), normal(other)), key=len)
    same, rest = long[: len(short)] == short, long[len(short) :]
    return same and bool(re.fullmatch(r"_\w{2,}|_?[0-9]+", rest))


def _spelled(name: str) -> str:
    """Return what is left of a name's spelling without what is easily mistaken in it."""
    return normal(name).casefold().replace("_", "")


NO_NAMES = Names()
