"""The zip file of an autograder that runs on Gradescope's machines.

In Gradescope: a *Programming Assignment* > Configure Autograder > *Zip file upload*. It unpacks the
file into `/autograder/source`, runs `setup.sh` once, and for each submission `run_autograder`. The
file carries the course's reference and hidden checks: it is none to hand out.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

from autograder.course.course import Course
from autograder.errors import UsageError
from autograder.exports.gradescope import as_json, not_graded
from autograder.exports.own_wheel import NAME, own_wheel
from autograder.exports.zips import zip_of
from autograder.records import Assignment, Language

_SCRIPTS = ("setup.sh", "run_autograder")
_NO_END = "run_autograder ended before it was done: see the autograder's output"


def gradescope_zip(course: Course, assignment: Assignment, language: Language) -> bytes:
    """Return the zip file for an assignment; the same course gives the same bytes.

    Raises UsageError, CatalogueError.
    """
    files = {name: _script(name, assignment, language) for name in _SCRIPTS}
    files["requirements.txt"] = "".join(
        f"{one}\n" for one in _required(assignment.imports)
    ).encode()
    files["not_graded.json"] = as_json(not_graded(_NO_END, language))
    files[f"package/{NAME}"] = own_wheel()
    return zip_of(files | dict(_course_files(course, assignment)), programs=_SCRIPTS)


def _script(name: str, assignment: Assignment, language: Language) -> bytes:
    text = (Path(__file__).parent / "scripts" / name).read_text("utf-8")
    text = text.replace("@ASSIGNMENT@", shlex.quote(assignment.name))
    return text.replace("@LANGUAGE@", shlex.quote(language)).encode()


def _required(imports: Sequence[str]) -> list[str]:
    """Return what pip is asked for: what grading needs, and what the assignment imports."""
    try:
        every = requires("akapen") or []
    except PackageNotFoundError:
        raise UsageError("akapen is not installed here, only lies here: install it first") from None
    needed = [one for one in every if "extra ==" not in one]
    names = packages_distributions()
    own = [names.get(module, [module])[0] for module in imports]
    known = {re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in needed}
    return [*needed, *(one for one in own if one not in known)]


def _course_files(course: Course, assignment: Assignment) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the course that grading the assignment reads."""
    yield (
        "course/assignments/course.yaml",
        (course.folder / "assignments" / "course.yaml").read_bytes(),
    )
    for folder in (assignment.folder, course.folder / "reference"):
        for path in sorted(folder.rglob("*")):
            place = path.relative_to(course.folder)
            hidden = any(part.startswith((".", "__pycache__")) for part in place.parts)
            if path.is_file() and not hidden:
                yield f"course/{place.as_posix()}", path.read_bytes()
