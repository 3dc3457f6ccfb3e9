"""`report.html`: what a class can do and what it cannot, for the instructor."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from importlib.resources import files as package_files
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from autograder.feedback.grades import duration_sentence
from autograder.frozen import dataclass
from autograder.records import Language, Status
from autograder.records.grades import GradeState, PersonGrade
from autograder.records.runs import Run
from autograder.records.sentences import Sentence, _
from autograder.records.shared_errors import SharedErrors
from autograder.records.stored_results import StoredResult
from autograder.reports.findings import (
    CheckCount,
    Results,
    Shared,
    check_counts,
    counted,
    is_unexplained,
    known_mistakes,
    missing_names,
    not_attempted,
    same_wrong_answers,
    slow,
    stopped,
    stopped_cells,
)
from autograder.reports.pages.class_groups import (
    Explained,
    Group,
    ReadResult,
    ReadSources,
    shared_sentences,
)
from autograder.reports.pages.class_questions import (
    EASY,
    QuestionRow,
    alpha_sentences,
    earned,
    histogram_of,
    mean_of,
    points_of,
    question_rows,
    scatter_of,
)
from autograder.reports.pages.templates import page
from autograder.reports.statistics import LEAST, alpha, histogram, spread
from autograder.reports.why import OUTCOMES

MOST_GROUPS = 30  #: of identical wrong answers that are shown with their code


@dataclass(frozen=True, kw_only=True)
class ClassView:
    """All that the page is made of; results come without their words."""

    results: Results  #: by the stems of their files
    read_result: ReadResult  #: a result with its words
    read_sources: ReadSources  #: the code cells of a submission
    before: frozenset[str] = frozenset()  #: results of an earlier run
    shared: SharedErrors | None = None
    runs: Mapping[str, Run] = field(default_factory=dict)  #: by the submissions' names
    people: Sequence[PersonGrade] = ()  #: of a class, if it is known


def class_page(view: ClassView, language: Language) -> str:
    """Return the page."""
    first = next(iter(view.results.values()))
    whole = counted(view.results)
    totals = [result.points or 0.0 for result in whole]
    spread_of_totals = spread(totals)
    groups = same_wrong_answers(view.results)
    found = [Explained.of(each, view.results) for each in known_mistakes(view.results)]
    mistakes = sorted(found, key=lambda one: one.told == 0)  # what follows from others comes last
    questions = list(question_rows(first, whole))
    checks = check_counts(view.results)
    files = {result.submission: file for file, result in view.results.items()}
    in_questions, in_cells = stopped(view.results), stopped_cells(view.results)
    were_stopped = {file for file, *_ in (*in_questions, *in_cells)}
    ended = {name for name, file in files.items() if file not in were_stopped}
    return page(
        "report.html.j2",
        language,
        first=first,
        results=view.results,
        before=view.before,
        whole=whole,
        statuses=Counter(result.status for result in view.results.values()),
        spread=spread_of_totals,
        means=[mean_of(column) for column in zip(*map(points_of, whole), strict=True)],
        alpha=list(alpha_sentences(alpha([earned(r) for r in whole]), len(first.questions))),
        is_small=len(whole) < LEAST,
        least=LEAST,
        histogram=histogram_of(totals, first.possible, spread_of_totals),
        bars=histogram(totals, first.possible),
        questions=questions,
        scatter=scatter_of(questions),
        never=[check for check in checks if check.never],
        always=[check for check in checks if check.always],
        mistakes=mistakes,
        groups=[
            Group.of(each, view.read_result, view.read_sources, first.title.languages)
            for each in groups[:MOST_GROUPS]
        ],
        more_groups=groups[MOST_GROUPS:],
        missing=missing_names(view.results),
        shared=shared_sentences(view.shared, files),
        unwritten=not_attempted(view.results),
        ungraded=[(f, r) for f, r in view.results.items() if r.status is not Status.GRADED],
        stopped=in_questions,
        stopped_cells=in_cells,
        slow=slow((files[name], view.runs[name]) for name in view.runs.keys() & ended),
        standing_out=list(_standing_out(questions, mistakes, groups, checks, len(whole))),
        **_lateness(view.people),
        kinds=lambda file: " ".join(_kinds(view.results[file])),
        link=lambda file: f"why/{quote(file)}.html",
        feedback=lambda file: f"feedback/{quote(file)}.html",
        title_of={question.id: question.title for question in first.questions},
        outcomes=OUTCOMES,
        duration=duration_sentence,
        script=script(),
        script_hash=script_hash(),
    )


def _lateness(people: Sequence[PersonGrade]) -> dict[str, Any]:
    """Return what the page says of the people of a class, if it is known."""
    of_files: dict[str, list[PersonGrade]] = {}
    for person in people:
        if person.file:
            of_files.setdefault(person.file, []).append(person)
    return {
        "people": of_files,
        "late": sorted((p for p in people if p.grade.late), key=lambda p: -p.grade.late),
        "nothing": [p for p in people if p.grade.state is GradeState.NOTHING],
        "in_time": sum(1 for p in people if p.file and not p.grade.late),
        "closed": [p for p in people if p.grade.state is GradeState.CLOSED],
        "has_people": bool(people),
    }


def _kinds(result: StoredResult) -> Iterator[str]:
    """Yield by what a submission is found in the table of all."""
    if result.status is not Status.GRADED:
        yield "ungraded"
    elif result.points == 0:
        yield "none"
    lost = [
        n for n, q in enumerate(result.questions, 1) if q.points is None or q.points < q.possible
    ]
    yield from ["lost"] if lost else []
    yield from (f"q{number}" for number in lost)
    if any(is_unexplained(question) for question in result.questions):
        yield "unexplained"


@cache
def script() -> Markup:
    """Return the one script of the page: it sorts, searches and filters."""
    return Markup(
        (package_files("autograder.reports") / "templates" / "report.js").read_text("utf-8")
    )


@cache
def script_hash() -> str:
    """Return what the page's policy names the script by; any other is not run."""
    digest = hashlib.sha256(f"\n{script()}".encode()).digest()
    return f"sha256-{b64encode(digest).decode('ascii')}"


