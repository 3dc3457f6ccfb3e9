"""Cases are the same for everybody, fresh each time, and judge nobody by rounding errors."""

import inspect

import numpy as np
import pytest

from autograder.authoring import functions
from autograder.checks.comparison import difference
from reference import convolution as conv, images as pictures, units as unit_forms
from reference.activations import relu
from reference.cases import convolution, dense, images, learning, units, variations
from reference.dense import dense as dense_layer, network
from reference.units import weighted_sum
from reference.variations import recurrent

MAKERS = [
    function
    for module in (convolution, dense, images, learning, units, variations)
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
]


def parts(value):
    """Everything inside lists and tuples, however deeply."""
    if isinstance(value, list | tuple):
        return [part for inner in value for part in parts(inner)]
    return [value]


def arrays(cases):
    return [part for part in parts(cases) if isinstance(part, np.ndarray)]


@pytest.mark.parametrize("maker", MAKERS)
def test_cases_are_tuples_of_arguments(maker):
    cases = maker()
    assert cases
    assert all(type(case) is tuple and case for case in cases)


@pytest.mark.parametrize("maker", MAKERS)
def test_cases_are_the_same_each_time(maker):
    assert repr(maker()) == repr(maker())
    for first, second in zip(arrays(maker()), arrays(maker()), strict=True):
        np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("maker", MAKERS)
def test_cases_are_made_afresh_each_time(maker):
    for first, second in zip(arrays(maker()), arrays(maker()), strict=True):
        assert not np.shares_memory(first, second)


@pytest.mark.parametrize("maker", MAKERS)
def test_functions_among_the_arguments_may_travel(maker):
    called = {part for part in parts(maker()) if callable(part)}
    assert called <= set(functions.FUNCTIONS.values())


@pytest.mark.parametrize(
    ("maker", "containers"),
    [(units.sums, {np.ndarray}), (units.sums_of_lists_and_tuples, {list, tuple})],
)
def test_containers_of_a_weighted_sum(maker, containers):
    assert {type(case[0]) for case in maker()} == containers


@pytest.mark.parametrize("maker", [units.single_units, units.awkward_units])
def test_no_sum_lies_on_the_edge_of_a_step(maker):
    for inputs, weights, bias, activation in maker():
        if activation is functions.step:
            assert abs(weighted_sum(inputs, weights, bias) - 0.3) > 0.01


@pytest.mark.parametrize("maker", [units.small_images, units.awkward_images])
def test_no_sum_of_an_image_lies_on_the_edge_of_a_step(maker):
    for image, weights, bias, activation in maker():
        if activation is functions.step:
            assert abs(weighted_sum(image.reshape(-1), weights, bias) - 0.3) > 0.01


def sharp_step(x):
    """The step, which refuses a sum that rounding errors may carry over its edge."""
    assert (np.abs(np.asarray(x) - 0.3) > 0.01).all()
    return functions.step(x)


def with_sharp_steps(value):
    if isinstance(value, list | tuple):
        return [with_sharp_steps(part) for part in value]
    return sharp_step if value is functions.step else value


@pytest.mark.parametrize(
    ("form", "maker"),
    [
        (dense_layer, dense.layers),
        (dense_layer, dense.awkward_layers),
        (network, dense.the_lectures_network),
        (network, dense.the_lectures_network_with_a_batch),
        (network, dense.networks),
        (network, dense.awkward_networks),
        (recurrent, variations.sequences),
        (recurrent, variations.awkward_sequences),
    ],
)
def test_no_sum_in_a_network_lies_on_the_edge_of_a_step(form, maker):
    for case in maker():
        form(*with_sharp_steps(case))


@pytest.mark.parametrize("maker", [dense.networks, dense.awkward_networks])
def test_no_network_makes_numbers_run_away(maker):
    for case in maker():
        assert 0.01 < np.abs(network(*case)).max() < 1000


@pytest.mark.parametrize("maker", [convolution.patterns, convolution.awkward_patterns])
def test_patterns_are_whole_numbers_so_that_ties_are_exact(maker):
    assert all(array.dtype.kind == "i" for array in arrays(maker()))


@pytest.mark.parametrize("maker", [convolution.patterns, convolution.awkward_patterns])
def test_some_patterns_tie_and_some_do_not(maker):
    assert {len(conv.strongest(*case)) > 1 for case in maker()} == {True, False}


def test_an_ordinary_signal_has_a_kernel_that_reads_differently_backwards():
    for data, kernel in convolution.signals():
        assert not np.array_equal(conv.conv1d(data, kernel), conv.conv1d(data, kernel[::-1]))


def test_awkward_images_come_in_bytes():
    for maker in (convolution.awkward_pictures, convolution.awkward_grey_images):
        assert any(array.dtype == np.uint8 for array in arrays(maker()))


def nearly_strongest(data, kernel):
    responses = conv.conv1d(data, kernel)
    return np.flatnonzero(np.isclose(responses, responses.max(), rtol=0.01)).tolist()


def strongest_above_a_thousand_below_zero(data, kernel):
    responses, best, positions = conv.conv1d(data, kernel), -1000, []
    for i, response in enumerate(responses):
        if response > best:
            best, positions = response, []
        if response == best:
            positions.append(i)
    return positions


@pytest.mark.parametrize(
    ("right", "wrong", "makers"),
    [
        (
            relu,
            lambda x: np.clip(x, 0, 6),
            (units.numbers, units.rows_of_numbers),
        ),
        (
            weighted_sum,
            lambda *case: np.round(weighted_sum(*case), 2),
            (units.sums,),
        ),
        (
            unit_forms.unit,
            lambda *case: np.round(unit_forms.unit(*case), 2),
            (units.single_units,),
        ),
        (
            unit_forms.unit,
            lambda x, w, b, f: f(np.round(weighted_sum(x, w, b), 2)),
            (units.single_units,),
        ),
        (
            unit_forms.image_unit,
            lambda *case: np.round(unit_forms.image_unit(*case), 1),
            (units.small_images,),
        ),
        (
            dense_layer,
            lambda x, w, b, f: f(np.round(x @ w + b, 2)),
            (dense.layers,),
        ),
        (conv.strongest, nearly_strongest, (convolution.awkward_patterns,)),
        (conv.strongest, strongest_above_a_thousand_below_zero, (convolution.awkward_patterns,)),
        (
            pictures.predicted_class,
            lambda outputs: np.argmax(np.round(outputs, 1)),
            (images.outputs,),
        ),
        (
            pictures.predicted_class,
            lambda outputs: np.argmax(np.round(outputs, 2)),
            (images.outputs,),
        ),
    ],
)
def test_cases_tell_right_from_nearly_right(right, wrong, makers):
    for maker in makers:
        assert any(difference(wrong(*case), right(*case)) for case in maker())
