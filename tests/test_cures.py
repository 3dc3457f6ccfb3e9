"""Errors with a cure; Keras' own texts, so that a new release that words them otherwise shows."""

from __future__ import annotations

import pytest

from autograder import wording
from autograder.feedback import message, raised_in_cell
from autograder.records import (
    CallRequest,
    Check,
    CheckResult,
    Finding,
    Limits,
    Outcome,
    Raised,
    Text,
)
from autograder.sandbox.client import Sandbox

GENEROUS = {"seconds": 60.0, "wall": 200.0}
LR = Raised("ValueError", "Argument(s) not recognized: {'lr': 0.01}")

MODEL = """
import numpy as np, tensorflow as tf
m = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(3, activation="softmax")])
x, y = np.zeros((16, 4)), np.zeros(16, int)
m.compile(loss="categorical_crossentropy")
SPARSE = "sparse_categorical_crossentropy"
"""
ERRORS = {
    "m.compile(optimizer=tf.keras.optimizers.SGD(lr=0.01, momentum=0.9))": wording.CURE_LR,
    "m.fit(x, y, verbose=0)": wording.CURE_NOT_ONE_HOT,
    "m.fit(x, y.reshape(16, 1), verbose=0)": wording.CURE_NOT_ONE_HOT,
    "m.fit(x, np.eye(2)[y], verbose=0)": None,
    "m.compile('sgd', SPARSE)\nm.fit(x, x, verbose=0)": wording.CURE_ONE_HOT,
    "m.fit(x, np.zeros((20, 3)), verbose=0)": wording.CURE_CARDINALITY,
    "m.predict([0, 1, 0, 1], verbose=0)": wording.CURE_LIST,
    "m.predict(np.array([0, 1, 0, 1]), verbose=0)": wording.CURE_ONE_EXAMPLE,
    "1 / 0": None,
}  # fmt: skip


@pytest.mark.parametrize(("statement", "text"), ERRORS.items())
def test_keras_says_it_and_the_cure_is_told(
    tensorflow: Sandbox, statement: str, text: Text | None
) -> None:
    with tensorflow.worker(Limits()) as worker:
        worker.run_cell(1, MODEL, **GENEROUS)
        raised = worker.run_cell(2, statement, **GENEROUS).raised
    assert raised is not None
    said = raised_in_cell(2, raised, "en")
    assert said.endswith(f" — {text.en}") if text else " — " not in said


def test_a_cure_in_a_cell() -> None:
    assert raised_in_cell(3, LR, "en") == (
        "Cell 3 stops with `ValueError`: `Argument(s) not recognized: {'lr': 0.01}` — "
        "Keras 3 no longer knows `lr=`: write `learning_rate=` instead."
    )
    assert raised_in_cell(3, LR, "ja") == (
        "セル 3 の実行中に `ValueError` が起きました: "
        "`Argument(s) not recognized: {'lr': 0.01}` — "
        "Keras 3 では `lr=` が使えなくなりました。かわりに `learning_rate=` と書いてください。"
    )


def test_a_cure_in_a_visible_check() -> None:
    finding = Finding(CallRequest("build", ()), LR)
    result = CheckResult(Check("q/1", False, 1), Outcome.RAISED, finding)
    assert message(result, "en").sentences == (
        "The code stops with `ValueError`: `Argument(s) not recognized: {'lr': 0.01}`",
        "Keras 3 no longer knows `lr=`: write `learning_rate=` instead.",
    )


@pytest.mark.parametrize(
    "text",
    [
        Text(
            "Categorical cross-entropy compares one number a unit, so the labels must be one-hot: "
            "pass `tf.keras.utils.to_categorical(y)`, or take sparse categorical cross-entropy, "
            "which wants class numbers.",
            "categorical cross-entropy はユニットごとに比べるので、正解は one-hot 形式で渡します。"
            "`tf.keras.utils.to_categorical(y)` を渡すか、"
            "クラス番号のまま使える sparse categorical cross-entropy に変えてください。",
        ),
        Text(
            "Sparse categorical cross-entropy wants class numbers: pass `y` as it is, or take "
            "categorical cross-entropy, which wants one-hot labels.",
            "sparse categorical cross-entropy にはクラス番号を渡します。"
            "`y` をそのまま渡すか、one-hot 形式で使う categorical cross-entropy に変えてください。",
        ),
        Text(
            "There must be as many labels as inputs: look at the first number of `x.shape` and of "
            "`y.shape`.",
            "入力と正解は同じ個数でなければなりません。"
            "`x.shape` と `y.shape` の最初の数を比べてください。",
        ),
        Text(
            "Keras takes arrays, not lists: wrap the list in `np.array(…)`.",
            "Keras にはリストではなく配列を渡します。`np.array(…)` で配列にしてください。",
        ),
        Text(
            "Keras takes a table of examples, one a row; a single example is a table of one row, "
            "such as `np.array([[0, 1]])`.",
            "Keras には、1 行が 1 件のデータである表を渡します。"
            "1 件だけのときも `np.array([[0, 1]])` のように 1 行の表にしてください。",
        ),
    ],
)
def test_cures_word_for_word(text: Text) -> None:
    assert text in vars(wording).values()
