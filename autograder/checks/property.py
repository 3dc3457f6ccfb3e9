"""`holds`: a property, Python of the course that asks as it goes (see `asking.py`).

While observing, each answer is recorded. While checking, the property runs again on the record: it
is deterministic, so it asks the same. A request that the record does not hold means that the
submission must be run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import field, replace

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
from autograder.checks.asking import Ask, Asked, Ended, NotAsExpected, text_of
from autograder.checks.authors_code import AuthorsError, answer_of
from autograder.checks.kind import Kind, YamlPart
from autograder.checks.scenario import of_objects
from autograder.frozen import dataclass
from autograder.protocol.building_tables import NotBuilt, built
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
    Raised,
    Request,
    ScenarioRequest,
    Step,
    StepRequest,
    Value,
)
from autograder.records.sentences import Sentence, _
from autograder.values import unwrap

MOST_REQUESTS = 1000


@dataclass(frozen=True, kw_only=True)
class PropertyCheck(Check):
    """Something that a function of the course finds out by calling the submission."""

    holds: CourseFunction  #: of an `Ask`
    name: str  #: the function or class that it calls first
    has_objects: bool = False  #: that is called for an object
    #: the reference's function for it, where the assignment names one
    right: CourseFunction | None = field(
        default=None, compare=False, repr=False, metadata={"codec": None}
    )

    has_inputs = True

    @property
    def hidden_sentence(self) -> Sentence:
        return of_objects(self.name) if self.has_objects else _OF_A_FUNCTION

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def functions(self) -> tuple[CourseFunction, ...]:
        return (self.holds,)  # no handout bundles a reference

    @property
    def requests(self) -> None:
        return None

    def exchanges(self, ask: Callable[[Request], Answer]) -> Iterator[Exchange]:
        """Run the property against the submission and yield all that it asked.

        What `ask` itself raises is raised on: then nobody has answered.
        """
        if apart := self.holds.apart:
            yield from apart.exchanges(self, ask)
            return
        record: list[Exchange] = []

        def answer(request: Asked) -> object:
            if len(record) == MOST_REQUESTS:
                raise Ended
            record.append(Exchange(request=request, answer=ask(request)))
            return _value(record[-1])

        with suppress(Ended, NotAsExpected, AuthorsError):  # judging meets it again, and tells
            self._run(answer)
        yield from record

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if the property holds on the recorded answers."""
        if apart := self.holds.apart:
            return apart.judge(self, record)
        left = iter(record)
        asked: list[Exchange] = []

        def answer(request: Asked) -> object:
            exchange = next(left, None)
            if exchange is None or not _is_same(exchange.request, request):
                text_of(request)  # or it was never asked, because it cannot be sent
                raise _NotRecorded
            asked.append(exchange)
            return _value(exchange)

        try:
            said = self._run(answer)
        except Ended:  # no answer, or one that is not plain data
            last = _last(asked)
            has_value = isinstance(last.answer, Value)
            return failed(self, last, WRONG_FORM) if has_value else unanswered(self, last)
        except NotAsExpected as error:
            return failed(self, _last(asked), error.sentence)
        except _NotRecorded:
            if len(asked) == MOST_REQUESTS:
                return self._fault(f"asks more than {MOST_REQUESTS} times")
            return self._fault("asks what was not recorded; run again")
        except AuthorsError as error:
            last = _last(asked)
            if is_of_wrong_form(error.error) and last.answer and not self._refuses_right(last):
                return failed(self, last, WRONG_FORM)
            return self._fault(error.with_place)
        return judged_by_author(self, _last(asked), said, self.holds.name)

    def _refuses_right(self, last: Finding) -> bool:
        """Tell whether the property raises for the reference's answers too, in a like container."""

        def answer(request: Asked) -> object:
            right = self.right
            if right is None or request.name != self.name or isinstance(request, StepRequest):
                raise Ended
            try:
                value = authors_code.run(
                    lambda: answer_of(right, request.arguments, request.keywords),
                    authors_code.JUDGING,
                )
            except AuthorsError as error:
                raise Ended from error
            is_list = isinstance(last.answer, Value) and isinstance(last.answer.value, list)
            return value.tolist() if is_list and isinstance(value, np.ndarray) else value

        try:
            self._run(answer)
        except (AuthorsError, NotAsExpected):
            return True
        except Ended:  # the reference may not know such inputs; then nothing is known
            return False
        return False

    def _run(self, answer: Callable[[Asked], object]) -> object:
        """Run the property; raise AuthorsError if it fails, and what `answer` raises."""
        return authors_code.run_with(
            answer,
            lambda answered: self.holds(Ask(answered)),
            authors_code.JUDGING,
            self.holds.beside,
        )

    def _fault(self, message: str) -> CheckResult:
        return not_graded(self, Fault(message=f"{self.holds.name} {message}"))


