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

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, field, fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache, reduce
from itertools import repeat
from operator import or_
from pathlib import Path
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints, overload

from autograder.frozen import dataclass

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
        form = _form(kind)
        return form.dump(self, form.parts, value)

    @overload
    def load(self, kind: type[T], data: Any) -> T: ...
    @overload
    def load(self, kind: Any, data: Any) -> Any: ...
    def load(self, kind: Any, data: Any) -> Any:
        """Return the value that the data stands for; `CodecError` if it is none of the type."""
        form = _form(kind)
        return form.load(self, form.parts, data)

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

    def _dump_optional(self, some: _Form, value: Any) -> Any:
        return None if value is None else some.dump(self, some.parts, value)

    def _load_optional(self, some: _Form, data: Any) -> Any:
        return None if data is None else some.load(self, some.parts, data)

    def _dump_choice(self, choices: Mapping[Any, Any], value: Any) -> Any:
        return value.value if isinstance(value, Enum) else value

    def _load_choice(self, choices: Mapping[Any, Any], data: Any) -> Any:
        if type(data) not in (str, int) or data not in choices:
            raise CodecError("none of the values that may stand here")
        return choices[data]

    def _dump_many(self, each: _Form, value: tuple[Any, ...]) -> list[Any]:
        return [each.dump(self, each.parts, part) for part in value]

    def _load_many(self, each: _Form, data: Any) -> tuple[Any, ...]:
        return self._load_parts(repeat(each), self._counted(list, data))

    def _dump_row(self, forms: tuple[_Form, ...], value: tuple[Any, ...]) -> list[Any]:
        return [form.dump(self, form.parts, part) for form, part in zip(forms, value, strict=True)]

    def _load_row(self, forms: tuple[_Form, ...], data: Any) -> tuple[Any, ...]:
        if len(parts := self._load_plain(list, data)) != len(forms):
            raise CodecError(f"{len(parts)} parts instead of {len(forms)}")
        return self._load_parts(forms, parts)

    def _load_parts(self, forms: Iterable[_Form], parts: list[Any]) -> tuple[Any, ...]:
        loaded: list[Any] = []
        try:
            for form, part in zip(forms, parts):  # noqa: B905 (one form may be that of them all)
                loaded.append(form.load(self, form.parts, part))
        except CodecError as error:
            raise error.within(len(loaded)) from error.__cause__
        return tuple(loaded)

    def _dump_table(self, forms: tuple[_Form, _Form], value: Mapping[Any, Any]) -> dict[str, Any]:
        key, item = forms
        return {
            key.dump(self, key.parts, name): item.dump(self, item.parts, value[name])
            for name in value
        }

    def _load_table(self, forms: tuple[_Form, _Form], data: Any) -> dict[Any, Any]:
        table = self._counted(dict, data)
        keys = self._load_named([(key, forms[0]) for key in table], {key: key for key in table})
        items = self._load_named([(key, forms[1]) for key in table], table)
        return dict(zip(keys.values(), items.values(), strict=True))

    def _dump_record(self, kind: Any, value: Any) -> Any:
        if kind in self.members:
            return self._dump_union(((kind,), {}), value)
        written = _written(kind)
        if type(value) is not kind:
            raise CodecError(f"{type(value).__name__} instead of {kind.__name__}")
        if _KEPT in vars(value) and (kept := self._kept(value)):
            return kept
        return {n: form.dump(self, form.parts, getattr(value, n)) for n, form in written}

    def _load_record(self, kind: Any, data: Any) -> Any:
        if kind in self.members:
            return self._load_union(((kind,), {}), data)
        given = self._load_plain(dict, data)
        known = [(name, form) for name, form in _written(kind) if name in given]
        if len(known) < len(given):
            unknown = min(given.keys() - dict(_written(kind)).keys())
            raise CodecError(f"{kind.__name__} has no field {unknown[:40]!a}")
        loaded = self._load_named(known, given)
        for missing in _needed(kind):
            if missing.name not in loaded:
                loaded[missing.name] = self._supplied(missing, loaded, kind)
        return kind(**loaded)

    def _load_named(
        self, forms: Iterable[tuple[str, _Form]], data: Mapping[str, Any]
    ) -> dict[str, Any]:
        loaded: dict[str, Any] = {}
        name = ""
        try:
            for name, form in forms:
                loaded[name] = form.load(self, form.parts, data[name])
        except CodecError as error:
            raise error.within(name) from error.__cause__
        return loaded

    def _supplied(self, missing: Field[Any], loaded: Mapping[str, Any], kind: type) -> object:
        if "codec" not in missing.metadata:
            raise CodecError(f"{kind.__name__} needs a field {missing.name!r}")
        return self.supply(missing, loaded)

    def _dump_union(self, kinds: _Union, value: Any) -> Any:
        records, others = kinds
        if (kind := type(value)) in self._members(records):
            return {kind.__name__: self._dump_record(kind, value)}
        other = _told_by(list if kind is tuple else kind, others)
        if other is None:
            raise CodecError(f"{kind.__name__} instead of {self._names(records)}")
        return other.dump(self, other.parts, value)

    def _load_union(self, kinds: _Union, data: Any) -> Any:
        records, others = kinds
        other = _told_by(type(data), others)
        if other is not None and type(data) is not dict:
            return other.load(self, other.parts, data)
        for kind in self._members(records):
            name = kind.__name__
            if name in self._load_plain(dict, data) and len(data) == 1:
                return self._load_named([(name, _form(kind))], data)[name]
        raise CodecError(f"not one of {self._names(records)}")

    def _members(self, kinds: tuple[type, ...]) -> Sequence[Any]:
        """Return the records that may stand for one of these."""
        if self.members.keys().isdisjoint(kinds):
            return kinds
        return [member for kind in kinds for member in self.members.get(kind, (kind,))]

    def _names(self, kinds: tuple[type, ...]) -> str:
        return ", ".join(kind.__name__ for kind in self._members(kinds))

    def _counted(self, kind: type[T], data: Any) -> T:
        counted: T = self._load_plain(kind, data)
        self.count(len(data))
        return counted


