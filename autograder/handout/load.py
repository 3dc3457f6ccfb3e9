"""The data of a handout as an assignment again, with visible checks only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.protocol.values import decode
from autograder.records import (
    Accuracy,
    Assignment,
    AuthorText,
    CallCheck,
    Case,
    Check,
    FigureCheck,
    FormCheck,
    JudgedCheck,
    Limits,
    Mistake,
    ModelCheck,
    ModelRequest,
    PrintedCheck,
    PropertyCheck,
    Question,
    Raised,
    Request,
    SourceCheck,
    ValueCheck,
    ValueRequest,
)

Facts = Mapping[str, Any]
Functions = Callable[[str], Callable[..., Any]]

#: What is raised where a document is not what `freeze` has made.
DAMAGED = (KeyError, TypeError, ValueError, AttributeError, IndexError, SyntaxError, NameError)


def thaw(document: Facts, folder: Path) -> Assignment:
    """Return the assignment of a handout in `folder`; one of `DAMAGED` if it has been damaged."""
    modules = {name: _module(name, lines) for name, lines in document["code"].items()}

    def function(dotted: str) -> Callable[..., Any]:
        module, _, name = dotted.partition(".")
        found: Callable[..., Any] = getattr(modules[module], name)
        return found

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
    base = (id_, False, 1.0)
    match facts:
        case {"call": name}:
            cases = tuple(Case(tuple(map(decode, nodes))) for nodes in facts["cases"])
            expected = tuple(map(decode, facts["expected"]))
            scale = Accuracy(**facts["accuracy"]) if facts["accuracy"] else None
            return CallCheck(*base, name, cases, expected, facts["tolerance"], scale)
        case {"value": name}:
            equals = decode(facts["equals"])
            return ValueCheck(*base, name, equals, facts["tolerance"], facts["ignore_case"])
        case {"form": form}:
            return FormCheck(*base, facts["of"], form)
        case {"source": name}:
            return SourceCheck(*base, name, tuple(facts["must_use"]), tuple(facts["must_not_use"]))
        case {"holds": dotted}:
            return PropertyCheck(*base, dotted, facts["first"], function(dotted))
        case {"judge": dotted}:
            reads = tuple((name, _request(request)) for name, request in facts["reads"])
            return JudgedCheck(*base, dotted, function(dotted), reads)
        case {"model": request}:
            layers = None if facts["layers"] is None else tuple(facts["layers"])
            return ModelCheck(*base, _model(request), layers, facts["compiled"])
        case {"figure": number}:
            texts = tuple((where, text) for where, text in facts["texts"])
            plotted = (facts["shows"], decode(facts["equals"]), facts["tolerance"])
            return FigureCheck(*base, number, facts["axes"], texts, *plotted)
        case {"prints": text}:
            return PrintedCheck(*base, text)
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


def _text(facts: Facts) -> AuthorText:
    if not facts:
        raise ValueError("a text in no language")
    return AuthorText(by_language=tuple((str(tag), str(text)) for tag, text in facts.items()))
