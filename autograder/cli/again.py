"""What is on record judged again, for pages that tell why: with a course, if it can be opened."""

from __future__ import annotations

from pathlib import Path

from autograder import AutograderError, find_course, load_assignment
from autograder.frozen import dataclass
from autograder.records import Language
from autograder.records.sentences import _
from autograder.records.stored_results import StoredResult
from autograder.reports.why import NOT_JUDGED, ByToday, Judge, Judged
from autograder.store.observations import StoredObservation


@dataclass(frozen=True, kw_only=True)
class JudgingAgain:
    """How an assignment judges now, and the folder of its course; None if there is none."""

    judge: Judge
    course: Path | None = None


def judging_again(assignment: str, course_folder: Path | None) -> JudgingAgain:
    """Return how an assignment judges now; where it cannot be opened, what says so instead."""
    try:
        course = find_course(course_folder)
        return JudgingAgain(
            judge=ByToday(load_assignment(course, assignment)), course=course.folder
        )
    except AutograderError as error:
        return JudgingAgain(judge=_saying_that(str(error)))


def _saying_that(error: str) -> Judge:
    said = _("The assignment cannot be opened, so nothing is judged again: {error}", error=error)

    def judge(result: StoredResult, stored: StoredObservation | None, language: Language) -> Judged:
        return NOT_JUDGED if result.observation is None else Judged(notes=(said,))

    return judge
