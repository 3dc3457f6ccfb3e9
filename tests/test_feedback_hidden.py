"""What is said of hidden checks, word for word: true of each kind, and nothing more."""

from __future__ import annotations

import pytest

from autograder.feedback.checks import message
from autograder.records import (
    Accuracy,
    CallCheck,
    CallRequest,
    Case,
    Check,
    CheckResult,
    FigureCheck,
    Finding,
    FormCheck,
    JudgedCheck,
    ModelCheck,
    ModelRequest,
    Outcome,
    PrintedCheck,
    PropertyCheck,
    Raised,
    SourceCheck,
    ValueCheck,
    ValueRequest,
)
from tests.said import sentences

WHERE = ("q/2", True, 1)
MODEL = ModelRequest("m", None, (4,))
ONCE = (Case((1,)),)
READS = (("m", MODEL), ("p", ValueRequest("p")))
DENSE = ({"kind": "Dense"},)

CALL = CallCheck(*WHERE, "f", ONCE, (1,), None)
WITHOUT_INPUTS = CallCheck(*WHERE, "make_dataset", (Case(()),), (1,), None)
PROPERTY = PropertyCheck(*WHERE, "a.b", "f", lambda ask: None)
JUDGED = JudgedCheck(*WHERE, "a.b", lambda m, p: None, READS)
LAYERS = ModelCheck(*WHERE, MODEL, DENSE, None)

FAILED = [
    (
        CALL,
        "With other inputs than the example, some answers are not right.",
        "例とは別の入力で確かめたところ、正しくない答えがありました。",
    ),
    (
        WITHOUT_INPUTS,
        "What `make_dataset` returns is not right.",
        "`make_dataset` の返す値が正しくありません。",
    ),
    (
        CallCheck(*WHERE, "f", ONCE, (1,), None, Accuracy(0.9, 0.5)),
        "On inputs other than the example, too few of the labels are right for all points.",
        "例とは別の入力で確かめたところ、"
        "正しいラベルの割合が、満点に必要なところまで達していません。",
    ),
    (
        PROPERTY,
        "With other inputs than the example, the function does not do all that it should.",
        "例とは別の入力で確かめたところ、関数が求められている働きをしないことがありました。",
    ),
    (
        ValueCheck(*WHERE, "s_20", 2.9, None),
        "The value is not right.",
        "値が正しくありません。",
    ),
    (
        FormCheck(*WHERE, "s_20", "number"),
        "The value is not of the kind asked for.",
        "値の種類が、求められているものと違います。",
    ),
    (
        SourceCheck(*WHERE, "f", ("for",), ()),
        "The code uses something that this question rules out, or does without something that it "
        "asks for.",
        "この問で使わないはずのものを使っているか、使うはずのものを使っていません。",
    ),
    (
        PrintedCheck(*WHERE, "42"),
        "Not all that is asked for is printed.",
        "求められている内容が、すべては表示されていません。",
    ),
    (
        FigureCheck(*WHERE, 1, 1, (), "line", [1], None),
        "The plot does not show all that is asked for.",
        "グラフに、求められているものがそろっていません。",
    ),
    (
        LAYERS,
        "The model is not built as asked for.",
        "モデルの層の構成が、求められているものと違います。",
    ),
    (
        ModelCheck(*WHERE, MODEL, None, {"loss": "mse"}),
        "The model is not compiled as asked for.",
        "モデルのコンパイルの設定が、求められているものと違います。",
    ),
    (
        ModelCheck(*WHERE, MODEL, DENSE, {"loss": "mse"}),
        "The model is not built, or not compiled, as asked for.",
        "モデルの層の構成かコンパイルの設定が、求められているものと違います。",
    ),
    (
        JUDGED,
        "Looked at more closely, something about `m`, `p` is not right.",
        "`m`, `p` を詳しく調べたところ、正しくないところがありました。",
    ),
]


def said(check: Check, outcome: Outcome) -> tuple[str, ...]:
    finding = Finding(CallRequest("f", (12345,)), Raised("Secret", "12345"), [1, 2])
    result = CheckResult(check, outcome, finding)
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
            "While it was looked at, the code stopped with an error.",
            "調べている途中で、エラーが起きました。",
        ),
        (
            Outcome.TIMED_OUT,
            "While it was looked at, the code did not finish in time.",
            "調べている途中で、制限時間を超えました。",
        ),
        (
            Outcome.KILLED,
            "While it was looked at, the program had to be stopped.",
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
        "With other inputs than the example, the code stops with an error."
    )
