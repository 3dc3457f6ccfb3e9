"""All pages of an output folder of `grade`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from autograder.errors import UsageError
from autograder.feedback.show.catalogues import languages
from autograder.feedback.show.sentences import in_language
from autograder.languages import require_language
from autograder.records import Language, Text
from autograder.records.grades import PersonGrade
from autograder.records.sentences import Said
from autograder.records.stored_results import StoredResult
from autograder.reports.feedback_markdown import result_markdown
from autograder.reports.findings import without_words
from autograder.reports.pages.class_page import ClassView, class_page
from autograder.reports.pages.markup import PAGES_HERE, PageReaders
from autograder.reports.pages.notebook import CellView, read_executed, read_sources
from autograder.reports.pages.student import student_page
from autograder.reports.pages.why_page import neighbours_of, why_page
from autograder.reports.why import Judge, not_again, why_of
from autograder.store.batches import read_batch
from autograder.store.folder import flush_all, held, open_folder, remove, write_page, write_whole
from autograder.store.observations import read_observation
from autograder.store.results import read_head, read_result, result_paths
from autograder.store.runs import read_runs
from autograder.store.shared_errors import read_shared_errors

REPORT, WHY = "report.html", "why"


def report(
    folder: Path,
    language: Language | None,
    progress: Callable[[], None],
    readers: PageReaders = PAGES_HERE,
    grades: Mapping[str, Sequence[Said]] | None = None,
    people: Sequence[PersonGrade] = (),
    judge: Judge = not_again,
    course: Path | None = None,
) -> Path:
    """Write the pages of each submission, and the report of all; return where that is.

    `progress` is called after each submission; `grades` tells of files how a grade is made of their
    points, and then feedback/*.md, which `grade` has written without knowing of people, is written
    anew as well; `people` are those of the class, if it is
    known; `judge` judges again what is on record, for the pages that tell why; `course` is the
    folder of its course, which commands name. Raises UsageError, OutputError.
    """
    paths = result_paths(folder)
    require_one_batch(paths.values(), folder)
    last = read_batch(folder)
    first = read_result(next(iter(paths.values())))
    known = (*languages(), *first.title.languages)
    language = require_language(language or (last.language if last else first.language), known)
    open_folder(folder)
    kept: dict[str, StoredResult] = {}
    neighbours = neighbours_of(paths)
    whose = _whose(people)
    with held(folder):
        for file, path in paths.items():
            result = read_result(path)
            cells = _tell_student(folder, file, result, language, readers, grades)
            why = why_of(
                result,
                read_observation(folder / "observations" / f"{file}.json"),
                language,
                judge=judge,
                sources=[cell.source for cell in cells if cell.number],
                people=whose.get(file, ()),
                found_in=last.sources if last else (),
                course=course,
            )
            page = why_page(why, file, language, neighbours[file])
            write_page(folder / WHY / f"{file}.html", page)
            kept[file] = without_words(result)  # all words of a class may not fit into memory
            progress()
        view = ClassView(
            results=kept,
            read_result=lambda file: read_result(paths[file]),
            read_sources=lambda file: read_sources(_executed(folder, file)),
            before=frozenset(paths.keys() - set(last.files) if last else ()),
            shared=read_shared_errors(folder),
            runs=read_runs(folder / "runs.jsonl"),
            people=people,
        )
        flush_all()  # pages, which can be made again, need not each wait for the disk
        write_whole(folder / REPORT, class_page(view, language))
        remove(folder / "index.html")  # of an earlier version, and no longer true
    return folder / REPORT


def _tell_student(
    folder: Path,
    file: str,
    result: StoredResult,
    language: Language,
    readers: PageReaders,
    grades: Mapping[str, Sequence[Said]] | None,
) -> Sequence[CellView]:
    """Write what a student reads of a result; return the cells, as they were run."""
    grade = grades.get(file, ()) if grades else ()
    reader = readers.of(result.sha256)
    with reader.account.charged():
        cells = read_executed(_executed(folder, file), language, reader.markup)
        page = student_page(result, cells, language, reader, grade)
    write_page(folder / "feedback" / f"{file}.html", page)
    if grades is not None:
        text = result_markdown(result, language, grade)
        write_whole(folder / "feedback" / f"{file}.md", text)
    return cells


def _whose(people: Iterable[PersonGrade]) -> Mapping[str, tuple[PersonGrade, ...]]:
    """Return the people of each result, by the stem of its file."""
    whose: dict[str, tuple[PersonGrade, ...]] = defaultdict(tuple)
    for person in people:
        whose[person.file or ""] += (person,)
    return whose


def _executed(folder: Path, file: str) -> Path:
    return folder / "executed" / f"{file}.ipynb"


def require_one_batch(paths: Iterable[Path], folder: Path) -> None:
    """Raise UsageError unless all results are of one assignment and the same questions."""
    titles: dict[tuple[str, Text], Text] = {}
    questions: set[tuple[str, ...]] = set()
    for path in paths:
        head = read_head(path)
        titles[head.assignment, head.title] = head.title
        questions.add(head.questions)
    if len(titles) > 1:
        named = ", ".join(in_language(title, "en") for title in titles.values())
        raise UsageError(
            f"{folder} holds results of several assignments ({named}); "
            "grade each into a folder of its own"
        )
    if len(questions) > 1:
        raise UsageError(
            f"the results in {folder} are not all of the same questions; grade all of them again"
        )
