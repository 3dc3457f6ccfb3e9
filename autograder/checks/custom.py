"""`judge`: what a function of the course says of variables and models of a submission."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

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
from autograder.checks.authors_code import AuthorsError
from autograder.checks.kind import Kind, YamlPart
from autograder.checks.model import MODEL_SOURCE, read_request
from autograder.checks.model_differences import beyond_us, why_no_model
from autograder.frozen import dataclass
from autograder.models import CannotCompute, read_model
from autograder.protocol.building_tables import NotBuilt, built
from autograder.records import (
    CellRun,
    Check,
    CheckResult,
    CourseFunction,
    Difference,
    Exchange,
    Fault,
    Finding,
    ModelRequest,
    Request,
    Value,
    ValueRequest,
)
from autograder.records.sentences import Code, Listed, Sentence, _
from autograder.values import is_unfilled, unwrap


@dataclass(frozen=True, kw_only=True)
class CustomCheck(Check):
    """Something that a function of the course says of variables and models of the submission."""

    judges: CourseFunction
    reads: tuple[tuple[str, Request], ...]  #: (argument's name, what it is made of) …

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.reads)

    @property
    def hidden_sentence(self) -> Sentence:
        return _(
            "On a closer look, something about {names} is not right.",
            names=Listed(tuple(map(Code, self.names))),
        )

    @property
    def requests(self) -> tuple[Request, ...]:
        return tuple(request for _, request in self.reads)

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if the function finds nothing wrong."""
        if apart := self.judges.apart:
            return apart.judge(self, record)
        arguments = {}
        for name, exchange in zip(self.names, record, strict=True):
            if not isinstance(exchange.answer, Value):
                return unanswered(self, finding(exchange))
            value = exchange.answer.value
            if wrong := _unusable(exchange.request, value):
                return failed(self, finding(exchange), wrong)
            try:
                arguments[name] = _argument(exchange.request, value)
            except NotBuilt:
                return failed(self, finding(exchange), WRONG_FORM)
        return self._judged(arguments, finding(record[0]))

    def _judged(self, arguments: dict[str, object], first: Finding) -> CheckResult:
        try:
            said = authors_code.run(
                lambda: self.judges(**arguments), authors_code.JUDGING, self.judges.beside
            )
        except AuthorsError as error:
            if isinstance(error.error, CannotCompute):
                return failed(self, first, beyond_us(error.error))
            if is_of_wrong_form(error.error):
                return failed(self, first, WRONG_FORM)
            return not_graded(self, Fault(message=f"{self.judges.name} {error.with_place}"))
        return judged_by_author(self, first, said, self.judges.name)


def _unusable(request: Request, value: object) -> Difference | None:
    """Return why no judge is asked about a value: there is none, or no model where one must be."""
    if isinstance(request, ModelRequest):
        return why_no_model(value) if read_model(value) is None else None
    if value is None:
        return Difference(kind="nothing")
    return Difference(kind="unfilled") if is_unfilled(value) else None


def _argument(request: Request, value: object) -> object:
    return (
        read_model(value) if isinstance(request, ModelRequest) else built(deepcopy(unwrap(value)))
    )


def _read(part: YamlPart) -> CustomCheck:
    variables = [(name, ValueRequest(name=name)) for name in part.data.get("reads", ())]
    models = [
        (name, read_request(name, part.within("models", name)))
        for name in part.data.get("models", {})
    ]
    judges = part.function("judge")
    return CustomCheck(**part.common, judges=judges, reads=(*variables, *models))


CUSTOM = Kind(
    key="judge",
    schema={
        "properties": {
            "judge": fragments.function(
                "A function of reference/cases/ that says what is wrong with the variables it "
                "is given.",
                "training.learned",
            ),
            "reads": {
                "type": "array",
                "items": fragments.name("A variable, passed by this name."),
                "expected": "a list of variables' names",
            },
            "models": {
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/model_source"},
                "description": "Keras models, passed by the variable's name.",
                "expected": "a mapping of variables' names to models",
            },
        },
        "additionalProperties": False,
        **fragments.at_least_one("reads", "models"),
    },
    definitions={"model_source": MODEL_SOURCE},
    read=_read,
    records=(CustomCheck,),
)
