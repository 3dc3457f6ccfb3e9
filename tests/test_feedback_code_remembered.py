"""What is remembered of one submission's code is told of another only where nothing else is.

Tests of `feedback/code/remembered.py` and `feedback/changes/looked_at.py`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.feedback.changes import ChangeAsked, ChangeFound, Searched, find_change, search
from autograder.feedback.changes.asked import Asked, Wrong
from autograder.feedback.changes.looked_at import LookedAt
from autograder.feedback.code import CodeAsked, CodeRead, OwnFacts, Remembered, read, read_code
from autograder.feedback.code.scopes import Submitted
from autograder.records import Agreement, CallRequest, Value

NUMPY = "import numpy as np\n"
WRONG = "def f(x):\n    return x + 1\n"
ASKED = ("f", "g")


def asked(**stated: Any) -> ChangeAsked:
    """Return what is asked of `WRONG`, where something else is not stated."""
    given: tuple[int, ...] = stated.pop("given", (4, 9, 7))
    by: int = stated.pop("by", 1)
    requests = tuple(CallRequest(name="f", arguments=(each,)) for each in given)
    wrong = tuple(
        Wrong(request=one, answer=Value(value=each + by), expected=each - by)
        for one, each in zip(requests, given, strict=True)
    )
    agreement = Agreement(answers=tuple(each - by for each in given), margin=0.0)
    calls = (Asked(requests=requests, agreement=agreement),)
    return ChangeAsked(names=ASKED, wrong=wrong, calls=calls, **stated)


Searches = Remembered[Searched]


def test_the_same_is_not_searched_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Searches(9)
    one = find_change([NUMPY, "y = 1\n", WRONG], asked(), known)
    assert one.sentence is not None
    monkeypatch.setattr(search, "_searched", None)
    others = ["print('mine')\n", "# my own\n" + NUMPY, "def g():\n    return 5\n"]
    assert find_change([NUMPY, "y = 1\n", WRONG, *others[::2]], asked(), known) == one
    assert find_change([others[1], "y = 1\n", WRONG], asked(), known) == one


@pytest.mark.parametrize(
    "other",
    [
        ["def f(x):\n    return x + 1  # mine\n"],
        ["", WRONG],
        ["\n" + WRONG],
        [WRONG, "y = 1\n"],
        [WRONG, "def max(x):\n    return 1\n"],
        [WRONG, "if y > 7:\n    pass\n"],
        ["def h():\n    return 1\n", "def f(x):\n    return x + h()\n"],
        ["def h():\n    return 1.0\n", "def f(x):\n    return x + h()\n"],
        ["def g():\n    return 1\n", "def f(x):\n    return x + g()\n"],
        ["def g():\n    return 1.0\n", "def f(x):\n    return x + g()\n"],
        ["N = 1\n", "def f(x):\n    return x + N\n"],
        ["N = [1][0]\n", "def f(x):\n    return x + N\n"],
        ["%time\n" + WRONG],
        ["# \x0c\n" + WRONG],
        ["# \u2028\n" + WRONG],
    ],
)
def test_something_else_is_searched_anew(other: list[str]) -> None:
    known = Searches(9)
    for sources in ([WRONG], other):
        find_change(sources, asked(), known)
    assert find_change(other, asked(), known) == find_change(other, asked())
    first, second = (LookedAt(Submitted(tuple(s)), "f", asked()) for s in ([WRONG], other))
    assert first.key
    assert first.key != second.key


@pytest.mark.parametrize(
    "other",
    [
        asked(given=(4, 9, 8)),
        asked(given=(4.0, 9.0, 7.0)),
        asked(by=2),
        asked(module="u.py"),
        ChangeAsked(names=("f",), wrong=asked().wrong, calls=asked().calls),
    ],
)
def test_another_question_is_searched_anew(other: ChangeAsked) -> None:
    one, two = (LookedAt(Submitted((WRONG,), q.module), "f", q) for q in (asked(), other))
    assert one.key != two.key


def test_lines_of_a_module_above_a_cell_are_looked_at() -> None:
    question = asked(module="u.py")
    one, two = (LookedAt(Submitted((WRONG,), "u.py", (n,)), "f", question) for n in (0, 3))
    assert one.key != two.key


def test_lines_that_python_counts_otherwise_are_not_relied_on() -> None:
    """A line that is one for Python and two for us would have other code stand for a function."""
    shifted = "# \x0c\n" + "def f(x):\n    return x * 2\n" + WRONG
    scope = Submitted((shifted,)).scopes[0]
    assert scope.lines[scope.node.body[0].lineno - 1] != "    return x * 2"
    assert scope.written is None
    assert LookedAt(Submitted((shifted,)), "f", asked()).key is None


def test_steps_are_spent_as_if_it_were_searched() -> None:
    known = Searches(9)
    whole = find_change([WRONG], asked(steps=10_000), known)
    taken = 10_000 - whole.steps
    assert whole.sentence is not None
    for few in (taken - 1, taken // 2, 5, taken, taken + 1):
        question = asked(steps=few)
        assert find_change([WRONG], question, known) == find_change([WRONG], question)


def test_what_ran_out_of_steps_is_searched_again() -> None:
    known = Searches(9)
    assert find_change([WRONG], asked(steps=5), known) == ChangeFound()
    assert find_change([WRONG], asked(), known) == find_change([WRONG], asked())


def test_what_is_long_is_not_remembered() -> None:
    long = "def f(x):\n" + "    x = x + 1\n" * 500 + "    return x\n"
    assert LookedAt(Submitted((long,)), "f", asked()).key is None
    long_top = "X = " + repr([*range(900)]) + "\n" + WRONG
    assert LookedAt(Submitted((long_top,)), "f", asked()).key is None


LOOP = "def f(x):\n    for i in range(len(x)):\n        return i\n"


def facts(*sources: str, own: Remembered[OwnFacts] | None = None, **stated: Any) -> CodeRead:
    return read_code(sources, CodeAsked(names=ASKED, **stated), own)


def test_facts_of_the_same_function_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Remembered[OwnFacts](9)
    one = facts(LOOP, own=own)
    assert one.shown
    monkeypatch.setattr(read, "_own_facts", None)
    assert facts(LOOP, own=own) == one
    assert facts(LOOP, "print(2)\n", own=own).shown == one.shown


@pytest.mark.parametrize(
    ("sources", "stated"),
    [
        (("", LOOP), {}),
        (("\n" + LOOP,), {}),
        ((LOOP.replace("i)", "i)  # mine"),), {}),
        (("class A:\n" + LOOP.replace("def", " def").replace("\n  ", "\n   "),), {}),
        ((LOOP,), {"module": "u.py", "above": (3,)}),
        ((LOOP,), {"module": "u.py", "above": (4,)}),
        (("x = 2\n" + LOOP,), {}),
        (("f = 28 ^ 3\n",), {}),
        (("g = 28 ^ 3\n",), {}),
        (("f = 1\nf = 28 ^ 3\n",), {}),
    ],
)
def test_facts_of_something_else_are_its_own(
    sources: tuple[str, ...], stated: dict[str, Any]
) -> None:
    own = Remembered[OwnFacts](9)
    facts(LOOP, own=own)
    facts("f = 28 ^ 3\n", own=own)
    assert facts(*sources, own=own, **stated) == facts(*sources, **stated)


def test_what_nobody_has_wanted_for_longest_is_forgotten() -> None:
    remembered = Remembered[int](2)
    remembered.keep("a", 1)
    remembered.keep("b", 2)
    assert remembered.get("a") == 1
    remembered.keep("c", 3)
    assert [remembered.get(key) for key in "abc"] == [1, None, 3]


def test_arrays_of_other_values_are_another_question() -> None:
    keys = []
    for each in (np.arange(2000), np.arange(2000) + (np.arange(2000) == 999), np.arange(2000.0)):
        request = CallRequest(name="f", arguments=(each,))
        wrong = Wrong(request=request, answer=Value(value=1), expected=2)
        question = ChangeAsked(names=ASKED, wrong=(wrong,), calls=())
        keys.append(LookedAt(Submitted((WRONG,)), "f", question).key)
    assert len({*keys}) == 3
    assert None not in keys
