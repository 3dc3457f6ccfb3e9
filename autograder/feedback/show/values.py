"""Answers and other values as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.feedback.show.calls import format_function
from autograder.feedback.show.foreign import MAX_CHARACTERS, shortened
from autograder.feedback.show.tables import table_text
from autograder.protocol.table_cells import cell_text
from autograder.protocol.tables import FrameTable, Labels, Missing, Scalar, SeriesTable
from autograder.protocol.values import Foreign, Opaque
from autograder.values import numbers

_OF_PANDAS = FrameTable | SeriesTable | Labels | Scalar | Missing
_MOST_DIMENSIONS = 3  #: shown as a table; numpy would show up to 6 numbers along each


def format_value(value: object) -> str:
    """Return an answer as plain data: arrays as lists are, numbers with 6 significant digits."""
    if isinstance(value, Opaque):
        return f"<{value.type_name.removeprefix('builtins.')}>"
    if isinstance(value, FrameTable | SeriesTable | Labels):
        return table_text(value).text
    if isinstance(value, Scalar | Missing):
        return f"pd.{value.name}" if isinstance(value, Missing) else cell_text(value)
    if isinstance(value, Foreign):
        return format_value(value.value)
    if callable(value):
        return format_function(value)
    array = numbers(value)
    if isinstance(value, tuple) and array is not None and array.ndim == 1:
        return format_plain(value)
    if array is not None and 0 < array.ndim <= _MOST_DIMENSIONS:
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
        return f"[{_row(value)}]"
    if isinstance(value, tuple):
        return f"({_row(value)}{',' if len(value) == 1 else ''})"
    if isinstance(value, dict):
        return f"{{{_row(list(value.items()), _pair)}}}"
    if isinstance(value, set) and value:
        return f"{{{', '.join(sorted(map(_plain, value)))}}}"
    if isinstance(value, Opaque | Foreign | np.ndarray | _OF_PANDAS) or callable(value):
        return format_value(value)
    return repr(value)


def _pair(pair: tuple[object, object]) -> str:
    return f"{_plain(pair[0])}: {_plain(pair[1])}"


def _row(parts: Sequence[Any], shown: Callable[[Any], str] | None = None) -> str:
    """Return parts side by side; those in the middle are left out where nobody would see them."""
    head = _until_enough(parts, shown or _plain)
    tail = _until_enough(reversed(parts[len(head) :]), shown or _plain)
    return ", ".join([*head, *reversed(tail)])


def _until_enough(parts: Iterable[Any], shown: Callable[[Any], str]) -> list[str]:
    texts: list[str] = []
    left = MAX_CHARACTERS
    for part in parts:
        if left <= 0:
            break
        texts.append(shown(part))
        left -= len(texts[-1])
    return texts


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
