"""Which names the text of a cell binds: at its top level, and anywhere."""

from __future__ import annotations

import ast
import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_BOUND = re.compile(
    r"^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)"
    r"|^(?:import|from)[ \t][^\n#]*?(\w+)[ \t]*(?:#.*)?$"
    r"|^(\w+(?:[ \t]*,[ \t]*\w+)*)[ \t]*(?::[^=\n]*)?=(?!=)",
    re.MULTILINE,
)
_DEEPER = re.compile(
    r"\b(?:def|lambda|for|import|as|class|global)\b([^\n]{0,200})|^([^\n=]{0,200})=(?!=)",
    re.MULTILINE,
)
_MAGIC = re.compile(r"^([ \t]*)[%!?].*$", re.MULTILINE)


@dataclass(frozen=True)
class Bindings:
    """The names that a cell binds, as Python reads them (NFKC, PEP 3131), in their order."""

    top: tuple[str, ...]  #: at its top level
    anywhere: frozenset[str]  #: there, or inside a function or class, arguments too


@lru_cache(maxsize=512)
def bindings(source: str) -> Bindings:
    """Return what the cell binds; of one that Python cannot read, what it seems to bind."""
    try:
        tree = _parsed(source)
        top = _names(_walk(tree, into_scopes=False))
        return Bindings(tuple(dict.fromkeys(top)), frozenset(_names(_walk(tree))))
    except _UNREADABLE:
        return _guessed(source)


def normal(name: str) -> str:
    """Return the name as Python reads it."""
    return unicodedata.normalize("NFKC", name)


_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


def _parsed(source: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(source)
        except SyntaxError:
            return ast.parse(_MAGIC.sub(r"\1pass", source))


def _walk(tree: ast.AST, *, into_scopes: bool = True) -> Iterator[ast.AST]:
    """Yield what is below the node, in the order of the text."""
    # `x += 1` needs an `x` that is there already.
    below = [tree.value] if isinstance(tree, ast.AugAssign) else ast.iter_child_nodes(tree)
    for node in below:
        yield node
        if into_scopes or not isinstance(node, _SCOPES):
            yield from _walk(node, into_scopes=into_scopes)


_SCOPES = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)


def _names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                yield name
            case ast.alias(name=name, asname=other):
                yield other or name.partition(".")[0]
            case ast.ExceptHandler(name=str(name)):
                yield name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name
            case ast.MatchMapping(rest=str(name)):
                yield name
            case ast.Global(names=names):
                yield from names


def _guessed(source: str) -> Bindings:
    top = list(_words(_BOUND, source))
    return Bindings(tuple(dict.fromkeys(top)), frozenset([*top, *_words(_DEEPER, source)]))


def _words(pattern: re.Pattern[str], source: str) -> Iterator[str]:
    for groups in pattern.findall(source):
        yield from map(normal, re.findall(r"\w+", " ".join(groups)))
