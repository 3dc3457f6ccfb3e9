"""Learning, by hand, in both forms, and against the slope of the error."""

import numpy as np
import pytest

from reference.cases import learning as cases
from reference.learning import (
    RADIUS,
    in_centre,
    in_centre_by_definition,
    learning_step,
    learning_step_by_definition,
    threshold_unit,
)

EXAMPLES = [
    ([0.5, -0.5], 0.0, [1.0, 2.0], 1.0, 0.1),
    ([2.0], -1.0, [-3.0], 0.5, 0.01),
    ([1.0, 0.0, -1.0], 0.25, [0.5, 4.0, -2.0], -3.0, 0.05),
]


def half_squared_error(weights_and_bias, inputs, target):
    *weights, bias = weights_and_bias
    return (np.dot(weights, inputs) + bias - target) ** 2 / 2


@pytest.mark.parametrize("example", EXAMPLES)
def test_both_forms_of_a_step_agree(example):
    weights, bias = learning_step(*example)
    expected_weights, expected_bias = learning_step_by_definition(*example)
    np.testing.assert_allclose(weights, expected_weights)
    assert bias == pytest.approx(expected_bias)


def test_a_step_by_hand():
    # 0.5·1 - 0.5·2 = -0.5 is 1.5 below the target: 0.1·1.5 = 0.15 for the bias
    weights, bias = learning_step(*EXAMPLES[0])
    assert weights.tolist() == pytest.approx([0.5 + 0.15 * 1, -0.5 + 0.15 * 2])
    assert bias == pytest.approx(0.15)


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_step_goes_down_the_slope(example):
    weights, bias, inputs, target, rate = example
    here, tiny = np.array([*weights, bias]), 1e-6
    slope = [
        (
            half_squared_error(here + d, inputs, target)
            - half_squared_error(here - d, inputs, target)
        )
        / (2 * tiny)
        for d in np.eye(len(here)) * tiny
    ]
    new_weights, new_bias = learning_step(*example)
    np.testing.assert_allclose([*new_weights, new_bias], here - rate * np.array(slope), atol=1e-7)


@pytest.mark.parametrize("form", [learning_step, learning_step_by_definition])
def test_one_weight_for_each_input(form):
    with pytest.raises(ValueError, match=r"shorter|not aligned"):
        form([1.0, 2.0], 0.0, [1.0, 2.0, 3.0], 0.0, 0.1)


@pytest.mark.parametrize(("total", "output"), [(8, 1), (0, 1), (-0.0, 1), (-0.001, 0), (-12, 0)])
def test_a_unit_with_a_threshold(total, output):
    assert threshold_unit(total) == output


@pytest.mark.parametrize(("output_of_b", "active"), [(-5, 1), (0, 1), (2, 1), (2.001, 0), (9, 0)])
def test_the_weight_of_the_lectures_question(output_of_b, active):
    assert threshold_unit(3 * 4 + output_of_b * -6) == active


@pytest.mark.parametrize("case", [*cases.plain_points(), *cases.unseen_points()])
def test_both_forms_of_the_centre_agree(case):
    assert in_centre(*case).tolist() == in_centre_by_definition(*case)


def test_points_in_the_centre_by_hand():
    assert in_centre([[0, 0], [1.2, 1.5], [1.2, 1.7], [-2, 0], [0, 5]]).tolist() == [1, 1, 0, 0, 0]


def test_unseen_points_are_half_inside_and_none_in_doubt():
    ((points,),) = cases.unseen_points()
    distances = np.hypot(*points.T)
    assert np.mean(distances < RADIUS) == 0.5
    assert not ((distances > 1.9) & (distances < 2.1)).any()
    assert np.abs(points).max() <= 5


@pytest.mark.parametrize("maker", [cases.plain_points, cases.unseen_points])
def test_points_lie_all_round_the_centre(maker):
    ((points,),) = maker()
    for side in (points[in_centre(points) == 1], points[in_centre(points) == 0]):
        assert (side.min(axis=0) < 0).all()
        assert (side.max(axis=0) > 0).all()
