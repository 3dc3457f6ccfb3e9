"""Grader: The handle on a reader, which is started when it is needed and again when it dies."""

from __future__ import annotations

import contextlib
import hashlib
import signal
import threading
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
from autograder.protocol.errors import WireError
from autograder.protocol.records import RECORDS
from autograder.reading.limits import (
    MEMORY_STATUS,
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
    receive,
    send,
    to_bytes,
    to_texts,
)
from autograder.reading.starting import ENTRY, Process, end, start
from autograder.reading.watch import Watch
from autograder.records import Cell, Language, Status
from autograder.records.sentences import _

_START_SECONDS = 0.3  #: that it takes to start one
_TOO_MUCH = (-int(getattr(signal, "SIGPROF", 0)) or None, MEMORY_STATUS)  #: exit statuses
_NONSENSE = (CodecError, ValueError)


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

        There are at most so many `processes`, and no more than are at work at a time: another one
        is started if waiting for one of them takes as long as starting it. One may have been
        `started` before.
        """
        self._entry = entry
        self._idle: list[Process] = [started] if started else []
        self._at_work = 0
        self._changed = threading.Condition()  #: a process has become idle, or has ended
        self._places = threading.BoundedSemaphore(processes)
        self._watch = Watch()
        self._too_much: set[bytes] = set()  #: digests of texts
        self._files: dict[str, float] = {}  #: by SHA-256, seconds that making cells has taken

    def get_ready(self) -> None:
        """Start a process now, which else the first request waits for."""
        with contextlib.suppress(OSError):  # which whoever asks it will be told
            self._give_back(self._taken())

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
        self._watch.end()
        while self._idle:
            process = self._idle.pop()
            process.kill()
            end(process)

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
        with self._places:
            for _attempt in range(2):
                if self._too_much & {digest, mark} or not seconds:
                    raise NotRead(too_much=True)
                try:
                    process = self._taken()
                except OSError:
                    continue
                try:
                    with self._watch.over(process, WALL_SECONDS):
                        answer = _answered(process, asked, texts, parse, account)
                except (OSError, WireError, *_NONSENSE):
                    self._give_back(None)
                    if end(process) in _TOO_MUCH:
                        self._too_much.add(mark)
                        account.charge(seconds)
                except BaseException:  # it may be at work still
                    self._give_back(None)
                    process.kill()
                    end(process)
                    raise
                else:
                    self._give_back(process)
                    return answer
            raise NotRead(too_much=False)

    def _taken(self) -> Process:
        """Return a process that nobody uses; OSError if none can be started."""
        with self._changed:
            if self._at_work:
                self._changed.wait_for(lambda: self._idle or not self._at_work, _START_SECONDS)
            self._at_work += 1
            if self._idle:
                return self._idle.pop()
        try:
            return start(self._entry)
        except OSError:
            self._give_back(None)
            raise

    def _give_back(self, process: Process | None) -> None:
        """Let others use a process; None: it has ended, or is about to."""
        with self._changed:
            self._at_work -= 1
            if process:
                self._idle.append(process)
            self._changed.notify_all()


def _answered(
    process: Process, asked: Asked, texts: list[bytes], parse: Parse[T], account: Account
) -> T:
    assert process.stdin is not None
    assert process.stdout is not None
    send(process.stdin.fileno(), Asked, asked, texts)
    received = receive(process.stdout.fileno(), Answered)
    if received is None:
        raise WireError("no answer")
    answered, answers = received
    account.charge(min(max(answered.seconds, 0.0), asked.seconds))
    return parse(len(texts), answered.reply, answers)


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
