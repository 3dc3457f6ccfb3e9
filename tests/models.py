"""Facts of Keras models as a worker would send them, and the models they describe."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.models import Model, read_model
from autograder.models.activations import ACTIVATIONS
from autograder.protocol.facts import FACTS, LayerFacts
from autograder.protocol.probe import probe_inputs

Facts = dict[str, Any]


def layer(kind: str, activation: str | None = None, **changes: Any) -> Facts:
    """Return the facts of a layer without settings and weights, but for the changes."""
    outputs = ACTIVATIONS[activation](probe_inputs()) if activation else None
    usual: Facts = {"settings": {}, "parameters": 0, "weights": (), "output_shape": None}
    facts = LayerFacts(**{**usual, "kind": kind, "activation": outputs, **changes})
    return {"LayerFacts": FACTS.dump(LayerFacts, facts)}


def dense(kernel: Any, bias: Any, activation: str = "linear") -> Facts:
    """Return the facts of a dense layer."""
    kernel, bias = np.asarray(kernel, dtype=float), np.asarray(bias, dtype=float)
    return layer(
        "Dense",
        activation,
        settings={"units": len(bias), "use_bias": True},
        parameters=kernel.size + bias.size,
        weights=(("kernel", kernel), ("bias", bias)),
        output_shape=bias.shape,
    )


def changed(step: Facts, **changes: Any) -> Facts:
    """Return the facts of a layer with some changed."""
    ((kind, facts),) = step.items()
    return {kind: {**facts, **changes}}


def change(before: Any, after: Any) -> Facts:
    """Return the facts of what happens between two layers."""
    arrays = {"before": np.asarray(before, dtype=float), "after": np.asarray(after, dtype=float)}
    return {"ChangeFacts": arrays}


def model_facts(*steps: Facts, **changes: Any) -> Facts:
    """Return the facts of a model that takes 4 numbers and gives 3, but for the changes."""
    facts = {"input_shape": [4], "output_shape": [3], "parameters": 0, "steps": list(steps)}
    shapes = {name: list(each) for name, each in changes.items() if isinstance(each, tuple)}
    return {**facts, "compiled": None, "predictions": None, **changes, **shapes}


def model(*steps: Facts, **changes: Any) -> Model:
    """Return the model that the facts describe."""
    read = read_model(model_facts(*steps, **changes))
    assert read is not None
    return read
