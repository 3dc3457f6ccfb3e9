"""A course's functions: references, cases, properties, known mistakes."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.authoring import KnownMistake
from autograder.authors.package import Package
from autograder.checks import authors_code
from autograder.checks.authors_code import AuthorsError, NeverEnds
from autograder.course.course import Course
from autograder.errors import AssignmentError, SourceFault
from autograder.texts import did_you_mean


class Reference:
    """A course's `reference/` package, imported from its folder as it is asked for."""

    def __init__(self, course: Course, files: Path | None = None) -> None:
        self.folder = course.folder
        self.package = Package(course.folder / "reference")
        #: where the author's code runs: beside the assignment's files, if it has any
        self.beside = files if files and files.is_dir() else None

    def function(self, dotted: str) -> Callable[..., Any]:
        """Return `reference/<module>.py`'s function, for "module.function"; raise LookupError."""
        return self._function("reference", dotted)

    def cases(self, dotted: str) -> Callable[..., Any]:
        """Return `reference/cases/<module>.py`'s function; raise LookupError."""
        return self._function("reference.cases", dotted)

    def mistakes(self, assignment: str) -> tuple[KnownMistake, ...]:
        """Return the known mistakes of an assignment, in the order of their file."""
        names = vars(self._mistakes(assignment))
        return tuple(m for m in names.values() if isinstance(m, KnownMistake))

    def follows(self, assignment: str) -> dict[str, tuple[str, ...]]:
        """Return {question: questions that lose points along with it}, as the file lists them."""
        return dict(getattr(self._mistakes(assignment), "FOLLOWS", {}))

    def _mistakes(self, assignment: str) -> ModuleType:
        stem = assignment.replace("-", "_")
        if not (self.folder / "reference" / "mistakes" / f"{stem}.py").is_file():
            return ModuleType("no_mistakes")
        return self._import(f"reference.mistakes.{stem}")

    def path(self, package: str, dotted: str) -> Path:
        """Return the file in which "module.function" should stand."""
        return self.folder / package.replace(".", "/") / f"{dotted.split('.')[0]}.py"

    def _function(self, package: str, dotted: str) -> Callable[..., Any]:
        stem, name = dotted.split(".")
        path = self.path(package, dotted)
        if not path.is_file():
            known = [found.stem for found in path.parent.glob("*.py") if found.stem != "__init__"]
            raise LookupError(f"there is no {_short(path)}{did_you_mean(stem, known)}")
        module = self._import(f"{package}.{stem}")
        function = getattr(module, name, None)
        if function is None:
            raise LookupError(f"{_short(path)} has no `{name}`{did_you_mean(name, vars(module))}")
        if not callable(function):
            raise LookupError(f"`{name}` in {_short(path)} is not a function")
        return function  # type: ignore[no-any-return]

    def _import(self, module: str) -> ModuleType:
        try:
            return authors_code.run(
                lambda: self.package.module(module), authors_code.LOADING, self.beside
            )
        except AuthorsError as error:
            path = self.folder / (module.replace(".", "/") + ".py")
            raise AssignmentError([self._fault(path, error)]) from error

    def _fault(self, path: Path, why: AuthorsError) -> SourceFault:
        error = why.error
        if isinstance(error, SyntaxError) and error.filename:
            file = Path(error.filename)
            return SourceFault(file, error.lineno, f"is not valid Python: {error.msg}")
        if isinstance(why, NeverEnds):
            return SourceFault(path, None, f"importing it {why}")
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if Path(frame.filename) == path]
        said = str(error).replace(self.package.name, "reference")
        message = f"cannot be imported: {type(error).__name__}: {said}"
        return SourceFault(path, lines[-1] if lines else None, message)


def _short(path: Path) -> str:
    return "/".join(path.parts[path.parts.index("reference") :])
