"""All pages of an output folder of `grade`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.errors import UsageError
from autograder.records import Language
from autograder.reports.pages.index import index_page
from autograder.reports.pages.notebook import read_executed
from autograder.reports.pages.recorded import Recorded, recorded
from autograder.reports.pages.student import student_page
from autograder.store.folder import held, open_folder, write_whole
from autograder.store.results import read_results


def report(folder: Path, language: Language | None, progress: Callable[[], None]) -> Path:
    """Write a page for each submission, and one that lists them; return where the list is.

    `progress` is called after each page. Raises UsageError, OutputError.
    """
    results = [recorded(file, result, language) for file, result in read_results(folder).items()]
    _demand_one_class(results, folder)
    open_folder(folder)
    index = folder / "index.html"
    with held(folder):
        for result in results:
            cells = read_executed(folder / "executed" / f"{result.file}.ipynb", result.language)
            write_whole(folder / "feedback" / f"{result.file}.html", student_page(result, cells))
            progress()
        write_whole(index, index_page(results, results[0].language))
    return index


def _demand_one_class(results: Sequence[Recorded], folder: Path) -> None:
    titles = dict.fromkeys(result.assignment for result in results)
    if len(titles) > 1:
        raise UsageError(
            f"{folder} holds results of several assignments ({', '.join(titles)}); "
            "grade each into a folder of its own"
        )
    questions = {tuple(question.id for question in result.questions) for result in results}
    if len(questions) > 1:
        raise UsageError(
            f"the results in {folder} are not all of the same questions; grade all of them again"
        )
