"""Grader and template: What the grader orders of a template, and what it is told in return."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from autograder.codec import Codec
from autograder.frozen import dataclass

SERVICE_BROKE = 71  #: exit status of a worker whose service could not go on

_CODEC = Codec()


def pack(kind: Any, message: Any) -> bytes:
    """Return a message as it travels; `kind` is what may be sent there."""
    return json.dumps(_CODEC.dump(kind, message)).encode("ascii")


def unpack(kind: Any, data: bytes) -> Any:
    """Return the message that `pack` was given."""
    return _CODEC.load(kind, json.loads(data))


@dataclass(frozen=True, kw_only=True)
class Imports:
    """The first that a template is told: what all of its workers have imported."""

    modules: tuple[str, ...]
    stock_keras: bool = False  #: whether models train as Keras alone would have it


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The rest, which is known later."""

    layers: tuple[str, ...]  #: that its workers are locked in with
    libraries: tuple[str, ...] = ()  #: that are at hand for a worker that imports them


@dataclass(frozen=True, kw_only=True)
class ProcessLimits:
    """Limits that the kernel sets one process."""

    memory: int  #: bytes beyond what is held when they are applied
    file_size: int  #: bytes of any one file
    cpu: float  #: seconds


@dataclass(frozen=True, kw_only=True)
class Quota:
    """Quota that the kernel sets one worker on a disk of its own."""

    size: int  #: bytes of all files together
    files: int  #: and folders


@dataclass(frozen=True, kw_only=True)
class Order:
    """One worker."""

    home: str  #: folder that it may write to
    environment: Mapping[str, str]
    limits: ProcessLimits
    quota: Quota


@dataclass(frozen=True, kw_only=True)
class Warm:
    """Everything has been imported, and workers can be ordered."""

    versions: tuple[tuple[str, str], ...]
    trainer: str | None
    layers: tuple[str, ...]
    namespaces_error: str  #: why namespaces are not among the layers
    threaded: tuple[str, ...]  #: libraries that have started a thread, which no fork would have


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Workers cannot be locked in here."""

    reason: str


FirstWords = Warm | Refused


@dataclass(frozen=True, kw_only=True)
class Started:
    """A worker; handles on it come along."""


@dataclass(frozen=True, kw_only=True)
class Failed:
    """No worker."""

    reason: str


OrderAnswer = Started | Failed


@dataclass(frozen=True, kw_only=True)
class Ended:
    """End of a worker, and what it had used."""

    status: int  #: as of wait(2)
    cpu: float  #: seconds
    grown: int  #: bytes of memory at the most, beyond what it began with