def _standing_out(
    questions: Sequence[QuestionRow],
    mistakes: Sequence[Explained],
    groups: Sequence[Shared],
    checks: Sequence[CheckCount],
    count: int,
) -> Iterator[Sentence]:
    """Yield the few sentences that a teacher should have read before the next lecture."""
    hardest = sorted(questions, key=lambda row: row.statistics.share)[:2]
    for row in (row for row in hardest if row.statistics.share < EASY):
        yield (
            _(
                "Least was earned in “{question}”: {share} % of its points; {none} of {count} have "
                "none of them.",
                question=row.question.title,
                share=round(100 * row.statistics.share),
                none=row.statistics.none,
                count=count,
            )
            if row is hardest[0]
            else _(
                "Then comes “{question}”: {share} % of its points; {none} of {count} have none.",
                question=row.question.title,
                share=round(100 * row.statistics.share),
                none=row.statistics.none,
                count=count,
            )
        )
    for one in mistakes[:3]:
        if one.explanation is not None and len(one.shared.files) > 1:
            yield _(
                "{count} submissions have the same known mistake in “{question}”: {explanation}",
                count=len(one.shared.files),
                question=one.question.title,
                explanation=one.explanation,
            )
    for group in groups[:2]:
        yield _(
            "{count} submissions give the same wrong answers to “{question}”, and no known "
            "mistake explains them.",
            count=len(group.files),
            question=group.question.title,
        )
    for check in (check for check in checks if check.never and check.judged >= LEAST):
        yield _("Nobody passes check {check}: is it what was asked for?", check=check.check.id)
