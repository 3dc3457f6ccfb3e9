"""Running what a course's author wrote: references, cases, properties, judges, known mistakes.

It may raise anything, exit or never end, and this is the only place that catches it.
"""

from __future__ import annotations

import ctypes
import io
import sys
import sysconfig
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, nullcontext, redirect_stdout
from copy import deepcopy
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

from autograder.account import counted_again, counted_apart
from autograder.deadline import Deadline, DeadlineExceeded
from autograder.protocol.building_functions import with_functions
from autograder.protocol.building_tables import built
from autograder.protocol.values import FunctionText, as_sent
from autograder.records import CallRequest, Value

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
        """The sentence in one line, and where in which of the author's files it was raised."""
        frames = traceback.extract_tb(self.error.__traceback__)
        own = next(filter(_is_the_authors, reversed(frames)), None)
        where = f" ({_short(Path(own.filename))}:{own.lineno})" if own else ""
        return " ".join(str(self).split()) + where


def _is_the_authors(frame: traceback.FrameSummary) -> bool:
    """Tell whether a frame is neither ours nor of an installed library, or of Python itself."""
    path = Path(frame.filename)
    return path.is_file() and not any(path.is_relative_to(place) for place in _NOT_THE_AUTHORS)


_NOT_THE_AUTHORS = (
    Path(__file__).parent.parent,
    *(Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
)


def _short(path: Path) -> str:
    """Return the path from the course's folder on, or the file's name."""
    parts = path.parts
    return "/".join(parts[parts.index("reference") :]) if "reference" in parts else path.name


class NeverEnds(AuthorsError):
    """The author's code was interrupted."""


def run(work: Callable[[], T], seconds: float, beside: Path | None = None) -> T:
    """Return what the author's code returns; raise AuthorsError if it does not.

    It runs in the folder `beside`, that of an assignment's files, if there is one.
    """
    with _working_in(beside):
        return _run(Deadline(seconds), work)


class Running(Protocol):
    """Runs a piece of the author's code as `run` does."""

    def __call__(self, work: Callable[[], T]) -> T: ...


@contextmanager
def running(seconds: float, beside: Path | None = None) -> Iterator[Running]:
    """Give what runs piece after piece, for so many seconds each; one by one they take longer."""
    deadline = Deadline(seconds)
    with _working_in(beside), deadline.watched():
        yield partial(_run, deadline)


def run_with(
    function: Callable[[S], R],
    work: Callable[[Callable[[S], R]], T],
    seconds: float,
    beside: Path | None = None,
) -> T:
    """Return what the author's code returns that is given a function of ours to call.

    That is called in the folder that we are in, and the time it takes does not count. What it
    raises is raised on, past any `except` of the author's; for anything else raise AuthorsError.
    """
    deadline, ours = Deadline(seconds), Path.cwd() if beside else None

    def called(argument: S) -> R:
        with deadline.elsewhere(), counted_again(), _working_in(ours):
            try:
                return function(argument)
            except Exception as error:
                raise _Ours(error) from error

    try:
        with _working_in(beside):
            return _run(deadline, lambda: work(called))
    except _Ours as raised:
        raise raised.error from None


@contextmanager
def _working_in(folder: Path | None) -> Iterator[None]:
    """Work in a folder; other threads stay where they are, where the system can do that."""
    if folder is None:
        yield
        return
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(_CLONE_FS)
    with chdir(folder):
        yield


_CLONE_FS = 0x200


def _run(deadline: Deadline, work: Callable[[], T]) -> T:
    try:
        with counted_apart():
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


def answer_of(
    function: Callable[..., Any],
    arguments: Sequence[object],
    keywords: Iterable[tuple[str, object]] = (),
) -> Any:
    """Return a function's answer to fresh arguments; warnings are suppressed."""
    return _answer(function, *_as_given((arguments, dict(keywords))))


def answer_to(function: Callable[..., Any], request: CallRequest) -> Value:
    """Return a function's answer to a call, with the effects that are asked for, as a worker's."""
    given = (request.arguments, dict(request.keywords), request.then)
    arguments, keywords, then = _as_given(given)
    with redirect_stdout(io.StringIO()) if "prints" in request.effects else nullcontext() as page:
        answer = _answer(function, arguments, keywords)
        if then:
            answers = (_taken(_answer(answer, again, {}), request) for again in then)
            answer = list(map(as_sent, answers))
        else:
            answer = _taken(answer, request)
    return Value(
        value=answer,
        printed=page.getvalue() if page else None,
        after=tuple(_left(request, arguments, keywords)) if "changes" in request.effects else None,
    )


def _left(
    request: CallRequest, arguments: Sequence[object], keywords: Mapping[str, object]
) -> Iterator[object]:
    """Yield the arguments as they are left; a function of the course's own stays as it was."""
    given = (*request.arguments, *dict(request.keywords).values())
    for one, left in zip(given, (*arguments, *keywords.values()), strict=True):
        yield one if isinstance(one, FunctionText) else left


def _as_given(arguments: T) -> T:
    """Return arguments afresh, as a worker gives them to a submission."""
    fresh: T = with_functions(built(deepcopy(arguments)))
    return fresh


class NothingToTake(Exception):
    """An answer has no such part, or cannot be gone through; `error` says so."""

    def __init__(self, error: Exception) -> None:
        super().__init__(f"{type(error).__name__}: {error}")
        self.error = error


def _taken(answer: Any, request: CallRequest) -> Any:
    try:
        if request.part is not None:
            answer = answer[request.part]
        return answer if request.takes is None else list(islice(answer, request.takes))
    except (TypeError, LookupError) as error:
        raise NothingToTake(error) from error


def _answer(
    function: Callable[..., Any], arguments: Sequence[object], keywords: Mapping[str, object]
) -> Any:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return function(*arguments, **keywords)
