"""`results/<submission>.json`, for instructors: every check, its outcome and points.

Format `akapen-result`, version 2:

    {"format": "akapen-result", "version": 2, "autograder": "0.2.0",
     "assignment": "convolution", "submission": "s01", "student": null, "attempt": null,
     "status": "graded" | "unreadable" | "needs review" | "not graded",
     "points": null | 42.5, "possible": 60,
     "questions": [{"id": "conv1d", "points": 3.33, "checks": [{"id": "conv1d/1", …}, …], …}, …],
     …}

It is the fields of `records.stored_results.StoredResult` as `autograder.codec` writes them, with
`messages.CellFeedback` and `messages.QuestionFeedback` for what students read, each sentence once
and in no language: its template and parts. `autograder report` makes pages of it in any language.
`points` are null where something is not graded. There is no clock, host or duration in it: the same
submission has the same bytes each time. Version 1 lacks `student`, `attempt`, `observation`,
`assignment_digest`, `versions` and the `answers` of a check, and has each sentence as text, in
English and in Japanese; it is read as well.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.codec import Codec
from autograder.errors import UsageError
from autograder.frozen import dataclass
from autograder.records import Text
from autograder.records.messages import Message
from autograder.records.stored_results import StoredQuestion, StoredResult
from autograder.shared_fields import SharedFields
from autograder.store.documents import (
    Document,
    Format,
    NewerDocument,
    NoDocument,
)
from autograder.store.folder import require_swapped
from autograder.store.pieces import Pieces, TextsMet
from autograder.store.results_of_version_1 import of_version_1

_CODEC = Codec()
_FORMAT = Format(name="akapen-result", version=2, kind=StoredResult, earlier={1: of_version_1})


def result_json(result: StoredResult) -> str:
    """Return the text of a submission's result file."""
    for question in result.questions:
        for check in question.checks:
            _FORMAT.prepare(Message, check.message)  # the same for all who have answered alike
    return _FORMAT.text(result)


def question_fields(question: StoredQuestion) -> Document:
    """Return the fields of one question in a result file."""
    for check in question.checks:
        _FORMAT.prepare(Message, check.message)
    fields: Document = _CODEC.dump(StoredQuestion, question)
    return fields


def result_paths(folder: Path) -> dict[str, Path]:
    """Return where the results in an output folder of `grade` are, by the stems of their files.

    Raises UsageError where there is none.
    """
    require_swapped(folder)
    paths = sorted((folder / "results").glob("*.json"))
    if not paths:
        raise UsageError(f"no results in {folder}; name the folder that `grade --out` has written")
    return {path.stem: path for path in paths}


def read_results(folder: Path) -> dict[str, StoredResult]:
    """Return all results in an output folder of `grade`, by the stems of their files.

    Raises UsageError where there is none, or where one was written by a later autograder.
    """
    return {file: read_result(path) for file, path in result_paths(folder).items()}


@dataclass(frozen=True, kw_only=True)
class Head:
    """Of what a result is."""

    assignment: str
    title: Text
    questions: tuple[str, ...]  #: their ids


def read_head(path: Path) -> Head:
    """Return of what the result in a file is, without reading the rest; raises UsageError."""
    fields = read_fields(path)
    try:
        return Head(
            assignment=fields["assignment"],
            title=_CODEC.load(Text, fields["title"]),
            questions=tuple(question["id"] for question in fields["questions"]),
        )
    except (ValueError, KeyError, TypeError):
        raise unreadable_result(path) from None


def read_result(path: Path) -> StoredResult:
    """Return the result in a file; UsageError if it is none that this version can read.

    Questions that are written alike, as most of a class are, are the same.
    """
    try:
        return result_of(read_fields(path))
    except NoDocument:
        raise unreadable_result(path) from None


def result_of(fields: Document) -> StoredResult:
    """Return the result of a file's fields; raises NoDocument."""
    try:
        questions = tuple(map(_question, fields["questions"]))
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise NoDocument(str(error)) from error
    return replace(_FORMAT.record({**fields, "questions": []}), questions=questions)


def _question(fields: Document) -> StoredQuestion:
    def loaded() -> StoredQuestion:
        return _CODEC.load(StoredQuestion, dict(fields))

    return fields.once(StoredQuestion, loaded) if isinstance(fields, SharedFields) else loaded()


def read_fields(path: Path) -> Document:
    """Return the fields of a result as plain data, for who needs a few; raises UsageError.

    Questions that are written alike, as most of a class are, are the same.
    """
    try:
        return _FORMAT.of_today(_document(path.read_bytes()))
    except NewerDocument as newer:
        raise newer_result(path, newer) from None
    except (OSError, ValueError, RecursionError):
        raise unreadable_result(path) from None


def _document(content: bytes) -> Any:
    pieces = Pieces(content.decode("utf-8"))
    try:
        document = {key: _taken(key, pieces) for key in pieces.members()}
        pieces.end()
    except (ValueError, TypeError):  # perhaps of another version, which tells that
        return json.loads(content)
    return document


def _taken(key: str, pieces: Pieces) -> Any:
    if key != "questions":
        return pieces.value()
    return [_shared_fields(_MET.take(place, pieces)) for place, _ in enumerate(pieces.items())]


_MET = TextsMet()  #: questions, by their place


@lru_cache(2000)
def _shared_fields(text: str) -> SharedFields:
    return SharedFields(json.loads(text))


def newer_result(path: Path, newer: NewerDocument) -> UsageError:
    """Return the error of a result that a newer version has written."""
    return UsageError(
        f"{path} is a result of a newer version, {newer}: install that one, or remove the results "
        "and grade again"
    )


def unreadable_result(path: Path) -> UsageError:
    """Return the error of a file that is no result that this version can read."""
    return UsageError(
        f"{path} cannot be read as a result of this version of autograder; grade again"
    )
