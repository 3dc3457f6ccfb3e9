"""Changes tried one after the other, of which nothing is worked out twice that cannot differ.

Tests of `feedback/changes/given.py`, `feedback/changes/ground.py`, `feedback/changes/trials.py`,
`feedback/changes/world.py` and `feedback/changes/written.py`.
"""

from __future__ import annotations

import ast
from copy import deepcopy
from typing import Any

import numpy as np
import pytest

from autograder.feedback.changes import STEPS_OF_ALL, ChangeAsked, find_change
from autograder.feedback.changes.asked import Asked, Wrong
from autograder.feedback.changes.edit import Around
from autograder.feedback.changes.edits import edits
from autograder.feedback.changes.given import given_anew
from autograder.feedback.changes.ground import Ground
from autograder.feedback.changes.machine import Budget, Function, Machine
from autograder.feedback.changes.search import small_change
from autograder.feedback.changes.trials import Trials
from autograder.feedback.changes.world import Changeable, World
from autograder.feedback.changes.written import Written
from autograder.feedback.code.scopes import Plain, Submitted
from autograder.records import Agreement, CallRequest, Value
from tests.said import both
from tests.test_feedback_changes import FOUND, instead

STEPS = 1_000


def asked(*calls: tuple[int, object, object]) -> ChangeAsked:
    """Return what is asked of `f`: what it was given, what came, and what was expected."""
    requests = [CallRequest(name="f", arguments=(given,)) for given, _, _ in calls]
    wrong = [
        Wrong(request=request, answer=Value(value=answer), expected=expected)
        for request, (_, answer, expected) in zip(requests, calls, strict=True)
    ]
    agreement = Agreement(answers=tuple(expected for *_, expected in calls), margin=0.0)
    question = Asked(requests=tuple(requests), agreement=agreement)
    return ChangeAsked(names=("f",), wrong=tuple(wrong), calls=(question,))


def top_of(source: str) -> list[Plain]:
    return [node for _cell, node in Submitted((source,)).plain]


def ground_of(source: str) -> Ground:
    scope = next(iter(Submitted((source,)).scopes))
    assert isinstance(scope.node, ast.FunctionDef)
    names = tuple(sorted(scope.own))
    return Ground(scope.node, Around(names, scope.parameters, (), ("0",), (), (2,)))


@pytest.mark.parametrize("source", [source for source, *_ in FOUND])
def test_pieces_have_one_number_if_and_only_if_they_are_written_alike(source: str) -> None:
    ground = ground_of(source[source.index("def ") :])
    new = [part for edit in edits(ground) for *_, part in edit.parts if isinstance(part, ast.expr)]
    own = [node for node in ast.walk(ground.function) if isinstance(node, ast.expr)]
    pairs = {(ground.written.number(node), ast.unparse(node)) for node in (*new, *own)}
    assert len(pairs) == len({number for number, _ in pairs}) == len({text for _, text in pairs})


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (ast.Constant(value=-1), ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1)), True),
        (ast.Constant(value=-0.0), ast.Constant(value=0.0), False),
        (ast.Constant(value=1), ast.Constant(value=1.0), False),
        (ast.Constant(value=1), ast.Constant(value=True), False),
        (ast.Constant(value="a"), ast.Constant(value=b"a"), False),
        (ast.Constant(value="a"), ast.Constant(value="a", kind="u"), False),
        (ast.Name(id="a", ctx=ast.Load()), ast.Name(id="a", ctx=ast.Store()), True),
        (ast.Name(id="a", ctx=ast.Load()), ast.Constant(value="a"), False),
        (ast.List(elts=[], ctx=ast.Load()), ast.Tuple(elts=[], ctx=ast.Load()), False),
    ],
)
def test_what_is_written_alike(one: ast.expr, other: ast.expr, alike: bool) -> None:
    written = Written(ast.parse(""))
    assert (ast.unparse(one) == ast.unparse(other)) is alike
    assert (written.number(one) == written.number(other)) is alike


def test_afterwards_all_parts_stand_where_they_stood() -> None:
    submitted = Submitted(("def f(x):\n    y = (\n        x\n        + 1)\n    return y\n",))
    nodes = [node for scope in submitted.scopes for node in ast.walk(scope.node)]
    before = [ast.dump(node, include_attributes=True) for node in nodes]
    said = small_change(submitted, asked((4, 5, 3), (9, 10, 8), (7, 8, 6)), Budget(STEPS_OF_ALL))
    assert said is not None
    assert before == [ast.dump(node, include_attributes=True) for node in nodes]


def test_a_dictionary_that_takes_in_another() -> None:
    source = "def f(x):\n    y = {**{}, 'a': 1}\n    return x + 1\n"
    assert find_change((source,), asked((4, 5, 3), (9, 10, 8))).sentence is None


