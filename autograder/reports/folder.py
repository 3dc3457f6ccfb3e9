"""The output folder: names that are safe in it, files that are whole or not there at all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from autograder.errors import OutputError
from autograder.wire.graphemes import beginning

_LONGEST = 180  #: bytes of a submission's name in a file's name


def open_folder(folder: Path) -> None:
    """Make the folder if need be; raise OutputError if files cannot be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except FileExistsError:
        raise OutputError(f"cannot write to {folder}: it is a file, not a folder") from None
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror}") from None


def file_name(submission: str) -> str:
    """Return the submission's name as a file's name; different names stay different."""
    name = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|]|^[.-]|[. ]$", "_", submission)
    data = name.encode("utf-8", "replace")
    if name == submission and len(data) <= _LONGEST:
        return name
    digest = hashlib.sha256(submission.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    fitting = data[:_LONGEST].decode("utf-8", "ignore")
    whole = beginning(data.decode("utf-8"), len(fitting))
    return f"{whole.replace('?', '_')}-{digest}"


def write_whole(path: Path, content: str | bytes) -> None:
    """Write the file in one step, so that a reader never meets half of it; raise OutputError."""
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            os.chmod(draft, 0o666 & ~_umask())
            os.replace(draft, path)
        except BaseException:
            os.unlink(draft)
            raise
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}") from None


def _umask() -> int:
    """Return the process's umask, which can only be read where the kernel shows it."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(re.search(r"^Umask:\s*(\d+)", status, re.M)[1], 8)  # type: ignore[index]
    except (OSError, TypeError):
        return 0o022
