"""What is said of hidden checks, word for word: true of each kind, and nothing more."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.checks.call import CallCheck
from autograder.checks.custom import CustomCheck
from autograder.checks.figure import FigureCheck
from autograder.checks.labels import Accuracy
from autograder.checks.model import ModelCheck
from autograder.checks.printed import PrintedCheck
from autograder.checks.property import PropertyCheck
from autograder.checks.source import SourceCheck
from autograder.checks.value import FormCheck, ValueCheck
from autograder.feedback.checks import message
from autograder.records import (
    CallRequest,
    Case,
    Check,
    CheckResult,
    CourseFunction,
    Finding,
    ModelRequest,
    Outcome,
    Raised,
    ValueRequest,
)
from tests.said import sentences

WHERE: dict[str, Any] = {"id": "q/2", "hidden": True}
MODEL = ModelRequest(name="m", builder=None, input_shape=(4,))
ONCE = (Case(arguments=(1,)),)
READS = (("m", MODEL), ("p", ValueRequest(name="p")))
DENSE = ({"kind": "Dense"},)

CALL = CallCheck(**WHERE, name="f", cases=ONCE, expected=(1,))
WITHOUT_INPUTS = CallCheck(**WHERE, name="make_dataset", cases=(Case(arguments=()),), expected=(1,))
PROPERTY = PropertyCheck(
    **WHERE, name="f", holds=CourseFunction(name="a.b", function=lambda ask: None)
)
JUDGED = CustomCheck(
    **WHERE, judges=CourseFunction(name="a.b", function=lambda m, p: None), reads=READS
)
LAYERS = ModelCheck(**WHERE, request=MODEL, layers=DENSE)

FAILED = [
    (
        CALL,
        "With inputs other than the example, some answers are wrong.",
        "例とは別の入力で確かめたところ、正しくない答えがありました。",
    ),
    (
        WITHOUT_INPUTS,
        "The value that `make_dataset` returns is wrong.",
        "`make_dataset` の返す値が正しくありません。",
    ),
    (
        CallCheck(
            **WHERE, name="f", cases=ONCE, expected=(1,), accuracy=Accuracy(full=0.9, none=0.5)
        ),
        "On inputs other than the example, too few of the labels are right for full points.",
        "例とは別の入力で確かめたところ、"
        "正しいラベルの割合が、満点に必要なところまで達していません。",
    ),
    (
        PROPERTY,
        "With inputs other than the example, the function does not do everything it should.",
        "例とは別の入力で確かめたところ、関数が求められている働きをしないことがありました。",
    ),
    (
        ValueCheck(**WHERE, name="s_20", expected=2.9),
        "The value is wrong.",
        "値が正しくありません。",
    ),
    (
        FormCheck(**WHERE, name="s_20", form="number"),
        "The value is not of the expected kind.",
        "値の種類が、求められているものと違います。",
    ),
    (
        SourceCheck(**WHERE, name="f", must_use=("for",)),
        "The code uses something that this question rules out, or lacks something that it asks "
        "for.",
        "この問で使わないはずのものを使っているか、使うはずのものを使っていません。",
    ),
    (
        PrintedCheck(**WHERE, text="42"),
        "Not everything that the question asks for is printed.",
        "求められている内容が、すべては表示されていません。",
    ),
    (
        FigureCheck(**WHERE, figure=1, axes=1, texts=(), shows="line", expected=[1]),
        "The plot does not show everything that the question asks for.",
        "グラフに、求められているものがそろっていません。",
    ),
    (
        LAYERS,
        "The model is not built as the question asks.",
        "モデルの層の構成が、求められているものと違います。",
    ),
    (
        ModelCheck(**WHERE, request=MODEL, compiled={"loss": "mse"}),
        "The model is not compiled as the question asks.",
        "モデルのコンパイルの設定が、求められているものと違います。",
    ),
    (
        ModelCheck(**WHERE, request=MODEL, layers=DENSE, compiled={"loss": "mse"}),
        "The model is not built, or not compiled, as the question asks.",
        "モデルの層の構成かコンパイルの設定が、求められているものと違います。",
    ),
    (
        JUDGED,
        "On a closer look, something about `m`, `p` is not right.",
        "`m`, `p` を詳しく調べたところ、正しくないところがありました。",
    ),
]


def said(check: Check, outcome: Outcome) -> tuple[str, ...]:
    finding = Finding(
        request=CallRequest(name="f", arguments=(12345,)),
        answer=Raised(type="Secret", message="12345"),
        expected=[1, 2],
    )
    result = CheckResult(check=check, outcome=outcome, finding=finding)
    return sentences(message(result), "en") + sentences(message(result), "ja")


@pytest.mark.parametrize(("check", "en", "ja"), FAILED)
def test_a_hidden_check_that_failed(check, en, ja):
    assert said(check, Outcome.FAILED) == (en, ja)


@pytest.mark.parametrize("check", [WITHOUT_INPUTS, LAYERS, JUDGED])
@pytest.mark.parametrize(
    ("outcome", "en", "ja"),
    [
        (
            Outcome.RAISED,
            "While it was being checked, the code stopped with an error.",
            "調べている途中で、エラーが起きました。",
        ),
        (
            Outcome.TIMED_OUT,
            "While it was being checked, the code did not finish in time.",
            "調べている途中で、制限時間を超えました。",
        ),
        (
            Outcome.KILLED,
            "While it was being checked, the program had to be stopped.",
            "調べている途中で、プログラムを強制終了しました。",
        ),
        (
            Outcome.SKIPPED,
            "Not run, because the program was stopped earlier in this question.",
            "この問の途中でプログラムを止めたため、実行していません。",
        ),
    ],
)
def test_what_has_no_inputs_is_looked_at(check, outcome, en, ja):
    assert said(check, outcome) == (en, ja)


def test_a_property_has_inputs():
    assert said(PROPERTY, Outcome.RAISED)[0] == (
        "With inputs other than the example, the code stops with an error."
    )
