"""The patterns that the network of `keras-training` learns, and judges of what it has learned.

The network is judged by its weights: its outputs are worked out here, not taken from the student.
The labels are those that the handout gives; a judge holds no other answer.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.authoring import Model, Violation, numbers

GOOD_LOSS = 0.25
EVEN_LOSS = float(np.log(3))  #: of a network to which all three classes look alike
GUESSED = 12  #: patterns that always answering class 0 gets right
CLOSE = 1e-4

Array = NDArray[Any]


def patterns() -> Array:
    """Return all patterns of four pixels, `(16, 4)`, from 0000 to 1111 in counting order."""
    return np.array([[n >> 3 & 1, n >> 2 & 1, n >> 1 & 1, n & 1] for n in range(16)])


def labels() -> Array:
    """Return the class `(16,)` of each pattern, as the handout has it."""
    y = np.zeros(16, dtype=int)
    y[[0b0101, 0b1010]] = 1
    y[[0b0011, 0b1100]] = 2
    return y


def cross_entropy(outputs: Array, y: Array) -> float:
    """Return the mean loss of outputs `(n, classes)` for the right classes `(n,)`.

    As in Keras, each row is first made to sum to 1, and no share is taken to be below 1e-7.
    """
    with np.errstate(all="ignore"):
        shares = np.nan_to_num(outputs / outputs.sum(axis=-1, keepdims=True))
    right = np.take_along_axis(np.clip(shares, 1e-7, 1), y[:, None], axis=-1)
    return float(-np.log(right).mean())


def learned(m: Model) -> Violation | None:
    """Judge a trained network on all 16 patterns.

    All points are for 16 right ones at a loss of at most `GOOD_LOSS`, none for `GUESSED` and
    fewer; each one between earns a quarter, and so does the loss on its way down.
    """
    x = patterns()
    y = labels()
    outputs = _outputs(m, x)
    if outputs is None:
        return _other_shapes()
    if not np.isfinite(outputs).all():
        return _no_numbers()
    right = int(np.sum(outputs.argmax(axis=-1) == y))
    loss = cross_entropy(outputs, y)
    if right == len(x) and loss <= GOOD_LOSS:
        return None
    if right == len(x):
        return _high_loss(loss)
    return _wrong_patterns(right, len(x))


def predicts(m: Model, p: object) -> Violation | None:
    """Judge `p`, what the network says of the pattern 0101: it must be the network's own."""
    shares = numbers(p)
    if shares is None or shares.shape != (1, 3):
        return _no_prediction(shares)
    if abs(shares.sum() - 1) > CLOSE:
        return _no_shares(float(shares.sum()))
    own = _outputs(m, np.array([[0, 1, 0, 1]]))
    if own is None:
        return _other_shapes()
    if not np.isfinite(own).all():
        return _no_numbers()
    if not np.allclose(own, shares, rtol=0, atol=CLOSE):
        return _not_its_own_prediction()
    return None if shares.argmax() == 1 else _wrong_class(int(shares.argmax()))


def reads_weights(m: Model, w: object) -> Violation | None:
    """Judge `w`, the weights between the two layers: they must be the network's own."""
    weights = numbers(w)
    if weights is None or weights.shape != (64, 3):
        return _weights_and_biases() if _are_weights_and_biases(w) else _no_weights(weights)
    own = m.layers[-1].weights.get("kernel") if m.layers else None
    if own is None or own.shape != weights.shape:
        return _other_weights()
    same = np.allclose(own, weights, rtol=0, atol=CLOSE, equal_nan=True)
    return None if same else _other_weights()


def _outputs(m: Model, x: Array) -> Array | None:
    """Return three outputs for each of the patterns, None if the network is of another form."""
    if m.input_shape != (4,):
        return None
    outputs = m.forward(x)
    return outputs if outputs.shape == (len(x), 3) else None


def _are_weights_and_biases(w: object) -> bool:
    """Whether this is what `get_weights` returns of the layer."""
    parts = [numbers(part) for part in w] if isinstance(w, list | tuple) else []
    return [None if part is None else part.shape for part in parts] == [(64, 3), (3,)]


def _shape(array: Array | None, en: str, ja: str) -> tuple[str, str]:
    """Return what follows in both languages where there is a shape."""
    return ("", "") if array is None else (f"{en} {array.shape}.", f"{ja} {array.shape} です。")


def _other_shapes() -> Violation:
    return Violation(
        en="The network must take 4 numbers and give 3; see the question about the model.",
        ja="ネットワークの入力は 4 個、出力は 3 個の数でなければなりません。"
        "モデルを作る問いに戻って確かめてください。",
    )


