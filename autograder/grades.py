"""All grades of a class: its attempts, their results, its dates and decisions.

What is made here can be made again at any time: results and decisions are what is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import datetime

from autograder.classes.attempts import FILES, placed_attempts
from autograder.classes.folder import ClassFolder
from autograder.feedback.grades import another_counts, grade_sentences
from autograder.frozen import dataclass
from autograder.gradebook.counting import Graded, Work, settled, without_points
from autograder.gradebook.lateness import NO_BANK
from autograder.gradebook.totals import Total, is_not_yet, total_of
from autograder.records.grades import Grade, GradeState, PersonGrade, QuestionPoints, ResultPoints
from autograder.records.people import Attempt, Student
from autograder.records.sentences import Said
from autograder.reports.gradebook import GradebookRow, gradebook_sheet, grades_sheet
from autograder.reports.gradebook_page import gradebook_page
from autograder.reports.sheets import Sheet, sheet_csv, workbook
from autograder.store.folder import open_folder, write_whole
from autograder.store.points import read_points


@dataclass(frozen=True, kw_only=True)
class AssignmentWork:
    """What was handed in for an assignment, and whose it is."""

    questions: tuple[QuestionPoints, ...]  #: with nothing earned; empty before anything is graded
    by_student: Mapping[str, tuple[Graded, ...]]
    of_nobody: tuple[Attempt, ...] = ()  #: whose student or group the roster does not know
    unclaimed: tuple[str, ...] = ()  #: names of results that belong to no attempt
    nameless: Mapping[str, tuple[Graded, ...]] = field(default_factory=dict)  #: "Participant 12"

    @property
    def possible(self) -> float:
        return sum(question.possible for question in self.questions)

    def of(self, whose: str) -> tuple[Graded, ...]:
        """Return what a student, or somebody without a name, has handed in."""
        return self.by_student.get(whose) or self.nameless.get(whose, ())


@dataclass(frozen=True, kw_only=True)
class Book:
    """The grades of a class, and what they were made of."""

    of: ClassFolder
    works: Mapping[str, AssignmentWork]  #: by assignment
    grades: Mapping[str, tuple[Grade, ...]]  #: by student, in the order of class.yaml
    totals: Mapping[str, Total]

    def of_assignment(self, assignment: str) -> list[tuple[Student, Grade]]:
        """Return everybody's grade for an assignment, in the order of the roster."""
        place = list(self.of.dates).index(assignment)
        people = self.of.people.students
        return [(people[student], grades[place]) for student, grades in self.grades.items()]

    def of_nameless(self, assignment: str) -> list[tuple[Student, Grade]]:
        """Return the grades of those whom the LMS does not name yet, who have no total."""
        work, dates = self.works[assignment], self.of.dates[assignment]
        found = []
        for sender, attempts in work.nameless.items():
            whose = Student(id=sender)
            handed_in = Work(
                student=whose, dates=dates, attempts=attempts, questions=work.questions
            )
            (grade,) = settled((handed_in,), NO_BANK)
            found.append((whose, grade))
        return found


def make_book(of: ClassFolder, at: datetime) -> Book:
    """Return all grades of a class; `at` tells what is due. Raises ClassError, UsageError."""
    works = {name: assignment_work(of, name) for name in of.dates}
    decided = defaultdict(list)
    for adjustment in of.adjustments:
        decided[adjustment.student, adjustment.assignment].append(adjustment)
    possible = {name: work.possible for name, work in works.items()}
    grades, totals = {}, {}
    for student in of.people.students.values():
        own = tuple(e for e in of.extensions if e.student in (None, student.id))
        found = settled(
            (
                Work(
                    student=student,
                    dates=dates,
                    attempts=works[name].by_student.get(student.id, ()),
                    extensions=own,
                    adjustments=tuple(decided.get((student.id, name), ())),
                    questions=works[name].questions,
                )
                for name, dates in of.dates.items()
            ),
            of.plan.bank,
        )
        by_name = {grade.assignment: _as_of(grade, at, works[grade.assignment]) for grade in found}
        grades[student.id] = tuple(by_name[name] for name in of.dates)
        totals[student.id] = total_of(grades[student.id], of.plan.weighing, possible, at)
    return Book(of=of, works=works, grades=grades, totals=totals)


def _as_of(grade: Grade, at: datetime, work: AssignmentWork) -> Grade:
    """Return a grade as it is at a moment: what is not due yet, and not handed in, is no 0.

    Nor is it where work without a name may be theirs.
    """
    if is_not_yet(grade, at):
        return without_points(grade, grade.state)
    if grade.state is GradeState.NOTHING and work.nameless:
        return without_points(grade, GradeState.NOT_GRADED)
    return grade


