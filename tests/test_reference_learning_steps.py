"""The properties of a step: what is right passes in all its forms, what is wrong is told."""

import re

import numpy as np
import pytest

from autograder.authoring import Violation
from reference.cases import learning_steps as steps
from reference.learning import learning_step, learning_step_by_definition

PROPERTIES = [
    steps.first_step,
    steps.error_falls,
    steps.step_follows_rate_and_error,
    steps.many_steps_find_a_unit,
]
SENTENCES = [broken for broken in vars(steps).values() if isinstance(broken, Violation)]


class Asked:
    """A submission that is asked: its function, and how often it was called."""

    def __init__(self, function):
        self.function = function
        self.times = 0

    def __call__(self, name, *arguments):
        assert name == "learning_step"
        self.times += 1
        return self.function(*(a.copy() if isinstance(a, np.ndarray) else a for a in arguments))


def descent(multiple):
    """A step for an error scaled by some factor, which may depend on the number of inputs."""

    def step(weights, bias, inputs, target, rate):
        change = rate * (weights @ inputs + bias - target) * multiple(len(inputs))
        return weights - change * inputs, bias - change

    return step


def in_plain_python(*example):
    weights, bias = learning_step(*example)
    return [weights.tolist(), np.float64(bias)]


def in_single_precision(weights, bias, inputs, target, rate):
    w, x = np.float32(weights), np.float32(inputs)
    change = np.float32(rate) * (w @ x + np.float32(bias) - np.float32(target))
    return w - change * x, np.float32(bias) - change


RIGHT = [
    learning_step,
    learning_step_by_definition,
    descent(lambda n: 2),
    descent(lambda n: 4),
    descent(lambda n: 1 / n),
    in_plain_python,
    in_single_precision,
]


@pytest.mark.parametrize("holds", PROPERTIES)
@pytest.mark.parametrize("function", RIGHT)
def test_any_multiple_of_the_slope_is_right(holds, function):
    assert holds(Asked(function)) is None


@pytest.mark.parametrize("holds", PROPERTIES)
def test_the_number_of_calls_is_bounded_and_always_the_same(holds):
    first, second = Asked(learning_step), Asked(learning_step)
    holds(first)
    holds(second)
    assert first.times == second.times <= 400


@pytest.mark.parametrize("holds", PROPERTIES)
@pytest.mark.parametrize(
    "function",
    [
        descent(lambda n: -1),
        lambda w, b, x, t, r: (w, b),
        lambda w, b, x, t, r: (learning_step(w, b, x, t, r)[0], b),
        lambda w, b, x, t, r: (w, learning_step(w, b, x, t, r)[1]),
        lambda w, b, x, t, r: (w - r * (w @ x + b - t), b - r * (w @ x + b - t)),
    ],
    ids=["wrong way", "nothing", "weights only", "bias only", "without the inputs"],
)
def test_a_wrong_direction_satisfies_no_property(holds, function):
    assert holds(Asked(function)) is not None


@pytest.mark.parametrize(
    ("answer", "broken"),
    [
        (None, steps.NOT_A_PAIR),
        (0.5, steps.NOT_A_PAIR),
        (np.array(0.5), steps.NOT_A_PAIR),
        ([0.5, 0.5, 0.1], steps.NOT_A_PAIR),
        ("ab", steps.NOT_A_PAIR),
        (([0.5], 0.1), steps.WRONG_WEIGHTS),
        ((0.5, 0.1), steps.WRONG_WEIGHTS),
        (([0.5, np.nan], 0.1), steps.WRONG_WEIGHTS),
        ((["a", "b"], 0.1), steps.WRONG_WEIGHTS),
        (([[0.5], [0.5, 0.5]], 0.1), steps.WRONG_WEIGHTS),
        (([0.5, 0.5], [0.1]), steps.WRONG_BIAS),
        (([0.5, 0.5], None), steps.WRONG_BIAS),
        (([0.5, 0.5], np.inf), steps.WRONG_BIAS),
    ],
)
def test_an_answer_without_the_right_form(answer, broken):
    assert steps.first_step(lambda *asked: answer) is broken


@pytest.mark.parametrize(
    ("holds", "function", "broken"),
    [
        (steps.error_falls, lambda w, b, x, t, r: (w, b), steps.NOTHING_MOVED),
        (steps.error_falls, descent(lambda n: -1), steps.WRONG_WAY),
        (
            steps.error_falls,
            lambda w, b, x, t, r: (learning_step(w, b, x, t, r)[0], b),
            steps.BIAS_STAYED,
        ),
        (
            steps.error_falls,
            lambda w, b, x, t, r: (w, learning_step(w, b, x, t, r)[1]),
            steps.WEIGHTS_STAYED,
        ),
        (
            steps.error_falls,
            lambda w, b, x, t, r: (w - r * (w @ x + b - t), b - r * (w @ x + b - t)),
            steps.WRONG_SHARES,
        ),
        (
            steps.step_follows_rate_and_error,
            lambda w, b, x, t, r: learning_step(w, b, x, t, 0.01),
            steps.RATE_WITHOUT_EFFECT,
        ),
        (
            steps.step_follows_rate_and_error,
            lambda w, b, x, t, r: learning_step(w, b, x, w @ x + b - np.sign(w @ x + b - t), r),
            steps.ERROR_WITHOUT_EFFECT,
        ),
        (
            steps.step_follows_rate_and_error,
            lambda w, b, x, t, r: learning_step(
                w, b, x, t if abs(w @ x + b - t) > 1e-9 else t + 1, r
            ),
            steps.MOVED_WITHOUT_ERROR,
        ),
        (
            steps.many_steps_find_a_unit,
            lambda w, b, x, t, r: learning_step(w, 0.0, x, t, r),
            steps.UNIT_NOT_FOUND,
        ),
        (steps.many_steps_find_a_unit, descent(lambda n: 100), steps.UNIT_NOT_FOUND),
    ],
)
def test_what_is_wrong_is_told(holds, function, broken):
    assert holds(Asked(function)) is broken


@pytest.mark.parametrize("broken", SENTENCES)
def test_each_sentence_is_said_in_both_languages(broken):
    assert broken.en.endswith(".")
    assert broken.ja.endswith("。")
    assert len(re.findall(r"\.(?= |$)", broken.en)) <= 2
