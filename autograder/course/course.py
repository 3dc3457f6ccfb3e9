"""A course on disk: its settings and its assignments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.course.schema import course_schema, validate_yaml
from autograder.course.yaml_lines import read_yaml
from autograder.errors import AssignmentError, SourceFault, UsageError
from autograder.frozen import dataclass
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
    libraries: str = ""  #: the command that installs what assignments import

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


def declared_points(course: Course, name: str) -> float:
    """Return what an assignment is worth, as its file says, without reading the rest of it.

    Raises UsageError, AssignmentError.
    """
    file = read_yaml(find_assignment(course, name) / "assignment.yaml")
    try:
        return sum(float(question["points"]) for question in file.data["questions"].values())
    except (TypeError, ValueError, KeyError, AttributeError):
        raise AssignmentError([SourceFault(file.path, None, "its questions lack points")]) from None


def choose_language(wanted: Language | None, course: Course, ours: Sequence[Language]) -> Language:
    """Return the language to speak; raise UsageError where neither the course nor we have it."""
    known = (*course.languages, *ours)
    return require_language(wanted, known) if wanted else course.language


def _read_course(folder: Path) -> Course:
    file = read_yaml(folder / "assignments" / "course.yaml")
    validate_yaml(file, course_schema())
    settings = {key: file.data[key] for key in ("install", "libraries") if key in file.data}
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
