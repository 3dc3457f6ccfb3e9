"""Grader: The handle on a reader, which is started when it is needed and again when it dies."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from markupsafe import Markup

from autograder.account import Account
from autograder.bindings import CellBindings
from autograder.closing import Closing
from autograder.codec import CodecError
from autograder.course.submissions.caps import Unreadable
from autograder.feedback.changes import ChangeAsked, ChangeFound
from autograder.feedback.code import CodeAsked, CodeRead
from autograder.limited.processes import Conversation, Died, Processes
from autograder.limited.starting import Process, program_of
from autograder.protocol.errors import WireError
from autograder.protocol.records import RECORDS
from autograder.reading.limits import (
    MOST_MEMORY,
    SECONDS_FOR_CELLS,
    WALL_SECONDS,
)
from autograder.reading.messages import (
    Answered,
    Asked,
    BindingsFound,
    CellsRead,
    FactsFound,
    FindBindings,
    FindFacts,
    FindOneChange,
    MarkedUp,
    MarkUp,
    OneChangeFound,
    ReadCells,
    Request,
    Unread,
    to_bytes,
    to_texts,
)
from autograder.records import Cell, Language, Status
from autograder.records.sentences import _

ENTRY = program_of("reading")


class NotRead(Exception):
    """A reader did not answer: it was too much for it, or it ended for a reason of its own."""

    def __init__(self, *, too_much: bool) -> None:
        self.too_much = too_much


class Reader(Closing):
    """Processes that read what students have written; threads may share them.

    Each request is bounded in time and memory; one that is too much ends its process, and a new
    one is started for the next. Of texts that were too much once, nothing more is asked.
    """

    def __init__(
        self, entry: str = ENTRY, *, processes: int = 1, started: Process | None = None
    ) -> None:
        """Start nothing yet; `entry` is the Python that a process runs.

        There are at most so many `processes`, and no more than are at work at a time. One may have
        been `started` before.
        """
        self._processes = Processes(entry, most=processes, started=started)
        self._too_much: set[bytes] = set()  #: digests of texts
        self._files: dict[str, float] = {}  #: by SHA-256, seconds that making cells has taken

    def get_ready(self) -> None:
        """Start a process now, which else the first request waits for."""
        self._processes.get_ready()

    def cells(self, content: bytes, suffix: str) -> tuple[Cell, ...]:
        """Return the cells of a file, as `read_cells` does; raise Unreadable."""
        account = Account()
        try:
            reply = self.answer(
                ReadCells(suffix=suffix), [content], _cells, account, SECONDS_FOR_CELLS
            )
        except NotRead as why:
            raise _too_much() if why.too_much else _ended() from None
        finally:
            self._files[hashlib.sha256(content).hexdigest()] = account.spent
        if isinstance(reply, Unread):
            raise Unreadable(reply.reason, reply.status)
        return reply

    def of(self, sha256: str) -> ReaderOfOne:
        """Return what reads one submission, on an account of its own."""
        return ReaderOfOne(self, Account(self._files.get(sha256, 0.0)))

    def close(self) -> None:
        """End the processes; another one is started if there is more to read."""
        self._processes.close()

    def answer(
        self,
        request: Request,
        texts: list[bytes],
        parse: Parse[T],
        account: Account,
        seconds: float,
    ) -> T:
        """Return what comes of a request, for so many seconds of CPU at most; raise NotRead.

        A reader that ends for a reason of its own, or answers nonsense, is no fault of the text:
        another one is asked once more.
        """
        digest = _digest(texts)
        # What was too much to work out can still be read.
        mark = b"change" + digest if isinstance(request, FindOneChange) else digest
        asked = Asked(request=request, seconds=seconds)

        def converse(with_reader: Conversation) -> T:
            with_reader.send(Asked, asked, texts)
            answered, answers = with_reader.receive(Answered)
            account.charge(min(max(answered.seconds, 0.0), seconds))
            with with_reader.understood():
                return parse(len(texts), answered.reply, answers)

        for _attempt in range(2):
            if self._too_much & {digest, mark} or not seconds:
                raise NotRead(too_much=True)
            try:
                return self._processes.work(converse, WALL_SECONDS)
            except Died as died:
                if died.too_much:
                    self._too_much.add(mark)
                    account.charge(seconds)
        raise NotRead(too_much=False)


class ReaderOfOne:
    """What reads one submission, as long as its account has something left."""

    def __init__(self, reader: Reader, account: Account) -> None:
        self._reader = reader
        self.account = account

    def bindings(self, sources: Iterable[str]) -> list[CellBindings]:
        """Return what each cell binds, as `bindings_of_cells` does; unread if it is too much."""
        texts = to_bytes(sources)
        try:
            return self._answer(FindBindings(), texts, _bindings)
        except NotRead:
            return [CellBindings(read=False)] * len(texts)

    def code(self, sources: Sequence[str], asked: CodeAsked) -> CodeRead:
        """Return what the cells show, as `read_code` does; nothing if it is too much."""
        try:
            return self._answer(FindFacts(asked=asked), to_bytes(sources), _facts)
        except NotRead:
            return CodeRead()

    def change(self, sources: Sequence[str], asked: ChangeAsked) -> ChangeFound:
        """Return the change that puts answers right, as `find_change` does; none if too much."""
        request = FindOneChange(asked=asked)
        try:
            RECORDS.dump_once(FindOneChange, request)
            return self._answer(request, to_bytes(sources), _change)
        except (NotRead, CodecError, WireError):  # its values are too large to be sent, or too odd
            return ChangeFound()

    def markup(self, cells: Sequence[Cell], language: Language) -> list[Markup] | None:
        """Return the HTML of each cell, as `marked_up` does; None if it is too much to make."""
        request = MarkUp(kinds=tuple(cell.kind for cell in cells), language=language)
        try:
            return self._answer(request, to_bytes(cell.source for cell in cells), _markup)
        except NotRead:
            return None

    def _answer(self, request: Request, texts: list[bytes], parse: Parse[T]) -> T:
        return self._reader.answer(request, texts, parse, self.account, self.account.for_help)


T = TypeVar("T")
Parse = Callable[[int, Any, list[bytes]], T]
"""Takes the number of texts that were sent, a reply and the texts that came with it."""


def _digest(texts: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(len(text).to_bytes(8, "little") + text)
    return digest.digest()


def _cells(_sent: int, reply: Any, texts: list[bytes]) -> tuple[Cell, ...] | Unread:
    if isinstance(reply, Unread):
        return reply
    read = _expected(CellsRead, reply)
    cells = zip(read.kinds, to_texts(texts), read.above, read.turns, strict=True)
    return tuple(
        Cell(kind=kind, source=source, above=above, turn=turn)
        for kind, source, above, turn in cells
    )


def _bindings(sent: int, reply: Any, texts: list[bytes]) -> list[CellBindings]:
    cells = _expected(BindingsFound, reply).cells
    if len(cells) != sent:
        raise CodecError("an answer about other cells")
    return [
        CellBindings(
            top=dict(found.top),
            anywhere=frozenset(found.anywhere),
            read=found.read,
            parsed=found.parsed,
        )
        for found in cells
    ]


def _facts(_sent: int, reply: Any, _texts: list[bytes]) -> CodeRead:
    return _expected(FactsFound, reply).code


def _change(_sent: int, reply: Any, _texts: list[bytes]) -> ChangeFound:
    return _expected(OneChangeFound, reply).change


def _markup(sent: int, reply: Any, texts: list[bytes]) -> list[Markup]:
    _expected(MarkedUp, reply)
    if len(texts) != sent:
        raise CodecError("an answer about other cells")
    return [Markup(text) for text in to_texts(texts)]


def _expected(kind: type[T], reply: object) -> T:
    if not isinstance(reply, kind):
        raise CodecError("an answer to something else")
    return reply


def _too_much() -> Unreadable:
    return Unreadable(
        _(
            "to read the file takes more than {seconds} s or {most} MiB of memory; if it is a "
            "notebook, clear its outputs and save it again",
            seconds=int(SECONDS_FOR_CELLS),
            most=MOST_MEMORY >> 20,
        )
    )


def _ended() -> Unreadable:
    return Unreadable(
        _("the process that reads submissions was stopped; grade again"), Status.NOT_GRADED
    )
