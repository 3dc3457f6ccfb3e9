"""`gradebook.html`: all grades of a class on one page, for the instructor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from statistics import mean

from autograder.classes.class_file import ClassPlan
from autograder.feedback.show.html import sentence_html
from autograder.records import Language
from autograder.records.grades import GradeState
from autograder.records.sentences import Sentence, _
from autograder.reports.gradebook import GradebookRow
from autograder.reports.pages.templates import page
from autograder.texts import format_points

STATES = {
    GradeState.FINAL: _("final"),
    GradeState.NOT_GRADED: _("not graded"),
    GradeState.NOT_CHOSEN: _("no attempt chosen"),
    GradeState.CHOICE_GONE: _("chosen attempt not there"),
    GradeState.CLOSED: _("handed in after closing"),
    GradeState.NOTHING: _("nothing handed in"),
    GradeState.EXCUSED: _("excused"),
}


def gradebook_page(
    rows: Sequence[GradebookRow], assignments: Sequence[str], plan: ClassPlan, language: Language
) -> str:
    """Return the page with a row a person and a column an assignment."""
    columns = zip(*(row.total.parts for row in rows), strict=True)
    return page(
        "gradebook.html.j2",
        language,
        rows=rows,
        assignments=assignments,
        term=plan.term,
        bank=plan.bank.days,
        means=[_mean([part.grade.points for part in parts]) for parts in columns],
        mean=_mean([row.total.per_cent for row in rows]),
        late=cache(lambda points: sentence_html(_late(points), language)),
        states={state: sentence_html(said, language) for state, said in STATES.items()},
    )


def _late(points: float) -> Sentence:
    return _("late: −{points}", points=format_points(points))


def _mean(points: Sequence[float | None]) -> float | None:
    known = [p for p in points if p is not None]
    return mean(known) if known else None
