"""A course's own functions among the arguments of calls: each travels as its own text, and no more.

Whoever is given one can read it: what it leads to outside of itself stays with the grader.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from autograder.bindings import imported, unbound
from autograder.errors import SourceFault
from autograder.protocol.functions import FUNCTIONS
from autograder.protocol.parts import with_parts
from autograder.protocol.values import FunctionText

_FOLDERS = ("cases", "handed_out")  #: of the modules whose functions travel


class NotOnItsOwn(Exception):
    """A function cannot travel as its text alone; it says where that stands, why and the cure."""

    def __init__(self, fault: SourceFault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def with_texts(value: Any) -> Any:
    """Return arguments with texts in place of the course's own functions; raises `NotOnItsOwn`."""
    return with_parts(value, _as_text)


def _as_text(value: Any) -> Any:
    is_own = isinstance(value, FunctionType) and value not in FUNCTIONS.values()
    return _text_of(value) if is_own else value


def _text_of(function: FunctionType) -> FunctionText:
    code, name = function.__code__, function.__name__
    path, first = Path(code.co_filename), code.co_firstlineno
    if fault := next(_faults_of(function), None):
        line, why = fault
        raise NotOnItsOwn(SourceFault(path, first + line - 1, f"`{name}` {why}"))
    definition = _definition(function)
    assert definition
    return FunctionText(definition.name, ast.unparse(_Bare().visit(definition)))


def _faults_of(function: FunctionType) -> Iterator[tuple[int, str]]:
    """Yield why a function cannot travel, with a line counted from its first."""
    if not _is_of_cases(function):
        yield 1, "is passed to submissions, but is none of reference/cases/; write one there"
    definition = _definition(function)
    if definition is None:
        yield 1, "is passed to submissions, but has no name to be told by; write it with `def`"
        return
    for line, module in imported([definition]):
        if module.partition(".")[0] in ("", "reference", "autograder"):
            yield line, f"imports `{module}`, which submissions do not have; {_CURE} inside of it"
    for line, missing in unbound([_Bare().visit(definition)]):
        yield line, _outside(missing, function.__globals__.get(missing))


def _outside(name: str, value: object) -> str:
    cure = "import that" if isinstance(value, ModuleType) else _CURE
    said = f"uses `{name}`, but only its own text is passed to submissions"
    return f"{said}; {cure} inside of it"


_CURE = "write what it needs"


def _is_of_cases(function: FunctionType) -> bool:
    """Tell whether it stands in reference/cases/, or in what a handout carries of that."""
    folders = str(function.__globals__.get("__name__", "")).split(".")[:-1]
    return bool(folders) and folders[-1] in _FOLDERS


def _definition(function: FunctionType) -> ast.FunctionDef | None:
    """Return the `def` of a function, None of what has none, such as a lambda."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, SyntaxError):
        return None
    statement = tree.body[0]
    is_its = isinstance(statement, ast.FunctionDef) and function.__name__ != "<lambda>"
    return statement if is_its else None  # type: ignore[return-value]


class _Bare(ast.NodeTransformer):
    """Takes the types away, which a reader does not need and whose names stand elsewhere."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.copy_location(ast.arg(node.arg), node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.returns = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is None:
            return ast.copy_location(ast.Pass(), node)
        self.generic_visit(node)
        return ast.copy_location(ast.Assign([node.target], node.value, lineno=node.lineno), node)
