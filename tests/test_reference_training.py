"""Judges of the trained network, on networks whose outputs are known beforehand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.authoring import Model, Violation
from autograder.models.network import Compiled
from reference.cases.training import (
    EVEN_LOSS,
    GOOD_LOSS,
    cross_entropy,
    labels,
    learned,
    patterns,
    predicts,
    reads_weights,
)
from reference.mistakes.keras_training import training_missing
from reference.training import class_by_definition, classes
from tests.models import dense, model

SPECIAL = {(0, 1, 0, 1): 1, (1, 0, 1, 0): 1, (0, 0, 1, 1): 2, (1, 1, 0, 0): 2}


def network(recognised: int = 4, sharpness: float = 1.0) -> Model:
    """Return a 4-64-3 network: one hidden unit for each pattern it recognises, the rest idle."""
    inputs, biases, outputs = np.zeros((4, 64)), np.zeros(64), np.zeros((64, 3))
    for unit, (pattern, label) in enumerate(list(SPECIAL.items())[:recognised]):
        inputs[:, unit] = 2 * np.array(pattern) - 1  # 2 for its own pattern, at most 1 for others
        biases[unit] = -1
        outputs[unit, label] = 20 * sharpness
    hidden = dense(inputs, biases, "relu")
    return model(hidden, dense(outputs, [10 * sharpness, 0, 0], "softmax"))


def test_the_table_of_the_lecture() -> None:
    assert patterns().shape == (16, 4)
    assert patterns()[5].tolist() == [0, 1, 0, 1]
    assert classes(patterns()).tolist() == [0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0]


def test_the_fast_form_and_the_labels_of_the_handout_agree_with_the_definition() -> None:
    by_definition = [class_by_definition(pattern) for pattern in patterns()]
    assert by_definition == list(classes(patterns())) == list(labels())


def test_cross_entropy_by_hand() -> None:
    outputs = np.array([[0.5, 0.25, 0.25], [0.2, 0.6, 0.8]])  # the second row is made to sum to 1
    y = np.array([0, 2])
    assert cross_entropy(outputs, y) == pytest.approx(np.log(2))
    assert cross_entropy(np.ones((5, 3)), np.zeros(5, int)) == pytest.approx(EVEN_LOSS)
    assert cross_entropy(np.array([[1.0, 0.0]]), np.array([1])) == pytest.approx(-np.log(1e-7))


# ------------------------------------------------------------------ learned


def test_a_network_that_has_learned_gets_all() -> None:
    assert learned(network()) is None


@pytest.mark.parametrize(("recognised", "fraction"), [(3, 0.75), (2, 0.5), (1, 0.25), (0, 0)])
def test_each_pattern_beyond_twelve_counts(recognised: int, fraction: float) -> None:
    broken = learned(network(recognised))
    assert broken is not None
    assert broken.fraction == fraction


def test_all_right_but_hardly() -> None:
    hardly = network(sharpness=0.05)
    loss = cross_entropy(hardly.forward(patterns()), classes(patterns()))
    assert GOOD_LOSS < loss < EVEN_LOSS
    broken = learned(hardly)
    assert broken is not None
    assert broken.fraction == pytest.approx(1 - (loss - 0.25) / (np.log(3) - 0.25) / 4)
    less = learned(network(sharpness=0.01))
    assert less is not None
    assert 0.75 < less.fraction < broken.fraction


SAID = [
    (
        learned(network(3)),
        "15 of the 16 patterns are right. Was the network trained on all of them, for long enough, "
        "and with the settings of the question?",
        "16 個のパターンのうち 15 個を正しく分類できています。"
        "すべてのパターンを使い、問いにある設定で、十分に長く学習させたかを確かめてください。",
    ),
    (
        learned(network(0)),
        "12 of the 16 patterns are right: always answering class 0 gets 12. Was the network "
        "trained, on the right labels, and for long enough?",
        "16 個のパターンのうち、正しく分類できたのは 12 個です。"
        "いつもクラス 0 と答えるだけでも 12 個は当たります。"
        "学習を実行したか、正解のデータとエポック数が正しいかを確かめてください。",
    ),
    (
        learned(network(sharpness=0.05)),
        "All patterns are right, but the loss is still 0.766; train until it is 0.25 or less. "
        "Look at the epochs and the loss.",
        "すべてのパターンを正しく分類できていますが、損失がまだ 0.766 です。"
        "0.25 以下になるまで学習させてください。エポック数と、損失関数の設定を確かめてください。",
    ),
    (
        learned(model(dense(np.full((4, 3), np.nan), [0] * 3, "softmax"))),
        "The outputs of the network are not numbers any more (NaN): the training went astray. "
        "Look at the learning rate and at the labels.",
        "ネットワークの出力が数ではなくなっています (NaN)。学習が発散しています。"
        "学習率と、正解として渡したデータを見直してください。",
    ),
    (
        learned(model(input_shape=(5,))),
        "The network must take 4 numbers and give 3; see the question about the model.",
        "ネットワークの入力は 4 個、出力は 3 個の数でなければなりません。"
        "モデルを作る問いに戻って確かめてください。",
    ),
    (
        predicts(network(), [0.1, 0.8, 0.1]),
        "`p` must be what `m.predict` returns for one pattern: three numbers in one row, of the "
        "shape (1, 3). Its shape is (3,).",
        "`p` は、1 個のパターンに対する `m.predict` の結果です。1 行に 3 個の数が並び、"
        "形は (1, 3) になります。いまの形は (3,) です。",
    ),
    (
        predicts(network(), "0.1"),
        "`p` must be what `m.predict` returns for one pattern: three numbers in one row, of the "
        "shape (1, 3).",
        "`p` は、1 個のパターンに対する `m.predict` の結果です。1 行に 3 個の数が並び、"
        "形は (1, 3) になります。",
    ),
    (
        predicts(network(), [[0.5, 0.8, 0.1]]),
        "The three numbers in `p` add up to 1.400; the outputs of a softmax layer add up to 1.",
        "`p` の 3 個の数の合計が 1.400 です。ソフトマックスの層の出力は、合計が 1 になります。",
    ),
    (
        predicts(network(), [[0.148, 0.831, 0.021]]),
        "`p` is not what your `m` gives for the pattern 0101. Was `m` trained again, or made "
        "anew, after `p`? Everybody's numbers differ, so the lecture's will not do.",
        "`p` が、パターン 0101 に対するあなたの `m` の出力と一致しません。"
        "`p` を求めたあとで、`m` をもう一度学習させたり作り直したりしていませんか。"
        "数値は人によって違うので、講義の数値を書き写しても正解にはなりません。",
    ),
    (
        predicts(network(0), network(0).forward([[0, 1, 0, 1]])),
        "For the pattern 0101 your network decides for class 0. Has it learned enough?",
        "パターン 0101 に対して、あなたのネットワークはクラス 0 と判断しています。"
        "学習が十分か確かめてください。",
    ),
    (
        reads_weights(network(), np.zeros((4, 64))),
        "`w` must hold a weight for each connection between the 64 units and the 3 units: its "
        "shape is (64, 3). Here it is (4, 64).",
        "`w` には、64 個のユニットと 3 個のユニットを結ぶ重みが入ります。"
        "形は (64, 3) です。いまの形は (4, 64) です。",
    ),
    (
        reads_weights(network(), ["a", "b"]),
        "`w` must hold a weight for each connection between the 64 units and the 3 units: its "
        "shape is (64, 3).",
        "`w` には、64 個のユニットと 3 個のユニットを結ぶ重みが入ります。形は (64, 3) です。",
    ),
    (
        reads_weights(network(), [np.zeros((64, 3)), np.zeros(3)]),
        "`w` holds the weights and, behind them, the biases, as `get_weights()` returns them. "
        "Take the weights out: `[0]`.",
        "`w` には、`get_weights()` が返す重みとバイアスの両方が入っています。"
        "重みだけを `[0]` で取り出してください。",
    ),
    (
        reads_weights(network(), np.ones((64, 3))),
        "`w` does not hold the weights that your `m` has now. Was `m` trained again, or made "
        "anew, after `w`?",
        "`w` が、あなたの `m` がいま持っている重みと一致しません。"
        "`w` を取り出したあとで、`m` をもう一度学習させたり作り直したりしていませんか。",
    ),
]


@pytest.mark.parametrize(("broken", "en", "ja"), SAID, ids=[en[:30] for _, en, _ in SAID])
def test_what_is_said_word_for_word(broken: Violation | None, en: str, ja: str) -> None:
    assert broken is not None
    assert (broken.en, broken.ja) == (en, ja)


# ------------------------------------------------------------------ predicts, reads_weights


def test_the_networks_own_prediction() -> None:
    own = network().forward([[0, 1, 0, 1]])
    assert predicts(network(), own.astype(np.float32)) is None
    assert predicts(network(), own.tolist()) is None
    assert predicts(network(), own + np.array([[5e-5, -5e-5, 0]])) is None
    assert predicts(network(), own + np.array([[5e-4, -5e-4, 0]])) is not None


@pytest.mark.parametrize(
    "p", [[["0", "1", "0"]], [[1], [1, 2]], {"p": 1}, [[np.nan, 1, 0]], 10**400, [[1j, 0, 0]]]
)
def test_what_is_no_prediction_at_all(p: object) -> None:
    assert predicts(network(), p) is not None
    assert reads_weights(network(), p) is not None


def test_training_that_went_astray() -> None:
    hidden, output = dense(np.ones((4, 64)), [0] * 64, "relu"), np.full((64, 3), np.nan)
    astray = model(hidden, dense(output, [0] * 3, "softmax"))
    nan = [[np.nan] * 3]
    assert learned(astray) == predicts(astray, nan)
    assert reads_weights(astray, output) is None


def test_a_prediction_of_a_network_of_another_form() -> None:
    other = model(dense(np.ones((4, 1)), [0]))
    assert predicts(other, [[0.0, 1.0, 0.0]]) == learned(other) == learned(model(input_shape=(5,)))


def test_outputs_that_are_no_shares_have_a_loss_all_the_same() -> None:
    assert cross_entropy(np.array([[1.0, -1.0, 0.0]]), np.array([0])) == 0
    assert cross_entropy(np.zeros((1, 3)), np.array([0])) == pytest.approx(-np.log(1e-7))


def test_the_networks_own_weights() -> None:
    own = network().layers[1].weights["kernel"]
    assert own is not None
    assert reads_weights(network(), own) is None
    assert reads_weights(network(), own.tolist()) is None


@pytest.mark.parametrize("other", [model(), model(dense(np.ones((4, 3)), [0] * 3))])
def test_weights_of_a_network_of_another_form(other: Model) -> None:
    assert reads_weights(other, np.ones((64, 3))) is not None


def untouched(output: str, learning_rate: float = 0.01) -> Model:
    """Return a model whose biases are as it was made."""
    hidden = dense(np.zeros((4, 64)), np.zeros(64), "relu")
    made = model(hidden, dense(np.zeros((64, 3)), np.zeros(3), output))
    settings = {"learning_rate": learning_rate, "momentum": 0.9, "nesterov": True}
    compiled = Compiled(
        loss="sparse_categorical_crossentropy",
        optimizer="SGD",
        settings=settings,
        loss_settings={},
    )
    return replace(made, compiled=compiled)


@pytest.mark.parametrize(
    ("made", "is_named"),
    [
        (untouched("softmax"), True),
        (untouched("sigmoid"), True),
        # these may have been trained for long: nothing could move them
        (untouched("relu"), False),
        (untouched("linear"), False),
        (untouched("softmax", learning_rate=0), False),
        # never compiled, never trained
        (replace(untouched("relu"), compiled=None), True),
    ],
)
def test_no_training_is_named_only_where_training_would_have_shown(
    made: Model, is_named: bool
) -> None:
    assert training_missing(made) is is_named
