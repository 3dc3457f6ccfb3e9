"""Records as plain JSON data and back, by the annotations of one expected type.

    a record                      {"field": …}, each of its fields
    X | None                      null, or X
    A | B, a base class           {"A": {"field": …}}, named among the records that may stand there
    A | str | int                 the same, or the other: its data tells which
    a tuple, a Mapping            a list, a table
    object, Any                   a value: what `encode` makes of it
    an enum, a Literal, a path    its value, itself, its text
    a datetime                    ISO 8601, in UTC: a moment that has no zone is refused
    metadata {"codec": None}      nothing: a field that is not data, as a function

By hand: msgspec refuses unions of several dataclasses; cattrs takes 5 for text, and needs hooks for
values, tags, budget and places as long as this file; either would stand beside student code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache, reduce
from operator import or_
from pathlib import Path
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints, overload

T = TypeVar("T")

_KEPT = "dumped"  #: what `dump_once` has made, among what a record holds and beside its fields


class CodecError(ValueError):
    """Data that is not written so, and where in it."""

    def __init__(self, problem: str, place: str = "") -> None:
        super().__init__(f"{place.removeprefix('.')}: {problem}" if place else problem)
        self._problem, self._place = problem, place

    def within(self, step: str | int) -> CodecError:
        """Return the error as seen from one field, or one item of a list, further out."""
        outer = f"[{step}]" if isinstance(step, int) else f".{step}"
        return CodecError(self._problem, outer + self._place)


def _refuse_values(value: object) -> Any:
    raise CodecError("a value, which nobody encodes or decodes here")


def _supply_nothing(missing: Field[Any], loaded: Mapping[str, Any]) -> object:
    raise CodecError(f"{missing.name} is not data, and nobody supplies it")


def _count_nothing(parts: int) -> None:
    """Read as much as there is."""


@dataclass(frozen=True, kw_only=True)
class Codec:
    """Conversion of records, with what their annotations leave open."""

    encode: Callable[[object], Any] = _refuse_values  #: a value to data, but none that is a table
    decode: Callable[[Any], object] = _refuse_values  #: back again; raises CodecError
    #: the records that may stand for a base class
    members: Mapping[type, tuple[type, ...]] = field(default_factory=dict)
    #: makes a field that is not written, from those that are
    supply: Callable[[Field[Any], Mapping[str, Any]], object] = _supply_nothing
    #: what this one has kept is as good as what it would make itself
    shares: Codec | None = None
    #: is told the length of a tuple or Mapping before its parts are read, and may raise CodecError
    count: Callable[[int], None] = _count_nothing

    def dump(self, kind: Any, value: Any) -> Any:
        """Return a value of the type as data; raises CodecError, and what `encode` raises."""
        form, parts = _form(kind)
        return _DUMP[form](self, parts, value)

    @overload
    def load(self, kind: type[T], data: Any) -> T: ...
    @overload
    def load(self, kind: Any, data: Any) -> Any: ...
    def load(self, kind: Any, data: Any) -> Any:
        """Return the value that the data stands for; `CodecError` if it is none of the type."""
        form, parts = _form(kind)
        return _LOAD[form](self, parts, data)

    def dump_once(self, kind: Any, record: Any) -> Any:
        """Return the data of a record that is dumped again and again; it is kept with the record.

        This very codec gives the same data later, also as a part of others; another makes its own.
        """
        if self._kept(record) is None:
            vars(record)[_KEPT] = self, self.dump(type(record), record)
        return self.dump(kind, record)

    def _kept(self, record: Any) -> Any:
        codec, data = vars(record).get(_KEPT, (None, None))
        return data if codec is self or (codec is not None and codec is self.shares) else None

    def _dump_plain(self, kind: type, value: Any) -> Any:
        return kind(value) if isinstance(value, float) else self._load_plain(kind, value)

    def _load_plain(self, kind: type, data: Any) -> Any:
        if type(data) is not kind and not (kind is float and type(data) is int):
            raise CodecError(f"{type(data).__name__} instead of {kind.__name__}")
        return data

    def _dump_moment(self, _: None, value: datetime) -> str:
        if value.tzinfo is None:
            raise CodecError("a time without a zone")
        return value.astimezone(UTC).isoformat()

    def _load_moment(self, _: None, data: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(self._load_plain(str, data))
        except ValueError:
            raise CodecError("no time as ISO 8601 writes it") from None
        if moment.tzinfo is None:
            raise CodecError("a time without a zone")
        return moment.astimezone(UTC)

    def _dump_optional(self, kind: Any, value: Any) -> Any:
        return None if value is None else self.dump(kind, value)

    def _load_optional(self, kind: Any, data: Any) -> Any:
        return None if data is None else self.load(kind, data)

    def _dump_choice(self, choices: Mapping[Any, Any], value: Any) -> Any:
        return value.value if isinstance(value, Enum) else value

    def _load_choice(self, choices: Mapping[Any, Any], data: Any) -> Any:
        if type(data) not in (str, int) or data not in choices:
            raise CodecError("none of the values that may stand here")
        return choices[data]

    def _dump_many(self, kind: Any, value: tuple[Any, ...]) -> list[Any]:
        return [self.dump(kind, part) for part in value]

    def _load_many(self, kind: Any, data: Any) -> tuple[Any, ...]:
        parts = self._counted(list, data)
        return tuple(self._each((n, kind, part) for n, part in enumerate(parts)))

    def _dump_row(self, kinds: tuple[Any, ...], value: tuple[Any, ...]) -> list[Any]:
        return [self.dump(kind, part) for kind, part in zip(kinds, value, strict=True)]

    def _load_row(self, kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
        if len(parts := self._load_plain(list, data)) != len(kinds):
            raise CodecError(f"{len(parts)} parts instead of {len(kinds)}")
        return tuple(self._each((n, kind, parts[n]) for n, kind in enumerate(kinds)))

    def _dump_table(self, kinds: tuple[Any, Any], value: Mapping[Any, Any]) -> dict[str, Any]:
        return {self.dump(kinds[0], key): self.dump(kinds[1], value[key]) for key in value}

    def _load_table(self, kinds: tuple[Any, Any], data: Any) -> dict[Any, Any]:
        table = self._counted(dict, data)
        keys = self._each((key, kinds[0], key) for key in table)
        return dict(zip(keys, self._each((k, kinds[1], table[k]) for k in table), strict=True))

    def _dump_record(self, kind: Any, value: Any) -> Any:
        if kind in self.members:
            return self._dump_union(((kind,), {}), value)
        parts = _written(kind)
        if type(value) is not kind:
            raise CodecError(f"{type(value).__name__} instead of {kind.__name__}")
        kept = self._kept(value)
        return kept or {name: self.dump(hint, getattr(value, name)) for name, hint in parts}

    def _load_record(self, kind: Any, data: Any) -> Any:
        if kind in self.members:
            return self._load_union(((kind,), {}), data)
        given = self._load_plain(dict, data)
        known = [(name, hint, given[name]) for name, hint in _written(kind) if name in given]
        if len(known) < len(given):
            unknown = min(given.keys() - dict(_written(kind)).keys())
            raise CodecError(f"{kind.__name__} has no field {unknown[:40]!a}")
        loaded = dict(zip((name for name, _, _ in known), self._each(known), strict=True))
        for missing in _needed(kind):
            if missing.name not in loaded:
                loaded[missing.name] = self._supplied(missing, loaded, kind)
        return kind(**loaded)

    def _supplied(self, missing: Field[Any], loaded: Mapping[str, Any], kind: type) -> object:
        if "codec" not in missing.metadata:
            raise CodecError(f"{kind.__name__} needs a field {missing.name!r}")
        return self.supply(missing, loaded)

    def _dump_union(self, kinds: _Union, value: Any) -> Any:
        records, others = kinds
        if (kind := type(value)) in self._members(records):
            return {kind.__name__: self.dump(kind, value)}
        other = _told_by(list if kind is tuple else kind, others)
        if other is None:
            raise CodecError(f"{kind.__name__} instead of {self._names(records)}")
        return self.dump(other, value)

    def _load_union(self, kinds: _Union, data: Any) -> Any:
        records, others = kinds
        other = _told_by(type(data), others)
        if other is not None and type(data) is not dict:
            return self.load(other, data)
        for kind in self._members(records):
            if self._load_plain(dict, data).keys() == {kind.__name__}:
                return next(self._each(((kind.__name__, kind, data[kind.__name__]),)))
        raise CodecError(f"not one of {self._names(records)}")

    def _members(self, kinds: tuple[type, ...]) -> list[type]:
        """Return the records that may stand for one of these."""
        return [member for kind in kinds for member in self.members.get(kind, (kind,))]

    def _names(self, kinds: tuple[type, ...]) -> str:
        return ", ".join(kind.__name__ for kind in self._members(kinds))

    def _counted(self, kind: type[T], data: Any) -> T:
        counted: T = self._load_plain(kind, data)
        self.count(len(data))
        return counted

    def _each(self, parts: Iterable[tuple[str | int, Any, Any]]) -> Iterator[Any]:
        """Load (step, type, data) after the other; an error names the step."""
        for step, kind, data in parts:
            try:
                yield self.load(kind, data)
            except CodecError as error:
                raise error.within(step) from error.__cause__


_DUMP: Mapping[str, Callable[[Codec, Any, Any], Any]] = MappingProxyType(
    {
        "value": lambda codec, _, value: codec.encode(value),
        "plain": Codec._dump_plain,
        "path": lambda codec, _, value: str(value),
        "moment": Codec._dump_moment,
        "choice": Codec._dump_choice,
        "optional": Codec._dump_optional,
        "many": Codec._dump_many,
        "row": Codec._dump_row,
        "table": Codec._dump_table,
        "record": Codec._dump_record,
        "union": Codec._dump_union,
    }
)
_LOAD: Mapping[str, Callable[[Codec, Any, Any], Any]] = MappingProxyType(
    {
        "value": lambda codec, _, data: codec.decode(data),
        "plain": Codec._load_plain,
        "path": lambda codec, _, data: Path(codec._load_plain(str, data)),
        "moment": Codec._load_moment,
        "choice": Codec._load_choice,
        "optional": Codec._load_optional,
        "many": Codec._load_many,
        "row": Codec._load_row,
        "table": Codec._load_table,
        "record": Codec._load_record,
        "union": Codec._load_union,
    }
)


@cache
def _form(kind: Any) -> tuple[str, Any]:
    """Return how a type is written, and the types of its parts."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind in (object, Any):
        return "value", None
    if kind in (str, int, float, bool):
        return "plain", kind
    if kind is Path:
        return "path", None
    if kind is datetime:
        return "moment", None
    if origin in (Union, UnionType):
        return _form_of_union(parts)
    if origin is Literal:
        return "choice", {choice: choice for choice in parts}
    if origin is tuple:
        return ("many", parts[0]) if parts[1:] == (Ellipsis,) else ("row", parts)
    if origin is Mapping:
        return "table", parts
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "choice", {member.value: member for member in kind}
    if is_dataclass(kind):
        return "record", kind
    raise TypeError(f"there is no form in which {kind} is written")


