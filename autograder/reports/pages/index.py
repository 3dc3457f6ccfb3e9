"""`index.html`: all submissions and their points, for the instructor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import mean
from urllib.parse import quote

from autograder.records import Language
from autograder.records.shared_errors import SharedErrors
from autograder.records.stored_results import StoredResult
from autograder.reports.pages.templates import page
from autograder.reports.shared_errors import shared_error_sentence


def index_page(
    results: Mapping[str, StoredResult],
    language: Language,
    before: frozenset[str] = frozenset(),
    shared: SharedErrors | None = None,
) -> str:
    """Return the page with a row a submission and a column a question.

    The results are named by the stems of their files; those in `before` are of an earlier run.
    Errors that many share stand above.
    """
    return page(
        "index.html.j2",
        language,
        results={f"feedback/{quote(file)}.html": result for file, result in results.items()},
        before={f"feedback/{quote(file)}.html" for file in before},
        first=next(iter(results.values())),
        shared=[shared_error_sentence(e, shared) for e in shared.errors] if shared else [],
        means=[_mean(points) for points in zip(*map(_points, results.values()), strict=True)],
    )


def _points(result: StoredResult) -> list[float | None]:
    return [*(question.points for question in result.questions), result.points]


def _mean(points: Iterable[float | None]) -> float | None:
    graded = [p for p in points if p is not None]
    return mean(graded) if graded else None
