"""The Python API for authors of a course: known mistakes, violations, models.

    from autograder.authoring import mistake

    @mistake("conv1d", en="The kernel is flipped …", ja="カーネルが反転しています …")
    def conv1d_flipped(data, kernel):
        ...

A course in other languages gives its texts as `texts={"pt-BR": "…"}`.

The decorated function is the wrong code as a student would write it, complete in itself but for
`np`. It stands for the function that the question asks for (`stands_for` where a question asks
for several). A mistake in variables is a function without arguments that returns a dictionary of
names and values.

Where answers are a model, or differ from run to run, a function recognises the mistake instead:

    from autograder.authoring import recognised

    @recognised("training", code="m.fit(x, y, epochs=5)", en="…", ja="…")
    def training_hardly_begun(m, raised):
        ...

Its parameters are the variables, models (`Model`) and estimators (`Estimator`) that the question's
checks read, by name, and `raised` for the errors with which cells ended (`Raised` each). It is not
asked where one of them is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.frozen import dataclass
from autograder.models import Estimator as Estimator, Model as Model
from autograder.protocol import functions as functions
from autograder.records import Case, Language, Raised as Raised, Text, Violation as Violation


def case(*arguments: object, **keywords: object) -> Case:
    """Return one case for `cases:`, in which arguments may be passed by name."""
    return Case(arguments=arguments, keywords=tuple(keywords.items()))


RAISED = "raised"  #: the parameter that gets the errors with which cells ended


@dataclass(frozen=True, kw_only=True)
class KnownMistake:
    """A wrong function, or one that recognises wrong `code`, with its explanation."""

    question: str
    function: Callable[..., Any]
    en: str | None = None
    ja: str | None = None
    texts: Mapping[Language, str] | None = None
    stands_for: str | None = None
    more_general_than: tuple[str, ...] = ()
    raises: tuple[type[Exception], ...] = ()  #: what it may raise instead of answering
    code: str | None = None  #: as a student would write it, where the function recognises it

    @property
    def explanation(self) -> Text:
        return Text.of(en=self.en, ja=self.ja, texts=self.texts)

    def __call__(self, *arguments: Any) -> Any:
        return self.function(*arguments)


#: Explanations in the stub of a mistake, which whoever pastes it has still to write.
UNWRITTEN: Mapping[Language, str] = MappingProxyType(
    {
        "en": "Your answers are what comes out when …",
        "ja": "答えは、……したときの値と一致しています。",
    }
)


def mistake(
    question: str,
    *,
    en: str | None = None,
    ja: str | None = None,
    texts: Mapping[Language, str] | None = None,
    stands_for: str | None = None,
    more_general_than: tuple[str, ...] = (),
    raises: type[Exception] | tuple[type[Exception], ...] = (),
) -> Callable[[Callable[..., Any]], KnownMistake]:
    """Mark a wrong function as a known mistake in a question.

    It is explained in each of the course's languages: in `en` and `ja`, or any others in `texts`.
    Where several mistakes fit a submission's answers, one is named only if its
    `more_general_than` lists all the others, by function name. A mistake that stops with an error
    says so, as in `raises=ValueError`: then a student's code that stops with it has made it.
    """

    def wrap(function: Callable[..., Any]) -> KnownMistake:
        return KnownMistake(
            question=question,
            function=function,
            en=en,
            ja=ja,
            texts=texts,
            stands_for=stands_for,
            more_general_than=more_general_than,
            raises=raises if isinstance(raises, tuple) else (raises,),
        )

    return wrap


def recognised(
    question: str,
    *,
    code: str,
    en: str | None = None,
    ja: str | None = None,
    texts: Mapping[Language, str] | None = None,
    more_general_than: tuple[str, ...] = (),
) -> Callable[[Callable[..., bool]], KnownMistake]:
    """Mark a function that tells whether a submission has made the known mistake `code`.

    Each statement of the code stands for that of the solution which defines the same name, or
    calls the same, as `m.fit(…)`. The rest is as with `mistake`.
    """

    def wrap(function: Callable[..., bool]) -> KnownMistake:
        return KnownMistake(
            question=question,
            function=function,
            en=en,
            ja=ja,
            texts=texts,
            more_general_than=more_general_than,
            code=code,
        )

    return wrap


def numbers(answer: object) -> NDArray[np.float64] | None:
    """Return the numbers in an answer as an array, None if there is anything else among them.

    Lists of different lengths are no array; NaN is a number here.
    """
    try:
        array = np.asarray(np.asarray(answer).tolist())  # numbers in an object array too
    except ValueError:  # rows of different lengths
        return None
    return array.astype(np.float64) if array.dtype.kind in "biuf" else None
