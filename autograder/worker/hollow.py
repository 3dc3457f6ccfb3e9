"""Worker: Objects that take whatever is done with them, and do nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dis import opmap
from types import FrameType, ModuleType
from typing import Any

_UNPACK_SEQUENCE = opmap["UNPACK_SEQUENCE"]


class Hollow:
    """An object that takes whatever is done with it, and does nothing."""

    def __call__(self, *_: object, **__: object) -> Hollow:
        return Hollow()

    def __getattr__(self, name: str) -> Hollow:
        return _hollow_attribute(name)

    def __getitem__(self, _: object) -> Hollow:
        return Hollow()

    def __setitem__(self, _: object, __: object) -> None:
        pass

    def __iter__(self) -> Iterator[Hollow]:
        """As many as `figure, axes = …` wants, none in a loop."""
        return iter([Hollow() for _ in range(_wanted(sys._getframe(1)))])

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __enter__(self) -> Hollow:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        """A class can derive from it, and then derives from nothing."""
        return ()

    def __repr__(self) -> str:
        return "(not available while grading)"


class HollowModule(ModuleType):
    """A module that has every name."""

    def __getattr__(self, name: str) -> Hollow:
        return _hollow_attribute(name)


def _hollow_attribute(name: str) -> Hollow:
    # Names with an underscore are questions of libraries (`__array__`, `_repr_png_`): answer no.
    if name.startswith("_"):
        raise AttributeError(name)
    return Hollow()


def _wanted(caller: FrameType) -> int:
    """Return how many values the instruction that the caller is at unpacks."""
    code, at = caller.f_code.co_code, caller.f_lasti
    return code[at + 1] if code[at] == _UNPACK_SEQUENCE else 0
