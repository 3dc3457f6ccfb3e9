"""Every record there is, and strategies that make any of them from its annotations alone."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder import records
from autograder.checks.kinds import KINDS
from autograder.protocol.functions import FUNCTIONS
from autograder.protocol.values import Foreign, Opaque

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
arrays = npst.arrays(
    st.sampled_from(["f8", "f4", "i8", "u1", "b1", "c16"]),
    npst.array_shapes(max_dims=3, max_side=3, min_side=0),
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | texts
    | st.binary(max_size=8)
    | arrays
    | st.sampled_from(sorted(FUNCTIONS)).map(FUNCTIONS.__getitem__)
    | st.builds(Opaque, texts.filter(str.isprintable)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(texts, inner, max_size=3)
        | st.sets(st.integers(), max_size=1)
        | st.builds(Foreign, texts.filter(str.isprintable), st.integers())
    ),
    max_leaves=5,
)
_PLAIN: Mapping[Any, st.SearchStrategy[Any]] = {
    Any: values,
    object: values,
    str: texts,
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 9),
    bool: st.booleans(),
    NoneType: st.none(),
    datetime: st.datetimes(timezones=st.just(UTC), allow_imaginary=False).map(
        lambda moment: moment.replace(fold=0)
    ),
    Path: texts.map(lambda text: Path("folder", text.replace("\0", ""))),
}


def all_records() -> list[type]:
    """Return the dataclasses that `autograder.records` defines, and those of the kinds of check."""
    names = [found.name for found in pkgutil.iter_modules(records.__path__)]
    modules = [importlib.import_module(f"{records.__name__}.{name}") for name in names]
    held = [value for module in modules for value in vars(module).values()]
    found = {kind for kind in held if isinstance(kind, type) and is_dataclass(kind)}
    found |= {record for kind in KINDS for record in kind.records}
    return sorted(found, key=lambda kind: kind.__name__)


def kinds_of(base: type) -> tuple[type, ...]:
    """Return the records derived from a base, or the record itself if there are none."""
    return tuple(k for k in all_records() if issubclass(k, base) and k is not base) or (base,)


@cache
def strategy(kind: Any) -> st.SearchStrategy[Any]:
    """Return what makes values of a type, as its annotation has it."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if origin in (Union, UnionType):
        return st.one_of(*map(strategy, parts))
    if origin is Literal:
        return st.sampled_from(parts)
    if origin is tuple and parts[1:] == (Ellipsis,):
        return st.lists(strategy(parts[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(strategy, parts))
    if origin is Mapping:
        return st.dictionaries(*map(strategy, parts), max_size=2)
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    return st.one_of(*(st.deferred(lambda k=k: _built(k)) for k in kinds_of(kind)))


@cache
def _built(kind: type) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    given = {f.name: strategy(hints[f.name]) for f in fields(kind) if "codec" not in f.metadata}
    supplied = {
        f.name: st.just(supplied_function)
        for f in fields(kind)
        if "codec" in f.metadata and f.default is MISSING
    }
    return st.builds(kind, **given, **supplied)


def supplied_function() -> None:
    """Stand in for any function of a course."""
