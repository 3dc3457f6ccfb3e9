"""Answers and other values as plain data."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks.comparison import numbers
from autograder.formatting.calls import format_function
from autograder.formatting.foreign import shortened
from autograder.wire.values import Foreign, Opaque


def format_value(value: object) -> str:
    """Return an answer as plain data: arrays and lists alike, numbers with 6 significant digits."""
    if isinstance(value, Opaque):
        return f"<{value.type_name.removeprefix('builtins.')}>"
    if isinstance(value, Foreign):
        return format_value(value.value)
    if callable(value):
        return format_function(value)
    array = numbers(value)
    if array is not None and array.ndim > 0:
        return _array(array)
    return format_plain(value.tolist() if isinstance(value, np.ndarray | np.generic) else value)


def format_plain(value: object) -> str:
    """Return lists, numbers and text as Python writes them, of bounded length."""
    return shortened(_plain(value))


def _plain(value: object) -> str:
    if isinstance(value, bool) or value is None or isinstance(value, str | int):
        return _integer(value) if isinstance(value, int) else repr(value)
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        return f"[{', '.join(map(_plain, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(_plain, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_plain(k)}: {_plain(v)}' for k, v in value.items())}}}"
    return format_value(value) if isinstance(value, Opaque | Foreign | np.ndarray) else repr(value)


def _integer(value: int) -> str:
    if value.bit_length() < 1 << 10:
        return repr(value)
    return f"<{value.bit_length()}-bit integer>"


def _array(value: NDArray[Any]) -> str:
    return np.array2string(
        value, separator=", ", threshold=200, max_line_width=88, formatter={"float_kind": _float}
    )


def _float(value: np.floating[Any]) -> str:
    return f"{value:.6g}"
