"""Loading an assignment: cases made, references and known mistakes answered."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from autograder.authoring import RAISED, KnownMistake
from autograder.course.course import SECONDS, Course, Reference, author_text, find_assignment
from autograder.course.explanations import unexplained, unsaid
from autograder.course.mistakes import answered_mistake, asked
from autograder.course.schema import validate
from autograder.course.yaml_lines import LinedYaml, Place, read_yaml
from autograder.deadline import Deadline, DeadlineExceeded
from autograder.errors import AssignmentError, SourceFault
from autograder.protocol.errors import WireError
from autograder.protocol.values import encode
from autograder.records import (
    Accuracy,
    Assignment,
    CallCheck,
    Case,
    Check,
    Fault,
    FigureCheck,
    FormCheck,
    JudgedCheck,
    Language,
    Limits,
    Mistake,
    ModelCheck,
    ModelRequest,
    PrintedCheck,
    PropertyCheck,
    Question,
    Request,
    SourceCheck,
    ValueCheck,
    ValueRequest,
)
from autograder.texts import did_you_mean

T = TypeVar("T")

_COLUMNS = ("submission", "points", "possible", "status")
_UNITS = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}


def load_assignment(course: Course, name: str) -> Assignment:
    """Return an assignment of the course with everything that checking it needs.

    Raises UsageError if there is none of that name, AssignmentError with all faults of its files.
    """
    folder = find_assignment(course, name)
    file = read_yaml(folder / "assignment.yaml")
    validate(file, "assignment", course.languages)
    reader = _Reader(file, Reference(course), course.languages)
    questions = [reader.question(id_, part) for id_, part in file.data["questions"].items()]
    mistakes = reader.mistakes(folder.name, questions)
    reader.faults += reader.missing_texts(folder.name, questions)
    if reader.faults:
        raise AssignmentError(sorted(reader.faults, key=lambda fault: fault.line or 0))
    return Assignment(
        name=folder.name,
        title=author_text(file.data["title"], course.languages),
        lecture=file.data.get("lecture", ""),
        imports=tuple(file.data.get("imports", ("numpy",))),
        limits=_limits(file.data.get("limits", {})),
        questions=tuple(_with_mistakes(question, mistakes) for question in questions),
        language=course.language,
        languages=course.languages,
        folder=folder,
        files=tuple(_data_files(folder / "files")),
    )


def _data_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Return what stands in the assignment's `files/`, names with "/" between folders."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield "/".join(parts), path


def _limits(part: dict[str, Any]) -> Limits:
    sizes = {key: _size(part[key]) for key in ("memory", "disk") if key in part}
    times = {key: float(part[key]) for key in ("seconds", "question_seconds") if key in part}
    return Limits(**sizes, **times)  # type: ignore[arg-type]


def _size(text: str) -> int:
    """Return the bytes of a size such as "1 GiB"."""
    return round(float(text[:-3]) * _UNITS[text[-3:]])


def _with_mistakes(question: Question, mistakes: Iterable[Mistake]) -> Question:
    own = tuple(mistake for mistake in mistakes if mistake.question == question.id)
    return Question(question.id, question.title, question.points, question.checks, own)


class _Reader:
    """Turns the parts of one file into records, and keeps the faults it meets on the way."""

    def __init__(
        self, file: LinedYaml, reference: Reference, languages: Sequence[Language]
    ) -> None:
        self.file = file
        self.reference = reference
        self.languages = languages
        self.faults: list[SourceFault] = []

    def question(self, id_: str, part: dict[str, Any]) -> Question:
        if id_ in _COLUMNS:
            self._fault(("questions", id_), f"`{id_}` is a column of scores.csv; choose another id")
        checks = tuple(
            self._check(f"{id_}/{number}", check, ("questions", id_, "checks", number - 1))
            for number, check in enumerate(part["checks"], 1)
        )
        title = author_text(part["title"], self.languages)
        return Question(id_, title, part["points"], checks)

    def _check(self, id_: str, part: dict[str, Any], place: Place) -> Check:
        hidden, share = part.get("hidden", False), float(part.get("share", 1))
        if "call" in part:
            return self._call(id_, hidden, share, part, place)
        if "source" in part:
            name = None if part["source"] == "all" else part["source"]
            must, must_not = tuple(part.get("must_use", ())), tuple(part.get("must_not_use", ()))
            return SourceCheck(id_, hidden, share, name, must, must_not)
        if "form" in part:
            return FormCheck(id_, hidden, share, part["value"], part["form"])
        if "prints" in part:
            return PrintedCheck(id_, hidden, share, part["prints"])
        if "figure" in part:
            return self._figure(id_, hidden, share, part, place)
        if "holds" in part:
            holds = self._cases_function(part["holds"], (*place, "holds"))
            name = self._waited_for(lambda: _first_called(holds), part["holds"], (*place, "holds"))
            return PropertyCheck(id_, hidden, share, part["holds"], name, holds)
        if "judge" in part:
            return self._judged(id_, hidden, share, part, place)
        if "model" in part:
            request = replace(self._model(part["model"], part, place), weights=False)
            layers = tuple(part["layers"]) if "layers" in part else None
            return ModelCheck(id_, hidden, share, request, layers, part.get("compiled"))
        tolerance, ignore_case = part.get("tolerance"), part.get("ignore_case", False)
        return ValueCheck(id_, hidden, share, part["value"], part["equals"], tolerance, ignore_case)

    def _figure(
        self, id_: str, hidden: bool, share: float, part: dict[str, Any], place: Place
    ) -> FigureCheck:
        expected = part.get("gives")
        if "agrees_with" in part:
            made = self._expected(part["agrees_with"], (Case(()),), (*place, "agrees_with"))
            expected = made if isinstance(made, Fault) else made[0]
        texts = [(where, part[where]) for where in ("title", "xlabel", "ylabel") if where in part]
        return FigureCheck(
            id_,
            hidden,
            share,
            part["figure"],
            part.get("axes", 1),
            tuple(texts),
            part.get("shows"),
            expected,
            part.get("tolerance"),
        )

    def _judged(
        self, id_: str, hidden: bool, share: float, part: dict[str, Any], place: Place
    ) -> JudgedCheck:
        reads: list[tuple[str, Request]] = [
            (name, ValueRequest(name)) for name in part.get("reads", ())
        ]
        for name, model in part.get("models", {}).items():
            reads.append((name, self._model(name, model, (*place, "models", name))))
        judges = self._cases_function(part["judge"], (*place, "judge"))
        return JudgedCheck(id_, hidden, share, part["judge"], judges, tuple(reads))

    def _model(self, name: str, part: dict[str, Any], place: Place) -> ModelRequest:
        inputs = None
        if "predict" in part:
            make = self._cases_function(part["predict"], (*place, "predict"))
            inputs = self._waited_for(make, part["predict"], (*place, "predict"))
        return ModelRequest(name, part.get("builder"), tuple(part["input"]), inputs)

    def _call(
        self, id_: str, hidden: bool, share: float, part: dict[str, Any], place: Place
    ) -> CallCheck:
        cases = self._cases(part, place)
        if "gives" in part:
            if len(cases) > 1:
                self._fault((*place, "gives"), f"`gives` fits one case, but there are {len(cases)}")
            expected: tuple[object, ...] | Fault = (part["gives"],)
        else:
            expected = self._expected(part["agrees_with"], cases, (*place, "agrees_with"))
        scale = part.get("accuracy")
        if scale and len(cases) > 1:
            message = f"`accuracy` fits one case, but there are {len(cases)}"
            self._fault((*place, "accuracy"), message)
        accuracy = Accuracy(scale["full"], scale["none"]) if scale else None
        tolerance = part.get("tolerance")
        return CallCheck(id_, hidden, share, part["call"], cases, expected, tolerance, accuracy)

    def _cases(self, part: dict[str, Any], place: Place) -> tuple[Case, ...]:
        if "with" in part:
            return (Case(tuple(as_argument(argument) for argument in part["with"])),)
        make = self._cases_function(part["cases"], (*place, "cases"))
        return self._made(make, part["cases"], (*place, "cases"))

    def _cases_function(self, dotted: str, place: Place) -> Callable[..., Any]:
        try:
            return self.reference.cases(dotted)
        except LookupError as error:
            self._fault(place, str(error.args[0]))
            return _nothing

    def _reference_function(self, dotted: str, place: Place) -> Callable[..., Any]:
        try:
            return self.reference.function(dotted)
        except LookupError as error:
            self._fault(place, str(error.args[0]))
            return _nothing

    def _made(self, make: Callable[[], Any], dotted: str, place: Place) -> tuple[Case, ...]:
        if make is _nothing:
            return ()
        try:
            made = self._waited_for(lambda: list(make()), dotted, place)
        except AssignmentError:
            raise
        except (Exception, SystemExit) as error:
            self._fault(place, f"{dotted} raised {_described(error)}")
            return ()
        if not made or not all(isinstance(case, tuple) for case in made):
            self._fault(place, f"{dotted} must return a list of tuples, one a case")
            return ()
        for number, case in enumerate(made, 1):
            if why := _unsendable(case):
                self._fault(place, f"case {number} of {dotted} cannot be sent to a worker: {why}")
                return ()
        return tuple(Case(case) for case in made)

    def _expected(
        self, dotted: str, cases: tuple[Case, ...], place: Place
    ) -> tuple[object, ...] | Fault:
        function = self._reference_function(dotted, place)
        try:
            answers = self._waited_for(
                lambda: tuple(asked(function, case.arguments) for case in cases), dotted, place
            )
        except AssignmentError:
            raise
        except (Exception, SystemExit) as error:
            return Fault(f"the reference {dotted} raised {_described(error)}")
        for number, answer in enumerate(answers, 1):
            if why := _unsendable((answer,)):
                return Fault(f"the reference {dotted} has no answer in case {number}: {why}")
        return answers

    def _waited_for(self, work: Callable[[], T], dotted: str, place: Place) -> T:
        """Return what an author's function returns; AssignmentError at once if it never does."""
        try:
            return Deadline(SECONDS).wait_for(work)
        except DeadlineExceeded as exceeded:
            self._fault(place, f"{dotted} {exceeded}")
            raise AssignmentError(self.faults) from None

    def _fault(self, place: Place, message: str) -> None:
        self.faults.append(SourceFault(self.file.path, self.file.line(place), message))

    def mistakes(self, assignment: str, questions: list[Question]) -> list[Mistake]:
        by_id = {question.id: question for question in questions}
        known, follows = self.reference.mistakes(assignment), self.reference.follows(assignment)
        for stranger in (m for m in known if m.question not in by_id):
            line = stranger.function.__code__.co_firstlineno
            message = f"`{stranger.function.__name__}` is a mistake in `{stranger.question}`"
            path = Path(inspect.getfile(stranger.function))
            self.faults.append(SourceFault(path, line, f"{message}, which is not a question"))
        self._faults_of_names(known, by_id)
        return [
            self._mistake(m, by_id[m.question], follows.get(m.question, ()))
            for m in known
            if m.question in by_id
        ]

    def missing_texts(
        self, assignment: str, questions: Sequence[Question]
    ) -> Iterator[SourceFault]:
        """Find what the assignment's Python does not say in each of the course's languages."""
        yield from unexplained(self.reference.mistakes(assignment), self.languages)
        checks = [check for question in questions for check in question.checks]
        said = [c.property for c in checks if isinstance(c, PropertyCheck)]
        said += [c.judge for c in checks if isinstance(c, JudgedCheck)]
        for path in dict.fromkeys(self.reference.path("reference.cases", name) for name in said):
            if path.is_file():
                yield from unsaid(path, self.languages)

    def _mistake(self, known: KnownMistake, question: Question, follows: Sequence[str]) -> Mistake:
        language = self.languages[0]
        try:
            return Deadline(SECONDS).wait_for(
                lambda: answered_mistake(known, question, follows, language)
            )
        except DeadlineExceeded as exceeded:
            name, path = known.function.__name__, Path(inspect.getfile(known.function))
            line = known.function.__code__.co_firstlineno
            raise AssignmentError([SourceFault(path, line, f"`{name}` {exceeded}")]) from None

    def _faults_of_names(
        self, known: Sequence[KnownMistake], by_id: Mapping[str, Question]
    ) -> None:
        """Find mistakes that name a function or another mistake that there is not."""
        ids = [mistake.function.__name__ for mistake in known]
        for mistake in (m for m in known if m.question in by_id):
            asked_for = {n for check in by_id[mistake.question].checks for n in check.names}
            for name, where in [
                *((n, asked_for) for n in _names_asked_for(mistake)),
                *((n, ids) for n in mistake.more_general_than),
            ]:
                if name not in where:
                    line = mistake.function.__code__.co_firstlineno
                    message = f"`{mistake.function.__name__}` names `{name}`, which there is not"
                    path = Path(inspect.getfile(mistake.function))
                    fault = SourceFault(path, line, f"{message}{did_you_mean(name, where)}")
                    self.faults.append(fault)


