"""`journal/push-<platform>.jsonl`: writes into an LMS, a line before and after each.

    {"format": "akapen-journal", "version": 1, "place": "https://moodle.example course 2"}
    {"intent": 1, "target": "assign/1", "account": "4", "student": "s1", "points": 7.5,
     "questions": {…}, "feedback": "<sha256>", "sent_at": "2026-05-01T…Z"}
    {"outcome": 1, "stored": true, "points": 7.5, "questions": {…}, "feedback": "<sha256>",
     "student": "s1", "item": "units", "value": 7.5}

Who is excused has `"excused": true` in the intent and no points in the outcome. An intent is on
disk before its request leaves. One without outcome is settled by looking at what is there. No
secret and no name is in it: accounts are the LMS's numbers, feedback is a hash. What was stored
says so as `classes.pushed` reads it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.closing import Closing
from autograder.errors import ClassError, OutputError, SourceFault
from autograder.frozen import dataclass
from autograder.lms.platform import TOLERANCE, Standing, Write
from autograder.lms.words import visible

FOLDER = "journal"
_FORMAT, _VERSION = "akapen-journal", 1


@dataclass(frozen=True, kw_only=True)
class Intent:
    """What is about to be written for one account."""

    number: int
    item: str
    account: str
    student: str = ""  #: the roster's id
    points: float
    is_excused: bool = False  #: in place of points
    questions: Mapping[str, float] = field(default_factory=dict)
    feedback: str = ""  #: the hash of what is sent
    sent_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was there after a write; `points` are None where nothing was."""

    number: int  #: of the intent
    stored: bool
    points: float | None = None
    questions: Mapping[str, float] = field(default_factory=dict)
    feedback: str = ""  #: the hash of what is shown there; empty where nobody can see it


@dataclass(frozen=True, kw_only=True)
class Last:
    """What we wrote last into an account, and what was there then."""

    intent: Intent
    outcome: Outcome


def digest(feedback: str) -> str:
    """Return the hash of feedback as a reader sees it, whatever an LMS does to its markup."""
    return hashlib.sha256(visible(feedback).encode("utf-8", "backslashreplace")).hexdigest()


class Journal(Closing):
    """The journal of one platform, open for one push at a time: who opens it holds its folder."""

    def __init__(self, path: Path, place: str, assignment: str) -> None:
        self.path, self._assignment = path, assignment
        self._lines = list(_read(path))
        _require_place(path, self._lines, place)
        self._intents: dict[int, Intent] = {}
        self._outcomes: dict[int, Outcome] = {}
        self._last: dict[tuple[str, str], Last] = {}
        self._sent: dict[tuple[str, str], datetime] = {}
        for line in self._lines[1:]:
            self._take(line)
        self._head = None if self._lines else _head(place)
        self._file: int | None = None
        del self._lines

    def last(self, item: str, account: str) -> Last | None:
        """Return what we wrote last and found there afterwards."""
        return self._last.get((item, account))

    def replaced(self, item: str, account: str, feedback: str) -> str:
        """Return the hash of what was shown and new feedback replaces; empty if none does."""
        last = self.last(item, account)
        return last.outcome.feedback if last and last.intent.feedback != feedback else ""

    def last_sent(self, item: str, account: str) -> datetime | None:
        """Return the latest time with which anything was sent for an account."""
        return self._sent.get((item, account))

    def unsettled(self, item: str) -> tuple[Intent, ...]:
        """Return the intents of which nobody knows what became of them."""
        return tuple(
            intent
            for number, intent in self._intents.items()
            if intent.item == item and number not in self._outcomes
        )

    def intend(self, item: str, writes: Sequence[Write]) -> tuple[Intent, ...]:
        """Write down what is about to be written, and return it when it is on disk."""
        first = max(self._intents, default=0) + 1
        intents = tuple(
            Intent(
                number=number,
                item=item,
                account=write.account,
                student=write.student,
                points=write.points,
                is_excused=write.is_excused,
                questions=write.questions,
                feedback=digest(write.feedback),
                sent_at=write.sent_at,
            )
            for number, write in enumerate(writes, first)
        )
        self._append(map(_intent_line, intents))
        return intents

    def settle(self, outcomes: Iterable[Outcome]) -> None:
        """Write down what became of intents."""
        self._append(map(self._outcome_line, outcomes))

    def remember(self, outcomes: Iterable[Outcome]) -> None:
        """Know what became of intents, and write nothing."""
        for outcome in outcomes:
            self._take(self._outcome_line(outcome))

    def _outcome_line(self, outcome: Outcome) -> dict[str, Any]:
        line = {
            "outcome": outcome.number,
            "stored": outcome.stored,
            "points": outcome.points,
            "questions": dict(outcome.questions),
            "feedback": outcome.feedback,
        }
        if not outcome.stored:
            return line
        intent = self._intents[outcome.number]
        return line | {
            "student": intent.student,
            "item": self._assignment,
            "value": outcome.points,
        }

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _append(self, lines: Iterable[Mapping[str, Any]]) -> None:
        taken = list(lines)
        head = [self._head] if self._head else []
        text = "".join(json.dumps(line) + "\n" for line in (*head, *taken))
        try:
            if self._file is None:
                self._file = os.open(
                    self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600
                )
                _drop_torn_line(self.path, self._file)
            _write_all(self._file, text.encode())
            os.fsync(self._file)
        except OSError as error:
            raise OutputError(f"cannot write {self.path}: {error.strerror}") from None
        self._head = None
        for line in taken:
            self._take(line)

    def _take(self, line: Mapping[str, Any]) -> None:
        if "intent" in line:
            intent = _intent(line)
            self._intents[intent.number] = intent
            if intent.sent_at is not None:
                key = intent.item, intent.account
                self._sent[key] = max(intent.sent_at, self._sent.get(key, intent.sent_at))
        else:
            outcome = _outcome(line)
            self._outcomes[outcome.number] = outcome
            intent = self._intents[outcome.number]
            if outcome.stored:
                key = intent.item, intent.account
                self._last[key] = Last(intent=intent, outcome=outcome)


