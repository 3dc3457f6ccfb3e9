"""What the sandbox refuses, in words that a student can act on.

The refusals come as errors of the system, which say what was refused and not that it is so while
grading. Where two of them read alike, the student's own line tells them apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder import wording
from autograder.records import Raised, Text


@dataclass(frozen=True)
class Denial:
    """A sentence for refusals whose message fits, and if need be a line of the student's."""

    message: re.Pattern[str]
    text: Text
    line: re.Pattern[str] = re.compile("")


def _denial(message: str, text: Text, line: str = "") -> Denial:
    return Denial(re.compile(message), text, re.compile(line))


_NOT_PERMITTED = r"\[Errno 1\] Operation not permitted$"
_PROCESSES = r"multiprocessing|Process|Pool\b|fork|Manager\(|Parallel"
_PROGRAMS = r"subprocess|system|popen|Popen|spawn|exec|check_output|check_call|\brun\("
_NETWORK = r"socket|connect|http|url|request|ftp|smtp|urlopen"
_WRITES = r"['\"][wax]b?\+?['\"]|write|save|dump|to_\w+\(|mkdir|makedirs|connect"

#: The first that fits is meant.
_KNOWN = (
    _denial(r"^URL fetch failure|/nonexistent/(datasets|models)", wording.DENIED_DOWNLOAD),
    # Where they would be kept cannot be written to, which is found out first.
    _denial(
        r"Permission denied|Read-only file system",
        wording.DENIED_DOWNLOAD,
        r"\bload_data\(|\bget_file\(|\bapplications\.",
    ),
    _denial(
        r"urlopen error|Failed to resolve|Max retries exceeded|[Nn]ame resolution"
        r"|Name or service not known|https?://",
        wording.DENIED_NETWORK,
    ),
    # Locks and memory between processes, which have no name of the student's.
    _denial(
        r"^\[Errno (13\] Permission denied|2\] No such file or directory)(: '/(psm|mp)[-_]\w+')?$",
        wording.DENIED_PROCESSES,
    ),
    _denial(_NOT_PERMITTED, wording.DENIED_PROCESSES, _PROCESSES),
    _denial(_NOT_PERMITTED, wording.DENIED_PROGRAMS, _PROGRAMS),
    _denial(_NOT_PERMITTED, wording.DENIED_NETWORK, _NETWORK),
    _denial(r"Operation not permitted: '.*' -> '", wording.DENIED_LINKS),
    _denial(_NOT_PERMITTED, wording.DENIED_SYSTEM),
    _denial(
        r"\[Errno 13\] Permission denied: |; (Permission denied|Read-only file system) \[Op:"
        r"|\[Errno 30\] Read-only file system|^unable to open database file$",
        wording.DENIED_FILE,
    ),
    _denial(r"\[Errno 2\] No such file or directory: '(/|\.\./)", wording.DENIED_FILE, _WRITES),
    _denial(r"\[Errno 24\] Too many open files", wording.TOO_MANY_OPEN_FILES),
    _denial(
        r"\[Errno (27\] File too large|28\] No space left|122\] Disk quota)",
        wording.TOO_MUCH_WRITTEN,
    ),
    _denial(r"\[Errno 12\] Cannot allocate memory", wording.TOO_LITTLE_MEMORY),
    _denial(r"can't start new thread", wording.TOO_MANY_THREADS),
    _denial(
        r"\[Errno 2\] No such file or directory: |; No such file or directory \[Op:"
        r"| not found\.$|^File not found: filepath=",
        wording.NO_SUCH_FILE,
    ),
)

#: Other errors say such things of their own accord.
_SYSTEM_ERRORS = frozenset(
    {
        *("OSError", "PermissionError", "FileNotFoundError", "BlockingIOError", "RuntimeError"),
        *(
            "URLError",
            "HTTPError",
            "gaierror",
            "ConnectionError",
            "MaxRetryError",
            "ConnectTimeout",
        ),
        *("PermissionDeniedError", "NotFoundError", "OperationalError", "NewConnectionError"),
        "ValueError",  # of Keras, where a model's file is missing
        "Exception",  # of Keras, where a download fails
    }
)


def denial(raised: Raised) -> Text | None:
    """Return what was refused and what to do about it, None if it was none of the sandbox."""
    if raised.type not in _SYSTEM_ERRORS:
        return None
    lines = "\n".join(frame.source for frame in raised.frames)
    fitting = (d.text for d in _KNOWN if d.message.search(raised.message) and d.line.search(lines))
    return next(fitting, None)
