"""Grader: Shortages of its own side, which are no fault of a submission."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

from autograder.errors import SandboxError
from autograder.protocol.errors import WireError

_MAKE_ROOM = "; make room there, or set TMPDIR to another folder, and run the same command again"


class Shortage(SandboxError):
    """The machine is short of something that workers need: disk space, open files."""


class CannotAsk(SandboxError):
    """A request is too large for a message, or holds something that cannot travel."""


@contextlib.contextmanager
def as_sandbox_errors() -> Iterator[None]:
    """Turn what the system or the wire refuses the grader into a `Shortage` or `CannotAsk`."""
    try:
        yield
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        cure = _MAKE_ROOM if error.errno in (errno.ENOSPC, errno.EDQUOT) else ""
        raise Shortage(f"workers cannot be run: {error.strerror or error}{where}{cure}") from error
    except WireError as error:
        raise CannotAsk(f"a request cannot be sent to a worker: {error}") from error
