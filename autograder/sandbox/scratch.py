"""Grader: Folders of the host that workers write to: their use, and their removal.

A submission may leave thousands of nested folders, which no recursion and no path survives, and
folders without permissions.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import tempfile
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

from autograder.sandbox.fixed_limits import MOST_ENTRIES
from autograder.sandbox.temporary import TemporaryFolder, remove_left_over

ENDLESS = 1 << 62
_BLOCK = 512
_ATTEMPTS = 20  #: a worker that has just been killed may not have stopped writing
_SHORTAGES = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)  #: of the grader's, not the worker's doing


class Scratch:
    """The folder of a sandbox, in which each worker has one of its own; threads may share it."""

    def __init__(self) -> None:
        """Make it, and remove those of graders that were killed; `OSError` if there is no room."""
        remove_left_over(remove)
        self._temporary = TemporaryFolder()
        self._folder = self._temporary.path
        self._lock = threading.Lock()  # two that remove the same would trip over each other

    def new(self) -> Path:
        """Return a fresh folder for a worker; `OSError` if there is no room."""
        with self._lock:
            return Path(tempfile.mkdtemp(dir=self._folder))

    def remove(self, folder: Path) -> None:
        """Delete a worker's folder; what is left of it goes when this is closed."""
        with self._lock, contextlib.suppress(OSError):
            remove(folder)

    def close(self) -> None:
        """Delete everything; a warning says what is left."""
        with self._lock:
            for _ in range(_ATTEMPTS):
                problem = _problem_of_removing(self._folder)
                if problem is None:
                    break
            self._temporary.release()
        if problem is None:
            return
        warnings.warn(f"{self._folder} cannot be removed: {problem}", RuntimeWarning, stacklevel=2)


def remove(folder: Path) -> None:
    """Delete a folder and all that is in it, however deep; nobody may be writing to it any more."""
    with _opened(folder) as root:
        while inner := _delete_files(root):
            for name in inner:
                _replace_by_contents(root, name)
    folder.rmdir()


def used(folder: Path) -> int:
    """Return the bytes on disk below a folder; ENDLESS where they cannot all be counted.

    That is beyond 10,000 entries or a path's length. A folder that its maker has closed to readers
    is opened again. `OSError` if the grader itself is short of something.
    """
    total = 0
    waiting = [str(folder)]
    for _ in range(MOST_ENTRIES):
        if not waiting:
            return total
        total += _size(waiting.pop(), waiting)
    return ENDLESS


def _problem_of_removing(folder: Path) -> OSError | None:
    try:
        remove(folder)
    except OSError as error:
        return error
    return None


def _size(path: str, waiting: list[str]) -> int:
    """Return the bytes of one entry, and put what a folder contains on the waiting list."""
    try:
        status = os.lstat(path)
        if stat.S_ISDIR(status.st_mode):
            if status.st_mode & stat.S_IRWXU != stat.S_IRWXU:
                os.chmod(path, stat.S_IRWXU)  # no worker can make a link: it is this very folder
            waiting.extend(os.path.join(path, name) for name in os.listdir(path))
    except (FileNotFoundError, NotADirectoryError):  # gone meanwhile, or replaced
        return 0
    except OSError as error:
        if error.errno in _SHORTAGES:
            raise
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
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    fd = os.open(path, flags, dir_fd=within)
    try:
        yield fd
    finally:
        os.close(fd)
