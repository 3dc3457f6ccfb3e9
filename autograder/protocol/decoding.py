"""Grader and worker: Nodes to values; only the exact grammar is accepted."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np

from autograder.protocol.budget import WireBudget, require_shape
from autograder.protocol.errors import WireError
from autograder.protocol.functions import FUNCTIONS
from autograder.protocol.grammar import (
    DTYPES,
    KEYS,
    MAX_BITS,
    MAX_DIGITS,
    MAX_EXPONENT,
    MAX_NAME,
    Foreign,
    FunctionText,
    Held,
    Opaque,
)
from autograder.protocol.tables import (
    INTERVALS,
    MASKED,
    NUMBERS,
    TEXTS,
    Cells,
    FrameTable,
    Labels,
    Missing,
    Scalar,
    SeriesTable,
    times,
)

N = TypeVar("N", int, float)
M = TypeVar("M", date, time, datetime)

_DIGITS = re.compile(rf"-?(?:0|[1-9][0-9]{{0,{MAX_DIGITS - 1}}})")
_DAY = 24 * 60 * 60 * 10**6  #: microseconds
_MOST_ALIKE = 100  #: each is compared with all the others


def decode(node: object, budget: WireBudget | None = None, *, of_submission: bool = False) -> Any:
    """Return a fresh value, its arrays writable; `WireError` unless `encode` could have made it.

    Several values that come together may have one budget. What is `of_submission` holds no text of
    a function, for nothing that a submission has written is ever made into one, and names no
    object, for what a worker keeps is no answer.
    """
    try:
        return _Decoder(budget or WireBudget(), of_submission).value(node, 0)
    except (ValueError, OverflowError, MemoryError, RecursionError) as error:
        raise WireError(f"not a value: {type(error).__name__}") from error


def decode_keys(nodes: list[Any]) -> list[Any]:
    """Return the keys of a dictionary or members of a set; `WireError` if they cannot be that."""
    decoder = _Decoder(WireBudget())
    return _distinct([decoder._key(node, 0) for node in nodes])


class _Decoder:
    """One decoding: what may still come."""

    def __init__(self, budget: WireBudget, of_submission: bool = False) -> None:
        self.budget = budget
        self.of_submission = of_submission

    def value(self, node: object, depth: int) -> Any:
        self.budget.take_node(depth)
        if type(node) is not list or not node or type(node[0]) is not str:
            raise WireError("not a node")
        form = _FORMS.get(node[0])
        if form is None or tuple(map(type, node[1:])) != form[0]:
            raise WireError(f"not a node: {node[0][:20]!a}")
        return form[1](self, depth + 1, *node[1:])

    def _none(self, depth: int) -> None:
        return None

    def _bool(self, depth: int, value: bool) -> bool:
        return value

    def _int(self, depth: int, text: str) -> int:
        if len(text) > MAX_BITS // 4 + len("-0x"):
            raise WireError("an integer of too many bits")
        value = _canonical(int(text, 16), hex, text)
        self.budget.take_integer(value)
        return value

    def _float(self, depth: int, text: str) -> float:
        return _canonical(float.fromhex(text), float.hex, text)

    def _complex(self, depth: int, real: str, imag: str) -> complex:
        return complex(self._float(depth, real), self._float(depth, imag))

    def _decimal(self, depth: int, digits: str, exponent: int) -> Decimal:
        if digits in ("NaN", "Infinity", "-Infinity") and exponent == 0:
            return Decimal(digits)
        if not _DIGITS.fullmatch(digits) or abs(exponent) > MAX_EXPONENT:
            raise WireError("not a decimal")
        self.budget.take_bytes(len(digits))
        return Decimal(f"{digits}E{exponent}")

    def _fraction(self, depth: int, above: str, below: str) -> Fraction:
        numerator, denominator = self._int(depth, above), self._int(depth, below)
        if denominator < 1 or math.gcd(numerator, denominator) != 1:
            raise WireError("not a fraction in lowest terms")
        return Fraction(numerator, denominator)

    def _date(self, depth: int, text: str) -> date:
        return _canonical_time(date.fromisoformat(text), text)

    def _time(self, depth: int, text: str) -> time:
        return _canonical_time(time.fromisoformat(text), text)

    def _datetime(self, depth: int, text: str) -> datetime:
        return _canonical_time(datetime.fromisoformat(text), text)

    def _timedelta(self, depth: int, text: str) -> timedelta:
        microseconds = self._int(depth, text)
        return timedelta(days=microseconds // _DAY, microseconds=microseconds % _DAY)

    def _text(self, depth: int, text: str) -> str:
        # Raises on lone surrogates, which no file of ours could be written with.
        self.budget.take_text(len(text.encode("utf-8")))
        return text

    def _bytes(self, depth: int, text: str) -> bytes:
        raw = base64.b64decode(text, validate=True)
        self.budget.take_text(len(raw))
        return raw

    def _list(self, depth: int, nodes: list[object]) -> list[Any]:
        return [self.value(node, depth) for node in nodes]

    def _tuple(self, depth: int, nodes: list[object]) -> tuple[Any, ...]:
        return tuple(self._list(depth, nodes))

    def _set(self, depth: int, nodes: list[object]) -> set[Any]:
        return set(_distinct([self._key(node, depth) for node in nodes]))

    def _dict(self, depth: int, pairs: list[object]) -> dict[Any, Any]:
        items = [self._pair(pair, depth) for pair in pairs]
        return dict(zip(_distinct([key for key, _ in items]), (v for _, v in items), strict=True))

    def _pair(self, pair: object, depth: int) -> tuple[Any, Any]:
        if type(pair) is not list or len(pair) != 2:
            raise WireError("not a pair")
        return self._key(pair[0], depth), self.value(pair[1], depth)

    def _key(self, node: object, depth: int) -> Any:
        key = self.value(node, depth)
        if type(node) is not list or node[0] not in KEYS:
            raise WireError("not a key")
        return key

    def _array(self, depth: int, code: str, shape: list[object], text: str) -> np.ndarray[Any, Any]:
        if code not in DTYPES:
            raise WireError("not an array type")
        dtype = np.dtype("<" + code)
        raw = base64.b64decode(text, validate=True)
        self.budget.take_bytes(len(raw))
        if len(raw) != _size(shape) * dtype.itemsize:
            raise WireError("an array of another size")
        if dtype.kind == "b":
            # Bytes other than 0 and 1 would make an array that is neither True nor False.
            return np.frombuffer(raw, "u1").astype(dtype).reshape(shape)
        return np.frombuffer(raw, dtype).copy().reshape(shape)

    def _objects(
        self, depth: int, shape: list[object], nodes: list[object]
    ) -> np.ndarray[Any, Any]:
        if len(nodes) != _size(shape):
            raise WireError("an array of another size")
        array = np.empty(len(nodes), dtype=object)
        for i, node in enumerate(nodes):
            array[i] = self.value(node, depth)
        return array.reshape(shape)

    def _frame(self, depth: int, columns: object, index: object, nodes: list[object]) -> FrameTable:
        above, beside = self._index_node(columns, depth), self._index_node(index, depth)
        self.budget.take_cells(len(beside), len(nodes))
        cells = tuple(self._cells(node, depth) for node in nodes)
        if len(cells) != len(above) or any(len(column) != len(beside) for column in cells):
            raise WireError("a table of another shape")
        return FrameTable(columns=above, index=beside, cells=cells)

    def _series(self, depth: int, name: object, index: object, node: list[object]) -> SeriesTable:
        beside = self._index_node(index, depth)
        self.budget.take_cells(len(beside))
        cells = self._cells(node, depth)
        if len(cells) != len(beside):
            raise WireError("a table of another shape")
        return SeriesTable(name=self.value(name, depth), index=beside, cells=cells)

    def _index_node(self, node: object, depth: int) -> Labels:
        labels = self.value(node, depth)
        if not isinstance(labels, Labels):
            raise WireError("not an index")
        return labels

    def _labels(self, depth: int, names: list[object], nodes: list[object]) -> Labels:
        levels = tuple(self._cells(node, depth) for node in nodes)
        if not levels or len(names) != len(levels) or len(set(map(len, levels))) > 1:
            raise WireError("not an index")
        self.budget.take_cells(len(levels[0]), len(levels))
        return Labels(names=tuple(self._list(depth, names)), levels=levels)

    def _scalar(self, depth: int, node: list[object]) -> Scalar:
        cells = self._cells(node, depth)
        if len(cells) != 1 or not (times(cells.dtype) or cells.dtype in INTERVALS):
            raise WireError("not a single cell")
        return Scalar(cells=cells)

    def _missing(self, depth: int, name: str) -> Missing:
        if name not in ("NA", "NaT"):
            raise WireError("not a missing value")
        return Missing(name)

    def _cells(self, node: object, depth: int) -> Cells:
        self.budget.take_node(depth)
        self.budget.take_column()
        match node:
            case ["cells", str(dtype), list(parts)] if type(node) is list:
                return self._cells_of(dtype, parts, depth + 1)
        raise WireError("not cells")

    def _cells_of(self, dtype: str, parts: list[object], depth: int) -> Cells:
        match parts:
            case [left, right] if dtype in INTERVALS:
                ends = (self._cells(left, depth), self._cells(right, depth))
                _require_like(*ends)
                return Cells(dtype=dtype, values=np.zeros(len(ends[0]), np.int8), parts=ends)
            case [codes, categories, ordered] if dtype == "category":
                return self._category(codes, categories, ordered, depth)
            case [values, missing] if dtype in MASKED:
                masked = self._row(values, depth, MASKED[dtype]), self._row(missing, depth, "bool")
                _require_like(*masked)
                return Cells(dtype=dtype, values=masked[0], missing=masked[1])
            case [values]:
                return Cells(dtype=dtype, values=self._row(values, depth, _dtype_of(dtype)))
        raise WireError("not cells")

    def _category(self, node: object, categories: object, ordered: object, depth: int) -> Cells:
        codes, known = self.value(node, depth), self._cells(categories, depth)
        self.budget.take_cells(len(known))
        if not isinstance(codes, np.ndarray) or codes.ndim != 1 or codes.dtype.kind != "i":
            raise WireError("not numbers of categories")
        if codes.size and not -1 <= codes.min() <= codes.max() < len(known):
            raise WireError("a category that there is not")
        is_ordered = self.value(ordered, depth) is True
        return Cells(dtype="category", values=codes, parts=(known,), ordered=is_ordered)

    def _row(self, node: object, depth: int, dtype: str) -> np.ndarray[Any, Any]:
        values = self.value(node, depth)
        if not isinstance(values, np.ndarray) or values.ndim != 1 or values.dtype != dtype:
            raise WireError("cells of another dtype")
        return values

    def _function(self, depth: int, name: str) -> Callable[..., Any]:
        if name not in FUNCTIONS:
            raise WireError("not a function that travels")
        return FUNCTIONS[name]

    def _function_text(self, depth: int, name: str, text: str) -> FunctionText:
        if self.of_submission or not name.isidentifier():
            raise WireError("not a function that travels")
        return FunctionText(name, self._text(depth, text))

    def _foreign(self, depth: int, name: str, node: list[object]) -> Foreign:
        return Foreign(_type_name(name), self.value(node, depth))

    def _held(self, depth: int, name: str) -> Held:
        if self.of_submission:
            raise WireError("an object as an answer")
        return Held(_type_name(name))

    def _opaque(self, depth: int, name: str) -> Opaque:
        return Opaque(_type_name(name))


def _require_like(one: Any, other: Any) -> None:
    if len(one) != len(other):
        raise WireError("cells of different lengths")


def _dtype_of(dtype: str) -> str:
    """Return numpy's dtype of the values in cells."""
    if dtype in NUMBERS:
        return dtype
    if dtype in TEXTS:
        return "object"
    if times(dtype):
        return "int64"
    raise WireError("a dtype that does not travel")


