"""How a Keras model is compiled, as plain facts."""

from __future__ import annotations

import sys
from types import FunctionType
from typing import Any

Facts = dict[str, Any]


def compile_facts(model: Any) -> Facts | None:
    """Return loss, optimizer and the optimizer's settings; None for a model not compiled."""
    if not model.compiled:
        return None
    optimizer = model.optimizer
    return {
        "loss": _loss_name(model.loss),
        "optimizer": type(optimizer).__name__,
        "settings": {
            name: setting
            for name, setting in optimizer.get_config().items()
            if type(setting) in (bool, int, float)
        },
    }


def _loss_name(loss: Any) -> str | None:
    """Return the name of the loss's function, however the student has said it."""
    if isinstance(loss, list | tuple) and len(loss) == 1:
        return _loss_name(loss[0])
    if isinstance(loss, str):
        loss = sys.modules["keras"].losses.get(loss)
    function = getattr(loss, "fn", loss)
    if isinstance(function, FunctionType):
        return function.__name__
    return None if function is None else type(function).__name__
