"""`class`: objects of a class do what they should, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from autograder.checks import fragments
from autograder.checks.answers import failed, finding, passed, unanswered
from autograder.checks.comparison import difference
from autograder.checks.kind import Kind, YamlPart
from autograder.checks.margins import margins
from autograder.checks.patterns import PATTERN, require_pattern
from autograder.checks.raising import wrongly_raised
from autograder.frozen import dataclass
from autograder.protocol.values import Held
from autograder.records import (
    CellRun,
    Check,
    CheckResult,
    Exchange,
    Finding,
    Outcome,
    Played,
    Raised,
    ScenarioRequest,
    Step,
    Unsendable,
    Value,
)
from autograder.records.sentences import Code, Sentence, _

MOST_STEPS = 200


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Outcome that a step should have; as a default, none but that it does not raise."""

    has_value: bool = False
    value: object = None
    raises: str | None = None
    message: str | None = None
    tolerance: float | None = None


@dataclass(frozen=True, kw_only=True)
class ScenarioCheck(Check):
    """Objects of a class do what they should, step by step."""

    name: str
    steps: tuple[Step, ...]
    expected: tuple[Expected, ...]  #: one a step

    has_inputs = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def hidden_sentence(self) -> Sentence:
        return of_objects(self.name)

    @cached_property
    def requests(self) -> tuple[ScenarioRequest]:
        return (ScenarioRequest(name=self.name, steps=self.steps),)

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if all steps give what they should; else tell of the first that does not."""
        (exchange,) = record
        if not isinstance(exchange.answer, Played):
            return unanswered(self, finding(exchange))
        answers = exchange.answer.answers
        for number, (answer, wanted) in enumerate(zip(answers, self.expected, strict=False), 1):
            request = ScenarioRequest(name=self.name, steps=self.steps[:number])
            asked = Finding(request=request, answer=answer, expected=wanted.value)
            if wrong := self._wrong(asked, answer, wanted):
                return wrong
        if len(answers) != len(self.steps):
            return failed(self, replace(finding(exchange), answer=None), _NOT_DONE)
        return passed(self)

    def _wrong(
        self, asked: Finding, answer: Value | Raised | Unsendable, wanted: Expected
    ) -> CheckResult | None:
        if wanted.raises is not None and isinstance(answer, Value | Raised):
            said = wrongly_raised(answer, wanted.raises, wanted.message)
            return failed(self, asked, said) if said else None
        if isinstance(answer, Raised):
            return unanswered(self, asked)
        if not wanted.has_value and wanted.raises is None:
            return None
        if isinstance(answer, Unsendable):
            return unanswered(self, asked)
        margin = margins([wanted.value], wanted.tolerance)
        differs = difference(answer.value, wanted.value, margin, equal_nan=True)
        if differs is None:
            return None
        found = replace(asked, difference=differs, sentence=_NOT_GIVEN)
        return CheckResult(check=self, outcome=Outcome.FAILED, finding=found)


def of_objects(name: str) -> Sentence:
    """Return what is said of objects where no more may be told."""
    return _("Objects of {name} do not do everything they should.", name=Code(name))


_NOT_GIVEN = _("The last line does not give what it should.")
_NOT_DONE = _("Not all of these steps can be done.")


# ------------------------------------------------------------------ in the file


def _read(part: YamlPart) -> ScenarioCheck:
    name = part.data["class"]
    it = name[0].lower() + name[1:]
    stated = [part.within("steps", place) for place in range(len(part.data["steps"]))]
    steps = [_step(one.data, name, it) for one in stated]
    _require_objects(stated, steps, {it} if steps[0].does != "new" else set())
    expected = [_expected(one.data) for one in stated]
    if steps[0].does != "new":
        steps.insert(0, Step(does="new", name=name, keeps=it))
        expected.insert(0, Expected())
    return ScenarioCheck(**part.common, name=name, steps=tuple(steps), expected=tuple(expected))


def _require_objects(stated: Sequence[YamlPart], steps: Sequence[Step], known: set[str]) -> None:
    """Keep a fault where a step needs an object that no step before it makes."""
    for part, step in zip(stated, steps, strict=True):
        require_pattern(part, "message")
        others = [("other", held.name) for held in step.arguments if isinstance(held, Held)]
        for key, name in (("of", step.on), *others):
            if name and name not in known:
                place = key if key in part.data else step.does
                part.fault(place, f"no step before this one makes an object `{name}`")
        if step.keeps and "raises" not in part.data:
            known.add(step.keeps)


def _step(data: Mapping[str, Any], name: str, it: str) -> Step:
    others = (Held(data["other"]),) if "other" in data else ()
    if "new" in data:
        return Step(
            does="new",
            name=name,
            arguments=tuple(data["new"]),
            keywords=tuple(data.get("kwargs", {}).items()),
            keeps=data.get("as", it),
        )
    return Step(
        does="call" if "call" in data else "get",
        name=data["call"] if "call" in data else data["get"],
        on=data.get("of", it),
        arguments=(*data.get("with", ()), *others),
        keywords=tuple(data.get("kwargs", {}).items()),
        keeps=data.get("as", ""),
    )


def _expected(data: Mapping[str, Any]) -> Expected:
    return Expected(
        has_value="gives" in data,
        value=data.get("gives"),
        raises=data.get("raises"),
        message=data.get("message"),
        tolerance=data.get("tolerance"),
    )


_DOES = ("new", "call", "get")

_STEP = {
    "type": "object",
    "expected": "a step: a mapping with `new`, `call` or `get`",
    "properties": {
        "new": {
            "type": "array",
            "description": "Makes an object of the class, with these arguments; [] for none.",
            "expected": "a list of arguments, [] for none",
        },
        "call": fragments.name("Calls a method."),
        "get": fragments.name("Reads an attribute."),
        "of": fragments.name("The object; by default the class's name, its first letter small."),
        "as": fragments.name("Name under which later steps know what comes of this one."),
        **fragments.arguments("lists stay lists"),
        "other": fragments.name("An object of an earlier step, passed behind the arguments."),
        "gives": {"description": "What it gives; null is None."},
        "raises": {
            **fragments.EXCEPTION,
            "description": "The exception that it stops with, or one that inherits from it.",
        },
        "message": {**PATTERN, "description": "Found in the exception's message."},
        "tolerance": fragments.PLAIN_TOLERANCES["tolerance"],
    },
    "additionalProperties": False,
    "allOf": [
        {"oneOf": [{"required": [key]} for key in _DOES], "expected": "`new`, `call` or `get`"},
        fragments.at_most_one("gives", "raises"),
        fragments.at_most_one("new", "of"),
        fragments.at_most_one("new", "with"),
        fragments.at_most_one("new", "gives"),
        fragments.at_most_one("get", "with"),
        fragments.only_with("message", "raises"),
    ],
}

CLASS = Kind(
    key="class",
    schema={
        "properties": {
            "class": fragments.name("The class."),
            "steps": {
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_STEPS,
                "items": {"$ref": "#/$defs/step"},
                "description": "What is done, in order; without `new` in the first step, an "
                "object is made without arguments before it.",
                "expected": f"a list of 1 to {MOST_STEPS} steps",
            },
        },
        "required": ["steps"],
        "additionalProperties": False,
    },
    definitions={"step": _STEP},
    read=_read,
    records=(ScenarioCheck,),
)
