"""The output folder: names that are safe in it, files that are whole or not there at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import secrets
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from autograder.cutting import beginning
from autograder.errors import OutputError
from autograder.store.swaps import SWAP_FILE, finish_swap

_LONGEST = 180  #: bytes of a submission's name in a file's name
_UNUSABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f/\\:*?\"<>|]|^[.-]|[. ]$"
    r"|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"  # reorder their neighbours; no text
    r"|^(?=(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))",  # devices, to Windows
    re.IGNORECASE,
)
_DRAFT = ".draft-"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_MAKE_ROOM = "; make room there and run the same command again, which keeps what is done"


def refused(what: str, error: OSError) -> OutputError:
    """Return the error for what the system refuses, as "cannot write …", with the cure if known."""
    return OutputError(f"{what}: {error.strerror}{_MAKE_ROOM if error.errno in _FULL else ''}")


def open_folder(folder: Path) -> None:
    """Make the folder if need be; raise OutputError if files cannot be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except FileExistsError:
        raise OutputError(f"cannot write to {folder}: it is a file, not a folder") from None
    except OSError as error:
        raise refused(f"cannot write to {folder}", error) from None


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep other graders out of an open folder.

    What a killed one left half written goes; results that it was swapping for others are swapped.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(descriptor, folder)
        finish_swap(folder)
        for draft in [*folder.glob(f"{_DRAFT}*"), *folder.glob(f"*/{_DRAFT}*")]:
            draft.unlink(missing_ok=True)
        yield
    finally:
        os.close(descriptor)


def require_swapped(folder: Path) -> None:
    """Carry on a swap of results that a kill has ended; raises OutputError."""
    if (folder / SWAP_FILE).exists():
        with held(folder):
            pass


def _lock(descriptor: int, folder: Path) -> None:
    """Lock as long as the descriptor is open, however we end; not every file system can."""
    import fcntl  # not on Windows, where nothing is graded but the rest works

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno == errno.EWOULDBLOCK:
            raise OutputError(f"another grader is writing to {folder} at this moment") from None


def left_over(folder: Path, files: Iterable[str]) -> tuple[str, ...]:
    """Return the file names of results in the folder that are not among `files`."""
    found = {path.stem for path in (folder / "results").glob("*.json")}
    return tuple(sorted(found - set(files)))


def require_same_assignment(folder: Path, assignment: str) -> None:
    """Raise OutputError if the folder holds results of another assignment.

    The first result that can be read tells: all in a folder are of the same.
    """
    for path in sorted((folder / "results").glob("*.json")):
        with suppress(OSError, ValueError, LookupError, TypeError):  # it will be written anew
            there = json.loads(path.read_text(encoding="utf-8"))["assignment"]
            if there != assignment:
                raise OutputError(f"{folder} holds results of {there}; name another folder")
            return


def file_names(submissions: Iterable[str]) -> dict[str, str]:
    """Return each submission's file name; they differ also where capitals do not count."""
    plain = {submission: file_name(submission) for submission in submissions}
    names, digits = dict(plain), 0
    while alike := _alike(names):
        digits += 8  # more each time: another's name may end in just the digits that come first
        names |= {s: f"{plain[s]}-{_digest(s, digits)}" for s in alike}
    return names


def _alike(names: Mapping[str, str]) -> list[str]:
    """Return the submissions whose file name some file system takes for another's."""
    counts = Counter(map(_seen, names.values()))
    return [submission for submission, name in names.items() if counts[_seen(name)] > 1]


def _seen(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _digest(submission: str, digits: int = 8) -> str:
    return hashlib.sha256(submission.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def file_name(submission: str) -> str:
    """Return the submission's name as a file's name; different names stay different."""
    name = _UNUSABLE.sub("_", submission)
    data = name.encode("utf-8", "replace")
    if name == submission and len(data) <= _LONGEST:
        return name
    fitting = data[:_LONGEST].decode("utf-8", "ignore")
    whole = beginning(data.decode("utf-8"), len(fitting))
    return f"{whole.replace('?', '_')}-{_digest(submission)}"


def write_whole(path: Path, content: str | bytes, *, flushed: bool = True) -> None:
    """Write the file in one step, so that a reader never meets half of it; raise OutputError.

    Not `flushed`: whoever gives it its place later sees to it that it is on the disk.
    """
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        descriptor, draft = _draft_beside(path)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                if flushed:
                    os.fsync(descriptor)  # before it gets its name: no power cut empties it
            os.replace(draft, path)
        except BaseException:
            with suppress(FileNotFoundError):  # stopped when it had just got its name
                os.unlink(draft)
            raise
    except OSError as error:
        raise refused(f"cannot write {path}", error) from None


def write_page(path: Path, content: str) -> None:
    """Write what can be made again, unless it stands there; on the disk it is after `flush_all`."""
    try:
        if path.read_bytes() == content.encode():
            return
    except (OSError, ValueError):
        pass
    write_whole(path, content, flushed=False)


def flush_all() -> None:
    """Have the disk hold all that was written so far, at once; nothing where a system cannot."""
    if hasattr(os, "sync"):  # not on Windows
        os.sync()


def _draft_beside(path: Path) -> tuple[int, str]:
    """Open a new file of another name in the folder of a file, which is made if need be.

    The umask holds for it from the beginning, as for any file.
    """
    draft = os.path.join(path.parent, f"{_DRAFT}{secrets.token_hex(8)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(draft, flags, 0o666), draft
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(draft, flags, 0o666), draft


def move_aside(path: Path, why: str) -> Path:
    """Give the file another name that is free, and return it; raise OutputError."""
    aside, number = path.with_stem(f"{path.stem} ({why})"), 1
    while aside.exists():
        number += 1
        aside = path.with_stem(f"{path.stem} ({why}, {number})")
    try:
        return path.rename(aside)
    except OSError as error:
        raise refused(f"cannot rename {path}", error) from None


def remove(path: Path) -> None:
    """Remove the file if it is there; raise OutputError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise refused(f"cannot remove {path}", error) from None
