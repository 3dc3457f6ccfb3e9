"""A push of a class: its grades, the platform and the journal, opened together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from autograder.classes.folder import ClassFolder, open_class
from autograder.closing import Closing
from autograder.errors import OutputError, UsageError
from autograder.feedback.show.catalogues import languages
from autograder.feedback.show.sentences import in_language
from autograder.grades import Book, make_book
from autograder.languages import Language, require_language
from autograder.lms.due import dues
from autograder.lms.journal import FOLDER, Journal
from autograder.lms.plan import Allowed
from autograder.lms.platform import Platform
from autograder.lms.platforms import Wanted, open_platform, place_of
from autograder.lms.push import Order, Plan, Pushed, carry_out, check, make_plan
from autograder.records.stored_results import StoredResult
from autograder.store.folder import held, open_folder
from autograder.store.results import read_result


class Push(Closing):
    """One assignment's push; as long as it is open, no other push of the class can begin."""

    def __init__(
        self, order: Order, platform: Platform, journal: Journal, hold: ExitStack, *, dry: bool
    ) -> None:
        self._order, self._platform, self._journal = order, platform, journal
        self._hold, self._dry = hold, dry

    def close(self) -> None:
        self._journal.close()
        self._platform.close()
        self._hold.close()

    def plan(self) -> Plan:
        """Return what would be written; raises LmsError, UsageError."""
        return make_plan(self._order, self._platform, self._journal, keep=not self._dry)

    def write(
        self, shown: Plan, progress: Callable[[int], None] = lambda _: None
    ) -> Iterator[Pushed]:
        """Write what the plan shows and still holds, and yield what became of each."""
        if not shown.sent:
            return
        now = self.plan()
        still, gone = check(shown, now)
        yield from gone
        yield from carry_out(still, now.target, self._platform, self._journal, progress)


def open_push(
    folder: Path,
    assignment: str,
    to: str,
    allowed: Allowed,
    only: str | None = None,
    language: Language | None = None,
    *,
    dry: bool = False,
    without: Collection[str] = (),
) -> Push:
    """Return a push of an assignment; raises UsageError, ClassError, OutputError.

    `without`: students, and groups, of whom nothing is said and to whom nothing is given.
    """
    of = open_class(folder)
    of.assignment(assignment)
    book = make_book(of, datetime.now(UTC))
    first = _first_result(book, assignment)
    spoken = require_language(language or first.language, (*languages(), *first.title.languages))
    worth = {question.id: question.possible for question in book.works[assignment].questions}
    order = Order(
        people=of.people,
        dues=tuple(dues(book, assignment, spoken, of.plan.lms.pages)),
        possible=book.works[assignment].possible,
        questions=worth,
        allowed=allowed,
        only=_meant(of, only),
        without=frozenset(
            student.id
            for student in of.people.students.values()
            if not {student.id, *student.groups}.isdisjoint(without)
        ),
    )
    wanted = Wanted(
        places=of.plan.lms,
        assignment=assignment,
        title=in_language(first.title, spoken),
        possible=order.possible,
        ids=tuple(v for s in of.people.students.values() for v in s.values("lti")),
        questions=worth,
    )
    with ExitStack() as stack:
        if not dry:
            _hold(stack, folder / FOLDER)
        path = folder / FOLDER / f"push-{to}.jsonl"
        journal = Journal(path, place_of(to, of.plan.lms), assignment)
        platform = open_platform(to, wanted)
        return Push(order, platform, journal, stack.pop_all(), dry=dry)


def _hold(stack: ExitStack, folder: Path) -> None:
    open_folder(folder)
    try:
        stack.enter_context(held(folder))
    except OutputError:
        raise OutputError(f"another push is at work: {folder} is in use") from None


def _first_result(book: Book, assignment: str) -> StoredResult:
    folder = book.of.graded(assignment)
    paths = sorted((folder / "results").glob("*.json"))
    if not paths or not book.works[assignment].questions:
        raise UsageError(f"nothing of `{assignment}` is graded yet in {folder}")
    return read_result(paths[0])


def _meant(of: ClassFolder, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return of.people.meant(text).id
    except LookupError as error:
        raise UsageError(str(error)) from None
