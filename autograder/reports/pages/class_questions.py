"""What the report says of a class's questions: numbers, plots, and what they mean."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from autograder.frozen import dataclass
from autograder.records.sentences import Sentence, _
from autograder.records.stored_results import StoredQuestion, StoredResult
from autograder.reports.plots import histogram_svg, scatter_svg
from autograder.reports.statistics import (
    LEAST,
    ItemStatistics,
    NoAlpha,
    Spread,
    histogram,
    item_statistics,
)
from autograder.texts import format_coefficient


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    """A question and how it went."""

    number: int
    question: StoredQuestion
    statistics: ItemStatistics
    remarks: tuple[Sentence, ...]


HARD, EASY = 0.4, 0.95  #: shares of a question's points
_LEAST_CORRELATION = 0.2


def question_rows(first: StoredResult, whole: Sequence[StoredResult]) -> Iterator[QuestionRow]:
    possible = [question.possible for question in first.questions]
    found = item_statistics([earned(result) for result in whole], possible)
    for number, (question, item) in enumerate(zip(first.questions, found, strict=False), 1):
        yield QuestionRow(
            number=number,
            question=question,
            statistics=item,
            remarks=tuple(_remarks(item, len(whole))) if len(whole) >= LEAST else (),
        )


def _remarks(item: ItemStatistics, submissions: int) -> Iterator[Sentence]:
    if item.share < HARD:
        yield _("Hard: most of its points were lost.")
    elif item.share > EASY:
        yield _("Easy: hardly any of its points were lost.")
    if item.item_rest is not None and item.item_rest < _by_chance(submissions):
        yield _("Who does better in the other questions does worse here: is it judged rightly?")
    elif item.item_rest is not None and item.item_rest < _LEAST_CORRELATION:
        yield _("Tells little of how somebody does in the other questions.")


def _by_chance(submissions: int) -> float:
    """Return the least correlation that chance gives to what is unrelated, 39 times of 40."""
    return -math.tanh(1.96 / math.sqrt(submissions - 3))  # of Fisher's z


def earned(result: StoredResult) -> list[float]:
    return [question.points or 0.0 for question in result.questions]


def points_of(result: StoredResult) -> list[float | None]:
    return [*(question.points for question in result.questions), result.points]


def mean_of(points: Sequence[float | None]) -> float | None:
    known = [p for p in points if p is not None]
    return sum(known) / len(known) if known else None


def histogram_of(totals: Sequence[float], possible: float, where: Spread | None) -> Markup | None:
    if where is None:
        return None
    return histogram_svg(histogram(totals, possible), where.mean, where.median, "points")


def scatter_of(questions: Sequence[QuestionRow]) -> Markup | None:
    dots = [
        (row.statistics.share, row.statistics.item_rest, str(row.number))
        for row in questions
        if row.statistics.item_rest is not None
    ]
    known = [(share, r, text) for share, r, text in dots if r is not None]
    return scatter_svg(known, "questions") if known else None


_NO_ALPHA: Mapping[NoAlpha, Sentence] = {
    "few": _(
        "Cronbach's alpha is not told: of fewer than {least} submissions it means nothing.",
        least=LEAST,
    ),
    "single": _("Cronbach's alpha is not told: of a single question it means nothing."),
    "alike": _("Cronbach's alpha is not told: where all have the same points it means nothing."),
}


def alpha_sentences(found: float | NoAlpha, questions: int) -> Iterator[Sentence]:
    """Yield what Cronbach's alpha is, and what that means."""
    if isinstance(found, str):
        yield _NO_ALPHA[found]
        return
    yield _(
        "Cronbach's alpha of the {questions} questions is {alpha}.",
        questions=questions,
        alpha=format_coefficient(found),
    )
    if found >= 0.7:
        yield _(
            "The questions rank the class much alike, so totals can be compared with each other."
        )
    elif found >= 0.5:
        yield _(
            "The questions rank the class alike in part only: small differences between totals "
            "may be chance."
        )
    elif found >= 0:
        yield _(
            "The questions rank the class differently: look at each by itself, rather than at "
            "totals."
        )
    else:
        yield _("The questions rank the class against each other: perhaps one is judged wrongly.")
    yield _(
        "Alpha is 1 where all questions rank alike, and about 0 where none has to do with another. "
        "More questions raise it, and so do questions that build on one another."
    )
