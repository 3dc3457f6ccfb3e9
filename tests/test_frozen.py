"""A frozen class is what the standard library would make of it."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, replace
from pathlib import Path
from typing import Any

import pytest

from autograder import frozen
from tests.paths import ROOT


def _classes(dataclass: Any) -> tuple[Any, ...]:
    @dataclass(frozen=True, kw_only=True)
    class Point:
        """A place."""

        x: float
        y: float = 0.5
        names: dict[str, int] = field(default_factory=dict, compare=False)
        secret: Any = field(default=None, repr=False)

        def moved(self) -> Any:
            return replace(self, x=self.x + 1)

    @dataclass(frozen=True, kw_only=True)
    class Named(Point):
        own: str = "own"
        y: float = 2.0

        def __repr__(self) -> str:
            return "its own"

    @dataclass(frozen=True)
    class Pair:
        first: Any
        second: Any = 2

    @dataclass(frozen=True, kw_only=True)
    class PairAndMore(Pair):
        more: int = 3

    @dataclass(frozen=True)
    class One:
        value: Any

    @dataclass(frozen=True)
    class Nothing:
        pass

    @dataclass(frozen=True, eq=False)
    class Itself:
        value: int

    return Point, Named, Pair, PairAndMore, One, Nothing, Itself


OURS, THEIRS = _classes(frozen.dataclass), _classes(dataclasses.dataclass)
NAN = float("nan")


def _outcome(ask: Callable[..., Any], classes: tuple[Any, ...]) -> str:
    try:
        return repr(ask(*classes))
    except (TypeError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize(
    "ask",
    [
        lambda point, *_: [point(x=1), point(x=1, y=2, names={"a": 1}, secret=3).moved()],
        lambda point, *_: point(x=1).names is point(x=1).names,
        lambda point, *_: point(1),
        lambda point, *_: point(),
        lambda point, *_: point(x=1, z=2),
        lambda point, *_: [point(x=1) == point(x=1, names={"a": 1}), point(x=1) == point(x=2)],
        lambda point, *_: [point(x=1) == point(x=1, secret=2), point(x=1) == 1],
        lambda point, *_: [hash(point(x=1)) == hash(point(x=1)), hash(point(x=1, secret=2))],
        lambda point, *_: hash(point(x=1, secret=[])),
        lambda point, *_: vars(point(x=1)),
        lambda point, *_: [point.__doc__, point.__init__.__qualname__, point.__match_args__],
        lambda point, *_: [each.name for each in dataclasses.fields(point)],
        lambda point, *_: [dataclasses.asdict(point(x=1)), copy.deepcopy(point(x=1))],
        lambda _, named, *__: [named(x=1, own="a"), vars(named(x=1, own="a"))],
        lambda point, named, *_: [point(x=1, y=2.0) == named(x=1, own="a")],
        lambda _, __, pair, *___: [pair(1), pair(1, 3), pair(second=1, first=2)],
        lambda _, __, pair, *___: [pair(NAN) == pair(NAN), pair(1) != pair(1), pair.__match_args__],
        lambda _, __, pair, more, *___: [more(1, more=4), more(1), pair(1) == more(1)],
        lambda _, __, pair, more, *___: more(1, 2, 3),
        lambda *classes: [classes[4](NAN) == classes[4](NAN), hash(classes[4](1)), classes[4]("a")],
        lambda *classes: [classes[5]() == classes[5](), hash(classes[5]()), classes[5]()],
        lambda *classes: [classes[6](1) == classes[6](1), classes[6](1)],
        lambda *classes: {hash(each) == object.__hash__(each) for each in [classes[6](1)]},
    ],
)
def test_it_is_made_shown_and_compared_alike(ask: Callable[..., Any]) -> None:
    assert (
        _outcome(ask, OURS).split(" object at")[0] == _outcome(ask, THEIRS).split(" object at")[0]
    )


@pytest.mark.parametrize("classes", [OURS, THEIRS])
def test_it_cannot_be_changed(classes: tuple[Any, ...]) -> None:
    one = classes[4](1)
    with pytest.raises(FrozenInstanceError, match=r"^cannot assign to field 'value'$"):
        one.value = 2
    with pytest.raises(FrozenInstanceError, match=r"^cannot delete field 'value'$"):
        del one.value
    assert one.value == 1


@pytest.mark.parametrize("classes", [OURS, THEIRS])
def test_one_that_holds_itself_can_be_shown(classes: tuple[Any, ...]) -> None:
    holds: list[Any] = []
    holds.append(classes[4](holds))
    assert repr(holds[0]).endswith("One(value=[...])")


def test_all_frozen_classes_of_ours_are_made_so() -> None:
    slow = {
        path.relative_to(ROOT).as_posix()
        for path in Path(frozen.__file__).parent.rglob("*.py")
        if _takes_the_slow_way(path.read_text("utf-8"))
    }
    assert slow == set()


def _takes_the_slow_way(source: str) -> bool:
    """Whether a file has frozen classes and no others, and none that are in an order."""
    others = "@dataclass\n" in source or "order=True" in source
    return (
        "@dataclass(frozen=True" in source
        and "from autograder.frozen import dataclass" not in source
        and not others
    )
