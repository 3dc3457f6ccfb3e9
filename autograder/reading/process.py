"""Reader: The program of the process that reads student text, one request after the other.

It is thrown away when a request takes more than its limits, which the kernel keeps: whoever hands
in what is slow to read costs itself the request, and nobody else anything.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import field
from typing import Any

from autograder.bindings import bindings_of_cells
from autograder.course.submissions.caps import Unreadable
from autograder.course.submissions.cells import read_cells
from autograder.feedback.changes import Searched, find_change
from autograder.feedback.code import OwnFacts, Remembered, read_code
from autograder.frozen import dataclass
from autograder.limited.limits import MEMORY_STATUS, begin, lift, limit
from autograder.limited.messages import receive, send
from autograder.reading.limits import MOST_MEMORY
from autograder.reading.messages import (
    Answered,
    Asked,
    BindingsFound,
    CellBound,
    CellsRead,
    FactsFound,
    FindBindings,
    FindFacts,
    FindOneChange,
    MarkedUp,
    MarkUp,
    OneChangeFound,
    ReadCells,
    Unread,
    to_bytes,
    to_texts,
)
from autograder.records import Cell
from autograder.reports.pages.markup import marked_up


@dataclass(frozen=True)
class _Known:
    """What was found out about code that several submissions may have in common."""

    facts: Remembered[OwnFacts] = field(default_factory=lambda: Remembered(500))
    changes: Remembered[Searched] = field(default_factory=lambda: Remembered(200))


def main() -> None:
    """Answer requests until there are no more."""
    requests, replies = os.dup(0), os.dup(1)
    os.dup2(2, 1)  # what a library prints is no reply
    begin()
    known = _Known()
    while (received := receive(requests, Asked)) is not None:
        asked, texts = received
        _load_what_it_needs(asked.request)
        limit(asked.seconds, MOST_MEMORY)
        start = time.process_time()
        try:
            reply, answered = _answer(asked.request, texts, known)
            taken = time.process_time() - start
            send(replies, Answered, Answered(reply=reply, seconds=taken), answered)
        except MemoryError:
            os._exit(MEMORY_STATUS)
        lift()


def _load_what_it_needs(request: Any) -> None:
    """Import before limits hold what takes as long as all the rest and is seldom needed."""
    if isinstance(request, MarkUp):
        marked_up((), request.language)


def _answer(request: Any, texts: Sequence[bytes], known: _Known) -> tuple[Any, list[bytes]]:
    match request:
        case ReadCells(suffix=suffix):
            return _cells(texts[0], suffix)
        case FindBindings():
            return _bindings(to_texts(texts)), []
        case FindFacts(asked=asked):
            return FactsFound(code=read_code(to_texts(texts), asked, known.facts)), []
        case FindOneChange(asked=asked):
            return OneChangeFound(change=find_change(to_texts(texts), asked, known.changes)), []
        case MarkUp(kinds=kinds, language=language):
            sources = zip(kinds, to_texts(texts), strict=True)
            cells = [Cell(kind=kind, source=source) for kind, source in sources]
            return MarkedUp(), to_bytes(marked_up(cells, language))
    raise TypeError(request)


def _cells(content: bytes, suffix: str) -> tuple[Any, list[bytes]]:
    try:
        cells = read_cells(content, suffix)
    except Unreadable as unreadable:
        return Unread(reason=unreadable.reason, status=unreadable.status), []
    kinds = tuple(cell.kind for cell in cells)
    above, turns = (tuple(cell.above for cell in cells), tuple(cell.turn for cell in cells))
    sources = to_bytes([cell.source for cell in cells])
    return CellsRead(kinds=kinds, above=above, turns=turns), sources


def _bindings(sources: Sequence[str]) -> BindingsFound:
    return BindingsFound(
        cells=tuple(
            CellBound(
                top=tuple(found.top.items()),
                anywhere=tuple(found.anywhere),
                read=found.read,
                parsed=found.parsed,
            )
            for found in bindings_of_cells(sources)
        )
    )
