"""Grader: Limits of what is kept of a submission's outputs and answers."""

from __future__ import annotations

from dataclasses import replace

from autograder.records import Answer, CellRun, Output, Unsendable, Value

MOST_SHOWN = 32 << 20  #: bytes of the outputs of all cells together, as they came over the wire
_COST_OF_OUTPUT = 1024  #: bytes that one takes beside its text
MOST_ANSWERED = 32 << 20  #: bytes of all answers to one group of checks together
MOST_KEPT = 64 << 20  #: bytes of answers to all groups, from which on a group is left little
MOST_ANSWERED_THEN = 1 << 20  #: bytes, as `MOST_ANSWERED`

_LEFT_OUT = Output(
    kind="stream",
    content=(
        ("name", "stdout"),
        ("text", f"(left out: the cells show more than {MOST_SHOWN >> 20} MiB)\n"),
    ),
)


class KeptOutputs:
    """Counts what cells show, and keeps so much of it."""

    def __init__(self) -> None:
        self._shown = 0  #: bytes

    def run(self, run: CellRun, size: int) -> CellRun:
        """Return a run that took so many bytes, without its outputs once they are too many."""
        self._shown += size + _COST_OF_OUTPUT * len(run.outputs)
        return run if self._shown <= MOST_SHOWN else replace(run, outputs=(_LEFT_OUT,))


class KeptAnswers:
    """Counts what requests are answered with, and keeps so much of it."""

    def __init__(self) -> None:
        self._before = 0  #: bytes of the answers to all groups before this one
        self._answered = 0  #: bytes of the answers to this group, as they came over the wire

    def begin_group(self) -> None:
        """From here on, answers are to another group."""
        self._before += min(self._answered, self._most)
        self._answered = 0

    def answer(self, answer: Answer, size: int) -> Answer:
        """Return an answer of so many bytes, or that there are too many."""
        self._answered += size
        if isinstance(answer, Value) and self._answered > self._most:
            return Unsendable(kind="total", number=self._most)
        return answer

    @property
    def _most(self) -> int:
        return MOST_ANSWERED if self._before < MOST_KEPT else MOST_ANSWERED_THEN
