"""Names that Python code binds.

Runs in every process that looks at code, and never runs that code: in the student's, over trees
that it has parsed (`worker/program.py`); in the grader's, over the text of a student's cells, for
advice (`feedback/names.py`), and over the course's own functions and modules
(`checks/own_functions.py`, `handout/bundled.py`). In the grader's process the text of a student is
hostile: every step is linear in its length, walks do not recurse, and no more than `MOST_PARSED`
characters of a submission are parsed.
"""

from __future__ import annotations

import ast
import builtins
import re
import symtable
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from types import ModuleType
from typing import Literal

from autograder.frozen import dataclass

MOST_PARSED = 100_000  #: characters of a submission; a tree takes a thousand times their memory
MOST_READ = 1_000_000  #: characters of a submission; of more nobody would read the advice

Kind = Literal["variable", "argument", "definition", "import", "changed", "global"]


@dataclass(frozen=True, kw_only=True)
class Binding:
    """A name and how it is bound; "changed" by `x += 1` or `del x`, if it is there already."""

    name: str
    kind: Kind


def bound(node: ast.AST, *, into_scopes: bool = True) -> Iterator[Binding]:
    """Yield what is bound below the node, in the order of the text.

    Not `into_scopes`: only what is bound in the node's own scope.
    """
    for part in _walk(node, into_scopes=into_scopes):
        for name, kind in _bound_by(part):
            yield Binding(name=name, kind=kind)


def _walk(tree: ast.AST, *, into_scopes: bool) -> Iterator[ast.AST]:
    waiting = _parts(tree, into_scopes=into_scopes)
    while waiting:
        node = waiting.pop()
        yield node
        if into_scopes or not isinstance(node, _SCOPES):
            waiting += _parts(node, into_scopes=into_scopes)


_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def _parts(node: ast.AST, *, into_scopes: bool) -> list[ast.AST]:
    """Return what the node consists of, the last part first."""
    if isinstance(node, ast.Name | ast.Constant):  # most nodes, and nothing of them binds a name
        return []
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return [node.value]
    if isinstance(node, ast.comprehension) and not into_scopes:
        return [*reversed(node.ifs), node.iter]  # `x` of `for x in y` is the comprehension's own
    return [*ast.iter_child_nodes(node)][::-1]


def _bound_by(node: ast.AST) -> Iterator[tuple[str, Kind]]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            yield name, "variable"
        case ast.Name(id=name, ctx=ast.Del()) | ast.AugAssign(target=ast.Name(id=name)):
            yield name, "changed"
        case ast.arg(arg=name):
            yield name, "argument"
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name, "definition"
        case ast.alias(name=name, asname=other) if name != "*":
            yield other or name.partition(".")[0], "import"
        case (
            ast.ExceptHandler(name=str(name))
            | ast.MatchAs(name=str(name))
            | ast.MatchStar(name=str(name))
            | ast.MatchMapping(rest=str(name))
        ):
            yield name, "variable"
        case ast.Global(names=names):
            for name in names:
                yield name, "global"


def imported(statements: Iterable[ast.stmt]) -> Iterator[tuple[int, str]]:
    """Yield the modules that are imported anywhere in statements, each with its line."""
    for part in (part for stmt in statements for part in ast.walk(stmt)):
        if isinstance(part, ast.Import):
            yield from ((part.lineno, alias.name) for alias in part.names)
        elif isinstance(part, ast.ImportFrom):
            yield part.lineno, "." * part.level + (part.module or "")


def unbound(statements: Sequence[ast.stmt]) -> Iterator[tuple[int, str]]:
    """Yield the global names that nothing binds in a module of these statements.

    Each comes with the first line that reads it.
    """
    text = "\n".join(map(ast.unparse, statements))
    top = symtable.symtable(text, "<statements>", "exec")
    symbols = [(scope is top, s) for scope in _symbol_tables(top) for s in scope.get_symbols()]
    ours = [s for is_top, s in symbols if is_top or s.is_global()]
    read = {s.get_name() for s in ours if s.is_referenced()}
    known = {s.get_name() for s in ours if s.is_assigned() or s.is_imported()}
    missing = read - known - set(dir(builtins)) - set(dir(ModuleType("")))
    parts = (part for stmt in statements for part in ast.walk(stmt))
    places = [(part.lineno, part.id) for part in parts if isinstance(part, ast.Name)]
    for name in sorted(missing):
        yield min(place for place in places if place[1] == name)


