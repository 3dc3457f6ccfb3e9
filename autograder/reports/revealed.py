"""`revealed/<submission>.html`: pages that show what hidden checks asked, after all is handed in.

The one exception to the rule that nothing of a hidden check's inputs reaches a student. What is
shown is what instructors have in `results/`: of each hidden check that did not pass its call, what
was expected and what came, cleaned and bounded like all that a page shows.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from autograder.errors import OutputError
from autograder.feedback.show.catalogues import languages
from autograder.frozen import dataclass
from autograder.languages import require_language
from autograder.records import Language, Outcome
from autograder.records.messages import CheckFeedback, QuestionFeedback
from autograder.records.sentences import Said, _
from autograder.records.stored_results import StoredCheck, StoredQuestion, StoredResult
from autograder.reports.pages.markup import PAGES_HERE, PageReaders
from autograder.reports.pages.notebook import read_executed
from autograder.reports.pages.student import student_page
from autograder.reports.site import require_one_batch
from autograder.store.batches import read_batch
from autograder.store.folder import held, open_folder, write_whole
from autograder.store.history import REVEALED
from autograder.store.results import read_results, result_paths

NOTE = _("This page also shows what hidden checks asked, what was expected and what came back.")


@dataclass(frozen=True, kw_only=True)
class Revealed:
    """Pages that were made, and which checks can be hidden from nobody any more."""

    folder: Path
    spent: Mapping[str, int]  #: ids of hidden checks, and on how many pages each is shown


def reveal(
    folder: Path,
    language: Language | None,
    progress: Callable[[], None],
    readers: PageReaders = PAGES_HERE,
    grades: Mapping[str, Sequence[Said]] = MappingProxyType({}),
) -> Revealed:
    """Write a page for each submission into `revealed/`, and nowhere else.

    Nobody should be able to hand in any more. Raises UsageError, OutputError.
    """
    results = read_results(folder)
    require_one_batch(result_paths(folder).values(), folder)
    first = next(iter(results.values()))
    last = read_batch(folder)
    known = (*languages(), *first.title.languages)
    language = require_language(language or (last.language if last else first.language), known)
    place, spent = folder / REVEALED, Counter[str]()
    with held(folder):
        _empty(place)
        for file, result in results.items():
            executed, reader = folder / "executed" / f"{file}.ipynb", readers.of(result.sha256)
            told = (*grades.get(file, ()), NOTE)
            with reader.account.charged():
                cells = read_executed(executed, language, reader.markup)
                page = student_page(revealed(result), cells, language, reader, told)
            write_whole(place / f"{file}.html", page)
            spent.update(check.id for check in _shown(result))
            progress()
    return Revealed(folder=place, spent=spent)


def _empty(place: Path) -> None:
    """Leave nothing of earlier pages, which may be of people who are gone."""
    try:
        shutil.rmtree(place, ignore_errors=True)
        open_folder(place)
    except OSError as error:
        raise OutputError(f"cannot write to {place}: {error.strerror}") from None


def revealed(result: StoredResult) -> StoredResult:
    """Return the result with all that is known of its hidden checks in its feedback."""
    return replace(result, questions=tuple(map(_revealed, result.questions)))


def _revealed(question: StoredQuestion) -> StoredQuestion:
    shown = {check.id: check for check in question.checks if _is_shown(check)}
    told = question.feedback.checks
    visible = [check for check in told if not check.hidden]
    hidden = [check for check in told if check.hidden]
    opened = [_opened(shown[id_]) for id_ in shown]
    numbers = {number for check in opened for number in check.numbers}
    left = [check for each in hidden for check in _without(each, numbers)]
    feedback: QuestionFeedback = replace(question.feedback, checks=(*visible, *opened, *left))
    return replace(question, feedback=feedback)


def _opened(check: StoredCheck) -> CheckFeedback:
    number = int(check.id.rpartition("/")[2])
    return CheckFeedback(
        numbers=(number,), hidden=True, outcome=check.outcome, message=check.message
    )


def _without(told: CheckFeedback, numbers: set[int]) -> Iterator[CheckFeedback]:
    """Yield what was told of hidden checks that are not opened."""
    if left := tuple(number for number in told.numbers if number not in numbers):
        yield replace(told, numbers=left)


def _shown(result: StoredResult) -> Iterator[StoredCheck]:
    return (check for q in result.questions for check in q.checks if _is_shown(check))


def _is_shown(check: StoredCheck) -> bool:
    """Whether there is something of a hidden check to be shown."""
    is_open = check.outcome not in (Outcome.PASSED, Outcome.NOT_GRADED, Outcome.SKIPPED)
    return check.hidden and is_open and bool(check.message.facts or check.message.sentences)
