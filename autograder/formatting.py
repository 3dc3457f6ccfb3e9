"""Values, calls and foreign text as a reader sees them: readable, bounded, harmless."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks.comparison import numbers
from autograder.records import CallRequest
from autograder.wire.functions import FUNCTIONS
from autograder.wire.values import Foreign, Opaque

MAX_CHARACTERS = 600
_MOST_DIMENSIONS = 3  #: shown as a table; numpy would show up to 6 numbers along each

#: Control characters, and those that reorder the text around them.
_HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)")

#: How a function that travels as an argument would be written by a student.
_LAMBDAS = {
    "identity": "lambda x: x",
    "square": "lambda x: x**2",
    "negate": "lambda x: -x",
    "double": "lambda x: 2 * x",
    "half": "lambda x: x / 2",
    "increment": "lambda x: x + 1",
    "cube": "lambda x: x**3",
    "step": "lambda x: np.where(x >= 0.3, 1.0, 0.0)",
    "clip": "lambda x: np.clip(x, -1, 1)",
}


def format_call(request: CallRequest) -> str:
    """Return the call as a student could paste it into a cell."""
    return f"{request.name}({', '.join(map(format_argument, request.arguments))})"


def format_argument(value: object) -> str:
    """Return Python source of an argument."""
    if isinstance(value, np.ndarray):
        dtype = f", dtype=np.{value.dtype.name}" if value.dtype.name not in _USUAL else ""
        return f"np.array({format_plain(value.tolist())}{dtype})"
    return _function(value) if callable(value) else format_plain(value)


def _function(value: object) -> str:
    return next((_LAMBDAS[name] for name, f in FUNCTIONS.items() if f is value), "function")


_USUAL = ("int64", "float64", "bool")


def format_value(value: object) -> str:
    """Return an answer as plain data: arrays and lists alike, numbers with 6 significant digits."""
    if isinstance(value, Opaque):
        return f"<{value.type_name.removeprefix('builtins.')}>"
    if isinstance(value, Foreign):
        return format_value(value.value)
    if callable(value):
        return _function(value)
    array = numbers(value)
    if array is not None and 0 < array.ndim <= _MOST_DIMENSIONS:
        return _array(array)
    return format_plain(value.tolist() if isinstance(value, np.ndarray | np.generic) else value)


def format_plain(value: object) -> str:
    """Return lists, numbers and text as Python writes them, at most `MAX_CHARACTERS` long."""
    return shortened(_plain(value))


def shortened(text: str) -> str:
    """Return the text, its middle left out if it is long."""
    if len(text) <= MAX_CHARACTERS:
        return text
    half = MAX_CHARACTERS // 2
    return f"{text[:half]} … {text[-half:]}"


def harmless(text: str) -> str:
    """Return foreign text without escape codes, control and direction characters."""
    return _HARMFUL.sub("\N{REPLACEMENT CHARACTER}", _ANSI.sub("", text))


def code_span(text: str) -> str:
    """Return Markdown that shows one line of foreign text as code and nothing else."""
    line = " ".join(harmless(text).split())
    fence = "`" * (_longest_run(line) + 1)
    padding = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def code_block(text: str) -> str:
    """Return Markdown that shows foreign text as a block of code."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}text\n{harmless(text)}\n{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


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
    if isinstance(value, Opaque | Foreign | np.ndarray) or callable(value):
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
