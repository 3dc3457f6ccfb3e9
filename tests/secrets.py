"""What students must not find in what they are given, gathered from a course's own files."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from autograder.checks.call import CallCheck
from autograder.checks.value import ValueCheck
from autograder.course.master import read_master
from autograder.records import Assignment, Check
from autograder.values import numbers
from tests.paths import ROOT

SHORTEST = 18  #: characters of a line that says something


def reference_lines() -> set[str]:
    """Lines of code of the reference, and of the known mistakes."""
    paths = [*(ROOT / "reference").glob("*.py"), *(ROOT / "reference/mistakes").glob("*.py")]
    return {line for path in paths for line in _lines_of_functions(path)}


def mistake_names() -> set[str]:
    """The names of the known mistakes, which say what they are."""
    trees = [_parsed(path) for path in (ROOT / "reference/mistakes").glob("*.py")]
    functions = [f for tree in trees for f in _functions(tree.body)]
    return {f.name for f in functions if any(map(_is_mistake, f.decorator_list))}


def solution_lines(assignment: Assignment) -> set[str]:
    """Lines that the master has and the handout has not, in either language."""
    master = read_master(assignment.folder)
    found = set()
    for language in ("ja", "en"):
        given = {line for cell in master.handout(language) for line in cell.source.split("\n")}
        solved = (line for cell in master.solved(language) for line in cell.source.split("\n"))
        found |= {line.strip() for line in solved if line not in given}
    return {line for line in found if len(line) >= SHORTEST}


def spoken(assignment: Assignment) -> str:
    """What the author tells students in so many words, in both languages."""
    master = read_master(assignment.folder)
    cells = (cell for language in ("ja", "en") for cell in master.handout(language))
    return "\n".join(cell.source for cell in cells if cell.kind == "markdown")


def hidden(assignment: Assignment) -> list[Check]:
    return [c for question in assignment.questions for c in question.checks if c.hidden]


def hidden_values(assignment: Assignment) -> Iterator[tuple[str, object]]:
    """(check, value) of what hidden checks ask with, a whole case each, and of what they expect.

    What is made of one or two numbers is left out: it is everywhere.
    """
    for check in hidden(assignment):
        if isinstance(check, CallCheck):
            assert isinstance(check.expected, tuple)
            cases = (list(case.arguments) for case in check.cases)
            values = (*cases, *check.expected)
            yield from ((check.id, value) for value in values if _count(value) > 2)
        elif isinstance(check, ValueCheck) and not _is_common(check.expected):
            yield check.id, check.expected


def _is_common(value: object) -> bool:
    """Whether there are nothing but small whole numbers in it."""
    array = numbers(value)
    return array is not None and set(array.ravel().tolist()) <= set(range(-10, 11))


def _count(value: object) -> int:
    """How many numbers a value is made of."""
    if isinstance(value, list | tuple):
        return sum(map(_count, value))
    return value.size if isinstance(value, np.ndarray) else 1


def hidden_functions(assignment: Assignment) -> set[str]:
    """Names of the functions that hidden properties and judges are."""
    checks = hidden(assignment)
    return {f.name.partition(".")[2] for check in checks for f in check.functions}


def _is_mistake(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "mistake"


def _lines_of_functions(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8").split("\n")
    for function in _functions(_parsed(path).body):
        for stmt in function.body:
            if not (isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant)):
                lines = (line.strip() for line in text[stmt.lineno - 1 : stmt.end_lineno])
                yield from (line for line in lines if len(line) >= SHORTEST)


def _functions(body: Iterable[ast.stmt]) -> Iterator[ast.FunctionDef]:
    for stmt in body:
        if isinstance(stmt, ast.FunctionDef):
            yield stmt
        elif isinstance(stmt, ast.ClassDef):
            yield from _functions(stmt.body)


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))
