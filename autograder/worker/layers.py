"""Worker: One layer of a Keras model as plain facts."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.protocol.facts import LayerFacts
from autograder.protocol.probe import probe_inputs
from autograder.worker.tensors import as_array
from autograder.worker.timing import Interrupted
from autograder.worker.watching import LayerCall, is_keras_own

MAX_BYTES = 6 << 20  #: of all arrays of a model; the wire carries no more than 8 MiB

_SETTINGS = (
    *("units", "filters", "kernel_size", "strides", "padding", "dilation_rate", "groups"),
    *("pool_size", "use_bias", "data_format", "axis", "epsilon", "center", "scale", "rate"),
)
_SINGLE = (bool, int, float, str)


class Luggage:
    """Arrays that travel, as long as there is room."""

    def __init__(self, room: int = MAX_BYTES) -> None:
        self._room = room

    def pack(self, array: NDArray[Any] | None) -> NDArray[Any] | None:
        """Return the array, None if there is no room left for it."""
        if array is None or array.nbytes > self._room:
            return None
        self._room -= array.nbytes
        return array


def layer_facts(call: LayerCall, luggage: Luggage, weights: bool) -> LayerFacts:
    """Return what a layer is, what it holds, and what its activation makes of the probe."""
    layer = call.layer
    return LayerFacts(
        kind=_kind(type(layer)),
        settings=_settings(layer),
        parameters=int(layer.count_params()),
        weights=tuple(
            (str(w.name), luggage.pack(as_array(w)) if weights else None) for w in layer.weights
        ),
        output_shape=None if call.outputs is None else call.outputs.shape[1:],
        activation=luggage.pack(_probed_activation(layer)),
    )


def _kind(kind: type) -> str:
    """Name of the class that does the work: Keras' own unless a subclass overrides its `call`."""
    for known in kind.__mro__:
        if is_keras_own(known) or "call" in vars(known):
            return known.__name__
    return kind.__name__


def _settings(layer: Any) -> dict[str, Any]:
    found = ((name, getattr(layer, name, None)) for name in _SETTINGS)
    return {name: _plain(setting) for name, setting in found if _is_plain(setting)}


def _is_plain(setting: Any) -> bool:
    if isinstance(setting, list | tuple):
        return all(type(part) is int for part in setting)
    return type(setting) in _SINGLE


def _plain(setting: Any) -> Any:
    return tuple(setting) if isinstance(setting, list | tuple) else setting


def _probed_activation(layer: Any) -> NDArray[Any] | None:
    """Try the layer's activation, or a layer that has no weights and so may be one itself."""
    activation = getattr(layer, "activation", None)
    if activation is None and not layer.weights:
        activation = layer.call
    if not callable(activation):
        return None
    try:
        outputs = as_array(activation(_tensor(probe_inputs())))
    except Interrupted:
        raise
    except Exception:  # it wants other inputs: an activation would not
        return None
    return outputs if outputs is not None and outputs.dtype.kind in "biuf" else None


def _tensor(array: NDArray[np.float32]) -> Any:
    return sys.modules["keras"].ops.convert_to_tensor(array)
