"""Grader: Bytes that a worker writes to its standard streams behind Python's back."""

from __future__ import annotations

from autograder.frozen import dataclass


@dataclass(frozen=True)
class Printed:
    """The beginning and the end of what was written, and how many bytes between were dropped."""

    head: bytes = b""
    tail: bytes = b""
    dropped: int = 0

    def and_then(self, written: bytes, keep: int) -> Printed:
        """Return this with more written after it, at most `keep` bytes of all."""
        room = keep // 2 - len(self.head) if not self.tail else 0
        head, rest = self.head + written[: max(room, 0)], self.tail + written[max(room, 0) :]
        surplus = max(len(rest) - (keep - keep // 2), 0)
        return Printed(head, rest[surplus:], self.dropped + surplus)

    @property
    def end(self) -> bytes:
        """The last of what was written."""
        return self.tail or self.head

    @property
    def total(self) -> int:
        """Bytes that were written."""
        return len(self.head) + len(self.tail) + self.dropped
