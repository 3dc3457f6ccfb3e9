"""The data of a handout as an assignment again, with visible checks only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.checks.call import CallCheck
from autograder.checks.custom import CustomCheck
from autograder.checks.figure import FigureCheck
from autograder.checks.labels import Accuracy
from autograder.checks.model import ModelCheck
from autograder.checks.printed import PrintedCheck
from autograder.checks.property import PropertyCheck
from autograder.checks.source import SourceCheck
from autograder.checks.value import FormCheck, ValueCheck
from autograder.protocol.values import decode
from autograder.records import (
    Assignment,
    Case,
    Check,
    CourseFunction,
    Limits,
    Mistake,
    ModelRequest,
    Question,
    Raised,
    Request,
    Text,
    ValueRequest,
)

Facts = Mapping[str, Any]
Functions = Callable[[str], CourseFunction]

#: What is raised where a document is not what `freeze` has made.
DAMAGED = (KeyError, TypeError, ValueError, AttributeError, IndexError, SyntaxError, NameError)


def thaw(document: Facts, folder: Path) -> Assignment:
    """Return the assignment of a handout in `folder`; one of `DAMAGED` if it has been damaged."""
    modules = {name: _module(name, lines) for name, lines in document["code"].items()}

    def function(dotted: str) -> CourseFunction:
        module, _, name = dotted.partition(".")
        return CourseFunction(name=dotted, function=getattr(modules[module], name))

    return Assignment(
        name=document["assignment"],
        title=_text(document["title"]),
        lecture="",
        imports=tuple(document["imports"]),
        limits=Limits(**document["limits"]),
        questions=tuple(_question(question, function) for question in document["questions"]),
        language=document["language"],
        folder=folder,
    )


def _module(name: str, lines: Sequence[str]) -> ModuleType:
    """Make a module of what the teacher has handed out, which no worker has come near."""
    module = ModuleType(f"autograder.handed_out.{name}")
    sys.modules[module.__name__] = module  # where dataclasses look for it
    try:
        exec(compile("\n".join(lines), f"<checks.json: {name}>", "exec"), vars(module))
    finally:
        del sys.modules[module.__name__]
    return module


def _question(facts: Facts, function: Functions) -> Question:
    return Question(
        id=facts["id"],
        title=_text(facts["title"]),
        points=facts["points"],
        checks=tuple(_check(check["id"], check, function) for check in facts["checks"]),
        mistakes=tuple(_mistake(n, m, facts["id"]) for n, m in enumerate(facts["mistakes"])),
    )


def _check(id_: str, facts: Facts, function: Functions) -> Check:
    match facts:
        case {"call": name}:
            return CallCheck(
                id=id_,
                name=name,
                cases=tuple(Case(tuple(map(decode, nodes))) for nodes in facts["cases"]),
                expected=tuple(map(decode, facts["expected"])),
                tolerance=facts["tolerance"],
                accuracy=Accuracy(**facts["accuracy"]) if facts["accuracy"] else None,
            )
        case {"value": name}:
            return ValueCheck(
                id=id_,
                name=name,
                expected=decode(facts["equals"]),
                tolerance=facts["tolerance"],
                ignore_case=facts["ignore_case"],
            )
        case {"form": form}:
            return FormCheck(id=id_, name=facts["of"], form=form)
        case {"source": name}:
            must, must_not = tuple(facts["must_use"]), tuple(facts["must_not_use"])
            return SourceCheck(id=id_, name=name, must_use=must, must_not_use=must_not)
        case {"holds": dotted}:
            return PropertyCheck(id=id_, holds=function(dotted), name=facts["first"])
        case {"judge": dotted}:
            reads = tuple((name, _request(request)) for name, request in facts["reads"])
            return CustomCheck(id=id_, judges=function(dotted), reads=reads)
        case {"model": request}:
            layers = None if facts["layers"] is None else tuple(facts["layers"])
            asked = _model(request)
            return ModelCheck(id=id_, request=asked, layers=layers, compiled=facts["compiled"])
        case {"figure": number}:
            return FigureCheck(
                id=id_,
                figure=number,
                axes=facts["axes"],
                texts=tuple((where, text) for where, text in facts["texts"]),
                shows=facts["shows"],
                expected=decode(facts["equals"]),
                tolerance=facts["tolerance"],
            )
        case {"prints": text}:
            return PrintedCheck(id=id_, text=text)
    raise ValueError(f"{id_} is of no kind that is known")


def _request(facts: Facts) -> Request:
    return ValueRequest(facts["value"]) if "value" in facts else _model(facts)


def _model(facts: Facts) -> ModelRequest:
    return ModelRequest(
        name=facts["model"],
        builder=facts["builder"],
        input_shape=tuple(facts["input"]),
        predict=decode(facts["predict"]),
        weights=facts["weights"],
    )


def _mistake(place: int, facts: Facts, question: str) -> Mistake:
    return Mistake(
        id=str(place),
        question=question,
        explanation=_text(facts["explanation"]),
        answers=tuple((id_, tuple(map(_answer, a))) for id_, a in facts["answers"].items()),
        source="",
        more_general_than=tuple(map(str, facts["more_general_than"])),
    )


def _answer(node: Any) -> object:
    return Raised(node["raised"], "") if isinstance(node, dict) else decode(node)


def _text(facts: Facts) -> Text:
    return Text(facts["en"], facts["ja"])