def _canonical(number: N, spell: Callable[[N], str], text: str) -> N:
    """Refuse the other spellings that Python reads: blanks, underscores, capitals."""
    if spell(number) != text:
        raise WireError("a number in another spelling")
    return number


def _canonical_time(moment: M, text: str) -> M:
    """Refuse the other spellings of ISO 8601, as "20261129"."""
    if moment.isoformat() != text:
        raise WireError("a time in another spelling")
    return moment


def _distinct(keys: list[Any]) -> list[Any]:
    """Refuse keys that are equal, and before they are compared those made to have equal hashes."""
    try:
        alike = len(keys) - len(set(map(hash, keys)))
    except TypeError as error:  # a tuple may hold a list
        raise WireError("a key that cannot be one") from error
    if alike > _MOST_ALIKE:
        raise WireError("keys of equal hashes")
    if alike and len(set(keys)) < len(keys):
        raise WireError("a key that comes twice")
    return keys


def _size(shape: list[Any]) -> int:
    """Number of elements of an array."""
    if any(type(length) is not int or length < 0 for length in shape):
        raise WireError("not a shape")
    require_shape(tuple(shape))
    return math.prod(shape)


def _type_name(name: str) -> str:
    if len(name) > MAX_NAME or not name.isprintable():
        raise WireError("not a type's name")
    return name


