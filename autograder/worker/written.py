"""Worker: Files that a program has written, read back as text when it has ended."""

from __future__ import annotations

import gc
import io
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.protocol.written import MAX_WRITTEN, MOST_WRITTEN, is_inside
from autograder.records import NoText, Written

_FLUSHED = (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom)
#: Follow no link, wait for nobody at a pipe's other end, and change no byte, where a system can.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_BINARY")
)


def remove(folder: Path, names: Iterable[str]) -> None:
    """Remove files that were handed in, before the program has begun."""
    for name in filter(is_inside, names):
        (folder / name).unlink(missing_ok=True)


def written(folder: Path, names: Iterable[str]) -> tuple[Written, ...]:
    """Return what the named files in a folder hold, or why they hold no text."""
    asked = [*names][:MOST_WRITTEN]
    if asked:
        _flush()
    return tuple(_written(folder, name) for name in asked)


def _flush() -> None:
    """Write what files hold back that the program has left open, as Python does at its end."""
    for one in gc.get_objects():
        if issubclass(type(one), _FLUSHED):
            try:
                one.flush()
            except Exception:  # closed, full, or around something of the student's own
                continue


def _written(folder: Path, name: str) -> Written:
    try:
        content = _content(folder, name)
    except (FileNotFoundError, NotADirectoryError):
        return Written(name=name, lacks="missing")
    except OSError:  # for one, a file that its program has locked itself out of
        return Written(name=name, lacks="special")
    if not isinstance(content, bytes):
        return Written(name=name, lacks=content)
    try:
        return Written(name=name, text=content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Written(name=name, lacks="encoding")


def _content(folder: Path, name: str) -> bytes | NoText:
    """Return the bytes of an ordinary file in the folder itself, or why there are none."""
    if not is_inside(name):
        return "special"
    modes = [os.lstat(place).st_mode for place in _on_the_way(folder, name)]
    if any(map(stat.S_ISLNK, modes)):
        return "link"
    if stat.S_ISDIR(modes[-1]):
        return "folder"
    if not stat.S_ISREG(modes[-1]):
        return "special"
    with open(os.open(folder / name, _FLAGS), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return "special"
        content = file.read(MAX_WRITTEN + 1)
    return content if len(content) <= MAX_WRITTEN else "size"


def _on_the_way(folder: Path, name: str) -> Iterator[Path]:
    for part in name.split("/"):
        folder = folder / part
        yield folder
