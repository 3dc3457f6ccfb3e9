"""Grader: The handle on processes that run the functions of one course on submissions' answers."""

from __future__ import annotations

import hashlib
import json
import os
import weakref
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from typing import TypeVar

from autograder.authors.limits import MOST_MEMORY, MOST_SECONDS, WALL_SECONDS
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
from autograder.checks.answers import not_graded
from autograder.checks.recognising import what_is_read
from autograder.codec import CodecError
from autograder.limited.processes import Conversation, Died, Processes
from autograder.limited.starting import program_of
from autograder.protocol.records import RECORDS, load_text
from autograder.records import (
    Answer,
    Check,
    CheckResult,
    CourseFunction,
    Exchange,
    Fault,
    Mistake,
    Observation,
    Raised,
    Request,
)

T = TypeVar("T")

ENTRY = program_of("authors")

Ask = Callable[[Request], Answer]


Parse = Callable[[Reply, list[bytes]], T]
"""Takes a reply and the texts that came with it; raises CodecError if it is another one."""


def _nobody(request: Request) -> Answer:
    raise CodecError("it asks where there is no submission")


class AuthorsProcesses:
    """Processes of one assignment, one for each thread that has something to judge at a time.

    They are started when they are needed, and end with the handle.
    """

    def __init__(
        self,
        setting: Setting,
        *,
        seconds: float = MOST_SECONDS,
        wall: float = WALL_SECONDS,
        entry: str = ENTRY,
        most: int = os.cpu_count() or 1,
    ) -> None:
        self.setting = setting
        self._seconds, self.wall = seconds, wall
        self._unanswered: dict[bytes, str] = {}  #: why, by digests of checks with their records
        told = json.dumps(RECORDS.dump(Setting, setting))
        self._processes = Processes(entry, told, str(seconds), most=most, is_silent=False)
        weakref.finalize(self, self._processes.close)

    def exchanges(self, check: Check, ask: Ask) -> Sequence[Exchange]:
        """Return all that the check asks; what it asked until its process died is not lost."""
        record: list[Exchange] = []

        def answered(request: Request) -> Answer:
            record.append(Exchange(request=request, answer=ask(request)))
            return record[-1].answer

        def has_run(reply: Reply, texts: list[bytes]) -> None:
            _expect(HasRun, reply)

        run, text = Run(references=_references(check)), to_text(Check, check, CHECKS)
        try:
            self._reply(run, text, (), has_run, answered)
        except _Unanswered as why:  # judging would meet it again, as late
            self._unanswered[_digest(text, record)] = str(why)
        return record

    def judge(self, check: Check, record: Sequence[Exchange]) -> CheckResult:
        """Return how the check went; NOT_GRADED where that cannot be found out."""

        def judged(reply: Reply, texts: list[bytes]) -> CheckResult:
            judged = _expect(Judged, reply)
            finding = from_text(Found, texts[0])
            return CheckResult(
                check=check, outcome=judged.outcome, fraction=judged.fraction, finding=finding
            )

        asked = Judge(references=_references(check), exchanges=len(record))
        text = to_text(Check, check, CHECKS)
        # Hardly ever is there one, and to tell records apart takes as long as to send them.
        why = self._unanswered.get(_digest(text, record)) if self._unanswered else None
        if why is None:
            try:
                return self._reply(asked, text, record, judged)
            except _Unanswered as unanswered:
                why = str(unanswered)
        (function,) = check.functions
        return not_graded(check, Fault(message=f"{function.name} {why}"))

    def recognised(
        self, mistakes: Sequence[Mistake], checks: Sequence[Check], observation: Observation
    ) -> Collection[str]:
        """Return the ids of the mistakes that are seen; none where that cannot be found out."""

        def recognised(reply: Reply, texts: list[bytes]) -> Collection[str]:
            return _expect(Recognised, reply).mistakes

        read, raised = what_is_read(checks, observation)
        ids = tuple(mistake.id for mistake in mistakes)
        asked = Recognise(mistakes=ids, exchanges=len(read))
        try:
            return self._reply(asked, to_text(tuple[Raised, ...], raised), read, recognised)
        except _Unanswered:  # for want of an explanation nobody loses
            return ()

    def _reply(
        self,
        asked: Asked,
        text: bytes,
        record: Sequence[Exchange],
        parse: Parse[T],
        answered: Ask = _nobody,
    ) -> T:
        """Return what is replied in the end; raise _Unanswered, and what `answered` raises.

        A process that ends for a reason of its own is replaced, unless it has asked something.
        """
        has_asked = False

        def converse(with_it: Conversation) -> T:
            nonlocal has_asked
            with_it.send(Asked, asked, [text])
            for exchange in record:
                with_it.send(Follows, Follows(), [to_text(Exchange, exchange)])
            while True:
                reply, replied = with_it.receive(Reply)
                with with_it.understood():
                    if not isinstance(reply, Asks):
                        return _parsed(reply, replied, parse)
                    request = load_text(Request, replied[0])
                has_asked = True
                with with_it.interrupted():
                    answer = to_text(Answer, answered(request))
                with_it.send(Answered, Answered(), [answer])

        try:
            return self._processes.work(converse, self.wall)
        except Died as died:
            if died.because == "ended" and not has_asked:
                with suppress(Died):
                    return self._processes.work(converse, self.wall)
            raise _Unanswered(self._why(died)) from None

    def _why(self, died: Died) -> str:
        match died.because:
            case "cpu":
                return (
                    f"has not ended after {self._seconds:g} s of computing; is something done as "
                    "often as an answer says?"
                )
            case "memory":
                return (
                    f"needs more than {MOST_MEMORY >> 20} MiB of memory; is something made as "
                    "large as an answer says?"
                )
            case "clock":
                return (
                    f"has not ended after {self.wall:g} s on the clock; does it wait for something?"
                )
            case "ended":
                return "was not run to its end: the process that runs it was ended; grade again"


class _Unanswered(Exception):
    """An author's function has said nothing; the sentence is for after its name."""


def _parsed(reply: Reply, texts: list[bytes], parse: Parse[T]) -> T:
    match reply:
        case Changed():
            raise _Unanswered("has changed since the grader read it; grade again")
        case NotLoaded(why=why):
            raise _Unanswered(why)
    return parse(reply, texts)


def _digest(check: bytes, record: Sequence[Exchange]) -> bytes:
    """Return what tells a check that has asked so much, and was answered so, from others."""
    digest = hashlib.sha256(check)
    for exchange in record:
        digest.update(to_text(Exchange, exchange))
    return digest.digest()


def _expect(kind: type[T], reply: object) -> T:
    if not isinstance(reply, kind):
        raise CodecError("a reply to something else")
    return reply


def _references(check: Check) -> Mapping[str, str]:
    """Return the names of the reference's functions that a check has beside its own."""
    held = ((field.name, getattr(check, field.name)) for field in fields(check))
    return {
        name: function.name
        for name, function in held
        if isinstance(function, CourseFunction)
        and all(function is not own for own in check.functions)
    }
