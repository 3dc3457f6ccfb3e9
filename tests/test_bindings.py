"""Names that code binds: exactly, by guess, and in time and memory linear in the text."""

from __future__ import annotations

import ast
import time

import pytest

from autograder.bindings import (
    MOST_PARSED,
    MOST_READ,
    Binding,
    CellBindings,
    bindings_of_cells,
    bound,
    normal,
)

UNREADABLE = "\nz = (1, 2"  #: makes a cell of it that Python cannot parse


def kinds(source: str, *, into_scopes: bool = True) -> list[tuple[str, str]]:
    found = bound(ast.parse(source), into_scopes=into_scopes)
    return [(binding.name, binding.kind) for binding in found]


def cell(source: str) -> CellBindings:
    (found,) = bindings_of_cells([source])
    return found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x, (y, *z) = 1, 2", [("x", "variable"), ("y", "variable"), ("z", "variable")]),
        ("x: int", [("x", "variable")]),
        ("x += 1", [("x", "changed")]),
        ("x[0] += 1", []),
        ("del x, y[0]", [("x", "changed")]),
        ("import a.b, c.d as e", [("a", "import"), ("e", "import")]),
        ("from a import b, c as d", [("b", "import"), ("d", "import")]),
        ("from a import *", []),
        ("for x in y: pass", [("x", "variable")]),
        ("with y as x: pass", [("x", "variable")]),
        ("if (x := 1): pass", [("x", "variable")]),
        ("try: pass\nexcept E as x: pass", [("x", "variable")]),
        ("match y:\n case [x, *r]: pass", [("x", "variable"), ("r", "variable")]),
        ("match y:\n case {1: x, **r}: pass", [("r", "variable"), ("x", "variable")]),
        ("class A: pass", [("A", "definition")]),
        ("def f(a, *, b): pass", [("f", "definition"), ("a", "argument"), ("b", "argument")]),
        ("lambda a, /, *b, **c: a", [("a", "argument"), ("b", "argument"), ("c", "argument")]),
        ("async def f(): pass", [("f", "definition")]),
        ("lambda a: a", [("a", "argument")]),
        ("def f():\n global x\n x = 1", [("f", "definition"), ("x", "global"), ("x", "variable")]),
        ("[x for x in y]", [("x", "variable")]),
        ("x.y = x[0] = 1", []),
        ("print(x == 1)", []),
    ],
)
def test_how_each_statement_binds(source: str, found: list[tuple[str, str]]) -> None:
    assert sorted(kinds(source)) == sorted(found)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(a):\n x = 1", ["f"]),
        ("class A:\n x = 1", ["A"]),
        ("g = lambda a: (x := a)", ["g"]),
        ("z = [x for x in y if (w := x)]", ["z", "w"]),
        ("z = {x: v for x, v in y}", ["z"]),
        ("if a:\n try:\n  x = 1\n finally:\n  y = 1", ["x", "y"]),
    ],
)
def test_a_scope_of_its_own_keeps_its_names(source: str, names: list[str]) -> None:
    assert [name for name, _ in kinds(source, into_scopes=False)] == names


def test_names_come_in_the_order_of_the_text() -> None:
    source = "a = 1\nif a:\n b = 1\nelse:\n c = 1\nd = 1"
    assert list(bound(ast.parse(source))) == [Binding(name=n, kind="variable") for n in "abcd"]


def test_a_node_does_not_bind_itself() -> None:
    (function,) = ast.parse("def f(a):\n    b = a").body
    assert [binding.name for binding in bound(function)] == ["a", "b"]


@pytest.mark.parametrize(
    ("source", "top", "deeper"),
    [
        ("x = 1\nx = 2\ny = 3", ("x", "y"), set()),
        ("x += 1\ndel x", (), set()),
        ("def f(a):\n    b = lambda c: [d for d in a]", ("f",), {"a", "b", "c", "d"}),
        ("%matplotlib inline\nx = 1\n!ls\n?x", ("x",), set()),
        ("ｘ = 1", ("x",), set()),
        ("import numpy as np", ("np",), set()),
        ("", (), set()),
    ],
)
def test_a_cell_that_python_can_read(source: str, top: tuple[str, ...], deeper: set[str]) -> None:
    found = cell(source)
    assert tuple(found.top) == top
    assert found == CellBindings(top=found.top, anywhere=frozenset({*top, *deeper}))


