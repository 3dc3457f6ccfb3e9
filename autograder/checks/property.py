"""`holds`: a property, Python of the course that asks as it goes.

While observing, each answer is recorded. While checking, the property runs again on the record: it
is deterministic, so it asks the same. A request that the record does not hold means that the
submission must be run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks import authors_code, fragments
from autograder.checks.answers import (
    WRONG_FORM,
    failed,
    finding,
    is_of_wrong_form,
    judged_by_author,
    not_graded,
    unanswered,
)
from autograder.checks.authors_code import AuthorsError, answer_of
from autograder.checks.kind import Kind, YamlPart
from autograder.checks.own_functions import with_texts
from autograder.protocol.building_tables import NotBuilt, built
from autograder.protocol.reading_tables import with_tables
from autograder.protocol.records import RECORDS
from autograder.protocol.values import Opaque
from autograder.records import (
    Answer,
    CallRequest,
    CellRun,
    Check,
    CheckResult,
    CourseFunction,
    Exchange,
    Fault,
    Finding,
    Request,
    Value,
)
from autograder.records.sentences import _
from autograder.values import unwrap

MOST_REQUESTS = 1000


@dataclass(frozen=True, kw_only=True)
class PropertyCheck(Check):
    """Something that a function of the course finds out by calling the submission."""

    holds: CourseFunction  #: of `ask(name, *arguments)`, which returns plain data
    name: str  #: the function that it calls first
    #: the reference's function for it, where the assignment names one
    right: Callable[..., Any] | None = field(
        default=None, compare=False, repr=False, metadata={"codec": None}
    )

    has_inputs = True
    hidden_sentence = _(
        "With inputs other than the example, the function does not do everything it should."
    )

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def requests(self) -> None:
        return None

    def exchanges(self, ask: Callable[[Request], Answer]) -> Iterator[Exchange]:
        """Run the property against the submission and yield all that it asked.

        What `ask` itself raises is raised on: then nobody has answered.
        """
        record: list[Exchange] = []

        def answer(request: CallRequest) -> object:
            if len(record) == MOST_REQUESTS:
                raise _Ended
            record.append(Exchange(request=request, answer=ask(request)))
            return _value(record[-1].answer)

        with suppress(_Ended, AuthorsError):  # judging meets it again and says what it is
            self._run(answer)
        yield from record

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if the property holds on the recorded answers."""
        left = iter(record)
        last = Finding()

        def answer(request: CallRequest) -> object:
            nonlocal last
            exchange = next(left, None)
            if exchange is None or not _is_same(exchange.request, request):
                raise _NotRecorded
            last = finding(exchange)
            return _value(exchange.answer)

        try:
            said = self._run(answer)
        except _Ended:  # no answer, or one that is not plain data
            has_value = isinstance(last.answer, Value)
            return failed(self, last, WRONG_FORM) if has_value else unanswered(self, last)
        except _NotRecorded:
            return self._fault("asks what was not recorded; run again")
        except AuthorsError as error:
            if is_of_wrong_form(error.error) and last.answer and not self._refuses_right(last):
                return failed(self, last, WRONG_FORM)
            return self._fault(error.with_place)
        return judged_by_author(self, last, said, self.holds.name)

    def _refuses_right(self, last: Finding) -> bool:
        """Tell whether the property raises for the reference's answers too, in a like container."""

        def answer(request: CallRequest) -> object:
            right = self.right
            if right is None or request.name != self.name:
                raise _Ended
            try:
                value = authors_code.run(
                    lambda: answer_of(right, request.arguments, request.keywords),
                    authors_code.JUDGING,
                )
            except AuthorsError as error:
                raise _Ended from error
            is_list = isinstance(last.answer, Value) and isinstance(last.answer.value, list)
            return value.tolist() if is_list and isinstance(value, np.ndarray) else value

        try:
            self._run(answer)
        except AuthorsError:
            return True
        except _Ended:  # the reference may not know such inputs; then nothing is known
            return False
        return False

    def _run(self, answer: Callable[[CallRequest], object]) -> object:
        """Run the property; raise AuthorsError if it fails, and what `answer` raises."""

        def work(answered: Callable[[CallRequest], object]) -> object:
            def ask(name: str, /, *arguments: object, **keywords: object) -> object:
                fresh, named = with_tables(deepcopy(with_texts((arguments, keywords))))
                call = CallRequest(name=name, arguments=fresh, keywords=tuple(named.items()))
                return answered(call)

            ask.__qualname__ = ask.__name__  # as an author reads it where it is called wrongly
            return self.holds(ask)

        return authors_code.run_with(answer, work, authors_code.JUDGING, self.holds.beside)

    def _fault(self, message: str) -> CheckResult:
        return not_graded(self, Fault(message=f"{self.holds.name} {message}"))


class _Ended(Exception):
    """The submission gave no value, so that the property has nothing to go on with."""


class _NotRecorded(Exception):
    """The property asks something else than when it was observed."""


def _value(answer: Answer) -> object:
    if not isinstance(answer, Value) or isinstance(answer.value, Opaque):
        raise _Ended
    try:
        return built(deepcopy(unwrap(answer.value)))
    except NotBuilt as error:
        raise _Ended from error


def _is_same(recorded: Request, request: CallRequest) -> bool:
    """Tell whether two requests are the same to whom they are sent: kind and all."""
    return (
        isinstance(recorded, CallRequest)
        and recorded.name == request.name
        and (recorded is request or _sent(recorded) == _sent(request))
    )


def _sent(request: CallRequest) -> object:
    sent = RECORDS.dump(CallRequest, request)  # what comes back of a record has been sent once
    return RECORDS.dump(CallRequest, RECORDS.load(CallRequest, sent))


# ------------------------------------------------------------------ in the file


def _read(part: YamlPart) -> PropertyCheck:
    holds, name = part.function("holds"), ""
    with suppress(AuthorsError):  # it is judged when it has answers; here its name is all we want
        name = part.run("holds", lambda: _first_called(holds))
    right = part.reference_for(name)
    return PropertyCheck(**part.common, holds=holds, name=name, right=right)


class _Called(BaseException):
    """The property has called something; its first argument is the name."""


def _first_called(holds: CourseFunction) -> str:
    """Return the name of the function that a property calls first."""

    def ask(name: str, *_: object, **__: object) -> object:
        raise _Called(name)

    try:
        holds(ask)
    except _Called as called:
        return str(called.args[0])
    return ""


PROPERTY = Kind(
    key="holds",
    schema={
        "properties": {
            "holds": fragments.function(
                "A property: a function of reference/cases/ that calls the submission through "
                "`ask`.",
                "learning.error_falls",
            ),
        },
        "additionalProperties": False,
    },
    read=_read,
    records=(PropertyCheck,),
)
