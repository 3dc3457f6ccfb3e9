"""Arrays, pixels and data sets, by hand and in both forms."""

import numpy as np
import pytest

from reference import images
from reference.cases import dataset, images as cases

TABLE = """
0000 0    0001 0    0010 0    0011 2
0100 0    0101 1    0110 0    0111 0
1000 0    1001 0    1010 1    1011 0
1100 2    1101 0    1110 0    1111 0
"""

BOTH_FORMS = [
    ("describe", [*cases.one_digit(), *cases.arrays(), *cases.awkward_arrays()]),
    ("binarise", [*cases.grey_images(), *cases.awkward_grey_images()]),
    ("flatten_image", [*cases.square_images(), *cases.awkward_images()]),
    ("make_dataset", [()]),
    ("one_hot", [*cases.labels(), *cases.awkward_labels()]),
    ("predicted_class", [*cases.outputs(), *cases.awkward_outputs()]),
]


def plain(value):
    """The same value in Python's own lists and numbers."""
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value.tolist() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize(
    ("name", "arguments"), [(name, case) for name, all_ in BOTH_FORMS for case in all_]
)
def test_both_forms_agree(name, arguments):
    form, definition = getattr(images, name), getattr(images, f"{name}_by_definition")
    assert plain(form(*arguments)) == plain(definition(*plain(arguments)))


@pytest.mark.parametrize(
    ("array", "shape", "ndim"),
    [
        (np.zeros((28, 28)), (28, 28), 2),
        (np.broadcast_to(0, (60000, 28, 28)), (60000, 28, 28), 3),
        ([180, 20, 250, 40], (4,), 1),
    ],
)
def test_the_lectures_shapes(array, shape, ndim):
    assert images.describe(array) == (shape, ndim)


def test_black_is_0_among_grey_levels_and_1_in_two_levels():
    assert images.binarise([[0, 127, 128, 255]]).tolist() == [[1, 1, 0, 0]]


def test_another_threshold():
    assert images.binarise([[0, 127, 128, 255]], 200).tolist() == [[1, 1, 1, 0]]


def test_pixels_follow_row_by_row():
    assert images.flatten_image([[1, 2, 3], [4, 5, 6]]).tolist() == [1, 2, 3, 4, 5, 6]


def test_the_lectures_table():
    patterns, labels = TABLE.split()[::2], TABLE.split()[1::2]
    x, y = images.make_dataset()
    assert ["".join(map(str, row)) for row in x] == patterns
    assert [str(label) for label in y] == labels


def test_the_data_set_has_the_form_that_is_asked_for():
    assert dataset.has_the_right_form(lambda name: images.make_dataset()) is None
    assert dataset.has_the_right_form(lambda name: images.make_dataset_by_definition()) is None


@pytest.mark.parametrize(
    ("answer", "broken"),
    [
        (None, dataset.NOT_A_PAIR),
        (np.zeros((16, 4)), dataset.NOT_A_PAIR),
        ((np.zeros((16, 2, 2)), np.zeros(16)), dataset.WRONG_X),
        (([[0], [0, 1]], np.zeros(16)), dataset.WRONG_X),
        (("0101", np.zeros(16)), dataset.WRONG_X),
        ((np.full((16, 4), 255), np.zeros(16)), dataset.NOT_BLACK_OR_WHITE),
        ((np.zeros((16, 4)), np.zeros(20)), dataset.WRONG_Y),
        ((np.zeros((16, 4)), np.zeros((16, 3))), dataset.WRONG_Y),
        ((np.zeros((16, 4)), None), dataset.WRONG_Y),
        ((np.zeros((16, 4)), np.full(16, 3)), dataset.NOT_A_CLASS),
    ],
)
def test_a_data_set_without_the_right_form(answer, broken):
    assert dataset.has_the_right_form(lambda name: answer) is broken


def test_a_row_for_each_label():
    assert images.one_hot([0, 2], 4).tolist() == [[1, 0, 0, 0], [0, 0, 1, 0]]


def test_a_label_out_of_range_is_refused():
    with pytest.raises(IndexError, match="out of bounds"):
        images.one_hot([3], 3)


@pytest.mark.parametrize(
    ("outputs", "unit"), [([0.148, 0.831, 0.021], 1), ([0.148, 0.030, 0.822], 2), ([-2, -3], 0)]
)
def test_the_unit_with_the_highest_output(outputs, unit):
    assert images.predicted_class(outputs) == unit


def test_no_ordinary_pixel_lies_on_the_threshold():
    for image, *threshold in cases.grey_images():
        assert (image != (threshold or [128])[0]).all()


def test_no_two_units_are_level():
    for (outputs,) in [*cases.outputs(), *cases.awkward_outputs()]:
        highest = np.sort(outputs)[::-1]
        assert len(outputs) == 1 or highest[0] - highest[1] > 5e-5
