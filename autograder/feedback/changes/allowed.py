"""What a student's function may use where it is worked out on paper, and how large.

A closed list: functions and methods without side effects whose results are no larger than can be
told beforehand. Nothing else is ever called.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType, NoneType
from typing import Any

import numpy as np

MOST_ELEMENTS = 10_000  #: of an array, a list or a text
MOST_BITS = 2_000  #: of a whole number


class Unsupported(Exception):
    """The code uses what is not on the list, or more than may be used."""


NUMPY = frozenset(
    """
    array asarray zeros ones empty full zeros_like ones_like empty_like full_like arange linspace
    eye identity sum mean median max min amax amin prod cumsum cumprod std var argmax argmin argsort
    sort abs absolute exp log log2 log10 log1p expm1 sqrt square sin cos tan tanh sinh cosh arctan
    maximum minimum fmax fmin where clip dot matmul outer inner vdot add subtract multiply divide
    power mod sign floor ceil round around rint trunc isnan isfinite isinf nonzero flatnonzero
    argwhere any all concatenate stack vstack hstack column_stack append delete insert reshape ravel
    transpose flip fliplr flipud rot90 roll diff unique expand_dims squeeze atleast_1d atleast_2d
    count_nonzero array_equal allclose isclose isin logical_and logical_or logical_not not_equal
    equal less less_equal greater greater_equal diag trace triu tril nansum nanmean nanmedian nanmax
    nanmin split array_split bincount deg2rad rad2deg degrees radians hypot copy ndim shape size
    swapaxes moveaxis take reciprocal negative float_power floor_divide true_divide ptp average
    percentile quantile vsplit hsplit tile repeat pad
    """.split()
)
MATH = frozenset(
    """
    exp log log2 log10 sqrt sin cos tan tanh sinh cosh atan atan2 asin acos floor ceil fabs pow pi
    e inf nan isnan isinf isclose fsum hypot degrees radians trunc gcd tau
    """.split()
)
CONSTANTS = frozenset("pi e inf nan newaxis".split())
TYPES: Mapping[str, Any] = MappingProxyType(
    {name: getattr(np, name) for name in "float64 float32 int64 int32 uint8 bool_".split()}
)
BUILTINS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        f.__name__: f
        for f in (
            *(abs, all, any, bin, bool, dict, divmod, enumerate, float, int, len, list, max, min),
            *(
                ord,
                chr,
                pow,
                range,
                reversed,
                round,
                set,
                sorted,
                str,
                sum,
                tuple,
                zip,
                map,
                filter,
            ),
            *(isinstance, format),
        )
    }
)
ATTRIBUTES = frozenset("shape ndim size T dtype".split())
METHODS: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        np.ndarray: frozenset(
            """
            sum mean max min argmax argmin argsort prod std var cumsum reshape ravel flatten
            transpose astype copy tolist dot any all clip round item squeeze nonzero sort fill
            """.split()
        ),
        list: frozenset(
            "append extend insert pop remove index count sort reverse copy clear".split()
        ),
        tuple: frozenset(("index", "count")),
        dict: frozenset("get keys values items setdefault pop update copy".split()),
        set: frozenset("add discard remove union update copy".split()),
        str: frozenset(
            """
            lower upper strip lstrip rstrip split join replace index find count startswith endswith
            isalpha isdigit isspace isupper islower title capitalize splitlines isalnum casefold
            swapcase removeprefix removesuffix
            """.split()
        ),
        int: frozenset(("bit_length",)),
        float: frozenset(("is_integer",)),
    }
)
_LARGE = re.compile(r"[0-9]{4}|\*")
_NAMES = frozenset("int float bool uint8 int32 int64 float32 float64 edge constant".split())


#: Kinds of what holds nothing else.
SINGLE = frozenset((int, float, bool, NoneType, np.float64, np.int64, np.bool_))


def bounded(value: Any) -> Any:
    """Return a value that is no larger than it may be; raise Unsupported if it is."""
    if value.__class__ in SINGLE and value.__class__ is not int:
        return value
    match value:
        case bool() | float() | None:
            pass
        case int():
            if value.bit_length() > MOST_BITS:
                raise Unsupported
        case np.ndarray():
            if value.size > MOST_ELEMENTS or value.dtype.kind not in "biuf":
                raise Unsupported
        case str() | range():
            if len(value) > MOST_ELEMENTS:
                raise Unsupported
        case list() | tuple() | dict() | set():
            elements(value)
    return value


def elements(value: Any, *, texts: bool = True) -> int:
    """Return how many elements there are inside, however deep; raise Unsupported if too many.

    Not `texts`: raise it where text is among them.
    """
    if value.__class__ in SINGLE:
        return 0
    if value.__class__ is np.ndarray and value.size <= MOST_ELEMENTS:
        return int(value.size)
    waiting, count = [value], 0
    while waiting:
        whole = waiting.pop()
        if isinstance(whole, str) and not texts and whole not in _NAMES:
            raise Unsupported
        if isinstance(whole, dict):
            waiting += [part for part in whole.values() if part.__class__ not in SINGLE]
        elif isinstance(whole, list | tuple | set):
            waiting += [part for part in whole if part.__class__ not in SINGLE]
        elif not isinstance(whole, _HOLDERS):
            continue
        count += whole.size if isinstance(whole, np.ndarray) else len(whole)
        if count > MOST_ELEMENTS or len(waiting) > MOST_ELEMENTS:
            raise Unsupported
    return count


_HOLDERS = (list, tuple, dict, set, str, range, np.ndarray)


def safe(name: str, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> None:
    """Raise Unsupported where a call could make much more of its arguments than they are."""
    if keywords and keywords.keys() - _KEYWORDS:
        raise Unsupported
    given = (*arguments, *keywords.values())
    held = [max(elements(argument), 1) for argument in given]
    sizes = [size for size in held if size > 1]
    if len(sizes) > 1 and name not in _SIDE_BY_SIDE and math.prod(sizes) > 20 * MOST_ELEMENTS:
        raise Unsupported
    if name in _OF_THEIR_OWN:
        _safe_in_its_way(name, arguments, given, held)


def _safe_in_its_way(
    name: str, arguments: tuple[Any, ...], given: tuple[Any, ...], held: list[int]
) -> None:
    if name in _MAKING and max(_asked(given), default=0) > MOST_ELEMENTS:
        raise Unsupported
    if (
        name in ("eye", "identity")
        and math.prod(max(n, 1) for n in _asked(given)) ** 2 > MOST_ELEMENTS
    ):
        raise Unsupported
    if name in ("tile", "repeat", "diag") and (
        math.prod(held) * math.prod(max(n, 1) for n in _asked(given[1:])) > MOST_ELEMENTS
        or (name == "diag" and held[0] > 100)
    ):
        raise Unsupported
    if name == "pad" and not _is_small_frame(arguments):
        raise Unsupported
    if name in ("arange", "range") and _steps(arguments) > MOST_ELEMENTS:
        raise Unsupported
    if name == "pow" and len(arguments) >= 2:
        power(*arguments[:2])
    if name == "round" and any(abs(n) > 20 for n in _asked(given[1:])):
        raise Unsupported
    if name == "sum" and any(isinstance(argument, list) for argument in given[1:]):
        raise Unsupported


_KEYWORDS = frozenset(
    "axis dtype keepdims key reverse default start ndmin ddof initial mode constant_values"
    " decimals end sep step k".split()
)
_MAKING = frozenset(
    "zeros ones empty full linspace split array_split vsplit hsplit bincount eye identity".split()
)
_OF_THEIR_OWN = _MAKING | frozenset("tile repeat diag pad arange range pow round sum".split())
#: Of these, no combination of the arguments' elements is made.
_SIDE_BY_SIDE = frozenset(
    "zip isinstance append extend join concatenate stack vstack hstack count index min max"
    " maximum minimum where add subtract multiply divide dot matmul".split()
)


def _asked(arguments: tuple[Any, ...]) -> list[int]:
    """Return how many elements whole numbers and shapes ask for."""
    return [_one_asked(argument) for argument in arguments]


def _one_asked(value: Any) -> int:
    if isinstance(value, np.ndarray):
        whole = value.dtype.kind in "iu" and value.size
        return math.prod(max(abs(int(n)), 1) for n in value.ravel().tolist()) if whole else 0
    if isinstance(value, tuple | list):
        return math.prod(max(_one_asked(part), 1) for part in value)
    return abs(int(value)) if isinstance(value, int | np.integer) else 0


def _is_small_frame(arguments: tuple[Any, ...]) -> bool:
    if len(arguments) < 2:
        return False
    wide = max(np.asarray(arguments[1], dtype=float).ravel().tolist(), default=0)
    return bool(math.prod(n + 2 * wide for n in np.shape(arguments[0])) <= MOST_ELEMENTS)


def _steps(arguments: tuple[Any, ...]) -> float:
    numbers = [float(a) for a in arguments if isinstance(a, int | float | np.number)]
    if len(numbers) != len(arguments) or not numbers:
        return 0.0  # it raises
    if len(numbers) == 1:
        return numbers[0]
    step = numbers[2] if len(numbers) > 2 else 1.0
    return abs((numbers[1] - numbers[0]) / step) if step else 0.0


def times(one: Any, other: Any) -> None:
    """Raise Unsupported where `one * other` repeats a list or a text too often."""
    for whole, count in ((one, other), (other, one)):
        repeated = isinstance(whole, str | list | tuple) and isinstance(count, int | np.integer)
        if repeated and elements(whole) * int(count) > MOST_ELEMENTS:
            raise Unsupported


def power(base: Any, exponent: Any) -> None:
    """Raise Unsupported where `base ** exponent` has too many digits."""
    whole = isinstance(base, int) and isinstance(exponent, int)
    if whole and abs(exponent) * max(base.bit_length(), 1) > MOST_BITS:
        raise Unsupported


def broadcast(one: Any, other: Any) -> None:
    """Raise Unsupported where two values are too large to be combined or compared."""
    if one.__class__ in SINGLE and other.__class__ in SINGLE:
        return
    arrays = isinstance(one, np.ndarray) and isinstance(other, np.ndarray)
    if arrays and one.shape != other.shape and one.size * other.size > 20 * MOST_ELEMENTS:
        raise Unsupported
    for value in (one, other):
        if isinstance(value, list | tuple | dict | set):
            elements(value)


def pattern(text: str) -> str:
    """Return how a text is to be formatted; raise Unsupported if that could make it large."""
    if _LARGE.search(text):
        raise Unsupported
    return text
