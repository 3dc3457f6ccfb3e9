"""Worker: Uses of words and dotted names in a source, which is parsed and never run.

for, while, if, lambda, comprehension, recursion, try, class, import, …    as words
numpy.convolve, scipy.signal.convolve2d                    through whatever alias it is imported
sum, print                                                 builtins that are not shadowed
overlap                                                    functions of the submission itself
.sum, .dot                                                 methods of anything else
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from IPython.core.inputtransformer2 import TransformerManager

from autograder.worker.program import Program, read_program

_WORDS: Mapping[type[ast.AST], str] = MappingProxyType(
    {
        ast.For: "for",
        ast.AsyncFor: "for",
        ast.While: "while",
        ast.If: "if",
        ast.IfExp: "if",
        ast.Match: "match",
        ast.Lambda: "lambda",
        ast.ListComp: "comprehension",
        ast.SetComp: "comprehension",
        ast.DictComp: "comprehension",
        ast.GeneratorExp: "comprehension",
        ast.Try: "try",
        ast.TryStar: "try",
        ast.Raise: "raise",
        ast.Assert: "assert",
        ast.With: "with",
        ast.AsyncWith: "with",
        ast.ClassDef: "class",
        ast.Import: "import",
        ast.ImportFrom: "import",
        ast.Global: "global",
        ast.Nonlocal: "nonlocal",
        ast.Yield: "yield",
        ast.YieldFrom: "yield",
        ast.Await: "await",
        ast.MatMult: "@",
    }
)

_RUNS_ITS_CELL = re.compile(r"\s*%%(?:time|timeit|capture|prun)\b.*\n")
_RUNS_ITS_LINE = re.compile(r"^(\s*)%(?:time|prun)\s+", re.MULTILINE)


def uses(sources: Iterable[str], name: str | None) -> list[str] | None:
    """Return what the last definition of `name` uses, with the helpers that it calls.

    Without a name: what the whole submission uses. None if it does not define the name.
    """
    program = read_program(tree for tree in map(parsed, sources) if tree)
    if name is None:
        nodes = [*program.statements, *program.definitions.values()]
    elif name in program.definitions:
        nodes = [program.definitions[called] for called in program.reachable(name)]
    else:
        return [program.aliases[name]] if name in program.aliases else None
    return sorted({entry for node in nodes for entry in _entries(node, program)})


def parsed(source: str) -> ast.Module | None:
    """Return the tree of a cell; None where Python cannot read it."""
    source = _RUNS_ITS_LINE.sub(r"\1", _RUNS_ITS_CELL.sub("\n", source, count=1))
    try:
        return ast.parse(_as_python(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _as_python(source: str) -> str:
    return TransformerManager().transform_cell(source)  # type: ignore[no-untyped-call]


def _entries(node: ast.AST, program: Program) -> set[str]:
    words = {_WORDS[type(part)] for part in ast.walk(node) if type(part) in _WORDS}
    if program.recursive(node):
        words.add("recursion")
    return words | program.names(node)
