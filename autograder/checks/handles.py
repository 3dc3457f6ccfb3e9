"""Handles of a submission's objects, which stay in its process: an author calls and reads them.

An object that a property has made is compared with another one as the submission compares them.
What came where plain data may have been expected is equal to nothing: that is the answer's fault.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NoReturn, Protocol

from autograder.protocol.values import Held

Does = Literal["new", "call", "get", "compare"]


class AskError(Exception):
    """A property asks in a way in which nothing can be asked: its author's slip."""


class Take(Protocol):
    """Takes a step with an object; returns what comes of it, a handle if that is no plain data."""

    def __call__(
        self,
        handle: Handle | None,
        does: Does,
        name: str,
        arguments: tuple[object, ...] = (),
        keywords: Mapping[str, object] | None = None,
    ) -> Any: ...


class Handle:
    """An object in the submission's process."""

    __slots__ = ("_take", "held", "of")
    __array_ufunc__ = None  # numpy leaves comparisons to us
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, held: Held, of: str, take: Take) -> None:
        self.held = held
        self.of = of  #: name of the class it was made of, or of that whose object gave it
        self._take = take

    def call(self, method: str, /, *arguments: object, **keywords: object) -> Any:
        """Return what a method gives: plain data, or a handle of what is none."""
        return self._take(self, "call", method, arguments, keywords)

    def get(self, attribute: str, /) -> Any:
        """Return an attribute: plain data, or a handle of what is none."""
        return self._take(self, "get", attribute)

    def new(self, method: str, /, *arguments: object, **keywords: object) -> Any:
        """Return a handle of what a method gives, whatever that is."""
        return self._take(self, "new", method, arguments, keywords)

    def __deepcopy__(self, memo: object) -> Handle:
        return self

    def __repr__(self) -> str:
        return self.held.name


class Made(Handle):
    """An object that a property has made; to take it for plain data is its author's slip."""

    __slots__ = ()

    def __eq__(self, other: object) -> Any:
        return self._compared("==", other)

    def __ne__(self, other: object) -> Any:
        return self._compared("!=", other)

    def __lt__(self, other: object) -> Any:
        return self._compared("<", other)

    def __le__(self, other: object) -> Any:
        return self._compared("<=", other)

    def __gt__(self, other: object) -> Any:
        return self._compared(">", other)

    def __ge__(self, other: object) -> Any:
        return self._compared(">=", other)

    def _compared(self, how: str, other: object) -> Any:
        """Return what the submission says of two objects; raise of anything else."""
        if isinstance(other, Made):
            return self._take(self, "compare", how, (other,))
        raise AskError(
            f"`{self!r}` is an object of the submission, and never equal to plain data: compare "
            f"what `{self!r}.call(…)` or `{self!r}.get(…)` gives, or two objects that `new` made"
        )

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # Python, or a library, wants to know what it is
            raise AttributeError(name=name, obj=self)
        raise AskError(
            f"`{self!r}` is an object of the submission: write `{self!r}.call({name!r}, …)` for a "
            f"method, `{self!r}.get({name!r})` for an attribute"
        )


def _refusal(name: str) -> Callable[..., NoReturn]:
    def refuse(handle: Made, *_: object) -> NoReturn:
        raise AskError(
            f"`{handle!r}` is an object of the submission: what Python does by itself is asked for "
            f"as `{handle!r}.call({name!r}, …)`"
        )

    return refuse


for _name in (
    *("__add__", "__sub__", "__mul__", "__matmul__", "__truediv__", "__floordiv__", "__mod__"),
    *("__pow__", "__and__", "__or__", "__xor__", "__lshift__", "__rshift__", "__divmod__"),
    *("__radd__", "__rsub__", "__rmul__", "__rmatmul__", "__rtruediv__", "__rfloordiv__"),
    *("__rmod__", "__rpow__", "__rand__", "__ror__", "__rxor__", "__neg__", "__pos__", "__abs__"),
    *("__invert__", "__int__", "__float__", "__complex__", "__index__", "__round__", "__bool__"),
    *("__len__", "__iter__", "__next__", "__reversed__", "__contains__", "__getitem__"),
    *("__setitem__", "__delitem__", "__call__", "__str__", "__format__", "__enter__", "__exit__"),
):
    setattr(Made, _name, _refusal(_name))


class Came(Handle):
    """An object that came of a call, perhaps where plain data should have come."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return bool(other == self) if isinstance(other, Made) else False

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __bool__(self) -> NoReturn:
        raise TypeError("an object is neither true nor false")
