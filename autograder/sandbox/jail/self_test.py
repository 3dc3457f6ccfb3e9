"""Worker: Proof, before any student code runs, that what must be denied is denied."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

_DENIED = (errno.EPERM, errno.EACCES, errno.EROFS)
_NOT_SHOWN = "/etc/passwd"  #: of the host; a root of its own has /etc, with less in it


_INIT = 1  #: process id of the first in every namespace


class SelfTestError(OSError):
    """Something that must be denied was allowed."""


def self_test(parent: int, scratch: Path, *, in_namespaces: bool) -> None:
    """Return only if each forbidden act is refused, and the host out of sight if it should be."""
    acts: tuple[tuple[str, Callable[[], None]], ...] = (
        ("opening a socket", _open_socket),
        ("starting a process", _fork),
        ("sending a signal", lambda: os.kill(parent or _INIT, 0)),
        ("reading a file outside", lambda: _read("/proc/self/status")),
        ("listing a folder outside", lambda: _list("/")),
        ("writing outside", lambda: (scratch.parent / "self-test").mkdir()),
    )
    for name, act in acts:
        if not _is_denied(act):
            raise SelfTestError(f"{name} is not prevented")
    if in_namespaces and os.path.exists(_NOT_SHOWN):
        raise SelfTestError("seeing a file outside is not prevented")


def _is_denied(act: Callable[[], None]) -> bool:
    try:
        act()
    except OSError as error:
        if error.errno in _DENIED:
            return True
        raise
    return False


def _open_socket() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _read(path: str) -> None:
    os.close(os.open(path, os.O_RDONLY))


def _list(path: str) -> None:
    os.listdir(path)
