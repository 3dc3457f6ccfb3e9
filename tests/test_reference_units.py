"""The arithmetic of one unit, by hand and in both forms."""

import numpy as np
import pytest

from autograder.authoring import functions
from reference.activations import relu, sigmoid
from reference.cases import units as cases
from reference.units import (
    image_unit,
    image_unit_by_definition,
    unit,
    weighted_sum,
    weighted_sum_by_definition,
)

LECTURE = ([10.1, -0.5, 0.2], [0.1, 0.8, -0.5])
IMAGE = np.array([[1, 1, 1], [0, 1, 1], [0, 0, 1]])

SUMS = [*cases.sums(), *cases.sums_of_lists_and_tuples(), *cases.awkward_sums()]
IMAGES = [*cases.the_lectures_image(), *cases.small_images(), *cases.awkward_images()]


def test_the_lectures_sum():
    assert weighted_sum(*LECTURE) == pytest.approx(1.01 - 0.4 - 0.1)


def test_the_bias_is_added_once():
    assert weighted_sum([1, 2, 3], [4, 5, 6], 10) == 4 + 10 + 18 + 10


@pytest.mark.parametrize("form", [weighted_sum, weighted_sum_by_definition])
def test_one_weight_for_each_input(form):
    with pytest.raises(ValueError, match=r"shorter|not aligned"):
        form([1, 2, 3], [4, 5])


@pytest.mark.parametrize("arguments", SUMS)
def test_both_forms_of_a_sum_agree(arguments):
    assert weighted_sum(*arguments) == pytest.approx(weighted_sum_by_definition(*arguments))


@pytest.mark.parametrize(
    ("activation", "output"),
    [(relu, 0.51), (functions.identity, 0.51), (sigmoid, 0.62480647)],
)
def test_the_lectures_unit(activation, output):
    assert unit(*LECTURE, 0.0, activation) == pytest.approx(output)


def test_the_activation_function_gets_the_bias_too():
    assert unit([2.0], [3.0], -10.0, functions.square) == (6 - 10) ** 2


@pytest.mark.parametrize(("x1", "output"), [(20.1, 2.90), (25.1, 3.40)])
def test_the_unit_of_the_quiz(x1, output):
    assert weighted_sum([x1, 0.8, -0.5], [0.1, 0.8, -0.5]) == pytest.approx(output)


def test_pixels_are_numbered_row_by_row():
    one_to_nine = np.arange(1, 10)
    assert image_unit(IMAGE, one_to_nine, 0, functions.identity) == 1 + 2 + 3 + 5 + 6 + 9


@pytest.mark.parametrize("arguments", IMAGES)
def test_both_forms_of_an_image_unit_agree(arguments):
    assert image_unit(*arguments) == pytest.approx(image_unit_by_definition(*arguments))
