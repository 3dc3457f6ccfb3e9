"""`feedback/<submission>.html`: one student's points, feedback and executed work, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from markupsafe import Markup

from autograder.feedback.headings import (
    check_heading,
    likely_cause,
    points_sentence,
    problem_sentence,
)
from autograder.feedback.names import Names
from autograder.feedback.readers import HERE, CodeReader
from autograder.feedback.words import foreign
from autograder.frozen import dataclass
from autograder.records import Language, Status
from autograder.records.messages import QuestionFeedback
from autograder.records.sentences import Said, Sentence, _
from autograder.records.stored_results import StoredQuestion, StoredResult
from autograder.reports.pages.notebook import CellView
from autograder.reports.pages.templates import page


@dataclass(frozen=True)
class Note:
    """A remark beside a cell."""

    is_error: bool
    sentences: tuple[Said, ...]
    question: StoredQuestion | None = None


def student_page(
    result: StoredResult,
    cells: Sequence[CellView],
    language: Language,
    reader: CodeReader = HERE,
    grade: Sequence[Said] = (),
) -> str:
    """Return the page of one submission; `grade` tells how a grade is made of its points."""
    marked = _marked(result)
    return page(
        "student.html.j2",
        language,
        result=result,
        grade=grade,
        points=points_sentence,
        problem=problem_sentence,
        article=lambda question: _article(question, language),
        cells=cells,
        label=lambda cell: _label(result, cell),
        place=lambda cell: _place(result, cell),
        notes=_notes(result, cells, reader),
        code=lambda cell: _code(cell, marked),
        is_graded=result.status is Status.GRADED,
    )


_ARTICLE = "article"  #: what has been made of a question, among what it holds beside its fields


def _article(question: StoredQuestion, language: Language) -> Markup:
    """Return what is told of a question; it is kept with it, which many of a class have alike."""
    kept: tuple[Language, Markup] | None = vars(question).get(_ARTICLE)
    if kept is None or kept[0] != language:
        made = page(
            "student_question.html.j2",
            language,
            question=question,
            points=points_sentence,
            likely_cause=likely_cause,
            heading=check_heading,
        )
        kept = vars(question)[_ARTICLE] = language, Markup(made.strip())
    return kept[1]


def _code(cell: CellView, marked: Set[tuple[int, int]]) -> Markup:
    """Return the lines of a code cell; a template would take several times as long for so many."""
    numbers = {line for number, line in marked if number == cell.number}
    return Markup(
        "".join(
            f'<span class="line{" marked" * (number in numbers)}">{line}\n</span>'
            for number, line in enumerate(cell.lines, 1)
        )
    )


def _label(result: StoredResult, cell: CellView) -> Sentence:
    """Return what stands above a code cell."""
    if module := result.module:
        return _("{file}, from line {line}", file=foreign(module), line=cell.above + 1)
    return _("Cell {cell}", cell=cell.number or 0)


def _place(result: StoredResult, cell: CellView) -> Sentence:
    """Return the same within a sentence."""
    if result.module:
        return _label(result, cell)
    return _("cell {cell}", cell=cell.number or 0)


def _notes(
    result: StoredResult, cells: Sequence[CellView], reader: CodeReader
) -> dict[int, list[Note]]:
    """Return what is said beside each code cell, by its number."""
    notes: dict[int, list[Note]] = {}
    for told in result.cells:
        said = (told.sentence, told.advice) if told.advice else (told.sentence,)
        notes.setdefault(told.cell, []).append(Note(told.is_error, said))
    sources = tuple(cell.source for cell in cells if cell.number)
    asked = frozenset(name for question in result.questions for name in question.names)
    names = Names(sources, asked=asked, reader=reader)
    for question in result.questions:
        first = tuple(_first_words(question.feedback))
        if first and (cell := _cell_of(question, names)):
            notes.setdefault(cell, []).append(Note(True, first, question))
    return notes


def _cell_of(question: StoredQuestion, names: Names) -> int | None:
    """Return the cell that a question's first message is about, or that defines what is asked."""
    places = (check.message.place for check in question.feedback.checks)
    at = next((place.cell for place in places if place), None)
    defining = (names.cell(name) or names.cell(names.near(name) or "") for name in question.names)
    return at or next(filter(None, defining), None)


def _first_words(feedback: QuestionFeedback) -> Iterator[Said]:
    """Yield what is most useful of a question's feedback, without what is to be looked at."""
    if feedback.explanation:
        yield feedback.explanation
    elif feedback.checks:
        yield from feedback.checks[0].message.sentences


def _marked(result: StoredResult) -> set[tuple[int, int]]:
    """Return the lines (cell, line) in which something went wrong."""
    checks = [check for question in result.questions for check in question.feedback.checks]
    places = [*(told.place for told in result.cells), *(check.message.place for check in checks)]
    return {(place.cell, place.line) for place in places if place}
