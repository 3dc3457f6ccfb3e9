"""Template and worker: Mounts, held by file descriptors until they are put in their place.

A mount that has no place yet can be given its settings first, and whoever holds the descriptor
can put it where nobody else sees it. Source: mount_setattr(2), and fsopen(2) as of Linux 5.2.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from collections.abc import Mapping
from pathlib import Path

from autograder.sandbox.jail.kernel import system_call
from autograder.sandbox.jail.syscall_numbers import numbers

READ_ONLY, NO_SUID, NO_DEVICES, NO_EXEC, NO_LINKS = 1, 2, 4, 8, 0x0020_0000

_HERE = (1 << 64) - 100  # AT_FDCWD
_ITSELF, _AND_ALL_BELOW = 0x1000, 0x8000  # AT_EMPTY_PATH, AT_RECURSIVE
_CLOSE_ON_EXEC, _CLONE = 1, 1
_SET_TEXT, _CREATE = 1, 6
_FROM_DESCRIPTOR = 4
_PRIVATE = 1 << 18
_DETACH = 2


def clone(path: Path, settings: int) -> int:
    """Return a descriptor of what can be seen at and below a path; `KernelRefusal`, `OSError`."""
    flags = _CLONE | _AND_ALL_BELOW | os.O_CLOEXEC
    tree = _call("open_tree", _HERE, os.fsencode(path), flags)
    _set(tree, b"", _ITSELF | _AND_ALL_BELOW, settings)
    return tree


def new(kind: str, options: Mapping[str, str], settings: int) -> int:
    """Return a descriptor of a new file system that has no place yet."""
    context = _call("fsopen", kind.encode(), _CLOSE_ON_EXEC)
    try:
        for key, value in options.items():
            _call("fsconfig", context, _SET_TEXT, key.encode(), value.encode(), 0)
        _call("fsconfig", context, _CREATE, 0, 0, 0)
        return _call("fsmount", context, _CLOSE_ON_EXEC, settings)
    finally:
        os.close(context)


def put(mount: int, place: Path) -> None:
    """Give a mount its place, in the mount namespace of the caller."""
    _call("move_mount", mount, b"", _HERE, os.fsencode(place), _FROM_DESCRIPTOR)


def hear_nothing_new() -> None:
    """Let no mount that is made outside from now on appear in this namespace."""
    _set(_HERE, b"/", _AND_ALL_BELOW, propagation=_PRIVATE)


def limit(place: Path, settings: int) -> None:
    """Change the settings of one mount that has its place."""
    _set(_HERE, os.fsencode(place), 0, settings)


def make_here_the_root() -> None:
    """Make the current folder, which must be a mount, all there is; what was, is gone."""
    _call("pivot_root", b".", b".")
    _call("umount2", b".", _DETACH)  # the old root, which lies over the new one
    os.chdir("/")


def _set(fd: int, path: bytes, flags: int, settings: int = 0, propagation: int = 0) -> None:
    attribute = struct.pack("4Q", settings, 0, propagation, 0)
    _call("mount_setattr", fd, path, flags, attribute, len(attribute))


def _call(name: str, *arguments: int | bytes | ctypes.Array[ctypes.c_char]) -> int:
    return system_call(name, numbers(platform.machine())[name], *arguments)
