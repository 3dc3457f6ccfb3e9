"""Grader: Limits of what is kept of a submission's outputs and answers."""

from __future__ import annotations

from dataclasses import replace

from autograder.protocol.answers import text_length
from autograder.records import Answer, CellRun, Output, Unsendable, Value

MOST_SHOWN = 32 << 20  #: bytes of the outputs of all cells together, as they came over the wire
MOST_TEXT = 4 << 20  #: characters of those that are no images, which are cleaned and shown
_COST_OF_OUTPUT = 1024  #: characters that one stands for beside its text
MOST_ANSWERED = 16 << 20  #: bytes of all answers to one group of checks together
MOST_KEPT = 32 << 20  #: bytes of answers to all groups, from which on a group is left little
MOST_ANSWERED_THEN = 1 << 20  #: bytes, as `MOST_ANSWERED`

_LEFT_OUT = Output(
    kind="stream",
    content=(
        ("name", "stdout"),
        (
            "text",
            f"(left out: the cells show more than {MOST_SHOWN >> 20} MiB, "
            f"or {MOST_TEXT >> 20} MiB of text)\n",
        ),
    ),
)


class KeptOutputs:
    """Counts what cells show, and keeps so much of it."""

    def __init__(self) -> None:
        self._shown = 0  #: bytes
        self._text = 0  #: characters

    def run(self, run: CellRun, size: int) -> CellRun:
        """Return a run that took so many bytes, without its outputs once they are too many."""
        self._shown += size
        self._text += _COST_OF_OUTPUT * len(run.outputs) + text_length(run.outputs)
        is_kept = self._shown <= MOST_SHOWN and self._text <= MOST_TEXT
        return run if is_kept else replace(run, outputs=(_LEFT_OUT,))


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
        return self.refusal or answer if isinstance(answer, Value) else answer

    @property
    def refusal(self) -> Unsendable | None:
        """What every answer to this group is from now on, if it has had too many bytes."""
        too_many = self._answered > self._most
        return Unsendable(kind="total", number=self._most) if too_many else None

    @property
    def _most(self) -> int:
        return MOST_ANSWERED if self._before < MOST_KEPT else MOST_ANSWERED_THEN
