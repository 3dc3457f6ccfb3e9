"""Grader and worker: Values to nodes, without calling any method that student code can override."""

from __future__ import annotations

import base64
import math
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from inspect import getattr_static
from types import FunctionType, MappingProxyType, MemberDescriptorType
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy import ma

from autograder.protocol.budget import WireBudget, require_shape
from autograder.protocol.decoding import decode_keys
from autograder.protocol.errors import UnsendableError, WireError
from autograder.protocol.functions import FUNCTIONS
from autograder.protocol.grammar import (
    DTYPES,
    MAX_DIGITS,
    MAX_EXPONENT,
    MAX_NAME,
    Foreign,
    FunctionText,
    Held,
    Node,
    Opaque,
)
from autograder.protocol.reading_tables import read_table
from autograder.protocol.tables import (
    INTERVALS,
    Cells,
    FrameTable,
    Labels,
    Missing,
    Scalar,
    SeriesTable,
)

_FUNCTION_NAMES: Mapping[object, str] = MappingProxyType({f: name for name, f in FUNCTIONS.items()})


def encode(value: object, plain: Callable[[object], object] = lambda value: value) -> Node:
    """Return the node of any object at all; `WireError` if it is too large or nested too deeply.

    `plain` may return plain data in place of an object that is none.
    """
    return _Encoder(plain).node(value, 0)