def test_the_top_level_takes_the_same_steps_each_time() -> None:
    source = "import numpy as np\nN = 2\nx = np.linspace(0, 1, 2000)\ndef f():\n    return N\n"
    world, left = World(top_of(source)), []
    for _ in range(3):
        machine = Machine(Budget(STEPS, Budget(STEPS)))
        function = world.around(machine).find("f")
        assert isinstance(function, Function)
        assert function() == 2
        left.append(machine.budget.left)
    assert left == [left[0]] * 3
    assert left[0] < STEPS - 5


def test_a_top_level_that_takes_more_steps_than_there_are() -> None:
    source = "N = 1\nM = [1, 2, 3]\ndef f():\n    return N\n"
    world = World(top_of(source))
    assert world.around(Machine(Budget(STEPS))).find("N") == 1
    anew = World(top_of(source))
    for few in range(6):
        budgets = [Budget(few), Budget(few)]
        frames = [each.around(Machine(b)) for each, b in zip((world, anew), budgets, strict=True)]
        assert budgets[0].left == budgets[1].left
        assert {*frames[0].names} <= {*frames[1].names}
        anew = World(top_of(source))


def test_what_one_can_change_is_there_anew_for_the_next() -> None:
    source = "seen = []\ndef f(x):\n    seen.append(x)\n    return x + len(seen)\n"
    found = find_change((source,), asked((4, 5, 3), (9, 10, 8), (7, 8, 6)))
    assert both(found.sentence) == instead(
        "return x + len(seen)", 4, "x + len(seen)", "x - len(seen)"
    )
    world = World(top_of(source))
    assert world.around(Machine(Budget(STEPS))).find("seen") == []
    with pytest.raises(Changeable):
        world.around(Machine(Budget(STEPS))).find("seen")
    world.is_anew = True
    world.around(Machine(Budget(STEPS))).find("seen").append(1)
    assert world.around(Machine(Budget(STEPS))).find("seen") == []


def test_a_top_level_that_calls_what_is_changed_is_worked_out_with_each_change() -> None:
    source = "import numpy as np\nx = [2, 1]\ndef g(v):\n    return v\ny = x.sort(key=g)\n"
    world = World(top_of(source))
    world.around(Machine(Budget(STEPS)))
    assert world.is_anew


def test_functions_of_two_names_stay_one() -> None:
    world = World(top_of("def f():\n    return 1\ng = f\nh = lambda: g\n"))
    world.around(Machine(Budget(STEPS)))
    frame = world.around(Machine(Budget(STEPS)))
    assert frame.find("f") is frame.find("g")
    assert frame.find("f").around is frame
    assert frame.find("h")() is frame.find("f")


def test_what_was_tried_in_vain_is_not_tried_again_but_takes_its_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = "def f(x):\n    return x + 1\n"
    ground, question = ground_of(source), asked((4, 5, 3), (9, 10, 8))
    trials = Trials(top_of(source), question, Budget(STEPS))
    assert trials.is_understood()
    taken, kinds = [], []
    for _ in range(2):
        budget, to_see = Budget(STEPS), Budget(STEPS)
        assert not trials.puts_right(next(edits(ground)), ground, budget, to_see)
        taken.append((STEPS - budget.left, STEPS - to_see.left))
        kinds.append({*trials.kinds})
        trials.kinds.clear()
        monkeypatch.setattr(Machine, "work_out", None)
    assert taken == [taken[0]] * 2
    assert taken[0][0] > 0
    assert kinds == [kinds[0]] * 2


def test_with_fewer_steps_than_it_took_it_is_tried_again() -> None:
    source = "def f(x):\n    return x + 1\n"
    ground, question = ground_of(source), asked((4, 5, 3), (9, 10, 8))
    left = []
    for before in (STEPS, 2):
        of_all = Budget(3)
        trials = Trials(top_of(source), question, Budget(STEPS))
        trials.puts_right(next(edits(ground)), ground, Budget(before), Budget(STEPS))
        budget = Budget(2, of_all)
        assert not trials.puts_right(next(edits(ground)), ground, budget, Budget(STEPS))
        left.append((budget.left, of_all.left))
    assert left == [left[0]] * 2


def test_what_is_given_is_copied_as_deep_as_it_is() -> None:
    row, array = [1, "a"], np.arange(4.0).reshape(2, 2).T
    given: Any = (row, [row, (array, None)], {"a": row}, max, (1, 2))
    copied, other = given_anew(given), deepcopy(given)
    assert repr(copied) == repr(other)
    assert copied[0] is copied[1][0] is copied[2]["a"]
    assert copied[0] is not row
    assert copied[3] is max
    assert copied[1][1][0].flags["F_CONTIGUOUS"] == other[1][1][0].flags["F_CONTIGUOUS"]
    copied[1][1][0][0, 0] = 9
    assert array[0, 0] == 0
