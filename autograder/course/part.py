"""The part of an `assignment.yaml` that holds one check, as `checks.kind.YamlPart` describes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from autograder.checks import authors_code
from autograder.checks.authors_code import AuthorsError, NeverEnds, answer_of, answer_to
from autograder.checks.kind import Common
from autograder.checks.own_functions import NotOnItsOwn, with_texts
from autograder.course.reference import Reference
from autograder.course.yaml_lines import LinedYaml, YamlPath
from autograder.errors import AssignmentError, SourceFault
from autograder.frozen import dataclass
from autograder.protocol.errors import WireError
from autograder.protocol.reading_tables import with_tables
from autograder.protocol.values import decode, encode
from autograder.records import CallRequest, Case, CourseFunction, Fault, Value

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class YamlPart:
    """A mapping in the file, and where it stands."""

    file: LinedYaml
    place: YamlPath
    data: Mapping[str, Any]
    check: str  #: the check's id
    reference: Reference
    faults: list[SourceFault]  #: of the whole file, where those of this part are kept

    @property
    def common(self) -> Common:
        hidden, share = self.data.get("hidden", False), float(self.data.get("share", 1))
        return {"id": self.check, "hidden": hidden, "share": share}

    def within(self, *keys: str | int) -> YamlPart:
        data: Any = self.data
        for key in keys:
            data = data[key]
        return replace(self, place=(*self.place, *keys), data=data)

    def fault(self, key: str, message: str) -> None:
        line = self.file.line((*self.place, key))
        self.faults.append(SourceFault(self.file.path, line, message))

    def function(self, key: str) -> CourseFunction:
        function = self._found(self.reference.cases, key)
        beside = self.reference.beside
        return CourseFunction(name=self.data[key], function=function, beside=beside)

    def reference_for(self, name: str) -> CourseFunction | None:
        checks = [check for q in self.file.data["questions"].values() for check in q["checks"]]
        for check in checks:
            if check.get("call") == name and "agrees_with" in check:
                dotted = check["agrees_with"]
                with suppress(LookupError):  # a fault where it is named
                    return CourseFunction(name=dotted, function=self.reference.function(dotted))
        return None

    def run(self, key: str, work: Callable[[], T]) -> T:
        try:
            return authors_code.run(work, authors_code.LOADING, self.reference.beside)
        except NeverEnds as endless:
            self.fault(key, f"{self.data[key]} {endless}")
            raise AssignmentError(self.faults) from None

    def made(self, key: str) -> Any:
        return self._made(key, self.function(key))

    def returned(self, key: str) -> Value | None:
        function = self._found(self.reference.function, key)
        if function is _nothing:
            return None
        made = self._made(key, lambda: Value(value=answer_of(function, ())))
        if made and (why := _unsendable((made.value,)) or _strange((made.value,))):
            self.fault(key, f"{self.data[key]} returns what cannot be sent to a worker: {why}")
            return None
        return made and _as_sent(made)

    def cases(self, key: str) -> tuple[Case, ...]:
        function = self.function(key)
        if function.function is _nothing:
            return ()
        cases = self._made(key, lambda: list(function()))
        return () if cases is None else self._checked(key, cases)

    def _made(self, key: str, work: Callable[[], T]) -> T | None:
        try:
            return self.run(key, work)
        except AuthorsError as error:
            self.fault(key, f"{self.data[key]} {error.with_place}")
            return None

    def _checked(self, key: str, cases: list[Any]) -> tuple[Case, ...]:
        """Return cases that can be asked, none with a fault if one of them cannot."""
        dotted = self.data[key]
        if not cases or not all(isinstance(case, tuple | Case) for case in cases):
            self.fault(key, f"{dotted} must return a list of tuples, one a case")
            return ()
        made = tuple(case if isinstance(case, Case) else Case(arguments=case) for case in cases)
        try:
            made = tuple(map(_as_passed, made))
        except NotOnItsOwn as error:
            if error.fault not in self.faults:
                self.faults.append(error.fault)
            return ()
        for number, case in enumerate(made, 1):
            given = (*case.arguments, *dict(case.keywords).values())
            if why := _unsendable(given) or _strange(given):
                self.fault(key, f"case {number} of {dotted} cannot be sent to a worker: {why}")
                return ()
        return made

    def reference_answers(
        self, key: str, calls: Sequence[CallRequest]
    ) -> tuple[Value, ...] | Fault:
        function, dotted = self._found(self.reference.function, key), self.data[key]
        try:
            answers = self.run(key, lambda: tuple(answer_to(function, call) for call in calls))
        except AuthorsError as error:
            return Fault(message=f"the reference {dotted} {error.with_place}")
        for number, answer in enumerate(answers, 1):
            if why := _unsendable((answer.value, *(answer.after or ()))):
                return Fault(
                    message=f"the reference {dotted} has no answer in case {number}: {why}"
                )
        return tuple(map(_as_sent, answers))

    def _found(self, find: Callable[[str], Callable[..., Any]], key: str) -> Callable[..., Any]:
        """Return the function that a key names; without one, a fault and a stand-in."""
        try:
            return find(self.data[key])
        except LookupError as error:
            self.fault(key, str(error.args[0]))
            return _nothing


def _nothing(*arguments: object) -> None:
    """Stand in for a function that is missing, until all faults are known."""


def _as_passed(case: Case) -> Case:
    """Return a case as plain data, but for what only its text tells."""
    arguments, keywords = with_tables(with_texts((case.arguments, case.keywords)))
    return Case(arguments=arguments, keywords=keywords)


def _unsendable(case: tuple[object, ...]) -> str | None:
    """Return why the arguments cannot travel to a worker, None if they can."""
    try:
        nodes = [encode(argument) for argument in case]
    except (WireError, RecursionError) as error:
        return str(error)
    if any(map(callable, case)) and _holds_opaque(nodes):
        return "it holds a function that has no text; call it in a `def` of reference/cases/"
    return "it holds something that is not plain data" if _holds_opaque(nodes) else None


def _as_sent(answer: Value) -> Value:
    """Return an answer as it would arrive from a worker: a dataclass as its fields, and so on."""
    value, after = decode(encode((answer.value, answer.after)))
    return replace(answer, value=value, after=after)


def _strange(case: tuple[object, ...]) -> str | None:
    """Return why a submission cannot be given what the arguments hold, None if it can."""
    named = next(
        (node[1] for node in _nodes([encode(a) for a in case]) if node[0] == "foreign"), ""
    )
    return (
        f"it holds a {named}, which a submission does not have; pass plain data, or let it make "
        "one itself (`class:`)"
        if named
        else None
    )


def _holds_opaque(nodes: list[Any]) -> bool:
    return any(node[0] == "opaque" for node in _nodes(nodes))


def _nodes(node: object) -> Iterator[list[Any]]:
    """Yield all lists in it that begin with a word."""
    if isinstance(node, list):
        if node and isinstance(node[0], str):
            yield node
        for part in node:
            yield from _nodes(part)
