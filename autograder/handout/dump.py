"""An assignment as the data of its handout: the visible checks, and nothing of the hidden ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from autograder import __version__
from autograder.checks.call import CallCheck
from autograder.checks.custom import CustomCheck
from autograder.checks.figure import FigureCheck
from autograder.checks.model import ModelCheck
from autograder.checks.printed import PrintedCheck
from autograder.checks.property import PropertyCheck
from autograder.checks.source import SourceCheck
from autograder.checks.value import FormCheck, ValueCheck
from autograder.errors import AssignmentError, SourceFault
from autograder.handout.bundled import carried_code
from autograder.handout.checks_file import FORMAT, VERSION
from autograder.handout.mistakes import carried_mistakes
from autograder.protocol.values import Node, encode
from autograder.records import (
    Assignment,
    Case,
    Check,
    Fault,
    Language,
    Mistake,
    ModelRequest,
    Question,
    Raised,
    Request,
    Text,
    ValueRequest,
)

Facts = dict[str, Any]


def freeze(assignment: Assignment, language: Language) -> Facts:
    """Return the document but for its `files` and `cells`.

    Raises AssignmentError if a visible check cannot be carried: its reference raises, or it needs
    Python that a handout does not carry.
    """
    visible = [check for question in assignment.questions for check in visible_checks(question)]
    _demand_answers(assignment, visible)
    cases = assignment.folder.parent.parent / "reference" / "cases"
    return {
        "format": FORMAT,
        "version": VERSION,
        "autograder": __version__,
        "assignment": assignment.name,
        "title": _text(assignment.title),
        "language": language,
        "imports": list(assignment.imports),
        "limits": asdict(assignment.limits),
        "questions": [_question(question, assignment) for question in assignment.questions],
        "code": carried_code(cases, [f.name for check in visible for f in check.functions]),
    }


def visible_checks(question: Question) -> tuple[Check, ...]:
    """Return the checks of a question that students see."""
    return tuple(check for check in question.checks if not check.hidden)


def _demand_answers(assignment: Assignment, checks: Sequence[Check]) -> None:
    path = assignment.folder / "assignment.yaml"
    faults = [
        SourceFault(path, None, f"{check.id} cannot be handed out: {check.fault.message}")
        for check in checks
        if check.fault
    ]
    if faults:
        raise AssignmentError(faults)


def _question(question: Question, assignment: Assignment) -> Facts:
    visible = visible_checks(question)
    carried = carried_mistakes(question, assignment)
    places = {mistake.id: place for place, mistake in enumerate(carried)}
    return {
        "id": question.id,
        "title": _text(question.title),
        "points": question.points,
        "hidden": len(question.checks) - len(visible),
        "checks": [{"id": check.id} | _kind(check) for check in visible],
        "mistakes": [_mistake(mistake, places) for mistake in carried],
    }


def _kind(check: Check) -> Facts:
    match check:
        case CallCheck():
            return {"call": check.name, **_call(check)}
        case ValueCheck():
            return {
                "value": check.name,
                "equals": encode(check.expected),
                "tolerance": check.tolerance,
                "ignore_case": check.ignore_case,
            }
        case FormCheck():
            return {"form": check.form, "of": check.name}
        case SourceCheck():
            must, must_not = list(check.must_use), list(check.must_not_use)
            return {"source": check.name, "must_use": must, "must_not_use": must_not}
        case PropertyCheck():
            return {"holds": check.holds.name, "first": check.name}
        case CustomCheck():
            reads = [[name, _request(request)] for name, request in check.reads]
            return {"judge": check.judges.name, "reads": reads}
        case ModelCheck():
            layers = None if check.layers is None else [dict(layer) for layer in check.layers]
            compiled = None if check.compiled is None else dict(check.compiled)
            return {"model": _request(check.request), "layers": layers, "compiled": compiled}
        case FigureCheck():
            return {
                "figure": check.figure,
                "axes": check.axes,
                "texts": [list(text) for text in check.texts],
                "shows": check.shows,
                "equals": encode(check.expected),
                "tolerance": check.tolerance,
            }
        case PrintedCheck():
            return {"prints": check.text}
    raise TypeError(f"no such kind of check: {type(check).__name__}")


def _call(check: CallCheck) -> Facts:
    assert not isinstance(check.expected, Fault)
    return {
        "cases": [_nodes(case) for case in check.cases],
        "expected": [encode(answer) for answer in check.expected],
        "tolerance": check.tolerance,
        "accuracy": asdict(check.accuracy) if check.accuracy else None,
    }


def _nodes(case: Case) -> list[Node]:
    return [encode(argument) for argument in case.arguments]


def _request(request: Request) -> Facts:
    match request:
        case ValueRequest(name=name):
            return {"value": name}
        case ModelRequest():
            return {
                "model": request.name,
                "builder": request.builder,
                "input": list(request.input_shape),
                "predict": encode(request.predict),
                "weights": request.weights,
            }
    raise TypeError(f"no such kind of request: {type(request).__name__}")


def _mistake(mistake: Mistake, places: dict[str, int]) -> Facts:
    """Return a mistake without its name, which is a function's of the reference."""
    return {
        "explanation": _text(mistake.explanation),
        "answers": {check: [_answer(answer) for answer in a] for check, a in mistake.answers},
        "more_general_than": [places[id_] for id_ in mistake.more_general_than if id_ in places],
    }


def _answer(answer: object) -> Node | dict[str, str]:
    return {"raised": answer.type} if isinstance(answer, Raised) else encode(answer)


def _text(text: Text) -> dict[str, str]:
    return {"en": text.en, "ja": text.ja}
