"""Changes from one handout to the next, for the instructor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from autograder.codec import Codec, CodecError
from autograder.handout.checks_file import ChecksFile
from autograder.protocol.records import RECORDS
from autograder.records import Check, Question


def changes(document: Mapping[str, Any], now: ChecksFile) -> Iterator[str]:
    """Return a sentence for each question, cell and file that is not what it was.

    `document` is the handout before, of which no code is run.
    """
    if document.get("version") != now.version:
        yield "the handout before was made by another version of autograder"
        return
    codec = replace(RECORDS, members={Check: now.assignment.kinds}, supply=lambda *_: None)
    try:
        before = codec.load(ChecksFile, document)
    except CodecError as error:
        yield f"the handout before cannot be compared with this one: {error}"
        return
    old, new = _questions(before), _questions(now)
    yield from (f"question {id_} is new" for id_ in new if id_ not in old)
    yield from (f"question {id_} is gone" for id_ in old if id_ not in new)
    for id_ in new:
        if id_ in old:
            yield from _of_question(old[id_], new[id_], codec)
            yield from _of_hidden(id_, before.hidden.get(id_), now.hidden[id_])
    one, other = before.assignment.language, now.assignment.language
    if one == other:
        yield from _of_cells(before.cells, now.cells)
        yield from _of_files(before.files, now.files)
    else:
        yield f"the language is {other} instead of {one}"


def _questions(file: ChecksFile) -> dict[str, Question]:
    return {question.id: question for question in file.assignment.questions}


def _of_question(old: Question, new: Question, codec: Codec) -> Iterator[str]:
    if old.points != new.points:
        yield f"question {new.id} is worth {new.points:g} points instead of {old.points:g}"
    # As data, because arrays in them have no single answer to `!=`.
    before, now = (codec.dump(tuple[Check, ...], each.checks) for each in (old, new))
    if before != now:
        yield f"question {new.id} has other visible checks"


def _of_hidden(id_: str, old: int | None, new: int) -> Iterator[str]:
    if old != new:
        yield f"question {id_} has {new} hidden checks instead of {old}"


def _of_cells(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for kind, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "delete":
            yield f"{_cells(start, end)} of the old notebook is gone"
        elif kind != "equal":
            yield f"{_cells(first, last)} of the notebook is {_CELL_CHANGES[kind]}"


_CELL_CHANGES = {"insert": "new", "replace": "changed"}


def _cells(start: int, end: int) -> str:
    return f"cell {start + 1}" if end - start == 1 else f"what stands in cells {start + 1} to {end}"


def _of_files(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """Tell of data files; notebook, module and README change along with what is told already."""
    data = [name for name in {**old, **new} if not name.endswith((".ipynb", ".py", ".md"))]
    for name in sorted(data):
        if old.get(name) != new.get(name):
            kind = "new" if name not in old else "gone" if name not in new else "changed"
            yield f"file {name} is {kind}"
