"""All pages of an output folder of `grade`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from autograder.bindings import FindBindings, bindings_of_cells
from autograder.errors import UsageError
from autograder.feedback.show import in_language
from autograder.feedback.show.catalogues import languages
from autograder.languages import require_language
from autograder.records import Language
from autograder.records.sentences import Said
from autograder.records.stored_results import StoredResult
from autograder.reports.feedback_markdown import result_markdown
from autograder.reports.pages.index import index_page
from autograder.reports.pages.markup import MarkUp, marked_up
from autograder.reports.pages.notebook import read_executed
from autograder.reports.pages.student import student_page
from autograder.store.batches import read_batch
from autograder.store.folder import held, open_folder, write_whole
from autograder.store.results import read_results
from autograder.store.shared_errors import read_shared_errors


def report(
    folder: Path,
    language: Language | None,
    progress: Callable[[], None],
    mark_up: MarkUp = marked_up,
    find_bindings: FindBindings = bindings_of_cells,
    grades: Mapping[str, Sequence[Said]] | None = None,
) -> Path:
    """Write a page for each submission, and one that lists them; return where the list is.

    `progress` is called after each page; `mark_up` makes HTML of cells; `grades` tells of files
    how a grade is made of their points, and then feedback/*.md, which `grade` has written without
    knowing of people, is written anew as well. Raises UsageError, OutputError.
    """
    results = read_results(folder)
    require_one_batch(results.values(), folder)
    first = next(iter(results.values()))
    known = (*languages(), *first.title.languages)
    last = read_batch(folder)
    graded_in = last.language if last else first.language
    language = require_language(language or graded_in, known)
    open_folder(folder)
    index = folder / "index.html"
    with held(folder):
        for file, result in results.items():
            cells = read_executed(folder / "executed" / f"{file}.ipynb", language, mark_up)
            grade = grades.get(file, ()) if grades else ()
            page = student_page(result, cells, language, find_bindings, grade)
            write_whole(folder / "feedback" / f"{file}.html", page)
            if grades is not None:
                text = result_markdown(result, language, grade)
                write_whole(folder / "feedback" / f"{file}.md", text)
            progress()
        before = frozenset(results.keys() - set(last.files) if last else ())
        shared = read_shared_errors(folder)
        write_whole(index, index_page(results, language, before, shared))
    return index


def require_one_batch(results: Collection[StoredResult], folder: Path) -> None:
    """Raise UsageError if results are not all of one assignment as it was at one time."""
    titles = dict.fromkeys(result.title for result in results)
    if len(titles) > 1:
        named = ", ".join(in_language(title, "en") for title in titles)
        raise UsageError(
            f"{folder} holds results of several assignments ({named}); "
            "grade each into a folder of its own"
        )
    questions = {tuple(question.id for question in result.questions) for result in results}
    if len(questions) > 1:
        raise UsageError(
            f"the results in {folder} are not all of the same questions; grade all of them again"
        )
