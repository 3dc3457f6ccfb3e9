"""A submission's code as the rules about it see it: functions, and cells that give values.

Nothing here runs a student's code. Of a submission no more is parsed than `bindings` allows, and
walks do not recurse.
"""

from __future__ import annotations

import ast
import re
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TypeGuard

from autograder.bindings import MAGIC, bound, trees_of_cells
from autograder.cutting import beginning
from autograder.feedback.code.remembered import MOST_CHARACTERS
from autograder.frozen import dataclass
from autograder.records.sentences import Code, Sentence, _

Def = ast.FunctionDef | ast.AsyncFunctionDef
Loop = ast.For | ast.While
Plain = ast.FunctionDef | ast.Import | ast.ImportFrom | ast.Assign
_LOOPS = (ast.For, ast.While)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_LONGEST_LINE = 80  #: characters of a line that is shown


@dataclass(frozen=True)
class Scope:
    """The body of a function, or the top level of a cell."""

    node: Def | ast.Module
    cell: int  #: its number among the code cells, from 1
    lines: tuple[str, ...]  #: of the whole cell
    wanted: frozenset[str] = frozenset()  #: names that are looked at after the cell
    inside: tuple[str, ...] = ()  #: names of the functions and classes around it
    file: str = ""  #: of a module
    above: int = 0  #: lines of the module above the cell
    is_as_written: bool = False  #: Python has read the cell line by line as it is written

    @cached_property
    def written(self) -> Hashable | None:
        """All that is seen in it, which another may have too; None if it is not known, or long."""
        if not self.is_as_written:
            return None
        body = self.node.body if isinstance(self.node, ast.Module) else [self.node]
        texts = [(each.lineno, written(each, self.lines)) for each in body]
        if sum(len(text) for _line, (*_columns, text) in texts) > MOST_CHARACTERS:
            return None
        return self.cell, self.file, self.above, self.inside, self.wanted, tuple(texts)

    @property
    def name(self) -> str:
        return "" if isinstance(self.node, ast.Module) else self.node.name

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names of a function's arguments, in their order."""
        if isinstance(self.node, ast.Module):
            return ()
        given = self.node.args
        more = [argument for argument in (given.vararg, given.kwarg) if argument]
        return tuple(a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs, *more))

    @cached_property
    def own(self) -> frozenset[str]:
        """Its arguments, and the names that it gives values."""
        return frozenset((*self.parameters, *self.stored))

    @cached_property
    def stored(self) -> dict[str, ast.Name]:
        """The names that it gives values, each where it first does so."""
        found: dict[str, ast.Name] = {}
        for node in self.nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.setdefault(node.id, node)
        return found

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """What its body consists of, in the order of the text, inner functions left out."""
        return tuple(within(self.node.body))

    @cached_property
    def everything(self) -> tuple[ast.AST, ...]:
        """The same with inner functions."""
        if not any(isinstance(node, _SCOPES) for node in self.nodes):
            return self.nodes
        return tuple(within(self.node.body, into_scopes=True))

    @cached_property
    def loops(self) -> tuple[Loop, ...]:
        """All loops, those inside others too, in the order of the text."""
        return tuple(node for node in self.nodes if isinstance(node, _LOOPS))

    def line(self, node: ast.AST) -> Code:
        """Return the line of the text where a statement or an expression begins."""
        number = getattr(node, "lineno", 1)
        text = self.lines[number - 1] if number <= len(self.lines) else ""
        return Code(beginning(text.split("#")[0].strip() or text.strip(), _LONGEST_LINE))

    def place(self, node: ast.AST) -> Sentence:
        """Return where a statement or an expression begins."""
        return place(self.cell, getattr(node, "lineno", 1), self.file, self.above)

    def loaded_after(self, name: str, node: ast.stmt) -> bool:
        """Whether a name is read behind a statement, or looked at after the cell."""
        end = node.end_lineno or node.lineno
        return name in self.wanted or self._last_read.get(name, 0) > end

    @cached_property
    def _last_read(self) -> dict[str, int]:
        """Return the last line that reads each name."""
        return {node.id: node.lineno for node in sorted(self._reads, key=lambda node: node.lineno)}

    @cached_property
    def read(self) -> frozenset[str]:
        """Names that are read in it, or in functions inside it."""
        return self.loaded | {
            node.target.id
            for node in self.everything
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)
        }

    @cached_property
    def loaded(self) -> frozenset[str]:
        """The same without those that are only changed."""
        return frozenset([node.id for node in self._reads])

    @cached_property
    def _reads(self) -> tuple[ast.Name, ...]:
        return tuple(
            node
            for node in self.everything
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        )


