"""Worker: Modules of a student's own, of which none stands in the way of a library.

As under `python hw.py` the student's folder comes first where the student's code imports; libraries
and the grader itself get what they would get without it.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import FrameType, ModuleType

import autograder

_LIBRARIES = tuple(
    f"{folder}{os.sep}"
    for folder in {
        *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        str(Path(autograder.__file__).parent),
    }
)
_FOUND_THERE = ("", ".")

#: Modules of Python's own that the worker has loaded and `python hw.py` has not, and that can be
#: loaded anew: names that a student may well give a module.
_COMMON = frozenset(
    [
        *("array", "bisect", "calendar", "cmd", "code", "copy", "csv", "decimal", "fractions"),
        *("glob", "graphlib", "heapq", "html", "json", "keyword", "numbers", "operator"),
        *("platform", "profile", "queue", "random", "secrets", "statistics", "string", "test"),
        *("token", "uuid"),
    ]
)


class LibrariesApart(MetaPathFinder):
    """Finds for libraries what is theirs, before the student's folder is looked at; asked first."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if path is not None or not is_librarys(sys._getframe(1)):
            return None
        own = own_places()
        return PathFinder.find_spec(fullname, [place for place in sys.path if place not in own])


def own_places() -> list[str]:
    """Return where the student's own modules are looked for."""
    return [*_FOUND_THERE, os.getcwd()]


def is_librarys(frame: FrameType | None) -> bool:
    """Whether the code that imports is a library's."""
    while frame is not None and frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(_LIBRARIES)


def make_room_for(file: str) -> None:
    """Let the student's code import a module that is called as one of Python's own."""
    name, separator, rest = file.partition("/")
    if (name.endswith(".py") and not separator) or rest == "__init__.py":
        module = name.removesuffix(".py")
        if module in _COMMON:
            sys.modules.pop(module, None)
