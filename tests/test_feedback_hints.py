"""Errors with a hint; Keras' own texts, so that a new release that words them otherwise shows.

Tests of `feedback/hints/keras.py`.
"""

from __future__ import annotations

import pytest

from autograder.checks.value import ValueCheck
from autograder.execution.sandboxed import Sandbox
from autograder.feedback.cells import raised_in_cell
from autograder.feedback.checks import message
from autograder.feedback.hints import hint, hint_for_warning
from autograder.feedback.hints.keras import KERAS
from autograder.feedback.show.sentences import in_language
from autograder.records import (
    CallRequest,
    CellRequest,
    CheckResult,
    Finding,
    Limits,
    Outcome,
    Raised,
)
from autograder.records.sentences import Sentence, filled
from tests.said import both, sentences

GENEROUS = {"seconds": 60.0, "wall": 200.0}
LR = Raised(type="ValueError", message="Argument(s) not recognized: {'lr': 0.01}")

MODEL = """
import numpy as np, tensorflow as tf
m = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(3, activation="softmax")])
x, y = np.zeros((16, 4)), np.zeros(16, int)
m.compile(loss="categorical_crossentropy")
SPARSE = "sparse_categorical_crossentropy"
"""
ERRORS = {
    "m.compile(optimizer=tf.keras.optimizers.SGD(lr=0.01, momentum=0.9))": KERAS[0].sentence,
    "m.fit(x, y, verbose=0)": KERAS[1].sentence,
    "m.fit(x, y.reshape(16, 1), verbose=0)": KERAS[1].sentence,
    "m.fit(x, np.eye(2)[y], verbose=0)": filled(KERAS[10].sentence, labels=2, units=3),
    "m.compile('sgd', SPARSE)\nm.fit(x, x, verbose=0)": KERAS[2].sentence,
    "m.fit(x, np.zeros((20, 3)), verbose=0)": KERAS[3].sentence,
    "m.predict([0, 1, 0, 1], verbose=0)": KERAS[4].sentence,
    "m.predict(np.array([0, 1, 0, 1]), verbose=0)": KERAS[5].sentence,
    "tf.keras.Sequential([tf.keras.layers.Dense(1)]).fit(x, x, verbose=0)": KERAS[7].sentence,
    "m.predict_classes(x)": KERAS[8].sentence,
    "10.0**1000": None,
}  # fmt: skip


@pytest.mark.parametrize(("statement", "text"), ERRORS.items())
def test_keras_says_it_and_the_hint_is_given(
    tensorflow: Sandbox, statement: str, text: Sentence | None
) -> None:
    with tensorflow.worker(Limits()) as worker:
        worker.ask(CellRequest(cell=1, source=MODEL), **GENEROUS)
        raised = worker.ask(CellRequest(cell=2, source=statement), **GENEROUS).raised
    assert raised is not None
    said = in_language(raised_in_cell(2, raised), "en")
    assert said.endswith(f" — {text}") if text else " — " not in said


def test_a_hint_with_what_the_error_says(tensorflow: Sandbox) -> None:
    with tensorflow.worker(Limits()) as worker:
        worker.ask(CellRequest(cell=1, source=MODEL), **GENEROUS)
        narrow = worker.ask(
            CellRequest(cell=2, source="m.predict(np.zeros((2, 5)), verbose=0)"), **GENEROUS
        ).raised
        history = "m.fit(x, np.eye(3)[y], verbose=0).history['acc']"
        key = worker.ask(CellRequest(cell=3, source=history), **GENEROUS).raised
    assert both(hint(narrow)) == (
        "The layer was made for 4 numbers per example but is given 5: compare the shape of the input layer with `x.shape`.",
        "この層は 1 件あたり 4 個の数を受け取るように作られていますが、5 個が渡されています。入力層の形と `x.shape` を比べてください。",
    )
    assert both(hint(key)) == (
        "The history calls it `accuracy` and `val_accuracy`, not `acc`.",
        "学習の記録での名前は `acc` ではなく、`accuracy`、`val_accuracy` です。",
    )


