"""Grader: Temporary folders that the next run removes if their own could not.

Whoever makes one holds a lock on it, which the kernel releases however that process ends.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where what is left over stays
    HAS_LOCKS = False
else:
    HAS_LOCKS = True

_PREFIX = "akapen-scratch-"
_OURS = re.compile(_PREFIX + "[a-z0-9_]{8}")
_NO_LOCKS_HERE = (errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS)


class TemporaryFolder:
    """A folder of this process's in the system's temporary folder; whoever makes it removes it."""

    def __init__(self) -> None:
        """Make it; `OSError` if there is no room."""
        self.path, self._lock = _claimed()

    def release(self) -> None:
        """Leave what is left of it to the next run."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def remove_left_over(remove: Callable[[Path], None]) -> None:
    """Remove the temporary folders of processes of this user's that have ended."""
    if not HAS_LOCKS:
        return
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _OURS.fullmatch(path.name):
            with contextlib.suppress(OSError), contextlib.ExitStack() as undo:
                lock = _locked(path)
                if lock is not None:
                    undo.callback(os.close, lock)
                    remove(path)


def _claimed() -> tuple[Path, int | None]:
    """Return a new folder, and what holds the lock on it where there are locks."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        try:
            lock = _locked(path) if HAS_LOCKS else None
        except OSError as error:
            if error.errno in _NO_LOCKS_HERE:
                return path, None
            path.rmdir()
            raise
        if lock is not None or not HAS_LOCKS:
            return path, lock
        # Another run has taken it for left over, before it was locked.


def _locked(path: Path) -> int | None:
    """Lock a folder of this user's; return None if somebody else has it, or has removed it."""
    with contextlib.ExitStack() as undo:
        try:
            lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
            undo.callback(os.close, lock)
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = os.fstat(lock)
            if held.st_uid == os.geteuid() and os.path.samestat(os.lstat(path), held):
                undo.pop_all()
                return lock
        except (FileNotFoundError, BlockingIOError):
            pass
    return None