_Union = tuple[tuple[type, ...], Mapping[type | None, Any]]
"""The records that may stand there; the rest by the kind of their data, None for any."""


def _form_of_union(parts: tuple[Any, ...]) -> tuple[str, Any]:
    present = tuple(part for part in parts if part is not NoneType)
    if len(present) < len(parts):
        return "optional", reduce(or_, present)
    records = tuple(part for part in present if is_dataclass(part))
    others = [part for part in present if not is_dataclass(part)]
    told = {_data_of(part) if others[1:] else None: part for part in others}
    if len(told) < len(others) or (others[1:] and None in told):
        raise TypeError(f"nothing tells {' from '.join(map(str, others))} once they are written")
    return "union", (records, told)


def _data_of(kind: Any) -> type | None:
    """Return the kind of data that values of a type become, None if that is not told."""
    form, parts = _form(kind)
    kinds = {"plain": parts, "path": str, "many": list, "row": list}
    return kinds.get(form)


def _told_by(data: type, others: Mapping[type | None, Any]) -> Any:
    """Return which of the others it is, None if it is none of them."""
    return others.get(data, others.get(None))


@cache
def _written(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a record that are data, each with its type."""
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in fields(kind) if "codec" not in f.metadata)


@cache
def _needed(kind: Any) -> tuple[Field[Any], ...]:
    """Return the fields of a record that have no default."""
    return tuple(f for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)