def is_unwritten(scope: Scope) -> bool:
    """Whether nothing stands in a function's body but `pass`, `...` and the like."""
    return not isinstance(scope.node, ast.Module) and all(map(_is_nothing, scope.node.body))


def _is_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Return(value=None):
            return True
        case ast.Return(value=ast.Constant(value=returned)):
            return returned is None or returned is ...
        case ast.Raise(exc=ast.Name(id=name) | ast.Call(func=ast.Name(id=name))):
            return name == "NotImplementedError"
    return False


def written(node: ast.stmt, lines: Sequence[str]) -> tuple[int, int, str]:
    """Return the lines of a statement, wherever they stand, and where it begins and ends in them."""
    decorators = node.decorator_list if isinstance(node, Def) else []
    first = min([node.lineno, *[part.lineno for part in decorators]])
    end, column = node.end_lineno or node.lineno, node.end_col_offset or 0
    return node.col_offset, column, "\n".join(lines[first - 1 : end])


def place(cell: int, line: int, file: str = "", above: int = 0) -> Sentence:
    """Return a place in a submission as sentences tell it, in a module as its editor counts."""
    if file:
        return _("{file}, line {line}", file=file, line=above + line)
    return _("cell {cell}, line {line}", cell=cell, line=line)


def within(body: Iterable[ast.AST], *, into_scopes: bool = False) -> Iterator[ast.AST]:
    """Yield what statements consist of, in the order of the text; they come themselves too."""
    waiting = [*body][::-1]
    while waiting:
        node = waiting.pop()
        yield node
        fields = _LAST_FIRST[node.__class__]
        if fields and (into_scopes or not isinstance(node, _SCOPES)):
            for value in map(node.__dict__.get, fields):
                if value.__class__ is list:
                    waiting += value[::-1] if None not in value else _whole(value)[::-1]
                elif isinstance(value, ast.AST):
                    waiting.append(value)


def _children(node: ast.AST) -> list[ast.AST]:
    """Return what `ast.iter_child_nodes` does, but what nobody looks for: most work is walking."""
    found: list[ast.AST] = []
    for value in map(node.__dict__.get, _FIELDS[node.__class__]):
        if value.__class__ is list:
            found += _whole(value)
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def _whole(parts: list[ast.AST | None]) -> list[ast.AST]:
    """Return the parts that are there: `{**more}` has a key of None."""
    return [part for part in parts if part is not None]


_PLAIN = ("id", "attr", "arg", "ctx", "kind", "type_comment", "op", "ops", "kwd_attrs")
_NO_PARTS = (ast.Constant, ast.Global, ast.Nonlocal, ast.alias)
_FIELDS: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        kind: () if kind in _NO_PARTS else tuple(f for f in kind._fields if f not in _PLAIN)
        for kind in vars(ast).values()
        if isinstance(kind, type) and issubclass(kind, ast.AST)
    }
)
"""The fields of each kind of node in which there may be others that are looked for."""
_LAST_FIRST = MappingProxyType({kind: fields[::-1] for kind, fields in _FIELDS.items()})


def loads(node: ast.AST, name: str) -> bool:
    """Whether the node itself reads a name, or changes what it stands for."""
    match node:
        case ast.Name(id=found, ctx=ast.Load()) | ast.AugAssign(target=ast.Name(id=found)):
            return found == name
    return False