def _symbol_tables(scope: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield scope
    for inner in scope.get_children():
        yield from _symbol_tables(inner)


@dataclass(frozen=True, kw_only=True)
class CellBindings:
    """The names that the text of a cell binds, as Python reads them, in their order."""

    top: Mapping[str, int] = field(default_factory=dict)  #: at its top level: the last line of each
    anywhere: frozenset[str] = frozenset()  #: there, or inside a function or class, arguments too
    read: bool = True  #: False: the text was too long to be read
    parsed: bool = True  #: False: names are a guess, Python cannot read the text


def bindings_of_cells(sources: Iterable[str]) -> Iterator[CellBindings]:
    """Yield what each cell of a submission binds; of one that is not parsed, what it seems to."""
    left_to_read = MOST_READ
    for source, tree in trees_of_cells(sources):
        if len(source) <= left_to_read:
            left_to_read -= len(source)
            yield _found(tree) if tree else _guessed(source)
        else:
            yield CellBindings(read=False)


def trees_of_cells(sources: Iterable[str]) -> Iterator[tuple[str, ast.Module | None]]:
    """Yield each cell of a submission with its tree; None where Python cannot read it, or not soon.

    Lines of magics stand in the tree as `pass`.
    """
    left_to_parse = MOST_PARSED
    for source in sources:
        tree = None
        if len(source) <= left_to_parse:
            left_to_parse -= len(source)
            tree = _parsed(source)
        yield source, tree


def normal(name: str) -> str:
    """Return the name as Python reads it (NFKC, PEP 3131)."""
    return unicodedata.normalize("NFKC", name)


MAGIC = re.compile(r"^([ \t]*)[%!?].*$", re.MULTILINE)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LONGEST_NOT_ASCII = 300  #: of marks on end, Python takes quadratic time to normalise


def _parsed(source: str) -> ast.Module | None:
    """Return the cell's tree, None if Python cannot read it, or not in reasonable time."""
    if max(map(len, _NOT_ASCII.findall(source)), default=0) > _LONGEST_NOT_ASCII:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text in (source, MAGIC.sub(r"\1pass", source)):
            try:
                return ast.parse(text)
            except SyntaxError:
                continue
            except (ValueError, RecursionError, MemoryError):
                return None
    return None


def _found(tree: ast.Module) -> CellBindings:
    top = {
        name: getattr(part, "lineno", 1)
        for part in _walk(tree, into_scopes=False)
        for name, kind in _bound_by(part)
        if kind != "changed"
    }
    anywhere = (found.name for found in bound(tree) if found.kind != "changed")
    return CellBindings(top=top, anywhere=frozenset(anywhere))


# Possessive (`++`, `*+`), so that a line is walked through once.
_AT_TOP = re.compile(
    r"""^(?: (?: (?:async[ \t]+)? def | class ) [ \t]+ (?P<definition> \w++ )
           | (?P<imported> (?:import|from) [ \t] [^\n#]*+ )
           | (?P<targets> \w++ (?: [ \t]*+ , [ \t]*+ \w++ )*+ ) [ \t]*+ (?: : [^=\n]*+ )?+ = (?!=)
         )""",
    re.MULTILINE | re.VERBOSE,
)
_DEEPER = re.compile(
    r"\b(?:def|lambda|for|import|as|class|global)\b([^\n]{0,200})|^([^\n=]{0,200})=(?!=)",
    re.MULTILINE,
)
_WORD = re.compile(r"\w+")


def _guessed(source: str) -> CellBindings:
    top: dict[str, int] = {}
    line, start = 1, 0
    for match in _AT_TOP.finditer(source):
        line += source.count("\n", start, match.start())
        start = match.start()
        top |= {normal(name): line for name in _names_at_top(match)}
    deeper = (normal(name) for groups in _DEEPER.findall(source) for name in _words(*groups))
    return CellBindings(top=top, anywhere=frozenset([*top, *deeper]), parsed=False)


def _names_at_top(match: re.Match[str]) -> Iterator[str]:
    if match["imported"]:
        for imported in re.split(r"\bimport\b", match["imported"], maxsplit=1)[-1].split(","):
            words = _words(imported)
            yield from words[-1:] if "as" in words else words[:1]
    else:
        yield from _words(match["definition"] or match["targets"])


def _words(*texts: str) -> list[str]:
    return [word for text in texts for word in _WORD.findall(text)]
