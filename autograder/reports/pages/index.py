"""`index.html`: all submissions and their points, for the instructor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import mean
from urllib.parse import quote

from autograder.records import Language
from autograder.reports.pages.recorded import Recorded
from autograder.reports.pages.templates import page


def index_page(results: Sequence[Recorded], language: Language) -> str:
    """Return the page with a row a submission and a column a question."""
    return page(
        "index.html.j2",
        language,
        results=results,
        links={result.file: f"feedback/{quote(result.file)}.html" for result in results},
        means=[_mean(points) for points in zip(*map(_points, results), strict=True)],
    )


def _points(result: Recorded) -> list[float | None]:
    return [*(question.points for question in result.questions), result.points]


def _mean(points: Iterable[float | None]) -> float | None:
    graded = [p for p in points if p is not None]
    return mean(graded) if graded else None
