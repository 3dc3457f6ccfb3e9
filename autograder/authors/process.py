"""Author's process: Runs functions of one course on what submissions have answered.

It has the course's `reference/` and answers of submissions, and runs no code of theirs. It is
thrown away when one check takes more than its limits, which the kernel keeps.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, fields, replace
from pathlib import Path
from typing import Any

from autograder.authoring import KnownMistake
from autograder.authors.limits import MOST_MEMORY
from autograder.authors.messages import (
    CHECKS,
    Answered,
    Asked,
    Asks,
    Changed,
    Follows,
    Found,
    HasRun,
    Judge,
    Judged,
    NotLoaded,
    Recognise,
    Recognised,
    Reply,
    Run,
    Setting,
    from_text,
    to_text,
)
from autograder.authors.package import Package
from autograder.checks import authors_code
from autograder.checks.asking import text_of
from autograder.checks.authors_code import AuthorsError
from autograder.checks.recognising import sees
from autograder.limited.limits import MEMORY_STATUS, begin, lift, limit
from autograder.limited.messages import receive, send
from autograder.protocol.building_tables import load_pandas
from autograder.protocol.records import RECORDS
from autograder.records import Answer, Check, CourseFunction, Exchange, Raised, Request

Replying = tuple[Reply, list[bytes]]


def main() -> None:
    """Answer requests until there are no more."""
    requests, replies = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what an author prints is no reply
    setting, seconds = RECORDS.load(Setting, json.loads(sys.argv[1])), float(sys.argv[2])
    sys.path[:] = setting.path
    load_pandas(setting.imports)
    authors = Authors(setting, requests, replies)
    begin()
    while (received := receive(requests, Asked)) is not None:
        asked, texts = received
        texts += [_text_that_follows(requests) for _ in range(getattr(asked, "exchanges", 0))]
        if why := authors.not_ready(asked, texts):
            send(replies, Reply, why)
            continue
        limit(seconds, MOST_MEMORY)
        try:
            reply, answer = authors.reply(asked, texts)
        except MemoryError:  # of our own: an author's is told with its line
            os._exit(MEMORY_STATUS)
        lift()
        send(replies, Reply, reply, answer)


def _text_that_follows(requests: int) -> bytes:
    received = receive(requests, Follows)
    if received is None:  # nobody wants to know any more
        os._exit(0)
    return received[1][0]


class Authors:
    """The author's functions, and the way to whoever wants to know what they say."""

    def __init__(self, setting: Setting, requests: int, replies: int) -> None:
        self._package = Package(Path(setting.course) / "reference")
        self._is_changed = self._package.name != setting.package
        self._mistakes = f"reference.mistakes.{setting.assignment.replace('-', '_')}"
        self._files = Path(setting.files) if setting.files else None
        self._requests, self._replies = requests, replies
        self._codec = replace(CHECKS, supply=self._supplied)
        self._checks: dict[bytes, Check] = {}

    def not_ready(self, asked: Asked, texts: Sequence[bytes]) -> Changed | NotLoaded | None:
        """Load what is asked for, the same for all submissions; return why it cannot be."""
        if self._is_changed:
            return Changed()
        try:
            authors_code.run(lambda: self._load(asked, texts), authors_code.LOADING, self._files)
        except AuthorsError as error:
            return NotLoaded(why=error.with_place)
        return None

    def _load(self, asked: Asked, texts: Sequence[bytes]) -> None:
        if isinstance(asked, Recognise):
            self._package.module(self._mistakes)
        elif texts[0] not in self._checks:
            self._checks[texts[0]] = self._check(texts[0], asked.references)

    def reply(self, asked: Asked, texts: Sequence[bytes]) -> Replying:
        match asked:
            case Run():
                for _ in self._checks[texts[0]].exchanges(self._ask):
                    pass
                return HasRun(), []
            case Judge():
                result = self._checks[texts[0]].judge(_exchanges(texts[1:]), ())
                judged = Judged(outcome=result.outcome, fraction=result.fraction)
                return judged, [to_text(Found, result.finding)]
            case Recognise(mistakes=mistakes):
                read, raised = _exchanges(texts[1:]), from_text(tuple[Raised, ...], texts[0])
                by_id = self._recognisers()
                seen = [each for each in mistakes if sees(by_id[each], read, raised)]
                return Recognised(mistakes=tuple(seen)), []
        raise TypeError(asked)

    def _ask(self, request: Request) -> Answer:
        """Ask the submission; raise AskError if that cannot be."""
        send(self._replies, Reply, Asks(), [text_of(request)])
        received = receive(self._requests, Answered)
        if received is None:  # nobody wants to know any more
            os._exit(0)
        answer: Answer = from_text(Answer, received[1][0])
        return answer

    def _supplied(self, _missing: Field[Any], loaded: Mapping[str, Any]) -> object:
        """Return the function of a `CourseFunction` that arrives: nothing else needs supplying."""
        return self._found("reference.cases", loaded["name"])

    def _check(self, text: bytes, references: Mapping[str, str]) -> Check:
        check: Check = from_text(Check, text, self._codec)
        beside: dict[str, Any] = {
            field.name: replace(function, beside=self._files)
            for field in fields(check)
            if isinstance(function := getattr(check, field.name), CourseFunction)
        }
        right: dict[str, Any] = {
            field: CourseFunction(name=name, function=self._found("reference", name))
            for field, name in references.items()
        }
        return replace(check, **beside, **right)

    def _found(self, package: str, dotted: str) -> Any:
        module, name = dotted.split(".")
        return getattr(self._package.module(f"{package}.{module}"), name)

    def _recognisers(self) -> Mapping[str, Callable[..., bool]]:
        known = vars(self._package.module(self._mistakes)).values()
        functions = (one.function for one in known if isinstance(one, KnownMistake))
        return {function.__name__: function for function in functions}


def _exchanges(texts: Sequence[bytes]) -> list[Exchange]:
    return [from_text(Exchange, text) for text in texts]
