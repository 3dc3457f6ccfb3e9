"""Folders that workers may write to: how much is in one, and how to remove it whatever is in it.

A submission may leave thousands of nested folders, which no recursion and no path survives, and
folders without permissions.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

ENDLESS = 1 << 62
_MOST_ENTRIES = 10_000
_BLOCK = 512
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def remove(folder: Path) -> None:
    """Delete a folder and all that is in it, however deep; nobody may be writing to it any more."""
    with _opened(folder) as root:
        while inner := _delete_files(root):
            for name in inner:
                _replace_by_contents(root, name)
    folder.rmdir()


def used(folder: Path) -> int:
    """Return the bytes on disk below a folder; ENDLESS beyond 10,000 entries or a path's length."""
    total = 0
    waiting = [str(folder)]
    for _ in range(_MOST_ENTRIES):
        if not waiting:
            return total
        total += _size(waiting.pop(), waiting)
    return ENDLESS


def _size(path: str, waiting: list[str]) -> int:
    """Return the bytes of one entry, and put what a folder contains on the waiting list."""
    try:
        status = os.lstat(path)
        if stat.S_ISDIR(status.st_mode):
            waiting.extend(os.path.join(path, name) for name in os.listdir(path))
    except (FileNotFoundError, PermissionError):  # gone meanwhile, or closed to its own maker
        return 0
    except OSError:
        return ENDLESS
    return status.st_blocks * _BLOCK


def _delete_files(fd: int) -> list[str]:
    """Delete all that is not a folder; return the names of the folders."""
    return [name for name in os.listdir(fd) if not _delete_file(fd, name)]


def _delete_file(fd: int, name: str) -> bool:
    if stat.S_ISDIR(os.stat(name, dir_fd=fd, follow_symlinks=False).st_mode):
        return False
    os.unlink(name, dir_fd=fd)
    return True


def _replace_by_contents(root: int, name: str) -> None:
    """Move what is in a folder one level up, and delete the folder."""
    os.chmod(name, 0o700, dir_fd=root)
    with _opened(name, root) as fd:
        for inner in _delete_files(fd):
            os.chmod(inner, 0o700, dir_fd=fd)
            os.rename(inner, secrets.token_hex(16), src_dir_fd=fd, dst_dir_fd=root)
    os.rmdir(name, dir_fd=root)


@contextlib.contextmanager
def _opened(path: Path | str, within: int | None = None) -> Iterator[int]:
    fd = os.open(path, _FOLDER, dir_fd=within)
    try:
        yield fd
    finally:
        os.close(fd)
