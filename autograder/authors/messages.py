"""Grader and author's process: What is asked of it, what it asks meanwhile, what it answers.

Checks, requests, answers and results travel as texts of JSON, for which frames are too small; each
exchange of a record in a message of its own, because a record may hold more than one message can.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any

from autograder.checks.custom import CustomCheck
from autograder.checks.property import PropertyCheck
from autograder.codec import Codec
from autograder.frozen import dataclass
from autograder.protocol.records import RECORDS
from autograder.records import Check, Finding, Outcome

CHECKS: Codec = replace(RECORDS, members={Check: (PropertyCheck, CustomCheck)})


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Where the author's functions are, and what they need."""

    course: str  #: the folder
    package: str  #: name of its `reference`, which says what stands in it
    assignment: str
    files: str | None  #: the folder to call them in
    imports: tuple[str, ...]
    path: tuple[str, ...]  #: where the grader looks for modules


@dataclass(frozen=True, kw_only=True)
class Run:
    """Run a check, the text; it asks, and each time is answered."""

    references: Mapping[str, str] = field(default_factory=dict)  #: its fields: "module.function"


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Judge by a check, the text, what it has asked and was answered, which follows."""

    references: Mapping[str, str] = field(default_factory=dict)
    exchanges: int  #: so many follow


@dataclass(frozen=True, kw_only=True)
class Recognise:
    """See which of these mistakes are in errors, the text, and in exchanges, which follow."""

    mistakes: tuple[str, ...]
    exchanges: int


@dataclass(frozen=True, kw_only=True)
class Follows:
    """The text is the next exchange."""


@dataclass(frozen=True, kw_only=True)
class Asks:
    """It asks the text of the submission, and waits for the answer."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """The submission's answer is the text."""


@dataclass(frozen=True, kw_only=True)
class HasRun:
    """The check has asked all that it asks."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """How the check went; what was found is the text."""

    outcome: Outcome
    fraction: float


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """Ids of mistakes that were seen."""

    mistakes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Changed:
    """The author's functions are not what they were when the grader read them."""


@dataclass(frozen=True, kw_only=True)
class NotLoaded:
    """The author's functions cannot be loaded here; the sentence is for after a name."""

    why: str


Asked = Run | Judge | Recognise
Reply = Asks | HasRun | Judged | Recognised | Changed | NotLoaded

Found = Finding | None


def to_text(kind: Any, record: Any, codec: Codec = RECORDS) -> bytes:
    """Return a record as the JSON of a text."""
    return json.dumps(codec.dump(kind, record), allow_nan=False).encode("ascii")


def from_text(kind: Any, text: bytes, codec: Codec = RECORDS) -> Any:
    """Return the record of a text; raises CodecError or ValueError if it is none."""
    return codec.load(kind, json.loads(text))
