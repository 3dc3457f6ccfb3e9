"""Hints for what the sandbox refuses.

The refusals come as errors of the system, which say what was refused and not that it is so while
grading. Where two of them read alike, the student's own line tells them apart.
"""

from __future__ import annotations

import re

from autograder.feedback.words import file_of
from autograder.frozen import dataclass
from autograder.records import Raised
from autograder.records.sentences import Sentence, _

DENIED_NETWORK = _(
    "The network is switched off while grading, so nothing can be downloaded. Write the values into your code, or create them with numpy."
)
DENIED_DOWNLOAD = _(
    "Data sets and trained models cannot be downloaded while grading: the network is switched off. Put the code that needs them into a cell of its own, so that the rest runs."
)
DENIED_DOWNLOAD_IN_MODULE = _(
    "Data sets and trained models cannot be downloaded while grading: the network is switched off. What needs them cannot run; the rest of the file has been run."
)
DENIED_PROGRAMS = _("Other programs cannot be started while grading. Write it in Python instead.")
DENIED_PROCESSES = _(
    "Other processes cannot be started while grading, so `multiprocessing` does not work. Use a plain loop, or threads: `concurrent.futures.ThreadPoolExecutor`."
)
DENIED_LINKS = _("Links cannot be created while grading: copy the file, or use its own name.")
DENIED_SYSTEM = _(
    "While grading, a program can neither use the network nor start or reach other programs."
)
DENIED_FILE = _(
    "While grading, you can read and write files only in your own folder: use a name without a folder, such as `data.csv`."
)
NO_SUCH_FILE = _(
    "While grading, there is no Google Drive and no file from your computer, only files that came with the assignment or that your code itself has written."
)
TOO_MANY_OPEN_FILES = _(
    "Too many files are open at the same time: `with open(…)` closes each when it is done."
)
TOO_MUCH_WRITTEN = _("That is more than may be written to disk while grading. Write less.")
TOO_LITTLE_MEMORY = _("That is more memory than may be used while grading. Use smaller arrays.")
TOO_MANY_THREADS = _(
    "Too many threads are running at the same time: start fewer, or wait for some to end."
)


@dataclass(frozen=True)
class Denial:
    """A sentence for refusals whose message fits, and if need be a line of the student's."""

    message: re.Pattern[str]
    sentence: Sentence
    line: re.Pattern[str] = re.compile("")


def _denial(message: str, sentence: Sentence, line: str = "") -> Denial:
    return Denial(re.compile(message), sentence, re.compile(line))


_NOT_PERMITTED = r"\[Errno 1\] Operation not permitted$"
_PROCESSES = r"multiprocessing|Process|Pool\b|fork|Manager\(|Parallel"
_PROGRAMS = r"subprocess|system|popen|Popen|spawn|exec|check_output|check_call|\brun\("
_NETWORK = r"socket|connect|http|url|request|ftp|smtp|urlopen"
_WRITES = r"['\"][wax]b?\+?['\"]|write|save|dump|to_\w+\(|mkdir|makedirs|connect"

#: The first that fits is meant.
_KNOWN = (
    _denial(r"^URL fetch failure|/nonexistent/(datasets|models)", DENIED_DOWNLOAD),
    # Where they would be kept cannot be written to, which is found out first.
    _denial(
        r"Permission denied|Read-only file system",
        DENIED_DOWNLOAD,
        r"\bload_data\(|\bget_file\(|\bapplications\.",
    ),
    _denial(
        r"urlopen error|Failed to resolve|Max retries exceeded|[Nn]ame resolution"
        r"|Name or service not known|https?://",
        DENIED_NETWORK,
    ),
    # Locks and memory between processes, which have no name of the student's.
    _denial(
        r"^\[Errno (13\] Permission denied|2\] No such file or directory)(: '/(psm|mp)[-_]\w+')?$",
        DENIED_PROCESSES,
    ),
    _denial(_NOT_PERMITTED, DENIED_PROCESSES, _PROCESSES),
    _denial(_NOT_PERMITTED, DENIED_PROGRAMS, _PROGRAMS),
    _denial(_NOT_PERMITTED, DENIED_NETWORK, _NETWORK),
    _denial(r"Operation not permitted: '.*' -> '", DENIED_LINKS),
    _denial(_NOT_PERMITTED, DENIED_SYSTEM),
    _denial(
        r"\[Errno 13\] Permission denied: |; (Permission denied|Read-only file system) \[Op:"
        r"|\[Errno 30\] Read-only file system|^unable to open database file$",
        DENIED_FILE,
    ),
    _denial(r"\[Errno 2\] No such file or directory: '(/|\.\./)", DENIED_FILE, _WRITES),
    _denial(r"\[Errno 24\] Too many open files", TOO_MANY_OPEN_FILES),
    _denial(
        r"\[Errno (27\] File too large|28\] No space left|122\] Disk quota)",
        TOO_MUCH_WRITTEN,
    ),
    _denial(r"\[Errno 12\] Cannot allocate memory", TOO_LITTLE_MEMORY),
    _denial(r"can't start new thread", TOO_MANY_THREADS),
    _denial(
        r"\[Errno 2\] No such file or directory: |; No such file or directory \[Op:"
        r"| not found\.$|^File not found: filepath=",
        NO_SUCH_FILE,
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


def sandbox_denial(raised: Raised) -> Sentence | None:
    """Return what was refused and what to do about it, None if it was none of the sandbox."""
    if raised.type not in _SYSTEM_ERRORS:
        return None
    lines = "\n".join(frame.source for frame in raised.frames)
    fitting = (
        denial.sentence
        for denial in _KNOWN
        if denial.message.search(raised.message) and denial.line.search(lines)
    )
    found = next(fitting, None)
    return DENIED_DOWNLOAD_IN_MODULE if found is DENIED_DOWNLOAD and file_of(raised) else found
