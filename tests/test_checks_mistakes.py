"""Known mistakes: named only where their answers, and no others, fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checks.call import CallCheck
from autograder.checks.judging import judge
from autograder.checks.mistakes import matching_mistake
from autograder.records import (
    CallRequest,
    Case,
    Exchange,
    Mistake,
    Observation,
    Question,
    Raised,
    Text,
    Value,
)

NAN = float("nan")


def mistake(id_: str, *answers: object, more_general_than: tuple[str, ...] = ()) -> Mistake:
    given = (("f/1", answers),)
    return Mistake(
        id=id_,
        question="f",
        explanation=Text.of(en=id_, ja=id_),
        answers=given,
        source="",
        more_general_than=more_general_than,
    )


def named(expected: list[object], answers: list[object], *mistakes: Mistake) -> str | None:
    cases = tuple(Case(arguments=(number,)) for number in range(len(expected)))
    check = CallCheck(id="f/1", hidden=True, name="f", cases=cases, expected=tuple(expected))
    question = Question(
        id="f", title=Text.of(en="f", ja="f"), points=10, checks=(check,), mistakes=mistakes
    )
    exchanges = tuple(
        Exchange(
            request=CallRequest(name="f", arguments=case.arguments),
            answer=a if isinstance(a, Raised) else Value(value=a),
        )
        for case, a in zip(cases, answers, strict=True)
    )
    observation = Observation(
        submission="s",
        sha256="",
        assignment=str(Path("a")),
        tier="none",
        versions=(),
        runs=(),
        exchanges=(("f/1", exchanges),),
    )
    found = matching_mistake(question, observation, [judge(check, observation)])
    return found.id if found else None


@pytest.mark.parametrize(
    ("expected", "answers", "mistakes", "name"),
    [
        ([1, 2], [1, 3], [mistake("wrong", 1, 3)], "wrong"),
        ([1, 2], [1, 4], [mistake("wrong", 1, 3)], None),
        ([1, 2], [1, 3], [mistake("same as the reference", 1, 2)], None),
        ([1, 2], [1, 2], [mistake("same as the reference", 1, 2)], None),
        ([1, 2], [0, 0], [mistake("a", 0, 0), mistake("b", 0, 0)], None),
        (
            [1, 2],
            [0, 0],
            [mistake("special", 0, 0), mistake("general", 0, 0, more_general_than=("special",))],
            "general",
        ),
        (
            [1, 2],
            [0, 0],
            [
                mistake("a", 0, 0),
                mistake("b", 0, 0, more_general_than=("a",)),
                mistake("c", 0, 0),
            ],
            None,
        ),
        ([1, 2], [1, NAN], [mistake("not a number", 1, NAN)], "not a number"),
        (
            [1, 2],
            [1, Raised(type="ValueError", message="mine")],
            [mistake("raises", 1, Raised(type="ValueError", message="theirs"))],
            "raises",
        ),
    ],
)
def test_naming(expected, answers, mistakes, name):
    assert named(expected, answers, *mistakes) == name