def outcome_of(intent: Intent, there: Standing, before: str) -> Outcome:
    """Return what became of an intent, by what is there now; `before`: what it replaces."""
    return Outcome(
        number=intent.number,
        stored=is_there(intent, there, before),
        points=there.points,
        questions=dict(there.questions),
        feedback=digest(there.feedback[-1]) if there.feedback else "",
    )


def is_there(intent: Intent, there: Standing, before: str) -> bool:
    """Whether what was intended is there: points, points of questions, and new feedback.

    An LMS may show feedback otherwise than it was sent (with pictures for smileys, say): what
    counts is that it is no longer the feedback of `before`.
    """
    if intent.is_excused or there.is_excused:
        return intent.is_excused and there.is_excused
    if there.points is None or abs(there.points - intent.points) > TOLERANCE:
        return False
    asked = intent.questions.items()
    if any(abs(there.questions.get(id_, -1.0) - points) > TOLERANCE for id_, points in asked):
        return False
    shown = [digest(feedback) for feedback in there.feedback or ()]
    return intent.feedback in shown or not before or before not in shown


def _head(place: str) -> dict[str, Any]:
    return {"format": _FORMAT, "version": _VERSION, "place": place}


def _require_place(path: Path, lines: Sequence[Mapping[str, Any]], place: str) -> None:
    """Raise ClassError if the journal is of another class, or of a later version."""
    if not lines:
        return
    head = lines[0]
    if head.get("format") != _FORMAT or head.get("version") != _VERSION:
        message = "is no journal that this version of autograder can read"
    elif head.get("place") != place:
        message = (
            f"is of another class: it tells of {head.get('place')}, and class.yaml names {place}; "
            "move it away if that is meant"
        )
    else:
        return
    raise ClassError([SourceFault(path, 1, message)])


def _read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines; a last one that a kill has left torn is none. Raises ClassError."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return
    *whole, _torn = text.split(b"\n")
    for number, line in enumerate(whole, 1):
        if not line:
            continue
        try:
            found = json.loads(line)
            if number > 1:
                _intent(found) if "intent" in found else _outcome(found)
            yield dict(found)
        except (ValueError, KeyError, TypeError):
            raise ClassError([SourceFault(path, number, "is no line of a journal")]) from None


def _drop_torn_line(path: Path, file: int) -> None:
    """Remove what a kill has left of a line: what it tells of had not begun, or is looked up."""
    data = path.read_bytes()
    os.ftruncate(file, data.rfind(b"\n") + 1)


def _write_all(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


def _intent_line(intent: Intent) -> dict[str, Any]:
    return {
        "intent": intent.number,
        "target": intent.item,
        "account": intent.account,
        "student": intent.student,
        "points": intent.points,
        **({"excused": True} if intent.is_excused else {}),
        "questions": dict(intent.questions),
        "feedback": intent.feedback,
        "sent_at": intent.sent_at.isoformat() if intent.sent_at else None,
    }


def _intent(line: Mapping[str, Any]) -> Intent:
    sent_at = line["sent_at"]
    return Intent(
        number=int(line["intent"]),
        item=line["target"],
        account=line["account"],
        student=line["student"],
        points=float(line["points"]),
        is_excused=bool(line.get("excused", False)),
        questions=dict(line["questions"]),
        feedback=line["feedback"],
        sent_at=datetime.fromisoformat(sent_at).astimezone(UTC) if sent_at else None,
    )


def _outcome(line: Mapping[str, Any]) -> Outcome:
    points = line["points"]
    return Outcome(
        number=int(line["outcome"]),
        stored=bool(line["stored"]),
        points=None if points is None else float(points),
        questions=dict(line["questions"]),
        feedback=line["feedback"],
    )
