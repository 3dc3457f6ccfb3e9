"""Known mistakes that are recognised: what their functions are given, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from autograder.authoring import Model
from autograder.checks.custom import CustomCheck
from autograder.checks.estimator import EstimatorCheck
from autograder.checks.judging import check_question
from autograder.checks.model import ModelCheck
from autograder.checks.recognising import is_recognised
from autograder.checks.value import ValueCheck
from autograder.protocol.values import Opaque
from autograder.records import (
    CellRun,
    Check,
    CourseFunction,
    EstimatorRequest,
    Exchange,
    Mistake,
    ModelRequest,
    Observation,
    Question,
    Raised,
    Text,
    Undefined,
    Value,
    ValueRequest,
)
from tests.models import changed, dense, model_facts

M, P = ModelRequest(name="m", builder=None, input_shape=(4,)), ValueRequest(name="p")
BARE = ModelRequest(name="m", builder=None, input_shape=(4,), weights=False)
ERROR = Raised(type="ValueError", message="Argument(s) not recognized: {'lr': 0.01}")

JUDGED = CustomCheck(
    id="q/1",
    judges=CourseFunction(name="a.b", function=lambda m, p: None),
    reads=(("m", M), ("p", P)),
)
BUILT = ModelCheck(id="q/2", request=BARE)
VALUE = ValueCheck(id="q/3", hidden=True, name="p", expected=[1.0])

FACTS = model_facts(dense([[1.0]] * 4, [0.0]))
WITHOUT_WEIGHTS = model_facts(changed(dense([[1.0]] * 4, [0.0]), weights=[["kernel", None]]))


def observed(m: object = FACTS, p: object = 3) -> Observation:
    exchanges = (
        (
            JUDGED.id,
            (
                Exchange(request=M, answer=Value(value=m)),
                Exchange(request=P, answer=Value(value=p)),
            ),
        ),
        (BUILT.id, (Exchange(request=BARE, answer=Value(value=WITHOUT_WEIGHTS)),)),
        (VALUE.id, (Exchange(request=P, answer=Value(value=p)),)),
    )
    runs = (CellRun(cell=1, outputs=()), CellRun(cell=2, outputs=(), raised=ERROR))
    return Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="none",
        versions=(),
        runs=runs,
        exchanges=exchanges,
    )


CHECKS: tuple[Check, ...] = (JUDGED, BUILT, VALUE)


def seen(recognise: Callable[..., bool], **changes: object) -> bool:
    return is_recognised(recognise, CHECKS, observed(**changes))


def test_it_is_given_what_its_parameters_name() -> None:
    assert seen(lambda p: p == 3)
    assert seen(lambda raised: raised == (ERROR,))
    assert seen(lambda m, p, raised: isinstance(m, Model) and p == 3 and len(raised) == 1)
    assert not seen(lambda p: p == 4)
    assert seen(lambda: True)


def test_a_model_comes_with_its_weights_if_any_check_has_read_them() -> None:
    assert seen(lambda m: m.layers[0].weights["bias"].tolist() == [0.0])


def test_it_may_change_what_it_is_given() -> None:
    observation = observed(p=[1, 2])
    for _ in range(2):
        assert is_recognised(lambda p: p.pop() == 2, CHECKS, observation)


@pytest.mark.parametrize(
    ("recognise", "changes"),
    [
        (lambda w: True, {}),
        (lambda m: True, {"m": 7}),
        (lambda p: p["key"], {}),
        (lambda p: p + 1, {"p": Opaque("ellipsis")}),
        (lambda p: 1 / p, {"p": 0}),
    ],
)
def test_what_is_missing_or_has_another_form_is_not_recognised(recognise, changes) -> None:
    checks = CHECKS[:1] + CHECKS[2:]
    assert not is_recognised(recognise, checks, observed(**changes))


def test_what_was_not_answered_is_not_recognised() -> None:
    asked = ((VALUE.id, (Exchange(request=P, answer=Undefined()),)),)
    nothing = Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="none",
        versions=(),
        runs=(),
        exchanges=asked,
    )
    assert not is_recognised(lambda p: True, CHECKS, nothing)


def named(p: object, *mistakes: Mistake) -> str | None:
    question = Question(
        id="q", title=Text.of(en="q", ja="q"), points=10, checks=(VALUE,), mistakes=mistakes
    )
    (result,) = check_question(question, observed(p=p))
    return result.mistake.id if result.mistake else None


def mistake(id_: str, recognise: Callable[..., bool], *others: str) -> Mistake:
    return Mistake(
        id=id_,
        question="q",
        explanation=Text.of(en=id_, ja=id_),
        answers=(),
        source="",
        more_general_than=others,
        recognise=recognise,
    )


def test_it_is_named_where_the_check_fails_and_no_other_fits() -> None:
    negative = mistake("negative", lambda p: p[0] < 0)
    wrong = mistake("wrong", lambda p: p != [1.0])
    always = mistake("always", lambda: True)
    assert named([-1.0], negative) == "negative"
    assert named([2.0], negative) is None
    assert named([-1.0], negative, wrong) is None
    assert named([-1.0], negative, mistake("wrong", lambda p: p != [1.0], "negative")) == "wrong"
    assert named([1.0], always) is None


def test_an_estimator_comes_with_its_predictions_if_any_check_has_asked_for_them() -> None:
    asked = EstimatorRequest(name="clf", inputs=[[1.0], [2.0]])
    made = EstimatorRequest(name="clf")
    facts = {"kind": "SVC", "type": "SVC", "fitted": True, "features": 1, "parameters": {}}
    answers = [(asked, ["a", "b"]), (made, None)]
    checks = [EstimatorCheck(id=f"q/{n}", request=r) for n, (r, _) in enumerate(answers)]
    exchanges = tuple(
        Exchange(request=r, answer=Value(value={**facts, "inner": [], "predictions": p}))
        for r, p in answers
    )
    observation = replace(
        observed(),
        exchanges=tuple((c.id, (e,)) for c, e in zip(checks, exchanges, strict=True)),
    )
    for _ in range(2):  # it may change what it is given
        assert is_recognised(lambda clf: clf.predictions.pop() == "b", checks, observation)
    assert is_recognised(lambda clf: clf.kind == "SVC" and clf.features == 1, checks, observation)
    for_no_answer = replace(observation, exchanges=observation.exchanges[1:])
    assert is_recognised(lambda clf: clf.predictions is None, checks[1:], for_no_answer)
