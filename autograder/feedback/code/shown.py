"""Records of what a submission's code shows: plain data, which may come from another process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from autograder.frozen import dataclass
from autograder.records.sentences import Sentence

Needs = Literal[
    "nothing",
    "decimals lost",
    "one expected",
    "several expected",
    "text came",
    "none came",
    "no text given",
    "example right",
]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A fact of the code that defines a name, and what of the answers makes it worth telling."""

    name: str = ""
    sentence: Sentence
    needs: Needs = "nothing"
    length: int | None = None  #: it is about inputs that have other lengths than this
    argument: int | None = None  #: it is about another number of axes of this argument, from 0


@dataclass(frozen=True, kw_only=True)
class Function:
    """A function and the names that it binds, its arguments among them."""

    cell: int
    name: str
    own: tuple[str, ...]
    at_top: bool = False  #: it is defined at the top level
    fewest: int = 0  #: arguments that it takes by position
    most: int = 0

    def fits(self, counts: Iterable[int]) -> bool:
        """Whether it takes each of these numbers of arguments."""
        return all(self.fewest <= count <= self.most for count in counts)


@dataclass(frozen=True, kw_only=True)
class CodeAsked:
    """What is asked about the code."""

    names: tuple[str, ...]  #: that the assignment asks for
    about: tuple[str, ...] | None = None  #: those of which facts are wanted; None: of all
    module: str = ""  #: name of the file if it is a module
    above: tuple[int, ...] = ()  #: lines of the module above each cell


@dataclass(frozen=True, kw_only=True)
class CodeRead:
    """What can be read of a submission's code."""

    shown: tuple[Shown, ...] = ()
    calls: tuple[tuple[str, str], ...] = ()  #: (name, function of another question it calls) …
    unwritten: tuple[tuple[str, Sentence], ...] = ()  #: (function with an empty body, where) …
    hidden: tuple[tuple[str, Sentence], ...] = ()  #: (name defined inside something only, what) …
    functions: tuple[Function, ...] = ()
    imports: tuple[tuple[str, str], ...] = ()  #: (module, the name under which it is imported) …
    values: tuple[tuple[str, Sentence], ...] = ()  #: (name that is given a value, where first) …
    models: tuple[str, ...] = ()  #: names of the top level that are given a Keras model
    compared: tuple[
        tuple[str, Sentence], ...
    ] = ()  #: (name of which a line only says `==`, what) …
    unread: tuple[tuple[str, Sentence], ...] = ()  #: (name whose value is shown at most, where) …
    words: tuple[str, ...] = ()  #: names that stand where text often stands


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What of a question's answers makes a fact worth telling."""

    decimals_lost: bool = False  #: whole numbers came where others were expected
    one_expected: bool = False  #: several numbers came where a single one was expected
    several_expected: bool = False  #: a single number came where several were expected
    text_came: bool = False  #: text came where something else was expected
    none_came: bool = False  #: None came
    no_text_given: bool = False  #: no text is among the arguments
    example_right: bool = False  #: all visible checks pass
    other_axes: frozenset[int] = frozenset()  #: arguments that hidden checks give more or less axes
    lengths: frozenset[int] = frozenset()  #: of the example's axes, where hidden inputs have others

    def bears_out(self, shown: Shown) -> bool:
        """Whether a fact is worth telling, the answers being what they are."""
        met = {
            "nothing": True,
            "decimals lost": self.decimals_lost,
            "one expected": self.one_expected,
            "several expected": self.several_expected,
            "text came": self.text_came,
            "none came": self.none_came,
            "no text given": self.no_text_given,
            "example right": self.example_right,
        }
        return (
            met[shown.needs]
            and (shown.length is None or shown.length in self.lengths)
            and (shown.argument is None or shown.argument in self.other_axes)
        )