def assignment_work(of: ClassFolder, assignment: str) -> AssignmentWork:
    """Return everybody's attempts at an assignment with their results.

    A result belongs to the attempt that it names, else to those whose file it is of; and where
    somebody has no attempt on record, one named by their id is theirs.
    """
    results = read_points(of.graded(assignment), assignment)
    attempts = of.attempts(assignment)
    by_attempt = {result.attempt: result for result in results if result.attempt}
    by_file = {result.sha256: result for result in results if result.sha256}
    members = _members(of)
    claimed: set[str] = set()
    work: dict[str, list[Graded]] = defaultdict(list)
    of_nobody = []
    nameless: dict[str, list[Graded]] = defaultdict(list)
    for attempt in attempts:
        hashes = (file.sha256 for file in attempt.files)
        result = by_attempt.get(attempt.id) or next(
            (by_file[sha256] for sha256 in hashes if sha256 in by_file), None
        )
        claimed |= {result.file} if result else set()
        owners = _owners(attempt, of, members)
        for owner in owners:
            work[owner].append((attempt, result))
        if attempt.is_nameless:
            nameless[attempt.sender].append((attempt, result))
        elif not owners:
            of_nobody.append(attempt)
    unclaimed = []
    for result in (result for result in results if result.file not in claimed):
        student = of.people.with_key("id", result.file)
        if student is None or student.id in work:
            unclaimed.append(result.file)
        else:
            work[student.id].append((_without_record(assignment, student, result), result))
    return AssignmentWork(
        questions=_unearned(results),
        by_student={student: tuple(pairs) for student, pairs in work.items()},
        of_nobody=tuple(of_nobody),
        unclaimed=tuple(unclaimed),
        nameless={sender: tuple(pairs) for sender, pairs in nameless.items()},
    )


def _members(of: ClassFolder) -> Mapping[str, list[str]]:
    """Return the students of each group."""
    members = defaultdict(list)
    for student in of.people.students.values():
        for group in student.groups:
            members[group].append(student.id)
    return members


def _owners(attempt: Attempt, of: ClassFolder, members: Mapping[str, list[str]]) -> list[str]:
    if attempt.student is not None:
        return [attempt.student] if attempt.student in of.people.students else []
    return members.get(attempt.group or "", [])


def _without_record(assignment: str, student: Student, result: ResultPoints) -> Attempt:
    return Attempt(
        id=f"result:{result.file}",
        assignment=assignment,
        student=student.id,
        number=1,
        source=f"result:{result.file}",
    )


def _unearned(results: Iterable[ResultPoints]) -> tuple[QuestionPoints, ...]:
    first = next(iter(results), None)
    questions = first.questions if first else ()
    return tuple(QuestionPoints(id=q.id, points=None, possible=q.possible) for q in questions)


def people_of(book: Book, assignment: str) -> list[PersonGrade]:
    """Return everybody with their grade for an assignment, and what it is made of."""
    placed = placed_attempts(book.of.folder, assignment)
    folders = {attempt.id: path / FILES for path, attempt in placed.items()}
    return [
        PersonGrade(
            student=student,
            grade=grade,
            file=_file_of(book, assignment, grade),
            handed_in=folders.get(grade.attempt or ""),
            adjustments=tuple(
                each
                for each in book.of.adjustments
                if (each.student, each.assignment) == (student.id, assignment)
            ),
        )
        for student, grade in book.of_assignment(assignment)
    ]


def _file_of(book: Book, assignment: str, grade: Grade) -> str | None:
    """Return the file of the result that a grade is made of."""
    pairs = book.works[assignment].by_student.get(grade.student, ())
    return next((r.file for attempt, r in pairs if r and attempt.id == grade.attempt), None)


def told_of_results(book: Book, assignment: str) -> dict[str, tuple[Said, ...]]:
    """Return how grades are made, by the files of results, also of those that do not count.

    Members of a group share a page: what is not the same for all of them is left out of it.
    """
    told: dict[str, tuple[Said, ...]] = {}
    for student, grade in book.of_assignment(assignment):
        for attempt, result in book.works[assignment].by_student.get(student.id, ()):
            if result:
                sentences = tuple(_told_of(grade, attempt))
                same = told.setdefault(result.file, sentences)
                told[result.file] = tuple(said for said in same if said in sentences)
    return told


def _told_of(grade: Grade, attempt: Attempt) -> Iterator[Said]:
    """Yield how a grade is made, for who reads of one attempt."""
    if grade.attempt in (attempt.id, None):
        yield from grade_sentences(grade)
    else:
        yield another_counts()


def write_book(book: Book, language: str) -> None:
    """Write `grades.csv` of each assignment, and the gradebook of all; raises OutputError."""
    sheets = {name: _grades(book, name) for name in book.of.dates}
    for name, sheet in sheets.items():
        if book.works[name].questions:
            folder = book.of.graded(name)
            open_folder(folder)
            write_whole(folder / "grades.csv", sheet_csv(sheet))
    whole = gradebook_sheet(list(_rows(book)), list(book.of.dates), book.of.plan.bank.days)
    place = book.of.folder
    write_whole(place / "gradebook.csv", sheet_csv(whole))
    write_whole(place / "gradebook.xlsx", workbook([whole]))
    page = gradebook_page(list(_rows(book)), list(book.of.dates), book.of.plan, language)
    write_whole(place / "gradebook.html", page)


def _grades(book: Book, assignment: str) -> Sheet:
    questions = [question.id for question in book.works[assignment].questions]
    zone = book.of.plan.zone
    grades = [*book.of_assignment(assignment), *book.of_nameless(assignment)]
    return grades_sheet(assignment, grades, questions, zone)


def _rows(book: Book) -> Iterable[GradebookRow]:
    for student, total in book.totals.items():
        yield GradebookRow(student=book.of.people.students[student], total=total)
