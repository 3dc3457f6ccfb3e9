"""What is said of a Keras model, word for word, in both languages.

Tests of `checks/model_differences.py`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.model import ModelCheck
from autograder.feedback.checks import message
from autograder.protocol.values import Opaque
from autograder.records import (
    Answer,
    CheckResult,
    ModelRequest,
    Outcome,
    Raised,
    Stopped,
    Undefined,
    Value,
)
from tests.answered import judged
from tests.models import change, changed, dense, layer, model_facts
from tests.said import sentences

REQUEST = ModelRequest(name="m", builder=None, input_shape=(4,))
LAYERS = (
    {"kind": "Dense", "units": 2, "activation": "relu", "parameters": 10},
    {"kind": "Dense", "units": 3, "activation": "softmax", "output_shape": [3]},
)
COMPILED = {
    "loss": "categorical_crossentropy",
    "optimizer": "SGD",
    "learning_rate": 0.01,
    "nesterov": True,
}
HIDDEN = dense(np.ones((4, 2)), [0, 0], "relu")
OUTPUT = dense(np.ones((2, 3)), [0, 0, 0], "softmax")


def compared(answer: Answer, layers: Any = None, compiled: Any = None) -> CheckResult:
    check = ModelCheck(id="q/1", request=REQUEST, layers=layers, compiled=compiled)
    return judged(check, answer)


def said(facts: object, layers: Any = None, compiled: Any = None) -> tuple[str, ...]:
    result = compared(Value(value=facts), layers, compiled)
    assert result.outcome is Outcome.FAILED
    return sentences(message(result), "en") + sentences(message(result), "ja")


def test_a_model_as_asked_for_passes() -> None:
    assert compared(Value(value=model_facts(HIDDEN, OUTPUT)), LAYERS).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("steps", "sentences"),
    [
        (
            [HIDDEN, dense(np.ones((2, 4)), [0] * 4, "softmax")],
            (
                "The number of units in layer 2 is 4; expected 3.",
                "第 2 層のユニットが 4 個です。正しくは 3 個です。",
            ),
        ),
        (
            [HIDDEN, changed(OUTPUT, parameters=3, output_shape=[1, 3])],
            (
                "In layer 2, `output_shape` is (1, 3); expected (3,).",
                "第 2 層の `output_shape` が (1, 3) です。正しくは (3,) です。",
            ),
        ),
        (
            [changed(HIDDEN, parameters=8), OUTPUT],
            (
                "The number of parameters in layer 1 is 8; expected 10.",
                "第 1 層のパラメータが 8 個です。正しくは 10 個です。",
            ),
        ),
        (
            [HIDDEN, dense(np.ones((2, 3)), [0] * 3, "sigmoid")],
            (
                "The activation function of layer 2 is sigmoid; expected softmax.",
                "第 2 層の活性化関数が sigmoid です。正しくは softmax です。",
            ),
        ),
        (
            [dense(np.ones((4, 2)), [0] * 2), OUTPUT],
            (
                "Layer 1 has no activation function; expected relu.",
                "第 1 層に活性化関数がありません。正しくは relu です。",
            ),
        ),
        (
            [changed(HIDDEN, activation=np.full((4, 5), 7.0)), OUTPUT],
            (
                "The grader does not know the activation function of layer 1; expected relu.",
                "第 1 層の活性化関数が、採点プログラムの知らないものです。正しくは relu です。",
            ),
        ),
        (
            [layer("Embedding", "relu", weights=[["e", np.ones(1)]]), OUTPUT],
            (
                "Layer 1 is Embedding; expected Dense.",
                "第 1 層が Embedding です。正しくは Dense です。",
            ),
        ),
        (
            [HIDDEN, HIDDEN, OUTPUT],
            (
                "The layers of the model are Dense, Dense, Dense; they should be Dense, Dense.",
                "モデルの層の並びが Dense, Dense, Dense です。正しくは Dense, Dense です。",
            ),
        ),
        (
            [],
            (
                "The model has no layers; it should have Dense, Dense.",
                "モデルに層がありません。正しい層の並びは Dense, Dense です。",
            ),
        ),
        (
            [HIDDEN, change(np.ones((1, 2)), np.ones((1, 3))), OUTPUT],
            (
                "After layer 1, the model does something that is neither a layer nor an "
                "activation function known to the grader.",
                "第 1 層のあとに、"
                "層でも、採点プログラムの知っている活性化関数でもない計算があります。",
            ),
        ),
    ],
)
def test_layers_that_are_not_as_asked_for(steps, sentences) -> None:
    assert said(model_facts(*steps), LAYERS) == sentences


def test_of_very_many_layers_the_first_are_named() -> None:
    sentence, _ = said(model_facts(*[HIDDEN] * 500), LAYERS)
    named = ", ".join(["Dense"] * 20)
    assert sentence == (f"The layers of the model are {named}, …; they should be Dense, Dense.")


def test_another_input() -> None:
    assert said(model_facts(HIDDEN, OUTPUT, input_shape=(2, 2)), LAYERS) == (
        "The model takes inputs of shape (2, 2); expected (4,).",
        "モデルの入力の形が (2, 2) です。正しくは (4,) です。",
    )


def test_settings_of_a_convolution() -> None:
    settings = {"filters": 8, "kernel_size": (3, 3), "padding": "valid"}
    convolution = layer("Conv2D", "relu", settings=settings, weights=[["k", np.ones(1)]])
    facts = model_facts(convolution)
    asked = {"kind": "Conv2D", "filters": 8, "kernel_size": 3, "padding": "valid"}
    assert compared(Value(value=facts), (asked,)).outcome is Outcome.PASSED
    assert (
        compared(Value(value=facts), ({**asked, "kernel_size": [3, 3]},)).outcome is Outcome.PASSED
    )
    assert said(facts, ({**asked, "filters": 4},)) == (
        "The number of filters in layer 1 is 8; expected 4.",
        "第 1 層のフィルタが 8 個です。正しくは 4 個です。",
    )
    assert said(facts, ({**asked, "kernel_size": [3, 5]},)) == (
        "In layer 1, `kernel_size` is (3, 3); expected (3, 5).",
        "第 1 層の `kernel_size` が (3, 3) です。正しくは (3, 5) です。",
    )


def compiled(
    loss: str | None = "categorical_crossentropy", optimizer: str = "SGD", made_with=(), **settings
):
    settings = {"learning_rate": 0.009999999776482582, "nesterov": True, **settings}
    known = {name: setting for name, setting in settings.items() if setting is not None}
    return model_facts(
        compiled={
            "loss": loss,
            "loss_settings": dict(made_with),
            "optimizer": optimizer,
            "settings": known,
        }
    )


@pytest.mark.parametrize(
    "facts",
    [
        compiled(),
        compiled("sparse_categorical_crossentropy"),
        compiled(momentum=0.5),
        compiled(made_with={"axis": 1}),
        compiled(weight_decay=0.0, use_ema=False, ema_momentum=0.99),
    ],
)
def test_a_model_compiled_as_asked_for_passes(facts) -> None:
    assert compared(Value(value=facts), compiled=COMPILED).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("facts", "sentences"),
    [
        (
            model_facts(),
            (
                "The model is not compiled. Is there a `compile`, and does it run without errors?",
                "モデルがコンパイルされていません。"
                "`compile` を実行しているか、実行してエラーにならないかを確かめてください。",
            ),
        ),
        (
            compiled(None),
            (
                "The model is compiled without a loss; expected categorical_crossentropy.",
                "損失関数 (loss) を指定せずにコンパイルされています。"
                "正しくは categorical_crossentropy です。",
            ),
        ),
        (
            compiled("mean_squared_error"),
            (
                "The loss is mean_squared_error; expected categorical_crossentropy.",
                "損失関数 (loss) が mean_squared_error です。"
                "正しくは categorical_crossentropy です。",
            ),
        ),
        (
            compiled(made_with={"label_smoothing": 0.2}),
            (
                "`label_smoothing` of the loss is set to 0.2; leave it at the default of Keras.",
                "損失関数 (loss) の `label_smoothing` が 0.2 に設定されています。"
                "Keras の既定のままにしてください。",
            ),
        ),
        (
            compiled("sparse_categorical_crossentropy", made_with={"from_logits": True}),
            (
                "`from_logits` of the loss is set to True; leave it at the default of Keras.",
                "損失関数 (loss) の `from_logits` が True に設定されています。"
                "Keras の既定のままにしてください。",
            ),
        ),
        (
            compiled(weight_decay=0.001),
            (
                "`weight_decay` of the optimizer is set to 0.001; leave it at the default of "
                "Keras.",
                "オプティマイザの `weight_decay` が 0.001 に設定されています。"
                "Keras の既定のままにしてください。",
            ),
        ),
        (
            compiled(optimizer="Adam"),
            (
                "The optimizer is Adam; expected SGD.",
                "オプティマイザが Adam です。正しくは SGD です。",
            ),
        ),
        (
            compiled(learning_rate=0.1),
            (
                "`learning_rate` of the optimizer is 0.1; expected 0.01.",
                "オプティマイザの `learning_rate` が 0.1 です。正しくは 0.01 です。",
            ),
        ),
        (
            compiled(learning_rate=None),
            (
                "`learning_rate` of the optimizer is not a fixed value; expected 0.01.",
                "オプティマイザの `learning_rate` が決まった値になっていません。"
                "正しくは 0.01 です。",
            ),
        ),
        (
            compiled(nesterov=False),
            (
                "`nesterov` of the optimizer is False; expected True.",
                "オプティマイザの `nesterov` が False です。正しくは True です。",
            ),
        ),
    ],
)
def test_compile_settings_that_are_not_as_asked_for(facts, sentences) -> None:
    assert said(facts, compiled=COMPILED) == sentences


@pytest.mark.parametrize(
    ("value", "sentences"),
    [
        (None, ("`m` is None; give it a value.", "`m` の値が None です。値を代入してください。")),
        (
            Opaque("ellipsis"),
            (
                "`m` still holds the `...` of the handout; put your answer there.",
                "`m` がまだ配布時の `...` のままです。答えを書いてください。",
            ),
        ),
        (
            Opaque("list"),
            (
                "`m` is of type list; expected a Keras model.",
                "`m` は list 型です。求められているのは、Keras のモデルです。",
            ),
        ),
    ],
)
def test_what_is_no_model(value, sentences) -> None:
    assert said(value, LAYERS) == sentences


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Undefined(), Outcome.FAILED),
        (Raised(type="ValueError", message="no"), Outcome.RAISED),
        (Stopped(reason="cpu", limit=5), Outcome.TIMED_OUT),
    ],
)
def test_no_answer_about_a_model(answer, outcome) -> None:
    assert compared(answer, LAYERS).outcome is outcome
