"""What `autograder grade` is about, as far as it is known before anything is read or run."""

from __future__ import annotations

from pathlib import Path

from autograder import Assignment, Course, choose_language, load_assignment, require_catalogues
from autograder.cli.work import Work, work_of
from autograder.feedback.show.catalogues import languages
from autograder.frozen import dataclass
from autograder.records import Language


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An assignment, and where its submissions are."""

    work: Work
    course: Course
    assignment: Assignment
    language: Language  #: that students are told in


def opened(
    assignment: str,
    submissions: tuple[Path, ...],
    out: Path | None,
    class_folder: Path | None,
    lang: Language | None,
    course_folder: Path | None,
) -> Opened:
    """Return it as a command names it; raises UsageError, ClassError, AssignmentError."""
    work = work_of(submissions, out, class_folder)
    require_catalogues()
    course = work.course(course_folder)
    language = choose_language(lang, course, languages())
    return Opened(
        work=work,
        course=course,
        assignment=load_assignment(course, assignment),
        language=language,
    )