_OF_A_FUNCTION = _(
    "With inputs other than the example, the function does not do everything it should."
)


class _NotRecorded(Exception):
    """The property asks something else than when it was observed."""


def _value(exchange: Exchange) -> object:
    """Return what the property is given of an answer."""
    answer = exchange.answer
    if isinstance(answer, Raised):
        return answer
    if not isinstance(answer, Value):
        raise Ended
    if isinstance(answer.value, Opaque) and isinstance(exchange.request, CallRequest):
        raise Ended
    try:
        return built(deepcopy(unwrap(answer.value)))
    except NotBuilt as error:
        raise Ended from error


def _is_same(recorded: Request, request: Asked) -> bool:
    """Tell whether two requests are the same to whom they are sent: kind and all."""
    return (
        type(recorded) is type(request)
        and getattr(recorded, "name", None) == request.name
        and (
            recorded is request
            or RECORDS.dump(Request, recorded) == RECORDS.dump(Request, request)
            or _sent(recorded) == _sent(request)
        )
    )


def _sent(request: Request) -> object:
    sent = RECORDS.dump(Request, request)  # what comes back of a record has been sent once
    return RECORDS.dump(Request, RECORDS.load(Request, sent))


def _last(asked: Sequence[Exchange]) -> Finding:
    """Return what was asked last; where it is about objects, with all that was done before."""
    if not asked:
        return Finding()
    last = finding(asked[-1])
    if not any(isinstance(exchange.request, StepRequest) for exchange in asked):
        return last
    steps = tuple(map(_shown, asked))
    return replace(last, request=ScenarioRequest(name=_name(asked[-1].request), steps=steps))


def _shown(exchange: Exchange) -> Step:
    """Return a step as a student would write it: what is plain data gets no name."""
    request = exchange.request
    if isinstance(request, CallRequest):
        return Step(
            does="call", name=request.name, arguments=request.arguments, keywords=request.keywords
        )
    assert isinstance(request, StepRequest)
    is_object = isinstance(exchange.answer, Value) and isinstance(exchange.answer.value, Opaque)
    is_kept = request.step.does == "new" or is_object
    return request.step if is_kept else replace(request.step, keeps="")


def _name(request: Request) -> str:
    assert isinstance(request, CallRequest | StepRequest)
    return request.name


# ------------------------------------------------------------------ in the file


def _read(part: YamlPart) -> PropertyCheck:
    holds, called = part.function("holds"), None
    with suppress(AuthorsError):  # it is judged when it has answers; here its name is all we want
        called = part.run("holds", lambda: _first_called(holds))
    name = called.name if called else ""
    return PropertyCheck(
        **part.common,
        holds=holds,
        name=name,
        has_objects=isinstance(called, StepRequest),
        right=part.reference_for(name),
    )


class _Called(BaseException):
    """The property has called something."""

    def __init__(self, request: Asked) -> None:
        super().__init__(request)
        self.request = request


def _first_called(holds: CourseFunction) -> Asked | None:
    """Return what a property asks for first."""

    def answered(request: Asked) -> object:
        raise _Called(request)

    try:
        holds(Ask(answered))
    except _Called as called:
        return called.request
    return None


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
