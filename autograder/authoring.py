"""What a course's own Python imports: `mistake`, and ready functions for cases.

    from autograder.authoring import mistake

    @mistake("conv1d", en="The kernel is flipped …", ja="カーネルが反転しています …")
    def conv1d_flipped(data, kernel):
        ...

The decorated function is the wrong code as a student would write it, complete in itself but for
`np`. It stands for the function that the question asks for (`stands_for` where a question asks
for several). A mistake in variables is a function without arguments that returns a dictionary of
names and values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.models import Model as Model
from autograder.records import Broken as Broken
from autograder.wire import functions as functions


@dataclass(frozen=True)
class KnownMistake:
    """A wrong function with its explanation; calling it gives the wrong answer."""

    question: str
    function: Callable[..., Any]
    en: str
    ja: str
    stands_for: str | None
    more_general_than: tuple[str, ...]

    def __call__(self, *arguments: Any) -> Any:
        return self.function(*arguments)


def mistake(
    question: str,
    *,
    en: str,
    ja: str,
    stands_for: str | None = None,
    more_general_than: tuple[str, ...] = (),
) -> Callable[[Callable[..., Any]], KnownMistake]:
    """Mark a wrong function as a known mistake in a question.

    Where several mistakes fit a submission's answers, one is named only if its
    `more_general_than` lists all the others, by function name.
    """

    def wrap(function: Callable[..., Any]) -> KnownMistake:
        return KnownMistake(question, function, en, ja, stands_for, more_general_than)

    return wrap