def test_warnings_that_a_cell_prints(tensorflow: Sandbox) -> None:
    with tensorflow.worker(Limits()) as worker:
        layer = "import tensorflow as tf\ntf.keras.layers.Dense(3, input_shape=(4,))"
        old = worker.ask(CellRequest(cell=1, source=layer), **GENEROUS)
        wrapped = worker.ask(
            CellRequest(cell=2, source="import numpy as np\nnp.uint8(200) + np.uint8(100)"),
            **GENEROUS,
        )
        quiet = worker.ask(CellRequest(cell=3, source="1 + 1"), **GENEROUS)
    assert old.raised is wrapped.raised is None
    assert both(hint_for_warning(old)) == (
        "In Keras 3, `tf.keras.Input(shape=(4,))` as the first entry gives the shape of the inputs. `input_shape=` still works.",
        "Keras 3 では、入力の形を最初の層として `tf.keras.Input(shape=(4,))` のように書きます。`input_shape=` のままでも動きます。",
    )
    assert both(hint_for_warning(wrapped)) == (
        "A number became too large for its type and wrapped around, as `uint8` does after 255. Convert with `.astype(float)` before you calculate.",
        "数が型の範囲を超えて、小さな値に戻っています (`uint8` は 255 の次が 0 です)。計算の前に `.astype(float)` で変換してください。",
    )
    assert hint_for_warning(quiet) is None


def test_a_hint_in_a_cell() -> None:
    assert in_language(raised_in_cell(3, LR), "en") == (
        "Cell 3 stops with `ValueError`: `Argument(s) not recognized: {'lr': 0.01}` — "
        "Keras 3 no longer accepts `lr=`: write `learning_rate=` instead."
    )
    assert in_language(raised_in_cell(3, LR), "ja") == (
        "セル 3 の実行中に `ValueError` が起きました: "
        "`Argument(s) not recognized: {'lr': 0.01}` — "
        "Keras 3 では `lr=` が使えなくなりました。かわりに `learning_rate=` と書いてください。"
    )


def test_a_hint_in_a_visible_check() -> None:
    finding = Finding(request=CallRequest(name="build", arguments=()), answer=LR)
    result = CheckResult(
        check=ValueCheck(id="q/1", name="x", expected=1), outcome=Outcome.RAISED, finding=finding
    )
    assert sentences(message(result), "en") == (
        "The code stops with `ValueError`: `Argument(s) not recognized: {'lr': 0.01}`",
        "Keras 3 no longer accepts `lr=`: write `learning_rate=` instead.",
    )


#: Of which no part is filled in by what the error says.
WHOLE = [known.sentence for known in KERAS if "{" not in known.sentence.template]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Categorical cross-entropy compares one number per unit, so the labels must be one-hot: `to_categorical(y)` of `keras.utils` makes them so. Or use sparse categorical cross-entropy, which takes class numbers.",
            "categorical cross-entropy はユニットごとに数を比べるので、正解ラベルは one-hot でなければなりません。"
            "`keras.utils` の `to_categorical(y)` で直すか、"
            "クラス番号のまま使える sparse categorical cross-entropy にしてください。",
        ),
        (
            "Sparse categorical cross-entropy takes class numbers: pass `y` as it is, or use categorical cross-entropy, which takes one-hot labels.",
            "sparse categorical cross-entropy にはクラス番号を渡します。"
            "`y` をそのまま渡すか、one-hot 形式で使う categorical cross-entropy に変えてください。",
        ),
        (
            "There must be as many labels as inputs: compare the first number of `x.shape` with that of `y.shape`.",
            "入力と正解は同じ個数でなければなりません。"
            "`x.shape` と `y.shape` の最初の数を比べてください。",
        ),
        (
            "Call `compile` with a loss and an optimizer before `fit`.",
            "`fit` の前に `compile` で損失関数とオプティマイザを指定してください。",
        ),
        (
            "Newer versions of Keras have no `predict_classes`: write "
            "`np.argmax(m.predict(x), axis=1)` instead.",
            "新しい Keras に `predict_classes` はありません。"
            "かわりに `np.argmax(m.predict(x), axis=1)` と書いてください。",
        ),
        (
            "Keras takes arrays, not lists: wrap the list in `np.array(…)`.",
            "Keras にはリストではなく配列を渡します。`np.array(…)` で配列にしてください。",
        ),
        (
            "Keras takes a table of examples, one per row; a single example is a table with one row, such as `np.array([[0, 1]])`.",
            "Keras には、1 行が 1 件のデータである表を渡します。"
            "1 件だけのときも `np.array([[0, 1]])` のように 1 行の表にしてください。",
        ),
    ],
)
def test_hints_word_for_word(text: tuple[str, str]) -> None:
    assert text in [both(whole) for whole in WHOLE]