def _names_asked_for(known: KnownMistake) -> list[str]:
    """Return the names that a mistake expects the checks of its question to ask for."""
    if known.code is None:
        return [known.stands_for] if known.stands_for else []
    return [name for name in inspect.signature(known.function).parameters if name != RAISED]


class _Called(Exception):
    """The property has called something; its first argument is the name."""


def _first_called(holds: Callable[..., Any]) -> str:
    """Return the name of the function that a property calls first."""

    def ask(name: str, *_: object) -> object:
        raise _Called(name)

    try:
        holds(ask)
    except _Called as called:
        return str(called.args[0])
    except Exception:  # it is judged when it has answers; until then its name is all we want
        return ""
    return ""


def _described(error: BaseException) -> str:
    """Return what was raised, and the last line it came from, in one line."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{text} ({Path(last.filename).name}:{last.lineno})"


def _unsendable(case: tuple[object, ...]) -> str | None:
    """Return why the arguments cannot travel to a worker, None if they can."""
    try:
        nodes = [encode(argument) for argument in case]
    except (WireError, RecursionError) as error:
        return str(error)
    return "it holds something that is not plain data" if _holds_opaque(nodes) else None


def _holds_opaque(node: object) -> bool:
    if not isinstance(node, list):
        return False
    return node[:1] == ["opaque"] or any(map(_holds_opaque, node))


def _nothing(*arguments: object) -> None:
    """Stand in for a function that is missing, until all faults are known."""


def as_argument(literal: Any) -> Any:
    """Return an argument as it is passed: lists of numbers as arrays, everything else as it is."""
    if not isinstance(literal, list):
        return literal
    try:
        array = np.array(literal)
    except ValueError:
        return literal
    return array if array.dtype.kind in "biuf" else literal
