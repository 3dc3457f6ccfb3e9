"""`judged_by.json`, for `autograder regrade`: what the results in an output folder were judged by.

    {"format": "akapen-judged-by", "version": 1, "autograder": "0.2.0",
     "assignment": "convolution", "titles": SHA-256, "run_with": SHA-256, "program": SHA-256,
     "wording": SHA-256,
     "questions": [{"id": "conv1d", "points": 10.0, "mistakes": {"conv1d_not_flipped": SHA-256},
                    "checks": [{"id": "conv1d/1", "kind": "CallCheck", "asks": SHA-256,
                                "by": {"share": "1.0", "tolerance": "1e-6", "expected": SHA-256,
                                       …}}, …]}, …]}

It is written when all results are judged by it; where there is none, it is not known.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from autograder.codec import Codec
from autograder.protocol.records import RECORDS
from autograder.records import Assignment, Check, CourseFunction, Mistake, Question
from autograder.records.judging import JudgedBy, JudgedCheck, JudgedQuestion
from autograder.store.authors_functions import code_of
from autograder.store.documents import Format, NoDocument
from autograder.store.fingerprint import ENCODING, asked_by, program_hash, requests_hash, run_with

JUDGED_BY_FILE = "judged_by.json"

_FORMAT = Format(name="akapen-judged-by", version=1, kind=JudgedBy)
_JUDGES = ("authoring.py", "checks", "models", "scoring.py", "values.py")
_SAYS = ("bindings.py", "cutting.py", "feedback", "languages.py", "records", "reports", "texts.py")
_SECRET = ("expected", "text")  #: fields that hold an answer, however short it is


def judged_by_json(judged_by: JudgedBy) -> str:
    """Return the text of the file."""
    return _FORMAT.text(judged_by)


def read_judged_by(folder: Path) -> JudgedBy | None:
    """Return what is on record, None if nothing is that this version can read."""
    try:
        return _FORMAT.read((folder / JUDGED_BY_FILE).read_bytes())
    except (OSError, NoDocument):
        return None


def judged_by(assignment: Assignment) -> JudgedBy:
    """Return what an assignment is judged by as it is now."""
    titles = [assignment.title, assignment.lecture, *(q.title for q in assignment.questions)]
    return JudgedBy(
        assignment=assignment.name,
        titles=_hash([repr(titles), assignment.language, assignment.languages]),
        run_with=_hash(run_with(assignment)),
        program=program_hash(_JUDGES),
        wording=program_hash(_SAYS),
        questions=tuple(_question(question, assignment) for question in assignment.questions),
    )


def _question(question: Question, assignment: Assignment) -> JudgedQuestion:
    codec = replace(ENCODING, members={Check: assignment.kinds})
    return JudgedQuestion(
        id=question.id,
        points=question.points,
        checks=tuple(_check(check, codec) for check in question.checks),
        mistakes={mistake.id: _hash(_mistake(mistake)) for mistake in question.mistakes},
    )


def _check(check: Check, codec: Codec) -> JudgedCheck:
    kind, dumped = next(iter(codec.dump(Check, check).items()))
    by = {name: _told(name, value, dumped) for name, value in _fields(check)}
    by |= {name: _hash(code_of(value)) for name, value in _fields(check) if callable(value)}
    return JudgedCheck(id=check.id, kind=kind, asks=requests_hash([asked_by(check)]), by=by)


def _fields(check: Check) -> Iterator[tuple[str, Any]]:
    for field in fields(check):
        value = getattr(check, field.name)
        if field.name != "id":
            yield field.name, value.function if isinstance(value, CourseFunction) else value


def _told(name: str, value: object, dumped: Mapping[str, Any]) -> str:
    """Return a value as a teacher would read it, or its hash."""
    whole = list(value.values()) if isinstance(value, dict) else [value]
    if name not in _SECRET and all(isinstance(one, int | float | None) for one in whole):
        return json.dumps(value)
    return _hash(dumped.get(name))


def _mistake(mistake: Mistake) -> list[Any]:
    code = code_of(mistake.recognise) if mistake.recognise else []
    return [RECORDS.dump(Mistake, replace(mistake, answers=())), _answers(mistake), code]


def _answers(mistake: Mistake) -> Any:
    return ENCODING.dump(Mistake, mistake)["answers"]


def _hash(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, default=repr).encode("ascii")).hexdigest()
