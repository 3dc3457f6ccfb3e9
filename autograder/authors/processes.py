"""Grader: The handle on processes that run the functions of one course on submissions' answers."""

from __future__ import annotations

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
    Found,
    HasRun,
    Judge,
    Judged,
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
    ) -> None:
        self.setting = setting
        self._seconds, self._wall = seconds, wall
        told = json.dumps(RECORDS.dump(Setting, setting))
        self._processes = Processes(
            entry, told, str(seconds), most=os.cpu_count() or 1, is_silent=False
        )
        weakref.finalize(self, self._processes.close)

    def exchanges(self, check: Check, ask: Ask) -> Sequence[Exchange]:
        """Return all that the check asks; what it asked until its process died is not lost."""
        record: list[Exchange] = []

        def answered(request: Request) -> Answer:
            record.append(Exchange(request=request, answer=ask(request)))
            return record[-1].answer

        def has_run(reply: Reply, texts: list[bytes]) -> None:
            _expect(HasRun, reply)

        run = Run(references=_references(check))
        with suppress(_Unanswered):  # judging meets it again, and tells
            self._reply(run, [to_text(Check, check, CHECKS)], has_run, answered)
        return record

    def judge(self, check: Check, record: Sequence[Exchange]) -> CheckResult:
        """Return how the check went; NOT_GRADED where that cannot be found out."""

        def judged(reply: Reply, texts: list[bytes]) -> CheckResult:
            judged = _expect(Judged, reply)
            finding = from_text(Found, texts[0])
            return CheckResult(
                check=check, outcome=judged.outcome, fraction=judged.fraction, finding=finding
            )

        texts = [to_text(Check, check, CHECKS), to_text(tuple[Exchange, ...], tuple(record))]
        try:
            return self._reply(Judge(references=_references(check)), texts, judged)
        except _Unanswered as why:
            (function,) = check.functions
            return not_graded(check, Fault(message=f"{function.name} {why}"))

    def recognised(
        self, mistakes: Sequence[Mistake], checks: Sequence[Check], observation: Observation
    ) -> Collection[str]:
        """Return the ids of the mistakes that are seen; none where that cannot be found out."""

        def recognised(reply: Reply, texts: list[bytes]) -> Collection[str]:
            return _expect(Recognised, reply).mistakes

        read, raised = what_is_read(checks, observation)
        texts = [to_text(tuple[Exchange, ...], tuple(read)), to_text(tuple[Raised, ...], raised)]
        asked = Recognise(mistakes=tuple(mistake.id for mistake in mistakes))
        try:
            return self._reply(asked, texts, recognised)
        except _Unanswered:  # for want of an explanation nobody loses
            return ()

    def _reply(
        self,
        asked: Asked,
        texts: list[bytes],
        parse: Parse[T],
        answered: Ask = _nobody,
    ) -> T:
        """Return what is replied in the end; raise _Unanswered, and what `answered` raises."""

        def converse(with_it: Conversation) -> T:
            with_it.send(Asked, asked, texts)
            while True:
                reply, replied = with_it.receive(Reply)
                if isinstance(reply, Changed):
                    raise _Unanswered("has changed since the grader read it; grade again")
                with with_it.understood():
                    if not isinstance(reply, Asks):
                        return parse(reply, replied)
                    request = load_text(Request, replied[0])
                with with_it.interrupted():
                    answer = to_text(Answer, answered(request))
                with_it.send(Answered, Answered(), [answer])

        try:
            return self._processes.work(converse, self._wall)
        except Died as died:
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
                    f"has not ended after {self._wall:g} s on the clock; does it wait for "
                    "something?"
                )
            case "other":
                return "was not run to its end: the process that runs it was ended; grade again"


class _Unanswered(Exception):
    """An author's function has said nothing; the sentence is for after its name."""


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
        if isinstance(function, CourseFunction) and function not in check.functions
    }