class _Encoder:
    """One encoding: what may still be added to it."""

    def __init__(self, plain: Callable[[object], object]) -> None:
        self.plain = plain
        self.budget = WireBudget()

    def node(self, value: object, depth: int) -> Node:
        self.budget.take_node(depth)
        # type(value), because an object can forge its __class__.
        encoder = _EXACTLY.get(type(value), _Encoder._other)
        return encoder(self, value, depth)

    def _none(self, value: None, depth: int) -> Node:
        return ["none"]

    def _bool(self, value: bool, depth: int) -> Node:
        return ["bool", bool(value)]

    def _int(self, value: int, depth: int) -> Node:
        value = int(value)
        self.budget.take_integer(value)
        return ["int", hex(value)]

    def _float(self, value: float, depth: int) -> Node:
        return ["float", float(value).hex()]

    def _fraction(self, value: Fraction, depth: int) -> Node:
        terms = _terms(value)
        if terms is None:
            return ["opaque", "Fraction"]
        return ["fraction", *(self._int(term, depth)[1] for term in terms)]

    def _decimal(self, value: Decimal, depth: int) -> Node:
        sign, digits, exponent = Decimal.as_tuple(value)
        if not isinstance(exponent, int):  # of NaN or infinity
            name = "Infinity" if exponent == "F" else "NaN"
            return ["decimal", f"-{name}" if sign and exponent == "F" else name, 0]
        if len(digits) > MAX_DIGITS or abs(exponent) > MAX_EXPONENT:
            return ["opaque", "decimal.Decimal"]
        self.budget.take_bytes(len(digits) + sign)
        return ["decimal", "-" * sign + "".join(map(str, digits)), exponent]

    def _moment(self, value: date | time | datetime, depth: int) -> Node:
        kind = type(value)
        if not _has_known_zone(value):
            return ["opaque", type_name(kind)]
        return [kind.__name__, value.isoformat()]

    def _timedelta(self, value: timedelta, depth: int) -> Node:
        seconds = value.days * 86_400 + value.seconds
        return ["timedelta", hex(seconds * 10**6 + value.microseconds)]

    def _complex(self, value: complex, depth: int) -> Node:
        value = complex(value)
        return ["complex", value.real.hex(), value.imag.hex()]

    def _text(self, value: str, depth: int) -> Node:
        encoded = str(value).encode("utf-8", "backslashreplace")
        self.budget.take_text(len(encoded))
        return ["text", encoded.decode("utf-8")]

    def _bytes(self, value: bytes, depth: int) -> Node:
        self.budget.take_text(len(value))
        return ["bytes", base64.b64encode(value).decode("ascii")]

    def _list(self, value: list[object], depth: int) -> Node:
        return ["list", self._nodes(value, depth)]

    def _tuple(self, value: tuple[object, ...], depth: int) -> Node:
        return ["tuple", self._nodes(value, depth)]

    def _set(self, value: set[object] | frozenset[object], depth: int) -> Node:
        # In an order of its own: that of a set of texts differs from process to process.
        return ["set", sorted(self._keys(value, depth), key=repr)]

    def _dict(self, value: dict[object, object], depth: int) -> Node:
        keys, values = list(dict.keys(value)), list(dict.values(value))
        pairs = zip(self._keys(keys, depth), self._nodes(values, depth), strict=True)
        return ["dict", [list(pair) for pair in pairs]]

    def _nodes(self, values: Iterable[object], depth: int) -> list[Node]:
        return [self.node(value, depth + 1) for value in values]

    def _keys(self, values: Iterable[object], depth: int) -> list[Node]:
        """Encode keys, unless whoever decodes them could not tell them apart again."""
        nodes = self._nodes(values, depth)
        try:
            decode_keys(nodes)
        except WireError:
            raise UnsendableError("key") from None
        return nodes

    def _function(self, value: object, depth: int) -> Node:
        name = _FUNCTION_NAMES.get(value)
        return ["fn", name] if name else ["opaque", "function"]

    def _function_text(self, value: FunctionText, depth: int) -> Node:
        self.budget.take_text(len(value.text.encode("utf-8")))
        return ["def", value.name, value.text]

    def _held(self, value: Held, depth: int) -> Node:
        return ["held", value.name]

    def _opaque(self, value: Opaque, depth: int) -> Node:
        return ["opaque", value.type_name]

    def _foreign(self, value: Foreign, depth: int) -> Node:
        return ["foreign", value.type_name, self.node(value.value, depth + 1)]

    def _array(self, value: np.ndarray[Any, Any], depth: int) -> Node:
        require_shape(value.shape)
        value = _narrowed(value)
        code = value.dtype.str[1:]
        if code in DTYPES:
            return ["array", code, list(value.shape), self._array_bytes(value, code)]
        if value.dtype.kind in "OUS":
            return ["objects", list(value.shape), self._nodes(np.ravel(value).tolist(), depth)]
        return ["opaque", f"numpy.ndarray of {value.dtype.name}"[:MAX_NAME]]

    def _array_bytes(self, value: np.ndarray[Any, Any], code: str) -> str:
        self.budget.take_bytes(value.nbytes)
        return base64.b64encode(value.astype("<" + code).tobytes()).decode("ascii")

    def _frame(self, value: FrameTable, depth: int) -> Node:
        self.budget.take_cells(len(value), len(value.cells))
        cells = [self._cells(cells, depth + 1) for cells in value.cells]
        return ["frame", *self._nodes((value.columns, value.index), depth), cells]

    def _series(self, value: SeriesTable, depth: int) -> Node:
        self.budget.take_cells(len(value))
        named = (self.node(part, depth + 1) for part in (value.name, value.index))
        return ["series", *named, self._cells(value.cells, depth + 1)]

    def _labels(self, value: Labels, depth: int) -> Node:
        self.budget.take_cells(len(value), len(value.levels))
        levels = [self._cells(cells, depth + 1) for cells in value.levels]
        return ["index", self._nodes(value.names, depth), levels]

    def _cells(self, value: Cells, depth: int) -> Node:
        self.budget.take_node(depth)
        self.budget.take_column()
        if value.dtype in INTERVALS:
            parts = [self._cells(part, depth + 1) for part in value.parts]
        elif value.dtype == "category":
            self.budget.take_cells(len(value.parts[0]))
            categories = self._cells(value.parts[0], depth + 1)
            parts = [self.node(value.values, depth + 1), categories, ["bool", value.ordered]]
        else:
            given = (value.values,) if value.missing is None else (value.values, value.missing)
            parts = self._nodes(given, depth)
        return ["cells", value.dtype, parts]

    def _scalar(self, value: Scalar, depth: int) -> Node:
        return ["scalar", self._cells(value.cells, depth + 1)]

    def _missing(self, value: Missing, depth: int) -> Node:
        return ["missing", value.name]

    def _other(self, value: object, depth: int) -> Node:
        """Encode by the plain type that the value's type inherits from, if there is one."""
        kind = type(value)
        table = read_table(value, self.budget)
        if table is not None:
            return self.node(table, depth)
        if issubclass(
            kind, ma.MaskedArray
        ):  # the values under its mask must not count as an answer
            return ["opaque", type_name(kind)]
        for base, plain in _PLAIN:
            if issubclass(kind, base):
                return ["foreign", type_name(kind), self.node(plain(value), depth + 1)]
        simpler = self.plain(value)
        if simpler is not value:
            return self.node(simpler, depth)
        made_of = _made_of(value)
        if made_of is not None:
            return ["foreign", type_name(kind), self.node(made_of, depth + 1)]
        return ["opaque", type_name(kind)]


