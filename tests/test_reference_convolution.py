"""Convolutions, by hand and in both forms."""

import numpy as np
import pytest

from reference import convolution as conv
from reference.cases import convolution as cases

DATA = [0, 1, 0, 1, 0, 0, 1, 1, 1, 0]
IMAGE = [[0, 1, 1, 0, 1]] * 5
KERNEL = [[1, 0, 1], [1, 1, 1], [0, 0, 1]]

BOTH_FORMS = [
    (conv.overlap, conv.overlap_by_definition, cases.windows()),
    (conv.conv1d, conv.conv1d_by_definition, [*cases.signals(), *cases.awkward_signals()]),
    (conv.strongest, conv.strongest_by_definition, [*cases.patterns(), *cases.awkward_patterns()]),
    (conv.conv2d, conv.conv2d_by_definition, [*cases.pictures(), *cases.awkward_pictures()]),
    (conv.blur, conv.blur_by_definition, [*cases.grey_images(), *cases.awkward_grey_images()]),
    (conv.edges, conv.edges_by_definition, [*cases.grey_images(), *cases.awkward_grey_images()]),
]


def plain(arguments):
    """The same numbers as Python's own, which never overflow."""
    return [argument.tolist() for argument in arguments]


@pytest.mark.parametrize(
    ("form", "definition", "arguments"),
    [(form, definition, case) for form, definition, all_ in BOTH_FORMS for case in all_],
)
def test_both_forms_agree(form, definition, arguments):
    expected = definition(*plain(arguments))
    result = form(*arguments)
    assert np.shape(result) == np.shape(expected)
    np.testing.assert_allclose(result, expected, atol=1e-9)


def test_the_lectures_overlap():
    assert conv.overlap([0, 1, 0], [1, 0, 1]) == 0 * 1 + 1 * 0 + 0 * 1


def test_the_lectures_convolution():
    assert conv.conv1d(DATA, [1, 0, 1]).tolist() == [0, 2, 0, 1, 1, 1, 2, 1]


def test_the_lectures_patterns():
    assert conv.strongest(DATA, [1, 0, 1]) == [1, 6]


def test_the_lectures_image():
    assert conv.conv2d(IMAGE, KERNEL).tolist() == [[4, 3, 5]] * 3


def test_the_kernel_is_not_flipped():
    assert conv.conv1d([0, 0, 1, 0, 0], [1, 2, 3]).tolist() == [3, 2, 1]


def test_two_dimensions_are_told_apart():
    below = [[0, 0], [1, 0]]
    assert conv.conv2d([[1, 2, 3], [4, 5, 6]], below).tolist() == [[4, 5]]


def test_a_blurred_spot():
    assert conv.blur([[0, 0, 0, 0], [0, 9, 0, 0], [0, 0, 0, 0]]).tolist() == [[1, 1]]


def test_an_edge_has_two_signs():
    assert conv.edges([[0, 0, 5, 5]] * 3).tolist() == [[5, -5]]


@pytest.mark.parametrize(
    ("form", "result"), [(conv.blur, 255), (conv.edges, 0), (lambda x: conv.conv2d(x, x), 585225)]
)
def test_bytes_do_not_wrap(form, result):
    assert form(np.full((3, 3), 255, np.uint8)).tolist() == [[result]]


@pytest.mark.parametrize(
    ("form", "arguments"),
    [
        (conv.overlap, ([1, 2], [1, 2, 3])),
        (conv.overlap_by_definition, ([1, 2], [1, 2, 3])),
        (conv.conv1d, ([1, 2], [1, 2, 3])),
        (conv.strongest, ([1, 2], [1, 2, 3])),
        (conv.conv2d, ([[1, 2, 3]], [[1], [2]])),
        (conv.blur, ([[1, 2], [3, 4], [5, 6]],)),
        (conv.edges, ([[1, 2, 3], [4, 5, 6]],)),
    ],
)
def test_a_kernel_that_does_not_fit_is_refused(form, arguments):
    with pytest.raises(ValueError, match=r"shape|longer"):
        form(*arguments)
