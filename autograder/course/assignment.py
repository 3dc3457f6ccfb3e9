"""Loading an assignment: cases made, references and known mistakes answered."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.authors.apart import in_processes
from autograder.authors.messages import Setting
from autograder.authors.processes import AuthorsProcesses
from autograder.checks.kind import Kind, kind_of
from autograder.checks.kinds import KINDS
from autograder.course.course import Course, author_text, find_assignment
from autograder.course.explanations import unexplained, unsaid
from autograder.course.mistakes import answered_mistakes
from autograder.course.part import YamlPart
from autograder.course.reference import Reference
from autograder.course.schema import assignment_schema, validate_yaml
from autograder.course.written_tables import with_written_tables
from autograder.course.yaml_lines import LinedYaml, YamlPath, read_yaml
from autograder.digests import digest_of_file
from autograder.errors import AssignmentError, SourceFault
from autograder.protocol.building_tables import load_pandas
from autograder.protocol.libraries import at_hand, is_missing, pip_command
from autograder.records import Assignment, Check, Language, Limits, Mistake, Question

_COLUMNS = ("submission", "points", "possible", "status")
_UNITS = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}


def load_assignment(course: Course, name: str, kinds: Sequence[Kind] = KINDS) -> Assignment:
    """Return an assignment of the course with everything that checking it needs.

    Raises UsageError if there is none of that name, AssignmentError with all faults of its files.
    """
    folder = find_assignment(course, name)
    file = read_yaml(folder / "assignment.yaml")
    reference = Reference(course, folder / "files")
    validate_yaml(file, assignment_schema(kinds), course.languages)
    reader = _Reader(file, reference, kinds, course.languages)
    reader.require_libraries(course.libraries)
    reader.file = file = with_written_tables(file, file.data.get("imports", ()))
    questions = [reader.question(id_, part) for id_, part in file.data["questions"].items()]
    mistakes, faults = answered_mistakes(reference, folder.name, questions, course.language)
    texts = _missing_texts(reference, folder.name, questions, course.languages)
    if faults := [*reader.faults, *faults, *texts]:
        raise AssignmentError(sorted(faults, key=lambda fault: fault.line or 0))
    files = tuple(_data_files(folder / "files"))
    assignment = Assignment(
        name=folder.name,
        title=author_text(file.data["title"], course.languages),
        lecture=file.data.get("lecture", ""),
        imports=tuple(file.data.get("imports", ("numpy",))),
        libraries_from=course.libraries,
        limits=_limits(file.data.get("limits", {})),
        questions=tuple(_with_mistakes(question, mistakes) for question in questions),
        language=course.language,
        languages=course.languages,
        folder=folder,
        files=files,
        digests=tuple(digest_of_file(path) for _, path in files),
    )
    return in_processes(assignment, AuthorsProcesses(_setting(assignment, reference)))


def _setting(assignment: Assignment, reference: Reference) -> Setting:
    return Setting(
        course=str(reference.folder),
        package=reference.package.name,
        assignment=assignment.name,
        files=str(reference.beside) if reference.beside else None,
        imports=assignment.imports,
        path=tuple(os.path.abspath(place) for place in sys.path),
    )


def _data_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Return what stands in the assignment's `files/`, names with "/" between folders."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield "/".join(parts), path


def _limits(part: dict[str, Any]) -> Limits:
    sizes = {key: _size(part[key]) for key in ("memory", "disk") if key in part}
    times = {key: float(part[key]) for key in ("seconds", "question_seconds") if key in part}
    return Limits(**sizes, **times)  # type: ignore[arg-type]


def _size(text: str) -> int:
    """Return the bytes of a size such as "1 GiB"."""
    return round(float(text[:-3]) * _UNITS[text[-3:]])


def _with_mistakes(question: Question, mistakes: Iterable[Mistake]) -> Question:
    own = tuple(mistake for mistake in mistakes if mistake.question == question.id)
    return Question(
        id=question.id,
        title=question.title,
        points=question.points,
        checks=question.checks,
        mistakes=own,
    )


def _missing_texts(
    reference: Reference,
    assignment: str,
    questions: Sequence[Question],
    languages: Sequence[Language],
) -> Iterator[SourceFault]:
    """Find what the assignment's Python does not say in each of the course's languages."""
    yield from unexplained(reference.mistakes(assignment), languages)
    functions = [f.name for q in questions for check in q.checks for f in check.functions]
    for path in dict.fromkeys(reference.path("reference.cases", name) for name in functions):
        if path.is_file():
            yield from unsaid(path, languages)


class _Reader:
    """Turns the parts of one file into records, and keeps the faults it meets on the way."""

    def __init__(
        self,
        file: LinedYaml,
        reference: Reference,
        kinds: Sequence[Kind],
        languages: Sequence[Language],
    ) -> None:
        self.file = file
        self.reference = reference
        self.kinds = kinds
        self.languages = languages
        self.faults: list[SourceFault] = []

    def require_libraries(self, command: str) -> None:
        """Raise AssignmentError if what the assignment names cannot be imported here.

        TensorFlow is not asked for: results can be looked at without it.
        """
        imports = self.file.data.get("imports", ())
        for place, name in enumerate(imports):
            if name in at_hand(imports) and is_missing(name):
                cure = command or pip_command(name)
                message = f"`{name}` is not installed where autograder runs; install it: {cure}"
                self._fault(("imports", place), message)
        if self.faults:
            raise AssignmentError(self.faults)
        load_pandas(imports)

    def question(self, id_: str, part: dict[str, Any]) -> Question:
        if id_ in _COLUMNS:
            self._fault(("questions", id_), f"`{id_}` is a column of scores.csv; choose another id")
        checks = tuple(
            self._check(f"{id_}/{number}", check, ("questions", id_, "checks", number - 1))
            for number, check in enumerate(part["checks"], 1)
        )
        title = author_text(part["title"], self.languages)
        return Question(id=id_, title=title, points=part["points"], checks=checks)

    def _check(self, id_: str, data: dict[str, Any], place: YamlPath) -> Check:
        return kind_of(data, self.kinds).read(
            YamlPart(
                file=self.file,
                place=place,
                data=data,
                check=id_,
                reference=self.reference,
                faults=self.faults,
            )
        )

    def _fault(self, place: YamlPath, message: str) -> None:
        self.faults.append(SourceFault(self.file.path, self.file.line(place), message))
