"""`call`: a function gives the expected answer in every case, and does what it should beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Any

import numpy as np

from autograder.checks import fragments
from autograder.checks.again import (
    THEN,
    TIMES,
    Then,
    cleared,
    each_answer,
    read_then,
    returned,
    with_again,
)
from autograder.checks.answers import finding, not_graded, passed, unanswered
from autograder.checks.comparison import difference
from autograder.checks.folding import FOLD, Fold, folded
from autograder.checks.kind import Kind, YamlPart
from autograder.checks.labels import ACCURACY, TOO_FEW_LABELS, Accuracy, judge_labels
from autograder.checks.margins import Margin, margins, require_known_parts
from autograder.checks.patterns import PATTERN
from autograder.checks.printing import COMPARE, Printing
from autograder.checks.raising import RaisesCheck, read_raises
from autograder.checks.tables import IGNORE, Ignored
from autograder.frozen import dataclass
from autograder.protocol.tables import FrameTable, Labels, SeriesTable
from autograder.protocol.values import FunctionText
from autograder.records import (
    Agreement,
    Answer,
    CallRequest,
    Case,
    CellRun,
    Check,
    CheckResult,
    Effect,
    Exchange,
    Fault,
    Finding,
    NotAsked,
    Outcome,
    Value,
)
from autograder.records.sentences import Code, Sentence, _
from autograder.values import describe

MOST_TAKEN = 100_000  #: elements of what a call returns to go through

Place = int | str
"""An argument: by position, from 0, or by name."""


@dataclass(frozen=True, kw_only=True)
class CallCheck(Check):
    """A function gives the expected answer in every case, and does what it should beside."""

    name: str
    cases: tuple[Case, ...]
    expected: tuple[object, ...] | Fault  #: one a case, or why there are none; (): none counts
    printed: tuple[str, ...] = ()  #: by the call, one a case; (): it does not count
    printing: Printing = field(default_factory=Printing)
    #: arguments as they should be after the call, one tuple a case; (): they do not count
    after: tuple[tuple[tuple[Place, object], ...], ...] = ()
    part: int | str | None = None  #: of the answer, which alone counts
    takes: int | None = None  #: elements, at most, of what is returned to go through
    then: Then = ()  #: calls of the function that is returned; a list of answers is expected
    times: int = 1  #: how often each call is made, one after the other
    tolerance: object = None  #: the largest allowed difference; by part in a list or dictionary
    relative: object = None  #: the same as a share of what is expected
    equal_nan: bool = False  #: where NaN is expected, NaN is right
    fold: tuple[Fold, ...] = ()  #: what of a text does not count
    ignore: tuple[Ignored, ...] = ()  #: what of a table does not count
    arrays_only: bool = False  #: an answer that only lists can get is no answer
    accuracy: Accuracy | None = None  #: labels instead of numbers: the share of right ones counts

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def fault(self) -> Fault | None:
        return self.expected if isinstance(self.expected, Fault) else None

    @property
    def agreement(self) -> Agreement | None:
        otherwise = (
            self.printed,
            self.after,
            self.then,
            self.times > 1,
            self.fold,
            self.ignore,
            self.accuracy,
            self.takes is not None,
        )
        if not self.expected or isinstance(self.expected, Fault) or self.part is not None:
            return None
        if any(otherwise) or self._unusable(self.expected):
            return None
        return Agreement(answers=self.expected, margin=self._margin.plain, equal_nan=self.equal_nan)

    @property
    def has_inputs(self) -> bool:
        return any(case.arguments or case.keywords for case in self.cases) or any(self.then)

    @property
    def hidden_sentence(self) -> Sentence:
        if self.accuracy:
            return TOO_FEW_LABELS
        if self.times > 1:
            return _(
                "When {name} is called several times in a row, some answers are wrong.",
                name=Code(self.name),
            )
        if self.has_inputs:
            return _("With inputs other than the example, some answers are wrong.")
        if not self.expected or self.then:
            return _("What {name} does is not right.", name=Code(self.name))
        return _("The value that {name} returns is wrong.", name=Code(self.name))

    @cached_property
    def requests(self) -> tuple[CallRequest, ...]:
        return tuple(
            CallRequest(
                name=self.name,
                arguments=case.arguments,
                keywords=case.keywords,
                arrays_only=self.arrays_only,
                part=self.part,
                takes=self.takes,
                effects=self._effects,
                then=self.then,
            )
            for case in self.cases
            for _time in range(self.times)
        )

    @property
    def due(self) -> tuple[object, ...]:
        """The expected answers, one a request."""
        expected = () if isinstance(self.expected, Fault) else self.expected
        return tuple(answer for answer in expected for _time in range(self.times))

    @property
    def _effects(self) -> tuple[Effect, ...]:
        return (*(("prints",) if self.printed else ()), *(("changes",) if self.after else ()))

    @cached_property
    def _margin(self) -> Margin:
        assert not isinstance(self.expected, Fault)
        return margins(self.expected, self.tolerance, self.relative)

    @cached_property
    def _margins(self) -> tuple[Margin, ...]:
        """Those of what the function that is returned returns, call by call."""
        by_call = zip(*self.expected, strict=True) if self.expected else ()  # type: ignore[misc]
        return tuple(margins(given, self.tolerance, self.relative) for given in by_call)

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if all answers agree with what is expected; else tell the smallest failing case."""
        assert not isinstance(self.expected, Fault)
        if fault := self._unusable(self.expected):
            return not_graded(self, fault)
        if self.accuracy:
            return judge_labels(self, self.accuracy, record[0], self.expected[0])
        failing = [found for found in self.findings(record) if found]
        if not failing:
            return passed(self, _saved_by_lists(record))
        smallest = replace(min(failing, key=_effort), failing=len(failing), asked=len(record))
        if isinstance(smallest.answer, Value):
            return CheckResult(check=self, outcome=Outcome.FAILED, finding=smallest)
        return unanswered(self, smallest)

    def findings(self, record: Sequence[Exchange]) -> list[Finding | None]:
        """Return what is wrong with each answer by itself, None of one that agrees."""
        found = [self._finding(n // self.times, exchange) for n, exchange in enumerate(record)]
        return with_again(found, self.times)

    def _finding(self, number: int, exchange: Exchange) -> Finding | None:
        """Return the first thing that is wrong in one case, if anything is."""
        answer = exchange.answer
        if not isinstance(answer, Value):
            return finding(exchange, self._expected(number))
        wrong = (
            self._wrong_answer(number, exchange, answer),
            self._wrong_argument(number, exchange, answer),
            self._wrong_print(number, exchange, answer),
        )
        return next(filter(None, wrong), None)

    def _expected(self, number: int) -> object:
        assert not isinstance(self.expected, Fault)
        return self.expected[number] if self.expected else None

    def _wrong_answer(self, number: int, exchange: Exchange, answer: Value) -> Finding | None:
        if not self.expected:
            return None
        expected = self._expected(number)
        calls = list(returned(exchange, answer, len(self.then)))
        if not calls:
            return self._differing(exchange, answer, expected, self._margin)
        assert isinstance(expected, list | tuple)
        wrong = map(self._differing, calls, (c.answer for c in calls), expected, self._margins)
        return next(filter(None, wrong), None)

    def _differing(
        self, exchange: Exchange, answer: Answer, expected: object, margin: Margin
    ) -> Finding | None:
        assert isinstance(answer, Value)
        got, wanted = (folded(one, self.fold) for one in (answer.value, expected))
        differs = difference(got, wanted, margin, equal_nan=self.equal_nan, ignored=self.ignore)
        return replace(finding(exchange, expected), difference=differs) if differs else None

    def _wrong_argument(self, number: int, exchange: Exchange, answer: Value) -> Finding | None:
        """Return the first argument that is not as it should be after the call."""
        places = _places(self.cases[number])
        changed = dict(zip(places, answer.after or (), strict=False))
        for place, wanted in self.after[number] if self.after else ():
            got, margin = changed.get(place), margins([wanted], self.tolerance, self.relative)
            if differs := difference(
                got, wanted, margin, equal_nan=self.equal_nan, ignored=self.ignore
            ):
                shown = replace(exchange, answer=Value(value=got))
                said = _argument_sentence(place)
                return replace(finding(shown, wanted), difference=differs, sentence=said)
        return None

    def _wrong_print(self, number: int, exchange: Exchange, answer: Value) -> Finding | None:
        if not self.printed:
            return None
        got, wanted = answer.printed or "", self.printed[number]
        said = self.printing.differs(got, wanted)
        found = finding(exchange, self._expected(number))
        return replace(found, sentence=said, printed=(wanted, got)) if said else None

    def _unusable(self, expected: Sequence[object]) -> Fault | None:
        """Return the fault if an expected answer is none: nobody can agree with NaN.

        None is an answer where it is written, or where not all answers of a reference are None.
        """
        for number, answer in enumerate(expected, 1):
            if difference(answer, answer, equal_nan=self.equal_nan) is not None:
                cure = ""
                if difference(answer, answer, equal_nan=True) is None:
                    cure = "; say `nan: equal` if NaN is a right answer"
                return _no_answer(answer, number, cure)
        return None


def _no_answer(answer: object, number: int, cure: str = "") -> Fault:
    return Fault(
        message=f"the reference gives {describe(answer)} in case {number}: no answer{cure}"
    )


def _places(case: Case) -> tuple[Place, ...]:
    """Return the places of a case's arguments, as `Value.after` lists them."""
    return (*range(len(case.arguments)), *(name for name, _ in case.keywords))


def _argument_sentence(place: Place) -> Sentence:
    if isinstance(place, str):
        return _("After the call the argument {name} is not as it should be.", name=Code(place))
    return _("After the call, argument {number} is not as it should be.", number=place + 1)


def _saved_by_lists(record: Sequence[Exchange]) -> Finding | None:
    """Return the first call that got its answer with lists only, which is worth telling."""
    for exchange in record:
        if isinstance(exchange.answer, Value) and exchange.answer.with_lists:
            return replace(finding(exchange), failing=0, asked=len(record))
    return None


def _effort(finding: Finding) -> tuple[bool, int]:
    """Return how much a reader has to look at; of equals, `min` takes the first."""
    request = finding.request
    assert isinstance(request, CallRequest)
    given = (*request.arguments, *dict(request.keywords).values())
    return isinstance(finding.answer, NotAsked), sum(map(_size, given))


def _size(argument: object) -> int:
    """Return how many numbers, texts and functions an argument holds."""
    if isinstance(argument, np.ndarray):
        return argument.size
    if isinstance(argument, FrameTable):
        return len(argument) * len(argument.cells)
    if isinstance(argument, SeriesTable | Labels):
        return len(argument)
    if isinstance(argument, dict):
        return sum(map(_size, argument.values()))
    return sum(map(_size, argument)) if isinstance(argument, list | tuple) else 1


# ------------------------------------------------------------------ in the file


def _read(part: YamlPart) -> CallCheck | RaisesCheck:
    cases = _cases(part)
    if "raises" in part.data:
        return read_raises(part, cases, read_then(part, _as_passed(part)))
    for key in ("gives", "accuracy"):
        if key in part.data and len(cases) > 1:
            part.fault(key, f"`{key}` fits one case, but there are {len(cases)}")
    check = _stated(part, cases)
    if "agrees_with" in part.data:
        check = _with_reference(part, check)
    if not isinstance(check.expected, Fault):
        require_known_parts(part, each_answer(check.expected, check.then))
    return check


def _stated(part: YamlPart, cases: tuple[Case, ...]) -> CallCheck:
    """Return the check as far as the file states it."""
    data = part.data
    takes = data.get("takes")
    return CallCheck(
        **part.common,
        name=data["call"],
        cases=cases,
        expected=(data["gives"],) if "gives" in data else (),
        printed=tuple(_printed(part, cases)),
        printing=Printing(
            compare=data.get("compare", "whole"),
            tolerance=_plain_number(data.get("tolerance")),
            relative=_plain_number(data.get("relative")),
        ),
        after=tuple(_after(part, cases)),
        part=data.get("part"),
        takes=MOST_TAKEN if takes == "all" else takes,
        then=read_then(part, _as_passed(part)),
        times=data.get("times", 1),
        tolerance=data.get("tolerance"),
        relative=data.get("relative"),
        equal_nan="gives" in data or "nan" in data,
        fold=tuple(data.get("fold", ())),
        ignore=tuple(data.get("ignore", ())),
        arrays_only=data.get("arguments") == "arrays",
        accuracy=Accuracy(**data["accuracy"]) if "accuracy" in data else None,
    )


def _plain_number(stated: object) -> float | None:
    return float(stated) if isinstance(stated, int | float) else None


def _printed(part: YamlPart, cases: tuple[Case, ...]) -> Iterator[str]:
    stated = part.data.get("prints")
    if isinstance(stated, str):
        if len(cases) > 1:
            part.fault("prints", f"`prints` fits one case, but there are {len(cases)}")
        yield stated
    elif stated:
        yield from _from_reference(part, "prints", cases, "")


def _after(part: YamlPart, cases: tuple[Case, ...]) -> Iterator[tuple[tuple[Place, object], ...]]:
    stated = part.data.get("after")
    if stated is True:
        yield from _from_reference(part, "after", cases, ())
    elif stated is not None:
        if len(cases) > 1:
            part.fault("after", f"`after` fits one case, but there are {len(cases)}")
        pairs = tuple(stated.items() if isinstance(stated, Mapping) else enumerate(stated))
        for place, _wanted in pairs:
            if cases and place not in _places(cases[0]):
                named = f"argument {place}" if isinstance(place, int) else f"an argument {place!r}"
                part.fault("after", f"`after` tells of {named}, which the call does not have")
        yield pairs


def _from_reference(part: YamlPart, key: str, cases: Sequence[Case], nothing: Any) -> list[Any]:
    """Return a stand-in for what the reference will show, one a case."""
    if "agrees_with" not in part.data:
        part.fault(key, f"`{key}: true` needs `agrees_with`, which shows what is right")
    return [nothing for _case in cases]


def _with_reference(part: YamlPart, check: CallCheck) -> CallCheck:
    """Return the check with the reference's answers, and with what it prints and changes."""
    answers = part.reference_answers("agrees_with", check.requests[:: check.times])
    if isinstance(answers, Fault):
        return replace(check, expected=answers)
    given = tuple(answer.value for answer in answers)
    if part.data.get("prints") is True:
        check = replace(check, printed=tuple(answer.printed or "" for answer in answers))
    if part.data.get("after") is True:
        pairs = zip(check.cases, answers, strict=True)
        after = tuple(tuple(_left(c, a.after or ())) for c, a in pairs)
        check = replace(check, after=after)
    is_nothing = all(answer is None for answer in each_answer(given, check.then))
    if given and not check.requests[0].effects and is_nothing:
        return replace(check, expected=_no_answer(None, 1))
    if not {"tolerance", "relative"} & part.data.keys():
        given = cleared(given, check.then)
    return replace(check, expected=given)


def _left(case: Case, after: Sequence[object]) -> Iterator[tuple[Place, object]]:
    """Yield what counts of the arguments that a reference leaves: no functions."""
    for place, left in zip(_places(case), after, strict=True):
        if not isinstance(left, FunctionText):
            yield place, left


def _cases(part: YamlPart) -> tuple[Case, ...]:
    data = part.data
    if "cases" in data:
        return part.cases("cases")
    as_passed = _as_passed(part)
    return (
        Case(
            arguments=tuple(map(as_passed, data.get("with", ()))),
            keywords=tuple((name, as_passed(v)) for name, v in data.get("kwargs", {}).items()),
        ),
    )


def _as_passed(part: YamlPart) -> Callable[[Any], Any]:
    """Return what becomes of an argument in the file."""
    return as_argument if part.data.get("arguments") != "lists" else _as_written


def _as_written(literal: Any) -> Any:
    return literal


def as_argument(literal: Any) -> Any:
    """Return an argument as it is passed: lists of numbers as arrays, everything else as it is."""
    if not isinstance(literal, list):
        return literal
    try:
        array = np.array(literal)
    except ValueError:
        return literal
    return array if array.dtype.kind in "biuf" else literal


_NOT_WITH_RAISES = (
    *("gives", "agrees_with", "prints", "after", "part", "takes", "accuracy", "nan", "times"),
)

CALL = Kind(
    key="call",
    schema={
        "properties": {
            "call": fragments.name("The function to call."),
            **fragments.arguments("lists of numbers are passed as arrays"),
            "cases": fragments.function(
                "A function of reference/cases/ that returns a list of argument tuples, or of "
                "`case(…)` where some are passed by name.",
                "convolution.signals",
            ),
            "gives": {"description": "The expected answer; null is None."},
            "agrees_with": fragments.function(
                "A function of reference/ that gives the expected answers.",
                "convolution.conv1d",
                "reference/",
            ),
            "raises": {
                **fragments.EXCEPTION,
                "description": "The exception that each call stops with, or one that inherits "
                "from it: Python's, a library's, or one that the submission defines.",
            },
            "message": {
                **PATTERN,
                "description": "A regular expression that is found in the exception's message.",
            },
            "prints": {
                "type": ["string", "boolean"],
                "not": {"const": False},
                "description": "What the call prints; true: what the reference prints.",
                "expected": "text, or true with `agrees_with`",
            },
            "compare": COMPARE,
            "after": {
                "type": ["array", "object", "boolean"],
                "not": {"const": False},
                "description": "The arguments as they should be after the call: all of `with` in "
                "order, or a mapping from a position (from 0) or a name. true: as the reference "
                "leaves them.",
                "expected": "a list, a mapping such as {0: [1, 2]}, or true with `agrees_with`",
            },
            "part": {
                "type": ["integer", "string"],
                "description": "The only part of the answer that counts: an index or a key.",
                "expected": "an index such as 0, or a key",
            },
            "takes": {
                "type": ["integer", "string"],
                "minimum": 1,
                "maximum": MOST_TAKEN,
                "pattern": "^all$",
                "description": "How many elements are taken of the iterator or generator that is "
                "returned; all: until it ends.",
                "expected": "a whole number from 1, or all",
            },
            "then": THEN,
            "times": TIMES,
            **fragments.TOLERANCES,
            "nan": {
                "enum": ["equal"],
                "description": "NaN is a right answer where the reference gives NaN.",
                "expected": "equal",
            },
            "fold": FOLD,
            "ignore": IGNORE,
            "arguments": {
                "enum": ["arrays", "lists"],
                "description": "arrays: where the call raises, it is not made again with lists. "
                "lists: lists of numbers in `with` and `kwargs` are passed as lists.",
                "expected": "arrays or lists",
            },
            "accuracy": ACCURACY,
        },
        "additionalProperties": False,
        "allOf": [
            fragments.at_least_one("with", "kwargs", "cases"),
            fragments.at_least_one("gives", "agrees_with", "raises", "prints", "after"),
            fragments.at_most_one("with", "cases"),
            fragments.at_most_one("kwargs", "cases"),
            fragments.at_most_one("gives", "agrees_with"),
            *(fragments.at_most_one("raises", key) for key in _NOT_WITH_RAISES),
            fragments.at_most_one("accuracy", "then"),
            fragments.at_most_one("accuracy", "times"),
            fragments.only_with("message", "raises"),
            fragments.only_with("compare", "prints"),
            fragments.only_with("nan", "agrees_with"),
        ],
    },
    read=_read,
    records=(CallCheck, RaisesCheck),
)
