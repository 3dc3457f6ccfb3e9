"""What each person of a class is to be given for an assignment: grade, questions, feedback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from autograder.exports.told import whole_text
from autograder.feedback.grades import grade_text
from autograder.frozen import dataclass
from autograder.gradebook.grade import question_points
from autograder.grades import Book
from autograder.records import Language
from autograder.records.grades import Grade, GradeState
from autograder.records.people import Student
from autograder.records.stored_results import StoredResult
from autograder.store.results import read_result


@dataclass(frozen=True, kw_only=True)
class Due:
    """What one person is to be given."""

    student: Student
    points: float | None  #: None: nothing is given
    possible: float
    state: GradeState = GradeState.FINAL
    questions: Mapping[str, float] | None = None  #: after adjustments; None if not all are known
    feedback: str = ""  #: plain text
    page: str | None = None  #: the address of their page
    sources: frozenset[str] = frozenset()  #: of what they handed in


def dues(book: Book, assignment: str, language: Language, pages: str | None) -> Iterator[Due]:
    """Yield what everybody is to be given, in the order of the roster; raises UsageError."""
    for student, grade in book.of_assignment(assignment):
        pairs = book.works[assignment].by_student.get(student.id, ())
        file = next((r.file for a, r in pairs if r and a.id == grade.attempt), None)
        result = _result(book, assignment, file)
        told = whole_text(result, language) if result else ""
        yield Due(
            student=student,
            points=grade.points,
            possible=grade.possible,
            state=grade.state,
            questions=_questions(book, grade),
            feedback="\n".join(filter(None, (grade_text(grade, language), told))),
            page=_page(pages, assignment, file),
            sources=frozenset(attempt.source for attempt, _ in pairs),
        )


def _result(book: Book, assignment: str, file: str | None) -> StoredResult | None:
    if file is None:
        return None
    return read_result(book.of.graded(assignment) / "results" / f"{file}.json")


def _page(pages: str | None, assignment: str, file: str | None) -> str | None:
    """Return the address of a page, under which `graded/` is published as it is."""
    if pages is None or file is None:
        return None
    return f"{pages.rstrip('/')}/{quote(assignment)}/feedback/{quote(file)}.html"


def _questions(book: Book, grade: Grade) -> Mapping[str, float] | None:
    decided = [
        adjustment
        for adjustment in book.of.adjustments
        if (adjustment.student, adjustment.assignment) == (grade.student, grade.assignment)
    ]
    found = dict(
        zip((q.id for q in grade.questions), question_points(grade.questions, decided), strict=True)
    )
    known = {id_: points for id_, points in found.items() if points is not None}
    return known if known and len(known) == len(found) else None
