"""What a student's process may send in place of a model: nothing but a model is taken for one.

Tests of `models/__init__.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from autograder.models import Compiled, read_model
from autograder.protocol.values import Opaque
from tests.models import change, dense, layer, model, model_facts

COMPILED = {
    "loss": "mean_squared_error",
    "loss_settings": {"label_smoothing": 1},
    "optimizer": "SGD",
    "settings": {"momentum": 0.9},
}


def whole() -> dict[str, Any]:
    return model_facts(
        dense(np.ones((4, 3)), [0, 0, 0], "softmax"),
        change(np.zeros((1, 3)), np.zeros((1, 3))),
        compiled={**COMPILED},
        predictions=np.zeros((2, 3)),
        parameters=15,
    )


def test_a_model_is_read() -> None:
    read = read_model(whole())
    assert read is not None
    assert (read.input_shape, read.output_shape, read.parameters) == ((4,), (3,), 15)
    assert read.compiled == Compiled(
        "mean_squared_error", "SGD", {"momentum": 0.9}, {"label_smoothing": 1}
    )
    (only,) = read.layers
    assert (only.kind, only.units, only.activation, only.parameters) == ("Dense", 3, "softmax", 15)
    assert set(only.weights) == {"kernel", "bias"}


@pytest.mark.parametrize("value", [None, 1, "m", [], {}, Opaque("list"), {"steps": []}])
def test_anything_else_is_no_model(value: object) -> None:
    assert read_model(value) is None


def _in_layer(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda facts: facts["steps"][0]["LayerFacts"].__setitem__(key, value)


def _in_model(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda facts: facts.__setitem__(key, value)


def _compiled(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda facts: facts["compiled"].__setitem__(key, value)


SPOILED = {
    "a change of one number": lambda facts: facts["steps"][1]["ChangeFacts"].update(
        before=np.array(1.0)
    ),
    "a key too many": _in_model("more", 1),
    "no list of steps": _in_model("steps", ()),
    "too many steps": _in_model("steps", [layer("Dropout")] * 1001),
    "a step that is none": _in_model("steps", [1]),
    "a tuple for a shape": lambda facts: facts.update(input_shape=(4,)),
    "a shape without end": _in_model("input_shape", [4] * 9),
    "a shape of text": _in_model("input_shape", ["4"]),
    "a bool for a number": _in_model("parameters", True),
    "a negative count": _in_model("parameters", -1),
    "a number of many digits": _in_model("parameters", 10**5000),
    "predictions of text": _in_model("predictions", np.array(["a"])),
    "a name that is none": _in_layer("kind", "<script>"),
    "a long name": _in_layer("kind", "a" * 81),
    "a setting that is none": _in_layer("settings", {"units": None}),
    "a long setting": _in_layer("settings", {"units": 1 << 70}),
    "a text among settings": _in_layer("settings", {"padding": "a b"}),
    "a setting without a name": _in_layer("settings", {1: 1}),
    "weights by the dozen": _in_layer("weights", [["a", None, 3]]),
    "weights in a list": _in_layer("weights", [["kernel", [1.0]]]),
    "an activation of text": _in_layer("activation", "relu"),
    "an optimizer without a name": _compiled("optimizer", None),
    "a step of another kind": _in_model("steps", [{"ModelFacts": {}}]),
    "a step that chooses what it is": _in_model("steps", [{"Fault": {"message": "no"}}]),
    "a setting that is a shape": _compiled("settings", {"momentum": [1, 2]}),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_one_false_fact_makes_it_no_model(spoil: Callable[[dict[str, Any]], None]) -> None:
    facts = whole()
    spoil(facts)
    assert read_model(facts) is None


_LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
    | st.sampled_from([np.zeros((2, 3)), np.zeros(()), np.zeros((0, 2))])
    | st.tuples(st.integers(0, 4))
)  # fmt: skip
_ANYTHING = st.recursive(
    _LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner)
)
_PLACES = st.sampled_from(list(whole()))


@pytest.mark.slow
@given(_PLACES, _ANYTHING)
def test_whatever_is_sent_is_read_or_refused(place: str, value: object) -> None:
    read_model({**whole(), place: value})


@pytest.mark.slow
@given(_ANYTHING, _ANYTHING)
def test_whatever_is_said_to_be_between_layers_is_read_or_refused(
    one: object, other: object
) -> None:
    read_model(model_facts({"ChangeFacts": {"before": one, "after": other}}))


@pytest.mark.slow
@given(st.sampled_from(list(layer("Dense")["LayerFacts"])), _ANYTHING)
def test_whatever_a_layer_is_said_to_be_is_read_or_refused(place: str, value: object) -> None:
    facts = {**whole()["steps"][0]["LayerFacts"], place: value}
    read_model(model_facts({"LayerFacts": facts}))


def test_a_model_without_steps_has_no_layers() -> None:
    assert model().layers == ()
    np.testing.assert_array_equal(model().forward([[1, 2]]), [[1, 2]])
