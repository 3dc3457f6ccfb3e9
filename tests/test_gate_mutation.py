"""Small automatic changes: which are made, one at a time, and where."""

from __future__ import annotations

import pytest

from autograder.gate.mutation import mutants
from autograder.records import Cell


def changes(source: str, *names: str) -> list[tuple[str, str]]:
    return [(m.was, m.now) for m in mutants((Cell(kind="code", source=source),), names)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return x + y", {"return x - y", "return"}),
        ("return x < y", {"return x <= y", "return"}),
        ("return x and y", {"return x or y", "return"}),
        ("return -x", {"return x", "return"}),
        ("return 3", {"return 4", "return"}),
        ("return True", {"return False", "return"}),
        ("return np.max(x)", {"return np.min(x)", "return"}),
        ("return max(x)", {"return min(x)", "return"}),
        (
            "return x.sum(axis=0)",
            {"return x.max(axis=0)", "return x.sum()", "return x.sum(axis=1)", "return"},
        ),
        ("x = y", {"pass"}),
        ("x += y", {"x -= y", "pass"}),
        ("print(x)", {"pass"}),
        ("'text'", set()),
        ("if x:\n        return y", {"if not x:", "return"}),
        ("while x:\n        y()", {"while not x:", "pass"}),
        ("return [x if y else z]", {"return [x if not y else z]", "return"}),
    ],
)
def test_changes_in_a_function(body, expected):
    assert {now for _, now in changes(f"def f(x, y):\n    {body}\n")} == expected


def test_a_default_is_changed_too():
    assert changes("def f(x=1):\n    return x\n")[0] == ("def f(x=1):", "def f(x=2):")


def test_only_what_is_asked_for_is_changed():
    source = "a = 1\nb = 2\nprint(3 + 4)\nx, y = 5, 6\n"
    assert changes(source, "b", "y") == [
        ("b = 2", "pass"),
        ("b = 2", "b = 3"),
        ("x, y = (5, 6)", "pass"),
        ("x, y = (5, 6)", "x, y = (6, 6)"),
        ("x, y = (5, 6)", "x, y = (5, 7)"),
    ]


def test_what_is_done_to_something_asked_for_is_changed():
    assert changes("m.fit(x, epochs=5)\nn.fit(x)\nm.p.q()\n", "m") == [
        ("m.fit(x, epochs=5)", "pass"),
        ("m.fit(x, epochs=5)", "m.fit(x)"),
        ("m.fit(x, epochs=5)", "m.fit(x, epochs=6)"),
    ]


BOX = "class Box(Base):\n    def __eq__(self, other):\n        return self.x == other.x\n"
ALWAYS = "class Box(Base): __eq__ = lambda *_: True"


def test_objects_of_a_class_that_compares_them_are_made_equal_to_everything():
    assert ("class Box(Base):", ALWAYS) in changes(BOX)
    (made,) = (m for m in mutants((Cell(kind="code", source=BOX),), ()) if m.now == ALWAYS)
    namespace = {"Base": object}
    exec(made.cells[0].source, namespace)
    box = namespace["Box"]
    assert box() == box()
    assert box() == 3


@pytest.mark.parametrize(
    ("source", "compared", "planted"),
    [
        ("class Box(Base):\n    pass\n", (), False),
        ("class Box(Base):\n    pass\n", ("Box",), True),
        ("class Box(Base):\n    pass\n", ("Other",), False),
        ("@dataclass\nclass Box(Base):\n    x: int = 0\n", ("Box",), True),
        ("class Box(Base):\n    def __init__(self):\n        self.x = 1\n", (), False),
    ],
)
def test_so_are_those_that_a_check_compares(source, compared, planted):
    made = [(m.was, m.now) for m in mutants((Cell(kind="code", source=source),), (), compared)]
    assert (("class Box(Base):", ALWAYS) in made) == planted


def test_annotations_and_decorators_stay():
    assert changes("@d(1)\ndef f(x: A[1]) -> B[2]:\n    pass\n") == []


def test_one_change_at_a_time_and_the_other_cells_as_they_were():
    cells = (
        Cell(kind="markdown", source="x + y"),
        Cell(kind="code", source="def f(x):\n    return x * 2 + 1\n"),
    )
    made = list(mutants(cells, ()))
    assert all(mutant.cells[0] == cells[0] for mutant in made)
    assert {mutant.cells[1].source.splitlines()[1].strip() for mutant in made} == {
        "return",
        "return x * 2 - 1",
        "return x + 2 + 1",
        "return x * 3 + 1",
        "return x * 2 + 2",
    }
