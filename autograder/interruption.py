"""Exceptions that one thread has another raise, as CPython lets it."""

from __future__ import annotations

import ctypes
from threading import get_ident


def interrupt(thread: int, kind: type[BaseException]) -> None:
    """Let a thread raise an exception as soon as it comes to Python again."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(kind))


def meet(kind: type[BaseException]) -> None:
    """Let the calling thread raise here and now what may be on its way to it, and go on.

    It is not taken back, which CPython offers too: CPython 3.11 would never stop looking for it,
    and where a debugger or coverage traces the code it would do nothing else any more.
    """
    try:
        interrupt(get_ident(), kind)
        while True:
            pass
    except kind:
        return
