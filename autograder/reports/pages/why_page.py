"""`why/<submission>.html`: all that is behind one submission's points, for the instructor."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from autograder.feedback.grades import duration_sentence, grade_sentences
from autograder.feedback.headings import likely_cause, points_sentence, problem_sentence
from autograder.frozen import dataclass
from autograder.records import Language
from autograder.records.people import Adjustment
from autograder.records.sentences import Sentence, _
from autograder.records.stored_results import StoredCheck
from autograder.reports.pages.templates import page
from autograder.reports.why import OUTCOMES, Cases, Why, versions_of
from autograder.texts import format_points, size


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """The submissions before and after one, by the stems of their files; "" if there is none."""

    before: str = ""
    after: str = ""


ALONE = Neighbours()


def neighbours_of(files: Iterable[str]) -> dict[str, Neighbours]:
    """Return the neighbours of each file, in their order."""
    ordered = ["", *files, ""]
    each = zip(ordered, ordered[1:], ordered[2:], strict=False)
    return {file: Neighbours(before=before, after=after) for before, file, after in each}


def why_page(why: Why, file: str, language: Language, neighbours: Neighbours = ALONE) -> str:
    """Return the page of a submission, whose pages have the name `file`."""
    return page(
        "why.html.j2",
        language,
        why=why,
        result=why.result,
        result_file=file,
        neighbours=neighbours,
        points=points_sentence,
        problem=problem_sentence,
        likely_cause=likely_cause,
        grade_steps=[tuple(grade_sentences(person.grade)) for person in why.people],
        duration=duration_sentence,
        adjusted=adjustment_sentence,
        versions=versions_of(why.result),
        size=size,
        article=lambda check, cases: _article(check, cases, language),
        quote=quote,
    )


_ARTICLE = "article"  #: what has been made of a check, among what it holds beside its fields


def _article(check: StoredCheck, cases: Cases | None, language: Language) -> Markup:
    """Return what is behind a check; it is kept with it, which many of a class have alike."""
    kept: tuple[Cases | None, Language, Markup] | None = vars(check).get(_ARTICLE)
    if kept is None or kept[0] is not cases or kept[1] != language:
        made = page(
            "why_check.html.j2",
            language,
            check=check,
            cases=cases,
            outcomes=OUTCOMES,
            points=points_sentence,
            table_of=lambda cases: _table_of(cases, language),
        )
        kept = vars(check)[_ARTICLE] = cases, language, Markup(made.strip())
    return kept[2]


@lru_cache(500)
def _table_of(cases: Cases, language: Language) -> Markup:
    """Return the table of a check's requests, made once for all who have answered alike."""
    return Markup(page("why_cases.html.j2", language, cases=cases).strip())


def adjustment_sentence(adjustment: Adjustment) -> Sentence:
    """Return what a person has changed, when and why."""
    points = "" if adjustment.points is None else f" {format_points(adjustment.points)}"
    kind = f"{adjustment.kind}{points}"
    return _(
        "{kind} ({of}), by {by}, {at}: {comment}",
        kind=kind,
        of=adjustment.question or _("the whole"),
        by=adjustment.by or "—",
        at=adjustment.at or "—",
        comment=adjustment.comment or "—",
    )
