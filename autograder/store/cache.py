"""Observations of one user, whatever folder they were made for: what was run once is not run again.

Nothing is judged here. An entry is the two files of an output folder, as a ZIP archive, which tells
damage; it stands where both what was handed in and all that its answers depend on have their hash:

    observations/<SHA-256 of what was handed in>/<SHA-256 of `DependsOn`>.zip

Entries are written whole or not at all, and nobody waits for anybody, so that graders may share
them on any file system. What could have ended otherwise on another day, since something was
stopped, is not kept.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from platformdirs import user_cache_path

from autograder.errors import OutputError
from autograder.protocol.records import RECORDS
from autograder.records import DependsOn, NotAsked, Observation, Stopped
from autograder.store.folder import remove, write_whole
from autograder.store.observations import StoredObservation, stored_observation

MOST_BYTES = 1 << 30  #: that all entries together may have; those not wanted for longest go
_JSON, _ARRAYS = "observation.json", "arrays.npz"


class Cache(Protocol):
    """Where observations of other folders may be found."""

    def read(self, sha256: str, depends_on: DependsOn) -> StoredObservation | None:
        """Return the observation of what has this hash, None if there is none."""

    def write(
        self, observation: Observation, depends_on: DependsOn, text: str, arrays: bytes | None
    ) -> None:
        """Keep an observation, of which the contents of both files are given."""


class _NoCache:
    def read(self, sha256: str, depends_on: DependsOn) -> None:
        return None

    def write(
        self, observation: Observation, depends_on: DependsOn, text: str, arrays: bytes | None
    ) -> None:
        """Keep nothing."""


NO_CACHE: Cache = _NoCache()


def cache_folder() -> Path:
    """Return where this user's cache is: `$XDG_CACHE_HOME/autograder`, or what the system says."""
    return user_cache_path("autograder")


class ObservationCache:
    """A cache in a folder that nobody but its owner can enter."""

    def __init__(self, folder: Path) -> None:
        """Open the cache, and make it if need be; raises OutputError if it is another's."""
        self.folder = folder
        self.problem: str | None = None  #: why nothing more can be kept
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _require_own(folder)
        except OSError as error:
            raise OutputError(f"{folder} cannot be opened: {error.strerror}") from None

    def read(self, sha256: str, depends_on: DependsOn) -> StoredObservation | None:
        """Return the observation of what has this hash, None if there is none that is whole."""
        path = self._path(sha256, depends_on)
        try:
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as entry:
                found = stored_observation(entry.read(_JSON), lambda: entry.read(_ARRAYS))
        except (OSError, zipfile.BadZipFile, LookupError, ValueError, NotImplementedError):
            return None
        if found is None or found.depends_on != depends_on or found.observation.sha256 != sha256:
            return None
        with suppress(OSError):
            os.utime(path)  # wanted today
        return found

    def write(
        self, observation: Observation, depends_on: DependsOn, text: str, arrays: bytes | None
    ) -> None:
        """Keep an observation; if that is impossible, `problem` says why."""
        if self.problem or not _is_lasting(observation, depends_on):
            return
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as entry:
            entry.writestr(_JSON, text)
            if arrays is not None:
                entry.writestr(_ARRAYS, arrays)
        try:
            path = self._path(observation.sha256, depends_on)
            write_whole(path, content.getvalue(), flushed=False)
        except OutputError:
            self.problem = f"{self.folder} cannot be written"

    def trim(self, most: int = MOST_BYTES) -> None:
        """Remove what was not wanted for longest, until all has no more than `most` bytes."""
        entries = sorted(self._entries(), key=lambda entry: entry[1].st_mtime)
        total = sum(found.st_size for _, found in entries)
        for path, found in entries:
            if total <= most:
                break
            with suppress(OutputError):
                remove(path)
                total -= found.st_size

    def forget(self, sha256: str) -> int:
        """Remove all that is kept of what has this hash; return of how many. Raises OutputError."""
        paths = [*self._of(sha256).glob("*")] if sha256 else []  # of no file at all
        for path in paths:
            remove(path)
        with suppress(OSError):  # it is not there, or another grader is just writing into it
            self._of(sha256).rmdir()
        return len(paths)

    @property
    def size(self) -> tuple[int, int]:
        """How many observations are kept, and their bytes."""
        sizes = [found.st_size for _, found in self._entries()]
        return len(sizes), sum(sizes)

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in (self.folder / "observations").glob("*/*"):
            with suppress(OSError):  # another grader has removed it
                yield path, path.stat()

    def _of(self, sha256: str) -> Path:
        return self.folder / "observations" / sha256

    def _path(self, sha256: str, depends_on: DependsOn) -> Path:
        data = json.dumps(RECORDS.dump(DependsOn, depends_on)).encode()
        return self._of(sha256) / f"{hashlib.sha256(data).hexdigest()}.zip"


def _require_own(folder: Path) -> None:
    """Raise OutputError unless the folder is ours, and nobody else can enter it."""
    if os.name != "posix":
        return
    found = folder.stat()
    if found.st_uid != os.geteuid():
        raise OutputError(f"{folder} belongs to another user")
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise OutputError(f"others can enter {folder}; chmod 700 {folder} keeps them out")


def _is_lasting(observation: Observation, depends_on: DependsOn) -> bool:
    """Whether it has all answers, and none that depends on how fast or how large a machine was."""
    if observation.fault or observation.disturbed or not observation.sha256:
        return False
    asked = {check for group in depends_on.groups for check in group.checks}
    answers = [e.answer for _, exchanges in observation.exchanges for e in exchanges]
    return (
        asked == dict(observation.exchanges).keys()
        and not any(run.stopped for run in observation.runs)
        and not any(isinstance(answer, Stopped | NotAsked) for answer in answers)
    )
