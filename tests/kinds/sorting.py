"""`sorted`: what a function returns is in order."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.checks import fragments
from autograder.checks.answers import failed, finding, passed, unanswered
from autograder.checks.kind import Kind, YamlPart
from autograder.frozen import dataclass
from autograder.records import CallRequest, Case, CellRun, Check, CheckResult, Exchange, Value
from autograder.records.sentences import _


@dataclass(frozen=True, kw_only=True)
class SortedCheck(Check):
    """A function returns its numbers in order."""

    name: str
    cases: tuple[Case, ...]

    hidden_sentence = _("Some answers are not in order.")

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def requests(self) -> tuple[CallRequest, ...]:
        return tuple(CallRequest(name=self.name, arguments=case.arguments) for case in self.cases)

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        for exchange in record:
            answer, found = exchange.answer, finding(exchange)
            if not isinstance(answer, Value):
                return unanswered(self, found)
            if not isinstance(answer.value, list) or answer.value != sorted(answer.value):
                return failed(self, found, _("Not in order."))
        return passed(self)


def _read(part: YamlPart) -> SortedCheck:
    given = (Case(arguments=(part.data["with"],)),) if "with" in part.data else part.cases("cases")
    return SortedCheck(**part.common, name=part.data["sorted"], cases=given)


SORTED = Kind(
    key="sorted",
    schema={
        "properties": {
            "sorted": fragments.name("The function to call."),
            "with": {"type": "array", "expected": "a list of numbers"},
            "cases": fragments.function("A function of reference/cases/.", "sorting.rows"),
        },
        "additionalProperties": False,
        "allOf": [fragments.either("with", "cases")],
    },
    read=_read,
    records=(SortedCheck,),
)