def _no_numbers() -> Violation:
    return Violation(
        en="The outputs of the network are not numbers any more (NaN): the training went astray. "
        "Look at the learning rate and at the labels.",
        ja="ネットワークの出力が数ではなくなっています (NaN)。学習が発散しています。"
        "学習率と、正解として渡したデータを見直してください。",
    )


def _high_loss(loss: float) -> Violation:
    way = (EVEN_LOSS - loss) / (EVEN_LOSS - GOOD_LOSS)
    return Violation(
        en=f"All patterns are right, but the loss is still {loss:.3f}; train until it is "
        f"{GOOD_LOSS} or less. Look at the epochs and the loss.",
        ja=f"すべてのパターンを正しく分類できていますが、損失がまだ {loss:.3f} です。"
        f"{GOOD_LOSS} 以下になるまで学習させてください。"
        "エポック数と、損失関数の設定を確かめてください。",
        fraction=0.75 + 0.25 * min(max(way, 0.0), 1.0),
    )


def _wrong_patterns(right: int, asked: int) -> Violation:
    fraction = max(right - GUESSED, 0) / (asked - GUESSED)
    if fraction:
        return Violation(
            en=f"{right} of the {asked} patterns are right. Was the network trained on all "
            "of them, for long enough, and with the settings of the question?",
            ja=f"{asked} 個のパターンのうち {right} 個を正しく分類できています。"
            "すべてのパターンを使い、問いにある設定で、十分に長く学習させたかを確かめてください。",
            fraction=fraction,
        )
    return Violation(
        en=f"{right} of the {asked} patterns are right: always answering class 0 gets {GUESSED}. "
        "Was the network trained, on the right labels, and for long enough?",
        ja=f"{asked} 個のパターンのうち、正しく分類できたのは {right} 個です。"
        f"いつもクラス 0 と答えるだけでも {GUESSED} 個は当たります。"
        "学習を実行したか、正解のデータとエポック数が正しいかを確かめてください。",
    )


def _no_prediction(shares: Array | None) -> Violation:
    en, ja = _shape(shares, " Its shape is", "いまの形は")
    return Violation(
        en="`p` must be what `m.predict` returns for one pattern: three numbers in one row, of "
        f"the shape (1, 3).{en}",
        ja="`p` は、1 個のパターンに対する `m.predict` の結果です。1 行に 3 個の数が並び、"
        f"形は (1, 3) になります。{ja}",
    )


def _no_shares(total: float) -> Violation:
    return Violation(
        en=f"The three numbers in `p` add up to {total:.3f}; the outputs of a softmax layer add "
        "up to 1.",
        ja=f"`p` の 3 個の数の合計が {total:.3f} です。"
        "ソフトマックスの層の出力は、合計が 1 になります。",
    )


def _not_its_own_prediction() -> Violation:
    return Violation(
        en="`p` is not what your `m` gives for the pattern 0101. Was `m` trained again, or made "
        "anew, after `p`? Everybody's numbers differ, so the lecture's will not do.",
        ja="`p` が、パターン 0101 に対するあなたの `m` の出力と一致しません。"
        "`p` を求めたあとで、`m` をもう一度学習させたり作り直したりしていませんか。"
        "数値は人によって違うので、講義の数値を書き写しても正解にはなりません。",
    )


def _wrong_class(winner: int) -> Violation:
    return Violation(
        en=f"For the pattern 0101 your network decides for class {winner}. Has it learned enough?",
        ja=f"パターン 0101 に対して、あなたのネットワークはクラス {winner} と判断しています。"
        "学習が十分か確かめてください。",
    )


def _no_weights(weights: Array | None) -> Violation:
    en, ja = _shape(weights, " Here it is", "いまの形は")
    return Violation(
        en="`w` must hold a weight for each connection between the 64 units and the 3 units: its "
        f"shape is (64, 3).{en}",
        ja="`w` には、64 個のユニットと 3 個のユニットを結ぶ重みが入ります。"
        f"形は (64, 3) です。{ja}",
    )


def _weights_and_biases() -> Violation:
    return Violation(
        en="`w` holds the weights and, behind them, the biases, as `get_weights()` returns them. "
        "Take the weights out: `[0]`.",
        ja="`w` には、`get_weights()` が返す重みとバイアスの両方が入っています。"
        "重みだけを `[0]` で取り出してください。",
    )


def _other_weights() -> Violation:
    return Violation(
        en="`w` does not hold the weights that your `m` has now. Was `m` trained again, or made "
        "anew, after `w`?",
        ja="`w` が、あなたの `m` がいま持っている重みと一致しません。"
        "`w` を取り出したあとで、`m` をもう一度学習させたり作り直したりしていませんか。",
    )
