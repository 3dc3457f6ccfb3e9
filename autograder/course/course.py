"""A course on disk: its settings, its assignments, its `reference/` package."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.authoring import KnownMistake
from autograder.checks import authors_code
from autograder.checks.authors_code import AuthorsError, NeverEnds
from autograder.course.schema import course_schema, validate_yaml
from autograder.course.yaml_lines import read_yaml
from autograder.errors import AssignmentError, SourceFault, UsageError
from autograder.languages import Language, nearest, require_language
from autograder.records import Text
from autograder.texts import did_you_mean

USUAL: Language = "ja"  #: of a course that does not say what it is written in


@dataclass(frozen=True)
class Course:
    """A folder with `assignments/` and `reference/`."""

    folder: Path
    title: Text
    languages: tuple[Language, ...]  #: that its author writes in; the first is the default
    install: str = "akapen"  #: what students tell pip to install

    @property
    def language(self) -> Language:
        """The language of handouts and feedback, unless another is chosen."""
        return self.languages[0]

    @property
    def assignments(self) -> tuple[str, ...]:
        """Names of the assignments, in alphabetical order."""
        found = (self.folder / "assignments").glob("*/assignment.yaml")
        return tuple(sorted(path.parent.name for path in found))


def find_course(folder: Path | None) -> Course:
    """Return the course in `folder`; without one, the course around the current folder.

    Raises UsageError if there is none, AssignmentError if its `course.yaml` has faults.
    """
    here = (folder or Path.cwd()).resolve()
    candidates = [here] if folder else [here, *here.parents]
    for candidate in candidates:
        if (candidate / "assignments" / "course.yaml").is_file():
            return _read_course(candidate)
    around = "" if folder else " or any folder above it"
    raise UsageError(
        f"{folder or here}{around} is not a course: there is no assignments/course.yaml in it; "
        "name the course's folder with --course"
    )


def find_assignment(course: Course, name: str) -> Path:
    """Return the folder of an assignment; raise UsageError if the course has none of that name."""
    by_path = Path(name).resolve()
    if by_path.parent == course.folder / "assignments":
        name = by_path.name
    if name in course.assignments:
        return course.folder / "assignments" / name
    for path in (course.folder / "assignments" / name).glob("[Aa]ssignment.[Yy]*ml"):
        raise UsageError(f"{path} is not read; rename it to assignment.yaml")
    known = ", ".join(course.assignments) or "none"
    raise UsageError(
        f"there is no assignment `{name}` in {course.folder}"
        f"{did_you_mean(name, course.assignments) or f'; it has: {known}'}"
    )


def choose_language(wanted: Language | None, course: Course, ours: Sequence[Language]) -> Language:
    """Return the language to speak; raise UsageError where neither the course nor we have it."""
    known = (*course.languages, *ours)
    return require_language(wanted, known) if wanted else course.language


def _read_course(folder: Path) -> Course:
    file = read_yaml(folder / "assignments" / "course.yaml")
    validate_yaml(file, course_schema())
    settings = {key: file.data[key] for key in ("install",) if key in file.data}
    title = file.data["title"]
    languages = _languages(title, file.data.get("language"))
    validate_yaml(file, course_schema(), languages)
    return Course(folder, author_text(title, languages), languages, **settings)


def _languages(title: str | dict[Language, str], language: Language | None) -> tuple[Language, ...]:
    """Return the course's language, and the others that its title is written in."""
    written = {} if isinstance(title, str) else title
    first = language or nearest(USUAL, written) or next(iter(written), USUAL)
    return (first, *(other for other in written if other != nearest(first, written)))


def author_text(text: str | dict[Language, str], languages: Sequence[Language]) -> Text:
    """Return a text of a YAML file, which may give one wording for all languages."""
    wordings = {languages[0]: text} if isinstance(text, str) else text
    return Text(by_language=tuple(wordings.items())).led_by(languages[0])


class Reference:
    """A course's `reference/` package, imported from its folder as it is asked for."""

    def __init__(self, course: Course, files: Path | None = None) -> None:
        self._folder = course.folder
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
        if not (self._folder / "reference" / "mistakes" / f"{stem}.py").is_file():
            return ModuleType("no_mistakes")
        return self._import(f"reference.mistakes.{stem}")

    def path(self, package: str, dotted: str) -> Path:
        """Return the file in which "module.function" should stand."""
        return self._folder / package.replace(".", "/") / f"{dotted.split('.')[0]}.py"

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
            return authors_code.run(lambda: self._opened(module), authors_code.LOADING, self.beside)
        except AuthorsError as error:
            path = self._folder / (module.replace(".", "/") + ".py")
            raise AssignmentError([_import_fault(path, error)]) from error

    def _opened(self, module: str) -> ModuleType:
        _open_package(self._folder / "reference")
        return importlib.import_module(module)


def _short(path: Path) -> str:
    return "/".join(path.parts[path.parts.index("reference") :])


def _import_fault(path: Path, why: AuthorsError) -> SourceFault:
    error = why.error
    if isinstance(error, SyntaxError) and error.filename:
        return SourceFault(Path(error.filename), error.lineno, f"is not valid Python: {error.msg}")
    if isinstance(why, NeverEnds):
        return SourceFault(path, None, f"importing it {why}")
    last = traceback.extract_tb(error.__traceback__)[-1]
    message = f"cannot be imported: {type(error).__name__}: {error}"
    return SourceFault(path, last.lineno if Path(last.filename) == path else None, message)


def _open_package(folder: Path) -> None:
    """Make `import reference` mean this folder, whatever else has that name on this machine.

    With or without an `__init__.py`; modules of another course's reference are forgotten.
    """
    current = sys.modules.get("reference")
    if current is not None and list(getattr(current, "__path__", ())) == [str(folder)]:
        return
    for name in [name for name in sys.modules if name.split(".")[0] == "reference"]:
        del sys.modules[name]
    importlib.invalidate_caches()
    init = folder / "__init__.py"
    spec = spec_from_file_location("reference", init, submodule_search_locations=[str(folder)])
    assert spec is not None
    package = sys.modules["reference"] = module_from_spec(spec)
    if init.is_file() and spec.loader is not None:
        spec.loader.exec_module(package)
