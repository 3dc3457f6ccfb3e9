"""Worker: The compile settings of a Keras model as plain facts."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from inspect import signature
from types import FunctionType
from typing import Any

from autograder.protocol.facts import CompiledFacts, Number


def compile_facts(model: Any) -> CompiledFacts | None:
    """Return loss, optimizer and the settings of both; None for a model not compiled.

    Of the loss, only settings that differ from Keras' defaults are told.
    """
    if not model.compiled:
        return None
    optimizer = model.optimizer
    return CompiledFacts(
        loss=_loss_name(model.loss),
        loss_settings=_loss_settings(model.loss),
        optimizer=type(optimizer).__name__,
        settings=_plain(optimizer.get_config()),
    )


def _plain(config: Mapping[str, Any]) -> dict[str, Number]:
    return {
        name: setting for name, setting in config.items() if type(setting) in (bool, int, float)
    }


def _loss_settings(loss: Any) -> dict[str, Number]:
    """Return what a loss was made with and is not Keras' default; a bare function has none."""
    if isinstance(loss, list | tuple) and len(loss) == 1:
        return _loss_settings(loss[0])
    if not isinstance(loss, sys.modules["keras"].losses.Loss):
        return {}
    usual = signature(type(loss)).parameters
    return {
        name: setting
        for name, setting in _plain(loss.get_config()).items()
        if name in usual and setting != usual[name].default
    }


def _loss_name(loss: Any) -> str | None:
    """Return the name of the loss's function, however the student has said it."""
    if isinstance(loss, list | tuple) and len(loss) == 1:
        return _loss_name(loss[0])
    if isinstance(loss, str):
        try:
            loss = sys.modules["keras"].losses.get(loss)
        except ValueError:  # misspelt: Keras says so when it trains, and the layers are right
            return str(loss)
    function = getattr(loss, "fn", loss)
    if isinstance(function, FunctionType):
        return function.__name__
    return None if function is None else type(function).__name__
