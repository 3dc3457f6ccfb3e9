"""Grader and template: What the grader orders of a template, and what it is told in return."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

SERVICE_BROKE = 71  #: exit status of a worker whose service could not go on


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a template is to be."""

    imports: tuple[str, ...]  #: modules that all of its workers have
    layers: frozenset[str]  #: that they are locked in with
    stock_keras: bool  #: whether models train as Keras alone would have it

    def to_json(self) -> bytes:
        return json.dumps(asdict(self) | {"layers": sorted(self.layers)}).encode("ascii")

    @staticmethod
    def from_json(text: bytes) -> Settings:
        said = json.loads(text)
        return Settings(
            imports=tuple(said["imports"]),
            layers=frozenset(said["layers"]),
            stock_keras=said["stock_keras"],
        )


@dataclass(frozen=True, kw_only=True)
class ProcessLimits:
    """What the kernel lets one process use."""

    memory: int  #: bytes beyond what is held when they are applied
    file_size: int  #: bytes of any one file
    cpu: float  #: seconds


@dataclass(frozen=True, kw_only=True)
class Quota:
    """What the kernel lets one worker have on a disk that is its own."""

    size: int  #: bytes of all files together
    files: int  #: and folders


@dataclass(frozen=True, kw_only=True)
class Order:
    """One worker."""

    home: str  #: folder that it may write to
    environment: Mapping[str, str]
    limits: ProcessLimits
    quota: Quota

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode("ascii")

    @staticmethod
    def from_json(text: bytes) -> Order:
        said = json.loads(text)
        return Order(
            home=said["home"],
            environment=said["environment"],
            limits=ProcessLimits(**said["limits"]),
            quota=Quota(**said["quota"]),
        )
