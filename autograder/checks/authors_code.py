"""Running what a course's author wrote: references, cases, properties, judges, known mistakes.

It may raise anything, exit or never end, and this is the only place that catches it.
"""

from __future__ import annotations

import traceback
import warnings
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from autograder.deadline import Deadline, DeadlineExceeded

R = TypeVar("R")
S = TypeVar("S")
T = TypeVar("T")

LOADING = 60.0  #: seconds that a function may take before anybody is graded
JUDGING = 20.0  #: seconds that a function may take over one submission, answers apart


class AuthorsError(Exception):
    """The author's code did not return; the sentence is for after its name."""

    def __init__(self, error: BaseException, sentence: str) -> None:
        super().__init__(sentence)
        self.error = error

    @property
    def with_place(self) -> str:
        """The sentence in one line, and where in which file it was raised."""
        last = traceback.extract_tb(self.error.__traceback__)[-1]
        return f"{' '.join(str(self).split())} ({Path(last.filename).name}:{last.lineno})"


class NeverEnds(AuthorsError):
    """The author's code was interrupted."""


def run(work: Callable[[], T], seconds: float) -> T:
    """Return what the author's code returns; raise AuthorsError if it does not."""
    return _run(Deadline(seconds), work)


def run_with(
    function: Callable[[S], R], work: Callable[[Callable[[S], R]], T], seconds: float
) -> T:
    """Return what the author's code returns that is given a function of ours to call.

    The time that takes does not count. What it raises is raised on, past any `except` of the
    author's; for anything else raise AuthorsError.
    """
    deadline = Deadline(seconds)

    def called(argument: S) -> R:
        with deadline.elsewhere():
            try:
                return function(argument)
            except Exception as error:
                raise _Ours(error) from error

    try:
        return _run(deadline, lambda: work(called))
    except _Ours as ours:
        raise ours.error from None


def _run(deadline: Deadline, work: Callable[[], T]) -> T:
    try:
        return deadline.wait_for(work)
    except DeadlineExceeded as error:
        raise NeverEnds(error, str(error)) from None
    except (Exception, SystemExit) as error:
        raise AuthorsError(error, f"raised {type(error).__name__}: {error}") from error


class _Ours(BaseException):
    """Raised through the author's code, past any `except Exception`."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


def answer_of(function: Callable[..., Any], arguments: Sequence[object]) -> Any:
    """Return a function's answer to fresh arguments; warnings are suppressed."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return function(*deepcopy(tuple(arguments)))
