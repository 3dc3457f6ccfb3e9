"""`call` with `raises`: a function stops with the expected exception in every case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from autograder.checks.again import Then
from autograder.checks.answers import failed, finding, passed, unanswered
from autograder.checks.kind import YamlPart
from autograder.checks.patterns import found, require_pattern
from autograder.frozen import dataclass
from autograder.records import (
    CallRequest,
    Case,
    CellRun,
    Check,
    CheckResult,
    Exchange,
    Raised,
    Value,
)
from autograder.records.sentences import Code, Sentence, _


@dataclass(frozen=True, kw_only=True)
class RaisesCheck(Check):
    """A function stops with the expected exception in every case."""

    name: str
    cases: tuple[Case, ...]
    raises: str  #: name of the exception's class, or of one that this inherits from
    message: str | None = None  #: regular expression that its message holds
    arrays_only: bool = False  #: where it raises with arrays, it is not called again with lists
    then: Then = ()  #: a call of the function that is returned, which may raise instead

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def has_inputs(self) -> bool:
        return any(case.arguments or case.keywords for case in self.cases) or any(self.then)

    @property
    def hidden_sentence(self) -> Sentence:
        return _("{name} does not stop with the right error where it should.", name=Code(self.name))

    @cached_property
    def requests(self) -> tuple[CallRequest, ...]:
        return tuple(
            CallRequest(
                name=self.name,
                arguments=case.arguments,
                keywords=case.keywords,
                arrays_only=self.arrays_only,
                then=self.then,
            )
            for case in self.cases
        )

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if every call stops with the exception; else tell of the first that does not."""
        for exchange in record:
            answer = exchange.answer
            asked = replace(finding(exchange), asked=len(record))
            if not isinstance(answer, Value | Raised):
                return unanswered(self, asked)
            if said := wrongly_raised(answer, self.raises, self.message):
                return failed(self, asked, said)
        return passed(self)


def wrongly_raised(answer: Value | Raised, name: str, message: str | None) -> Sentence | None:
    """Return what is wrong with an answer that should be an exception."""
    if isinstance(answer, Value):
        return _(
            "This should stop with {type}, but it does not stop with an error.", type=Code(name)
        )
    if not _is_a(answer, name):
        return _("This should stop with {type}, but it stops with another error.", type=Code(name))
    if message is not None and not found(message, answer.message):
        return _(
            "The error is of the right type. Its message should match the pattern {pattern}.",
            pattern=Code(message),
        )
    return None


def _is_a(raised: Raised, name: str) -> bool:
    """Tell whether an exception is of a class, by its name without the module's."""
    return any(_last(kind) == _last(name) for kind in (raised.type, *raised.kinds))


def _last(dotted: str) -> str:
    return dotted.rpartition(".")[2]


def read_raises(part: YamlPart, cases: tuple[Case, ...], then: Then) -> RaisesCheck:
    """Return the check of a mapping with `raises`."""
    require_pattern(part, "message")
    return RaisesCheck(
        **part.common,
        name=part.data["call"],
        cases=cases,
        raises=part.data["raises"],
        message=part.data.get("message"),
        arrays_only=part.data.get("arguments") == "arrays",
        then=then,
    )