def any_loads(body: Iterable[ast.AST], name: str) -> bool:
    """Whether a name is read anywhere in some statements."""
    return any(loads(node, name) for node in within(body, into_scopes=True))


def names_in(node: ast.AST) -> set[str]:
    """Return the names that are read in an expression."""
    parts = within([node], into_scopes=True)
    return {n.id for n in parts if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


@dataclass(frozen=True)
class Submitted:
    """All cells of a submission that Python can read."""

    sources: tuple[str, ...]
    module: str = ""  #: name of the file if it is a module
    above: tuple[int, ...] = ()  #: lines of the module above each cell

    @cached_property
    def cells(self) -> tuple[tuple[int, str, ast.Module], ...]:
        """Number, text and tree of each cell; those that `%%writefile` and its like take away not."""
        trees = enumerate(trees_of_cells(self.sources), 1)
        return tuple((n, s, tree) for n, (s, tree) in trees if tree and not is_taken_away(s))

    @cached_property
    def nodes(self) -> tuple[tuple[int, str, tuple[ast.AST, ...]], ...]:
        """Number, text and all that it consists of, of each cell, in the order of the text."""
        return tuple((n, s, tuple(within([tree], into_scopes=True))) for n, s, tree in self.cells)

    @cached_property
    def top(self) -> tuple[tuple[int, tuple[ast.AST, ...]], ...]:
        """Number and what the top level consists of, of each cell, in the order of the text."""
        return tuple((n, tuple(within(tree.body))) for n, _source, tree in self.cells)

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """All functions and classes' methods, wherever they stand, in the order of the text."""
        return tuple(scope for cell in self.cells for scope in self._within(*cell))

    @cached_property
    def unwritten(self) -> tuple[Scope, ...]:
        """The functions of the top level that are still as a handout leaves them."""
        return tuple(scope for scope in self.functions.values() if is_unwritten(scope))

    @cached_property
    def values(self) -> frozenset[str]:
        """Names that the top level gives values, and nothing else (no imports, no functions)."""
        found = [b for *_, tree in self.cells for b in bound(tree, into_scopes=False)]
        others = {b.name for b in found if b.kind in ("definition", "import")}
        return frozenset(b.name for b in found if b.kind == "variable") - others

    @cached_property
    def given(self) -> dict[str, Sentence]:
        """The first place that gives each name of the top level a value, other than by import."""
        found: dict[str, Sentence] = {}
        for cell, nodes in self.top:
            for node in nodes:
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    found.setdefault(node.id, self._place(cell, node.lineno))
        return found

    @cached_property
    def unread(self) -> dict[str, Sentence]:
        """Names of the top level whose values nothing goes on with but to show them, and where."""
        shown = {id(each) for _, nodes in self.top for each in _shown_at_once(nodes)}
        read = {
            node.id
            for *_, nodes in self.nodes
            for node in nodes
            if isinstance(node, ast.Name)
            and not isinstance(node.ctx, ast.Store)
            and id(node) not in shown
        }
        return {
            target.id: self._place(cell, node.lineno)
            for cell, nodes in self.top
            for node in nodes
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name) and target.id not in read
        }

    @cached_property
    def models(self) -> tuple[str, ...]:
        """The names of the top level that are given a Keras model, by its class or by a function."""
        makers = {"Sequential", "Model"} | {
            scope.name for scope in self.scopes if any(map(_is_model, scope.nodes))
        }
        return tuple(
            target.id
            for _cell, nodes in self.top
            for node in nodes
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and _called(node.value) in makers
            for target in node.targets
            if isinstance(target, ast.Name)
        )

    @cached_property
    def compared(self) -> dict[str, Sentence]:
        """Names of which a line of its own says `==` and nothing else, with the line."""
        found: dict[str, Sentence] = {}
        for cell, source, nodes in self.nodes:
            for node in (node for node in nodes if isinstance(node, ast.Expr)):
                match node:
                    case ast.Expr(value=ast.Compare(left=ast.Name(id=name), ops=[ast.Eq()])):
                        line = beginning(
                            source.splitlines()[node.lineno - 1].strip(), _LONGEST_LINE
                        )
                        said = _(
                            "{line} ({place}) only compares, with `==`, and changes nothing. To give a value, write a single `=`.",
                            line=Code(line),
                            place=self._place(cell, node.lineno),
                        )
                        found.setdefault(name, said)
        return found

    @cached_property
    def compared_with(self) -> tuple[str, ...]:
        """What stands on the right of a comparison, anywhere, as text."""
        return tuple(
            dict.fromkeys(
                ast.unparse(node.comparators[0])
                for *_, tree in self.cells
                for node in ast.walk(tree)
                if isinstance(node, ast.Compare)
            )
        )

    @cached_property
    def plain(self) -> tuple[tuple[int, Plain], ...]:
        """Those of the top level's statements that bind what functions may look at as it stands.

        With each comes the number of its cell.
        """
        return tuple(
            (cell, node)
            for cell, _source, tree in self.cells
            for node in tree.body
            if _is_plain_statement(node)
        )

    def in_a_text(self, name: str) -> Iterator[Sentence]:
        """Say of a definition that it stands inside a text of several lines, and is never run."""
        begins = re.compile(
            rf"^[ \t]*(?:def {re.escape(name)}\b|{re.escape(name)}[ \t]*=(?!=))", re.M
        )
        for cell, _source, tree in self.cells:
            for node in tree.body:
                match node:
                    case ast.Expr(value=ast.Constant(value=str(text))) if begins.search(text):
                        yield _(
                            "There is no {name}. Its definition stands inside a text in quotation marks that begins at {place}, so it does not run. Take the quotation marks away.",
                            name=Code(name),
                            place=self._place(cell, node.lineno),
                        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Names that stand alone as an entry, or are compared, as texts are."""
        return frozenset(
            part.id
            for *_, nodes in self.nodes
            for node in nodes
            if isinstance(node, _WITH_ENTRIES)
            for part in _entries(node)
            if isinstance(part, ast.Name)
        )

    @cached_property
    def imports(self) -> dict[str, str]:
        """The modules that are imported, and under which name."""
        return {
            alias.name: alias.asname or alias.name
            for *_, nodes in self.nodes
            for node in nodes
            if isinstance(node, ast.Import)
            for alias in node.names
        }

    @cached_property
    def functions(self) -> dict[str, Scope]:
        """The functions of the top level; of one name the last."""
        return {scope.name: scope for scope in self.scopes if not scope.inside}

    @cached_property
    def as_written(self) -> frozenset[int]:
        """The cells that Python has read line by line as they are written."""
        return frozenset(n for n, source, _tree in self.cells if _is_as_written(source))

    @cached_property
    def lines(self) -> dict[int, tuple[str, ...]]:
        """The lines of each cell, by its number."""
        return {cell: tuple(source.splitlines()) for cell, source, _tree in self.cells}

    def _within(self, cell: int, _source: str, tree: ast.Module) -> Iterator[Scope]:
        lines, above = self.lines[cell], self._above(cell)
        waiting: deque[tuple[ast.AST, tuple[str, ...]]] = deque([(tree, ())])
        while waiting:
            node, inside = waiting.popleft()
            if isinstance(node, Def):
                yield Scope(
                    node,
                    cell,
                    lines,
                    inside=inside,
                    file=self.module,
                    above=above,
                    is_as_written=cell in self.as_written,
                )
            if isinstance(node, Def | ast.ClassDef):
                inside = (*inside, node.name)
            parts = [part for part in _children(node) if not isinstance(part, ast.expr)]
            waiting += [(part, inside) for part in parts]

    def _above(self, cell: int) -> int:
        return self.above[cell - 1] if cell <= len(self.above) else 0

    def _place(self, cell: int, line: int) -> Sentence:
        return place(cell, line, self.module, self._above(cell))

    def reached(self, names: Iterable[str], asked: frozenset[str]) -> tuple[Scope, ...]:
        """Return the functions of some names, and the helpers that they call and nobody asks for."""
        waiting, found = list(names), dict[str, Scope]()
        while waiting:
            name = waiting.pop(0)
            if name in found or name not in self.functions:
                continue
            found[name] = self.functions[name]
            waiting += sorted(found[name].loaded - asked)
        return tuple(found.values())

    def about(self, names: Iterable[str], asked: frozenset[str]) -> tuple[Scope, ...]:
        """Return the code that defines some names, and helpers that nobody asks for."""
        given = self.giving(frozenset(names))
        called = {name for scope in given for name in scope.read}
        return (*self.reached([*sorted(names), *sorted(called - asked)], asked), *given)

    def giving(self, names: frozenset[str]) -> tuple[Scope, ...]:
        """Return the statements of each cell's top level that are about some names."""
        chosen = (
            (cell, [statement for statement, found in statements if not found.isdisjoint(names)])
            for (cell, _source, _tree), statements in zip(self.cells, self._top, strict=True)
        )
        return tuple(
            Scope(
                ast.Module(body, []),
                cell,
                self.lines[cell],
                names,
                file=self.module,
                above=self._above(cell),
                is_as_written=cell in self.as_written,
            )
            for cell, body in chosen
            if body
        )

    @cached_property
    def _top(self) -> tuple[list[tuple[ast.stmt, frozenset[str]]], ...]:
        """The statements of each cell's top level that define nothing, and the names in them."""
        return tuple(
            [
                (statement, frozenset(n.id for n in within([statement]) if isinstance(n, ast.Name)))
                for statement in tree.body
                if not isinstance(statement, Def | ast.ClassDef)
            ]
            for *_, tree in self.cells
        )


@lru_cache(maxsize=1)
def submitted_code(
    sources: tuple[str, ...], module: str = "", above: tuple[int, ...] = ()
) -> Submitted:
    """Return a submission's code; it is parsed once for all that is asked of it in a row."""
    return Submitted(sources, module, above)


def _is_as_written(source: str) -> bool:
    """Whether no line stands in the tree as `pass`, or is one for Python and none for a scope."""
    lines = source.removesuffix("\n").split("\n")
    return source.splitlines() == lines and not MAGIC.search(source)


def _is_plain_statement(node: ast.stmt) -> TypeGuard[Plain]:
    match node:
        case ast.FunctionDef(decorator_list=[]) | ast.Import() | ast.ImportFrom():
            return True
        case ast.Assign(targets=[ast.Name()], value=value):
            return _is_plain(value)
    return False


def _is_plain(value: ast.expr) -> bool:
    """Whether a value of the top level is one that functions may look at, such as a kernel."""
    return all(
        not isinstance(n, ast.Call) or isinstance(n.func, ast.Attribute | ast.Lambda)
        for n in ast.walk(value)
    )


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _shown_at_once(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield the names in statements that only show: `x`, `print(x)`, `x.shape`."""
    for node in nodes:
        if isinstance(node, ast.Expr) and not _is_call_of_another(node.value):
            yield from within([node])


def _is_call_of_another(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _called(node) not in ("print", "display")


def _is_model(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _called(node) in ("Sequential", "Model")


_WITH_ENTRIES = (ast.Dict, ast.List, ast.Tuple, ast.Set, ast.Compare, ast.Assign, ast.Call)


def _entries(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.Dict(keys=keys, values=values):
            return [*filter(None, keys), *values]
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
            return parts
        case ast.Compare(comparators=[other], ops=[ast.Eq() | ast.NotEq()]):
            return [other]
        case ast.Assign(targets=[ast.Subscript()], value=value):
            return [value]
        case ast.Call(func=ast.Name(id="print"), args=parts):
            return parts
    return []


def is_taken_away(source: str) -> bool:
    """Whether a cell's first line hands its text to something else than Python's namespace."""
    first = source.lstrip().split(maxsplit=1)[:1]
    return bool(first) and first[0].startswith("%%") and first[0] not in _RUNNING


_RUNNING = ("%%time", "%%timeit", "%%capture", "%%prun")