def _narrowed(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Extended precision differs from machine to machine; 64 bits a component do not."""
    if array.dtype.char == "g":
        return array.astype(np.float64)
    return array.astype(np.complex128) if array.dtype.char == "G" else array


def _terms(value: Fraction) -> tuple[int, int] | None:
    """Return both terms; None of what was put together past the constructor."""
    try:
        above, below = (_slot(name, value) for name in ("_numerator", "_denominator"))
    except AttributeError:
        return None
    if not (type(above) is int and type(below) is int and below > 0):
        return None
    return (above, below) if math.gcd(above, below) == 1 else None


def _slot(name: str, value: Fraction) -> object:
    return Fraction.__dict__[name].__get__(value)


def _plain_fraction(value: Fraction) -> Fraction | Opaque:
    terms = _terms(value)
    return Opaque("Fraction") if terms is None else Fraction(*terms)


def _has_known_zone(value: date | time | datetime) -> bool:
    """Whether to ask a time for its zone runs no code of a student's."""
    kind = datetime if isinstance(value, datetime) else time if isinstance(value, time) else None
    zone = kind.tzinfo.__get__(value) if kind else None
    return zone is None or type(zone) in (timezone, ZoneInfo)


def _plain_datetime(value: datetime) -> datetime | Opaque:
    if not _has_known_zone(value):
        return Opaque(type_name(type(value)))
    return datetime.fromisoformat(datetime.isoformat(value))


def _made_of(value: object) -> object:
    """Return a dataclass' fields, an enum member's name, a deque's list; None of anything else."""
    kind = type(value)
    if issubclass(kind, deque):
        return list(deque.__iter__(value))  # type: ignore[arg-type]
    try:
        if issubclass(kind, Enum):
            name = _static(value, "_name_")
            return name if type(name) is str else None
        names = _static(kind, "__dataclass_fields__")
        return {name: _static(value, name) for name in names} if type(names) is dict else None
    except AttributeError:
        return None


def _static(value: object, name: str) -> Any:
    """Return an attribute past any property or method of a student's."""
    found = getattr_static(value, name)
    return found.__get__(value) if type(found) is MemberDescriptorType else found


def type_name(kind: type) -> str:
    """Return a type's name as its user knows it, read past any metaclass, printable and short."""
    module = own_text(kind, "__module__")
    name = own_text(kind, "__qualname__") or "?"
    full = name if module in ("", "builtins", "__main__") else f"{module}.{name}"
    return "".join(c if c.isprintable() else "?" for c in full[:MAX_NAME])


def own_text(kind: type, attribute: str) -> str:
    """Return a text of a class such as its name, read past any metaclass."""
    try:
        text = type.__dict__[attribute].__get__(kind)
    except AttributeError:
        return ""
    return text if type(text) is str else ""


_EXACTLY: Mapping[type, Callable[[_Encoder, Any, int], Node]] = MappingProxyType(
    {
        type(None): _Encoder._none,
        bool: _Encoder._bool,
        int: _Encoder._int,
        float: _Encoder._float,
        complex: _Encoder._complex,
        Fraction: _Encoder._fraction,
        Decimal: _Encoder._decimal,
        date: _Encoder._moment,
        time: _Encoder._moment,
        datetime: _Encoder._moment,
        timedelta: _Encoder._timedelta,
        str: _Encoder._text,
        bytes: _Encoder._bytes,
        list: _Encoder._list,
        tuple: _Encoder._tuple,
        set: _Encoder._set,
        frozenset: _Encoder._set,
        dict: _Encoder._dict,
        FunctionType: _Encoder._function,
        FunctionText: _Encoder._function_text,
        Held: _Encoder._held,
        Opaque: _Encoder._opaque,
        Foreign: _Encoder._foreign,
        FrameTable: _Encoder._frame,
        SeriesTable: _Encoder._series,
        Labels: _Encoder._labels,
        Scalar: _Encoder._scalar,
        Missing: _Encoder._missing,
        np.ndarray: _Encoder._array,
        np.bool_: _Encoder._bool,
        np.str_: _Encoder._text,
        np.bytes_: _Encoder._bytes,
        **{np.dtype(code).type: _Encoder._int for code in np.typecodes["AllInteger"]},
        **{np.dtype(code).type: _Encoder._float for code in np.typecodes["Float"]},
        **{np.dtype(code).type: _Encoder._complex for code in np.typecodes["Complex"]},
    }
)

#: How to read a subclass through its base; `str(x)` or `[*x]` would ask the subclass.
_PLAIN: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (int, int.__pos__),
    (float, float.__pos__),
    (complex, complex.__pos__),
    (Fraction, _plain_fraction),
    (Decimal, Decimal),
    (datetime, _plain_datetime),
    (date, lambda value: date.fromordinal(date.toordinal(value))),
    (timedelta, timedelta.__pos__),
    (str, lambda value: str.__getitem__(value, slice(None))),
    (bytes, lambda value: bytes.__getitem__(value, slice(None))),
    (bytearray, bytes),
    (list, lambda value: list.__getitem__(value, slice(None))),
    (tuple, lambda value: tuple.__getitem__(value, slice(None))),
    (dict, lambda value: dict(dict.items(value))),
    (set, set.copy),
    (np.ndarray, lambda value: np.ndarray.view(value, np.ndarray)),
)
