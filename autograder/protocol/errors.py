"""Grader and worker: Errors of the wire."""

from __future__ import annotations

from autograder.protocol.reasons import reason
from autograder.records import Unsendable, UnsendableKind


class WireError(Exception):
    """Something cannot travel, or what arrived is not what we send."""


class UnsendableError(WireError):
    """A value is too much for the wire; `why` says in what way."""

    def __init__(
        self,
        kind: UnsendableKind,
        number: int | None = None,
        *,
        shape: tuple[int, ...] | None = None,
    ) -> None:
        self.why = Unsendable(kind=kind, number=number, shape=shape)
        super().__init__(str(reason(self.why)))
