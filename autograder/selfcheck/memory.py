"""Memory of a file's observations, kept beside it, so that what has not changed is not run again.

An entry is found under the SHA-256 of everything that it depends on: the file, checks, data, our
version, Python's and the libraries'. It is a `records.Observation` as the codec writes it. Only
self-checks read it; `grade` never does.
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
from contextlib import suppress
from pathlib import Path

from autograder import __version__
from autograder.digests import digest_of
from autograder.errors import OutputError
from autograder.execution.disturbance import may_be_disturbed
from autograder.protocol.errors import WireError
from autograder.protocol.records import RECORDS
from autograder.records import Observation, Submission
from autograder.selfcheck.handouts import Handout
from autograder.store.folder import write_whole

_LIBRARIES = ("numpy", "ipython", "keras", "tensorflow")
_MOST_ENTRIES = 20


class Memory:
    """A folder of observations."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def recall(self, handout: Handout, submission: Submission) -> Observation | None:
        """Return what was observed of this very file, None if that is not known."""
        with suppress(OSError, ValueError, RecursionError):
            text = self._path(handout, submission).read_text("utf-8")
            return RECORDS.load(Observation, json.loads(text))
        return None

    def keep(self, handout: Handout, submission: Submission, observation: Observation) -> None:
        """Remember an observation, unless it might come out otherwise another time."""
        if may_be_disturbed(observation):
            return
        with suppress(OutputError, OSError, WireError):  # then it is run again next time
            text = json.dumps(RECORDS.dump(Observation, observation))
            write_whole(self._path(handout, submission), text)
            self._forget_the_oldest()

    def _path(self, handout: Handout, submission: Submission) -> Path:
        facts = [submission.sha256, handout.sha256, __version__, platform.python_version()]
        data = [digest_of(path.read_bytes()) for _, path in handout.assignment.files]
        key = json.dumps([*facts, *map(_version, _LIBRARIES), *data])
        return self._folder / f"{digest_of(key.encode())}.json"

    def _forget_the_oldest(self) -> None:
        entries = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in entries[:-_MOST_ENTRIES]:
            path.unlink()


def _version(library: str) -> str | None:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return None
