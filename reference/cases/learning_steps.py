"""Properties of `learning_step`: what a step must do, whatever error it is made for.

Half the squared error, the squared error and any other positive multiple lead to steps of the
same direction and of different length. All are right, and so only the direction is judged, that
twice the rate or twice the error makes twice the step, and that many steps find a unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from autograder.authoring import Violation, numbers

Ask = Callable[..., object]
Array = NDArray[np.float64]

PRECISION = 1e-3  #: of a step's largest part: not even float32 loses as much
ENOUGH_STEPS = 300

NOT_A_PAIR = Violation(
    en="`learning_step` does not return two values. Return the new weights and the new bias, in "
    "this order.",
    ja="`learning_step` が 2 つの値を返していません。"
    "新しい重みと新しいバイアスを、この順に返してください。",
)
WRONG_WEIGHTS = Violation(
    en="The new weights do not have the shape of the old ones, or are not all numbers. There is "
    "one weight for each input.",
    ja="新しい重みが、元の重みと同じ形になっていないか、数でない値を含んでいます。"
    "重みは入力 1 つにつき 1 つです。",
)
WRONG_BIAS = Violation(
    en="The new bias is not a single number. A unit has one bias, however many inputs it has.",
    ja="新しいバイアスが 1 つの数になっていません。"
    "入力がいくつあっても、ユニットのバイアスは 1 つです。",
)
MOVED_WITHOUT_ERROR = Violation(
    en="Weights or bias change although the output is already the target. Look at what the step "
    "is made of: without an error there is nothing to correct.",
    ja="出力が目標とすでに等しいのに、重みかバイアスが変わっています。"
    "誤差がなければ直すところはありません。変化量が何から計算されているか、見直してください。",
)
NOTHING_MOVED = Violation(
    en="Weights and bias come back as they were although the output is not the target. Look at "
    "whether the function returns the changed values.",
    ja="出力が目標と違うのに、重みもバイアスも元のままです。"
    "変えたあとの値を返しているか、確かめてください。",
)
BIAS_STAYED = Violation(
    en="The weights change, but the bias comes back as it was. Learning adjusts both.",
    ja="重みは変わりますが、バイアスが元のままです。学習では、重みとバイアスの両方を調整します。",
)
WEIGHTS_STAYED = Violation(
    en="The bias changes, but the weights come back as they were. Learning adjusts both.",
    ja="バイアスは変わりますが、重みが元のままです。学習では、重みとバイアスの両方を調整します。",
)
WRONG_WAY = Violation(
    en="After the step the output is farther from the target than before. Look at the direction "
    "in which weights and bias move.",
    ja="調整のあと、出力が前よりも目標から遠ざかっています。"
    "重みとバイアスを動かす向きを見直してください。",
)
WRONG_SHARES = Violation(
    en="The step lacks the right balance: some weights, or the bias, move too much or too little "
    "compared with the others. Think about how much each of them has contributed to the output.",
    ja="重みやバイアスの変化のつり合いが正しくありません。"
    "それぞれが出力にどれだけ影響しているかを考えて、変化量を見直してください。",
)
RATE_WITHOUT_EFFECT = Violation(
    en="Twice the rate does not make twice the step. Look at where your function uses the rate.",
    ja="学習率を 2 倍にしても、変化量が 2 倍になりません。"
    "学習率が計算のどこで使われているか、確かめてください。",
)
ERROR_WITHOUT_EFFECT = Violation(
    en="Twice the error does not make twice the step. Look at how the difference between output "
    "and target goes into your step.",
    ja="誤差を 2 倍にしても、変化量が 2 倍になりません。"
    "出力と目標の差が、変化量にどのように入っているか、確かめてください。",
)
UNIT_NOT_FOUND = Violation(
    en="After many steps with the examples of a unit, the outputs still differ from the targets. "
    "Look at whether every step uses the weights and the bias that it was given.",
    ja="あるユニットの入力と出力の例を使って何度も調整しても、出力が目標に近づきません。"
    "渡された重みとバイアスが、両方とも計算に使われているか、確かめてください。",
)


class Example(NamedTuple):
    """The arguments of one step."""

    weights: Array
    bias: float
    inputs: Array
    target: float
    rate: float

    @property
    def output(self) -> float:
        return float(self.weights @ self.inputs) + self.bias


def first_step(ask: Ask) -> Violation | None:
    """The step of the example in the text, which tells where it leads; visible, so no formula."""
    example = Example(np.array([0.5, -0.5]), 0.0, np.array([1.0, 2.0]), 1.0, 0.1)
    step = _step(ask, example)
    return step if isinstance(step, Violation) else _fault(step, np.array([0.15, 0.3, 0.15]))


def error_falls(ask: Ask) -> Violation | None:
    """Each step moves weights and bias against the error, each by its share in it."""
    faults = (_wrong_step(ask, example) for example in _examples())
    return next((fault for fault in faults if fault), None)


def step_follows_rate_and_error(ask: Ask) -> Violation | None:
    """Twice the rate or twice the error makes twice the step; without an error there is none."""
    faults = (_disproportionate_step(ask, example) for example in _examples())
    return next((fault for fault in faults if fault), None)


def many_steps_find_a_unit(ask: Ask) -> Violation | None:
    """Steps over many examples of a unit end at its weights and its bias."""
    rng = np.random.default_rng(322)
    unit, now = np.array([1.5, -2.0, 0.7]), np.zeros(3)
    for inputs in rng.uniform(-1, 1, (ENOUGH_STEPS, 2)):
        target = float(np.append(inputs, 1.0) @ unit)
        step = _step(ask, Example(now[:-1], float(now[-1]), inputs, target, 0.2))
        if isinstance(step, Violation):
            return step
        now = now + step
        if np.abs(now).max() > 1e6:
            return UNIT_NOT_FOUND
    return None if np.abs(now - unit).max() < 0.05 else UNIT_NOT_FOUND


def _examples() -> Iterator[Example]:
    """One to fifty inputs of both signs; the output is too high and too low by turns."""
    rng = np.random.default_rng(321)
    for number, n in enumerate((2, 1, 2, 3, 3, 4, 6, 50)):
        weights, inputs, bias = _numbers(rng, n), _numbers(rng, n), float(_numbers(rng, 1)[0])
        error = round((-1) ** number * rng.uniform(1, 3), 1)
        rate = 0.1 / float(inputs @ inputs + 1)
        yield Example(weights, bias, inputs, float(weights @ inputs) + bias - error, rate)


def _wrong_step(ask: Ask, example: Example) -> Violation | None:
    step = _step(ask, example)
    return step if isinstance(step, Violation) else _fault(step, _descent(example))


def _descent(example: Example) -> Array:
    """The change of weights and bias `(n + 1,)` for half the squared error."""
    error = example.output - example.target
    return -example.rate * error * np.append(example.inputs, 1.0)


def _fault(step: Array, down: Array) -> Violation | None:
    """Return what is wrong with a step; `down` is one that is right, of any length."""
    if not step.any():
        return NOTHING_MOVED
    if step[-1] == 0:
        return BIAS_STAYED
    if not step[:-1].any():
        return WEIGHTS_STAYED
    if step @ down <= 0:
        return WRONG_WAY
    return None if _same(step, down * (step @ down) / (down @ down)) else WRONG_SHARES


def _disproportionate_step(ask: Ask, example: Example) -> Violation | None:
    step = _step(ask, example)
    if isinstance(step, Violation):
        return step
    if fault := _fault(step, _descent(example)):
        return fault
    output = example.output
    others = (
        (example._replace(rate=2 * example.rate), 2, RATE_WITHOUT_EFFECT),
        (example._replace(target=2 * example.target - output), 2, ERROR_WITHOUT_EFFECT),
        (example._replace(target=output), 0, MOVED_WITHOUT_ERROR),
    )
    for other, times, without_effect in others:
        found = _step(ask, other)
        if isinstance(found, Violation):
            return found
        if not _same(found, times * step, np.abs(step).max()):
            return without_effect
    return None


def _step(ask: Ask, example: Example) -> Array | Violation:
    """Return the change of weights and bias `(n + 1,)`, or what is wrong with the answer."""
    parts = _parts(ask("learning_step", *example))
    if len(parts) != 2:
        return NOT_A_PAIR
    weights, bias = (_finite(part) for part in parts)
    if weights is None or weights.shape != example.weights.shape:
        return WRONG_WEIGHTS
    if bias is None or bias.shape != ():
        return WRONG_BIAS
    return np.append(weights - example.weights, bias - example.bias)


def _parts(answer: object) -> list[object]:
    sequence = isinstance(answer, list | tuple) or (isinstance(answer, np.ndarray) and answer.ndim)
    return list(answer) if sequence else []  # type: ignore[call-overload]


def _finite(value: object) -> Array | None:
    """Return the numbers in the value, None if there is anything else or a NaN among them."""
    array = numbers(value)
    return None if array is None or not np.isfinite(array).all() else array


def _same(one: Array, other: Array, size: float | None = None) -> bool:
    size = np.abs(other).max() if size is None else size
    return bool((np.abs(one - other) <= PRECISION * size).all())


def _numbers(rng: Generator, n: int) -> Array:
    """Numbers of both signs, none of them near 0."""
    return (rng.choice([-1, 1], n) * rng.uniform(0.3, 2, n)).round(1)
