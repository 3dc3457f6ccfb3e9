"""What was observed of a file, kept beside it, so that what has not changed is not run again.

An entry is found under the SHA-256 of everything that it depends on: the file, checks, data, our
version, Python's and the libraries'. Only self-checks read it; `grade` never does.

    record = {"record": class name, "fields": [node of each field, …]}
    node   = record | {"tuple": [node, …]} | {"wire": NODE of `autograder.protocol.grammar`}
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from autograder import __version__, records
from autograder.errors import OutputError
from autograder.execution.disturbance import may_be_disturbed
from autograder.handout.checks_file import digest
from autograder.protocol.errors import WireError
from autograder.protocol.values import decode, encode
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
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, WireError):
            text = self._path(handout, submission).read_text("utf-8")
            found = unpacked(json.loads(text))
            return found if isinstance(found, Observation) else None
        return None

    def keep(self, handout: Handout, submission: Submission, observation: Observation) -> None:
        """Remember an observation, unless it might come out otherwise another time."""
        if may_be_disturbed(observation):
            return
        with suppress(OutputError, OSError, WireError):  # then it is run again next time
            text = json.dumps(packed(observation))
            write_whole(self._path(handout, submission), text)
            self._forget_the_oldest()

    def _path(self, handout: Handout, submission: Submission) -> Path:
        facts = [submission.sha256, handout.sha256, __version__, platform.python_version()]
        data = [digest(path.read_bytes()) for _, path in handout.assignment.files]
        key = json.dumps([*facts, *map(_version, _LIBRARIES), *data])
        return self._folder / f"{digest(key.encode())}.json"

    def _forget_the_oldest(self) -> None:
        entries = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in entries[:-_MOST_ENTRIES]:
            path.unlink()


def packed(value: object) -> dict[str, Any]:
    """Return a record, or what a record holds, as JSON."""
    if is_dataclass(value) and type(value).__module__.startswith(records.__name__):
        name, held = type(value).__name__, [getattr(value, f.name) for f in fields(value)]
        return {"record": name, "fields": [packed(field) for field in held]}
    if isinstance(value, tuple) and any(is_dataclass(part) or _nested(part) for part in value):
        return {"tuple": [packed(part) for part in value]}
    return {"wire": encode(value)}


def unpacked(node: Any) -> object:
    """Return what `packed` was given."""
    if "record" in node:
        kind = getattr(records, node["record"])
        return kind(*(unpacked(field) for field in node["fields"]))
    if "tuple" in node:
        return tuple(unpacked(part) for part in node["tuple"])
    return decode(node["wire"])


def _nested(value: object) -> bool:
    """Whether a tuple may hold records further down."""
    return isinstance(value, tuple) and any(is_dataclass(p) or _nested(p) for p in value)


def _version(library: str) -> str | None:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return None