@dataclass(frozen=True)
class _Form:
    """How a type is written: found once, so that no annotation is looked at for each value."""

    name: str
    dump: Callable[[Codec, Any, Any], Any]
    load: Callable[[Codec, Any, Any], Any]
    parts: Any  #: of the type, in the form that `dump` and `load` know them in


def _made(name: str, parts: Any) -> _Form:
    dump, load = _WAYS[name]
    return _Form(name, dump, load, parts)


_WAYS: Mapping[str, tuple[Callable[..., Any], Callable[..., Any]]] = MappingProxyType(
    {
        "value": (lambda codec, _, value: codec.encode(value), lambda codec, _, d: codec.decode(d)),
        "plain": (Codec._dump_plain, Codec._load_plain),
        "path": (
            lambda codec, _, value: str(value),
            lambda codec, _, data: Path(codec._load_plain(str, data)),
        ),
        "moment": (Codec._dump_moment, Codec._load_moment),
        "choice": (Codec._dump_choice, Codec._load_choice),
        "optional": (Codec._dump_optional, Codec._load_optional),
        "many": (Codec._dump_many, Codec._load_many),
        "row": (Codec._dump_row, Codec._load_row),
        "table": (Codec._dump_table, Codec._load_table),
        "record": (Codec._dump_record, Codec._load_record),
        "union": (Codec._dump_union, Codec._load_union),
    }
)


@cache
def _form(kind: Any) -> _Form:
    """Return how a type is written, and the forms of its parts; a record is named, not entered."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind in (object, Any):
        return _made("value", None)
    if kind in (str, int, float, bool):
        return _made("plain", kind)
    if kind is Path:
        return _made("path", None)
    if kind is datetime:
        return _made("moment", None)
    if origin in (Union, UnionType):
        return _form_of_union(parts)
    if origin is Literal:
        return _made("choice", {choice: choice for choice in parts})
    if origin is tuple and parts[1:] == (Ellipsis,):
        return _made("many", _form(parts[0]))
    if origin is tuple:
        return _made("row", tuple(map(_form, parts)))
    if origin is Mapping:
        return _made("table", tuple(map(_form, parts)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _made("choice", {member.value: member for member in kind})
    if is_dataclass(kind):
        return _made("record", kind)
    raise TypeError(f"there is no form in which {kind} is written")


_Union = tuple[tuple[type, ...], Mapping[type | None, _Form]]
"""The records that may stand there; the rest by the kind of their data, None for any."""


def _form_of_union(parts: tuple[Any, ...]) -> _Form:
    present = tuple(part for part in parts if part is not NoneType)
    if len(present) < len(parts):
        return _made("optional", _form(reduce(or_, present)))
    records = tuple(part for part in present if is_dataclass(part))
    others = [part for part in present if not is_dataclass(part)]
    told = {_data_of(part) if others[1:] else None: _form(part) for part in others}
    if len(told) < len(others) or (others[1:] and None in told):
        raise TypeError(f"nothing tells {' from '.join(map(str, others))} once they are written")
    return _made("union", (records, told))


def _data_of(kind: Any) -> type | None:
    """Return the kind of data that values of a type become, None if that is not told."""
    form = _form(kind)
    kinds = {"plain": form.parts, "path": str, "many": list, "row": list}
    return kinds.get(form.name)


def _told_by(data: type, others: Mapping[type | None, _Form]) -> _Form | None:
    """Return which of the others it is, None if it is none of them."""
    return others.get(data, others.get(None))


@cache
def _written(kind: Any) -> tuple[tuple[str, _Form], ...]:
    """Return the fields of a record that are data, each with its form."""
    hints = get_type_hints(kind)
    return tuple((f.name, _form(hints[f.name])) for f in fields(kind) if "codec" not in f.metadata)


@cache
def _needed(kind: Any) -> tuple[Field[Any], ...]:
    """Return the fields of a record that have no default."""
    return tuple(f for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)