@pytest.mark.parametrize(
    ("source", "top", "deeper"),
    [
        ("def f(a, b):", ("f",), {"a", "b"}),
        ("async def f(a):", ("f",), {"a"}),
        ("class A(B):", ("A",), {"B"}),
        ("x = 1", ("x",), set()),
        ("x , y= 1, 2", ("x", "y"), set()),
        ("x: int = 1", ("x",), {"int"}),
        ("x == 1", (), set()),
        ("x <= 1", (), {"x"}),
        ("    x = 1", (), {"x"}),
        ("import a.b, c.d as e  # or f", ("a", "e"), {"as", "b", "c", "d", "or", "f"}),
        ("from importlib import (b as c, d", ("c", "d"), {"importlib", "import", "b", "as"}),
        ("for x in y:", (), {"x", "in", "y"}),
        ("ｘ = 1", ("x",), set()),
        ("print(x)", (), set()),
    ],
)
def test_a_cell_that_python_cannot_read(
    source: str, top: tuple[str, ...], deeper: set[str]
) -> None:
    found = cell(source + UNREADABLE)
    assert tuple(found.top) == (*top, "z")
    assert {"z", *top} <= found.anywhere
    assert found.anywhere <= {"z", *top, *deeper}


@pytest.mark.parametrize("end", ["", UNREADABLE])
def test_the_line_in_which_a_name_is_bound_last(end: str) -> None:
    source = "import a\n\nb = 1\ndef f(c):\n    d = 2\n    return d\n\nb = 3\nx, y = 1, 2" + end
    found = {name: line for name, line in cell(source).top.items() if name != "z"}
    assert found == {"a": 1, "b": 8, "f": 4, "x": 9, "y": 9}


def test_the_line_of_a_name_within_a_statement() -> None:
    assert cell("if a:\n    b = 1\n@c\ndef d(): pass").top == {"b": 2, "d": 4}


def test_what_is_parsed_of_a_submission_has_a_limit() -> None:
    small, large = "[x for x in y]\na = 1", "[b for b in y]\n" + "#" * (MOST_PARSED - 20)
    told = [found.anywhere for found in bindings_of_cells([small, large, small])]
    exact, guessed = {"x", "a"}, {"x", "in", "y", "a"}
    assert [names & guessed for names in told] == [exact, {"in", "y"}, exact]


def test_what_is_read_of_a_submission_has_a_limit() -> None:
    long = "a = 1\n" + "#" * (MOST_READ - 10)
    told = list(bindings_of_cells([long, "b = 1", "c=1"]))
    assert [(tuple(found.top), found.read) for found in told] == [
        (("a",), True),
        ((), False),
        (("c",), True),
    ]


N = 60_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "source",
    [
        "import " + "a" * N + "!",
        "from " + "a " * N + "!",
        "a," * N + "!",
        "a" + " " * N + "!",
        "a:" * N,
        "(\n" + "x = \\\n" * N,
        "import " * N,
        "def " * N + "!",
        "if 0:" + " x;" * (N // 2),
        "if 0:" + " x;" * (N * 10),
        "if 0: (" + "[" + "1," * (N // 2) + "]" + "+1" * 850 + ")",
        "if a:pass\n" + "elif b:pass\n" * (N // 12),
        "x = " + "-" * N + "1",
        "x = " + "(" * N,
        "x = a" + ".b" * N,
        "a" + "\u0301\u0316" * (N // 2) + " = 1",
        "ｶ" + "ﾞﾟ" * (N // 2) + " = 1",
        "'" * N,
        "%" * N,
        "%\n" * N,
        "a = 1\n" * N,
    ],
    ids=lambda source: repr(source[:16]),
)
def test_hostile_text_costs_little(source: str) -> None:
    started = time.process_time()
    found = list(bindings_of_cells([source] * 20))
    assert len(found) == 20
    assert time.process_time() - started < 5


def test_a_name_is_normalised_as_python_does() -> None:
    assert normal("ｒｅｌｕ") == "relu"
