"""A call as a student can paste it into a cell and run it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.feedback.show.arrays import number
from autograder.feedback.show.foreign import MAX_CHARACTERS, shortened
from autograder.feedback.show.pandas_source import columns_of, pandas_source
from autograder.protocol.functions import FUNCTIONS
from autograder.protocol.tables import FrameTable, Labels, Missing, Scalar, SeriesTable
from autograder.protocol.values import FunctionText, Held
from autograder.records import CallRequest, ScenarioRequest, Step

_LINE = 88  #: characters; a longer call has an argument a line
_MOST_NUMBERS = 300  #: a call with more is shown in part and cannot be pasted
_MOST_STEPS = 20  #: of a scenario
_ENDS = 3  #: elements shown at either end of what is shown in part
_USUAL = ("int64", "float64", "bool")

#: How a function that travels as an argument would be written by a student.
LAMBDAS = {
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
    """Return Python source of the call; valid unless it is not `is_whole`.

    Functions of the course's own are defined above it.
    """
    given = (*request.arguments, *dict(request.keywords).values())
    texts = dict.fromkeys(text for argument in given for text in _own_functions(argument))
    return "\n\n".join([*texts, _format_call(request)])


def _own_functions(value: object) -> Iterator[str]:
    """Yield the texts of functions in an argument."""
    if isinstance(value, FunctionText):
        yield value.text
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in _own_functions(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in _own_functions(part))


def _format_call(request: CallRequest) -> str:
    writer = _Source(in_part=not is_whole(request))
    arguments = [writer.of(argument) for argument in request.arguments]
    arguments += [f"{name}={writer.of(argument)}" for name, argument in request.keywords]
    part = "" if request.part is None else f"[{request.part!r}]"
    line = f"{request.name}({', '.join(arguments)}){part}"
    if len(line) <= _LINE and "\n" not in line:
        return line
    indented = (argument.replace("\n", "\n    ") for argument in arguments)
    return f"{request.name}(\n" + "".join(f"    {source},\n" for source in indented) + f"){part}"


def format_scenario(request: ScenarioRequest) -> str:
    """Return Python source of the steps, a line each; of many only those at the end."""
    lines = [format_step(step) for step in request.steps]
    return "\n".join(lines if len(lines) <= _MOST_STEPS else ["…", *lines[-_MOST_STEPS:]])


def format_step(step: Step) -> str:
    """Return Python source of a step, one line."""
    writer = _Source(in_part=not _is_short(step.arguments, step.keywords))
    given = [
        *map(writer.of, step.arguments),
        *(f"{name}={writer.of(argument)}" for name, argument in step.keywords),
    ]
    called = f"{step.on}.{step.name}" if step.on else step.name
    match step.does:
        case "get":
            line = called
        case "compare":
            line = f"{step.on} {step.name} {given[0]}"
        case _:
            line = f"{called}({', '.join(given)})"
    return f"{step.keeps} = {line}" if step.keeps else line


def is_whole(request: CallRequest) -> bool:
    """Whether the call is short enough to be shown as it is."""
    return _is_short(request.arguments, request.keywords)


def _is_short(arguments: Sequence[object], keywords: Sequence[tuple[str, object]]) -> bool:
    sizes = [*_sizes(arguments), *_sizes(dict(keywords))]
    return sum(sizes) <= _MOST_NUMBERS and max(sizes, default=0) <= MAX_CHARACTERS


def format_function(value: object) -> str:
    """Return the source of a function that travels."""
    return next((LAMBDAS[name] for name, f in FUNCTIONS.items() if f is value), "function")


def _sizes(value: object) -> Iterator[int]:
    """Yield how long every part of a value is when it is written out."""
    if isinstance(value, FrameTable | SeriesTable | Labels):
        yield from (len(cells) for cells in columns_of(value))
    elif isinstance(value, np.ndarray):
        yield 0 if _is_constant(value) else value.size
    elif isinstance(value, dict):
        yield from (size for item in value.items() for size in _sizes(item))
    elif isinstance(value, list | tuple):
        yield from (size for part in value for size in _sizes(part))
    else:
        yield len(value) if isinstance(value, str) else 1


def _is_constant(array: NDArray[Any]) -> bool:
    """Whether it can be written without its elements: many, and all alike."""
    return array.size > 2 * _ENDS and bool((array == array.flat[0]).all())


class _Source:
    """Writes values as Python source, in part if they are long."""

    def __init__(self, in_part: bool) -> None:
        self.in_part = in_part

    def of(self, value: object) -> str:
        """Return the source of any value that travels."""
        if isinstance(value, FrameTable | SeriesTable | Labels | Scalar | Missing):
            return pandas_source(value, self.of)
        if isinstance(value, Held):
            return value.name
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, dict):
            return f"{{{', '.join(f'{self.of(k)}: {self.of(v)}' for k, v in value.items())}}}"
        if isinstance(value, list):
            return f"[{self._parts(value)}]"
        if isinstance(value, tuple):
            return f"({self._parts(value)}{',' if len(value) == 1 else ''})"
        if callable(value):
            return format_function(value)
        if isinstance(value, FunctionText):
            return value.name
        return self._number(value) if isinstance(value, float) else shortened(repr(value))

    def _number(self, value: float) -> str:
        return number(value) if self.in_part else _exactly(value)

    def _parts(self, values: Sequence[object]) -> str:
        return ", ".join(self._some(list(map(self.of, self._ends(values))), len(values)))

    def _ends(self, values: Sequence[object]) -> Sequence[object]:
        few = not self.in_part or len(values) <= 2 * _ENDS + 1
        return values if few else [*values[:_ENDS], *values[-_ENDS:]]

    def _some(self, sources: list[str], length: int) -> list[str]:
        left_out = length - len(sources)
        return [*sources[:_ENDS], f"… {left_out} … ", *sources[_ENDS:]] if left_out else sources

    def _array(self, array: NDArray[Any]) -> str:
        dtype = f", dtype=np.{array.dtype.name}" if array.dtype.name not in _USUAL else ""
        if _is_constant(array):
            return f"np.full({array.shape}, {self.of(array.flat[0].item())}{dtype})"
        if not array.size:
            return f"np.zeros({array.shape}, dtype={_dtype(array)})"
        return f"np.array({self._rows(array, len('np.array('))}{dtype})"

    def _rows(self, array: NDArray[Any], indent: int) -> str:
        """Return nested lists, each row of a long table on a line of its own."""
        if array.ndim < 2:
            return self.of(array.tolist())
        rows = self._some(
            [self._rows(row, indent + 1) for row in self._ends(list(array))],  # type: ignore[arg-type]
            len(array),
        )
        line = f"[{', '.join(rows)}]"
        if len(line) <= _LINE // 2 and "\n" not in line:
            return line
        return "[" + (",\n" + " " * (indent + 1)).join(rows) + "]"


def _dtype(array: NDArray[Any]) -> str:
    return f"np.{array.dtype.name}"


def _exactly(value: float) -> str:
    """Return a number exactly, as Python reads it back."""
    if math.isnan(value):
        return "np.nan"
    if math.isinf(value):
        return "np.inf" if value > 0 else "-np.inf"
    return repr(value)
