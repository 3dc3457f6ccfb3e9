"""Grader: The five pipes to one worker."""

from __future__ import annotations

import contextlib
import os
from dataclasses import astuple

from autograder.frozen import dataclass


@dataclass(frozen=True)
class Ends:
    """One side's ends, in the order in which the template expects them."""

    requests: int
    replies: int
    output: int
    errors: int
    status: int  #: written by the template, which tells how the worker ended

    @property
    def fds(self) -> tuple[int, ...]:
        return astuple(self)

    def close(self) -> None:
        for fd in self.fds:
            os.close(fd)


def open_pipes() -> tuple[Ends, Ends]:
    """Return the grader's ends, none of which blocks, and the worker's; `OSError` leaves none."""
    with contextlib.ExitStack() as undo:
        (theirs_first, ours_first), *others = [_pipe(undo) for _ in range(5)]
        undo.pop_all()
    ours, theirs = zip(*others, strict=True)
    grader = Ends(ours_first, *ours)
    for fd in grader.fds:
        os.set_blocking(fd, False)
    return grader, Ends(theirs_first, *theirs)


def _pipe(undo: contextlib.ExitStack) -> tuple[int, int]:
    pipe = os.pipe()
    for fd in pipe:
        undo.callback(os.close, fd)
    return pipe