_FORMS: Mapping[str, tuple[tuple[type, ...], Callable[..., Any]]] = MappingProxyType(
    {
        "none": ((), _Decoder._none),
        "bool": ((bool,), _Decoder._bool),
        "int": ((str,), _Decoder._int),
        "float": ((str,), _Decoder._float),
        "complex": ((str, str), _Decoder._complex),
        "decimal": ((str, int), _Decoder._decimal),
        "fraction": ((str, str), _Decoder._fraction),
        "date": ((str,), _Decoder._date),
        "time": ((str,), _Decoder._time),
        "datetime": ((str,), _Decoder._datetime),
        "timedelta": ((str,), _Decoder._timedelta),
        "text": ((str,), _Decoder._text),
        "bytes": ((str,), _Decoder._bytes),
        "list": ((list,), _Decoder._list),
        "tuple": ((list,), _Decoder._tuple),
        "set": ((list,), _Decoder._set),
        "dict": ((list,), _Decoder._dict),
        "array": ((str, list, str), _Decoder._array),
        "objects": ((list, list), _Decoder._objects),
        "frame": ((list, list, list), _Decoder._frame),
        "series": ((list, list, list), _Decoder._series),
        "index": ((list, list), _Decoder._labels),
        "scalar": ((list,), _Decoder._scalar),
        "missing": ((str,), _Decoder._missing),
        "fn": ((str,), _Decoder._function),
        "def": ((str, str), _Decoder._function_text),
        "foreign": ((str, list), _Decoder._foreign),
        "held": ((str,), _Decoder._held),
        "opaque": ((str,), _Decoder._opaque),
    }
)
