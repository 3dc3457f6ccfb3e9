"""Template: Room for the frames of Python's functions, taken once.

Python keeps frames in pieces of 16 KiB. A call that does not fit into the last one maps another,
and unmaps it when it returns: again and again, where a loop stands at the end of a piece.
Importing TensorFlow did so 18,000 times, and a submission that trains a network 1,100 times.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Function = TypeVar("_Function", bound=Callable[..., object])

_ROOM = 1 << 15  #: values: 256 KiB, and as much again to make it a power of two


def roomy(function: _Function) -> _Function:
    """Return the function, said to need so much that what it calls fits into the same piece."""
    function.__code__ = function.__code__.replace(co_stacksize=_ROOM)
    return function
