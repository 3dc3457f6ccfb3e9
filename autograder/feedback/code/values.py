"""Values that are lost, or are others than they look like."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.feedback.code.scopes import Scope, within
from autograder.records.sentences import Code, Sentence, _

_NEW_FROM_NUMPY = frozenset(
    {
        *("append", "concatenate", "where", "maximum", "minimum", "clip", "sort", "reshape"),
        *("transpose", "delete", "insert", "sum", "dot", "exp", "array", "abs", "mean", "round"),
    }
)
_NEW_FROM_METHOD = frozenset(
    {
        *("astype", "reshape", "flatten", "ravel", "lower", "upper", "strip", "replace", "split"),
        *("sum", "mean", "dot", "transpose", "tolist", "copy", "round", "title", "capitalize"),
    }
)
_NONE_FROM_METHOD = frozenset({"append", "extend", "insert", "sort", "reverse", "summary"})
_METHODS = frozenset(
    {
        *("flatten", "ravel", "sum", "mean", "max", "min", "argmax", "argmin", "copy", "tolist"),
        *("transpose", "upper", "lower", "strip", "split", "get_weights", "count_params", "append"),
        *("keys", "items", "any", "all", "capitalize", "title"),
    }
)
_NO_FUNCTIONS = frozenset({"shape", "ndim", "size", "T", "dtype"})


def thrown_away(scope: Scope) -> Iterator[Sentence]:
    """Say of a line that works something out and keeps it nowhere."""
    if isinstance(scope.node, ast.Module):
        return  # a cell shows what stands in its last line
    for node in scope.nodes:
        if isinstance(node, ast.Expr):
            yield from _lost(scope, node)


def _lost(scope: Scope, node: ast.Expr) -> Iterator[Sentence]:
    match node.value:
        case ast.Compare(left=left, ops=[ast.Eq()]) if not isinstance(left, ast.Constant):
            yield _(
                "{line} ({place}) only compares, with `==`, and changes nothing. To give a value, write a single `=`.",
                line=scope.line(node),
                place=scope.place(node),
            )
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np" | "numpy"), attr=name)) if (
            name in _NEW_FROM_NUMPY
        ):
            yield _result_lost(scope, node)
        case ast.Call(func=ast.Attribute(attr=name)) if name in _NEW_FROM_METHOD:
            yield _result_lost(scope, node)
        case ast.Call(func=ast.Name(id="sorted" | "sum" | "max" | "min" | "abs" | "round")):
            yield _result_lost(scope, node)
        case ast.BinOp() | ast.Name() | ast.Subscript() | ast.UnaryOp() | ast.Compare():
            yield _result_lost(scope, node)


def _result_lost(scope: Scope, node: ast.Expr) -> Sentence:
    return _(
        "{line} ({place}) works out a value and keeps it nowhere: give it a name with `=`, or return it.",
        line=scope.line(node),
        place=scope.place(node),
    )


def none_kept(scope: Scope) -> Iterator[Sentence]:
    """Say of `x = x.append(…)` that it makes `x` None."""
    for node in scope.nodes:
        match node:
            case (
                ast.Assign(
                    targets=[ast.Name()],
                    value=ast.Call(func=ast.Attribute(value=ast.Name(id=whole), attr=name)),
                )
                | ast.Return(
                    value=ast.Call(func=ast.Attribute(value=ast.Name(id=whole), attr=name))
                )
            ) if name in _NONE_FROM_METHOD and whole not in ("np", "numpy"):
                yield _(
                    "{method} returns None, so with {line} ({place}) {whole} itself is lost. Write the call alone in its line.",
                    method=Code(f"{whole}.{name}()"),
                    whole=Code(whole),
                    line=scope.line(node),
                    place=scope.place(node),
                )


def not_called(scope: Scope) -> Iterator[Sentence]:
    """Say of `x.flatten` that it is a method that nobody calls."""
    called = {id(node.func) for node in scope.everything if isinstance(node, ast.Call)}
    called |= {id(node.value) for node in scope.everything if isinstance(node, ast.keyword)}
    for node in scope.nodes:
        match node:
            case ast.Attribute(value=whole, attr=name, ctx=ast.Load()) if (
                name in _METHODS and id(node) not in called and not _is_module(whole)
            ):
                yield _(
                    "{code} ({place}) is the method itself; parentheses call it: {instead}.",
                    code=Code(ast.unparse(node)),
                    place=scope.place(node),
                    instead=Code(f"{ast.unparse(node)}()"),
                )


def no_function(scope: Scope) -> Iterator[Sentence]:
    """Say of `x.shape()` that a shape is no function."""
    for node in scope.nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=whole, attr=name) as called) if (
                name in _NO_FUNCTIONS and not _is_module(whole)
            ):
                yield _(
                    "{name} of an array is no function: write {instead} without parentheses ({place}).",
                    name=Code(name),
                    instead=Code(ast.unparse(called)),
                    place=scope.place(node),
                )


def _is_module(node: ast.expr) -> bool:
    modules = (
        *("np", "numpy", "tf", "keras", "math", "torch", "pd", "random", "operator"),
        *("str", "list", "dict", "float"),
    )
    return isinstance(node, ast.Name) and node.id in modules


def caret(scope: Scope) -> Iterator[Sentence]:
    """Say of `a ^ b` that it is no power."""
    for node in scope.nodes:
        match node:
            case ast.BinOp(
                op=ast.BitXor(), right=ast.Constant(value=int() | float()) | ast.UnaryOp()
            ):
                yield _(
                    "{code} ({place}) is no power in Python: `^` works on single bits. A power is written with `**`.",
                    code=Code(ast.unparse(node)),
                    place=scope.place(node),
                )


def identity(scope: Scope) -> Iterator[Sentence]:
    """Say of `x is y` that it does not compare values."""
    for node in scope.nodes:
        match node:
            case ast.Compare(ops=[ast.Is() | ast.IsNot()], comparators=[other]) if not (
                isinstance(other, ast.Constant) and isinstance(other.value, bool | None)
            ):
                yield _(
                    "{code} ({place}) asks whether both are one and the same object. To compare values, write `==`.",
                    code=Code(ast.unparse(node)),
                    place=scope.place(node),
                )


def bits_turned(scope: Scope) -> Iterator[Sentence]:
    """Say of `~x` that of a number it is no "not"."""
    for node in scope.nodes:
        match node:
            case ast.UnaryOp(op=ast.Invert(), operand=turned) if not (
                {n.id for n in within([turned]) if isinstance(n, ast.Name)} - {*scope.parameters}
                or any(isinstance(n, ast.Compare | ast.Call) for n in within([turned]))
            ):
                yield _(
                    "`~` in {code} ({place}) turns every bit of a whole number: of 1 it makes -2, of 0 it makes -1. Between 0 and 1, {instead} goes from one to the other.",
                    code=Code(ast.unparse(node)),
                    place=scope.place(node),
                    instead=Code("1 - x"),
                )


def always_true(scope: Scope) -> Iterator[Sentence]:
    """Say of `x == "a" or "b"` that it is always true."""
    for node in scope.nodes:
        match node:
            case ast.BoolOp(op=ast.Or(), values=[ast.Compare() as first, *others]):
                if any(map(_counts_as_true, others)):
                    yield _(
                        "{code} ({place}) is always true: a value that stands alone after `or` counts as true. Each part needs a comparison of its own, as {first} has one; or use `in`.",
                        code=Code(ast.unparse(node)),
                        place=scope.place(node),
                        first=Code(ast.unparse(first)),
                    )


def _counts_as_true(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=value):
            return bool(value)
        case ast.List(elts=[_one, *_more]) | ast.Tuple(elts=[_one, *_more]):
            return True
    return False


def first_of_or(scope: Scope) -> Iterator[Sentence]:
    """Say of `"a" or "b"` that it is `"a"`."""
    for node in scope.nodes:
        match node:
            case ast.BoolOp(op=ast.Or(), values=[ast.Constant() as first, *_others]) if first.value:
                yield _(
                    "{code} ({place}) is simply {first}: `or` gives the first value that counts as true. Write out what is to be done with each of them.",
                    code=Code(ast.unparse(node)),
                    place=scope.place(node),
                    first=Code(ast.unparse(first)),
                )


def one_row_many_times(scope: Scope) -> Iterator[Sentence]:
    """Say of `[[0] * n] * m` that it holds the same row `m` times."""
    for node in scope.nodes:
        match node:
            case ast.BinOp(
                left=ast.List(elts=[ast.List() | ast.BinOp(left=ast.List()) | ast.Name() as row]),
                op=ast.Mult(),
            ) if not isinstance(row, ast.Name):
                yield _(
                    "{code} ({place}) holds one row many times: what is changed in one row is changed in all. Make the rows one by one: {instead}.",
                    code=Code(ast.unparse(node)),
                    place=scope.place(node),
                    instead=Code(f"[{ast.unparse(row)} for _ in range({ast.unparse(node.right)})]"),
                )


def whole_numbers(scope: Scope) -> Iterator[Sentence]:
    """Say of an array that is made for whole numbers, or of another's type, and filled later."""
    filled = {
        node.value.id
        for node in scope.nodes
        if isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and isinstance(node.ctx, ast.Store)
    }
    for node in scope.nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as made) if (
                name in filled
            ):
                yield from _type_of(scope, node, name, made)


def _type_of(scope: Scope, at: ast.Assign, name: str, made: ast.Call) -> Iterator[Sentence]:
    kind = next((k.value for k in made.keywords if k.arg == "dtype"), None)
    match made.func:
        case ast.Attribute(value=ast.Name(id="np" | "numpy"), attr=function):
            pass
        case ast.Attribute(value=ast.Name(id=other), attr="copy") if other in scope.parameters:
            yield _own_type(scope, at, name, other)
            return
        case _:
            return
    if kind is not None and _is_whole(kind):
        yield _(
            "{line} ({place}) makes an array of whole numbers: decimals that are written into {name} are cut off.",
            line=scope.line(at),
            place=scope.place(at),
            name=Code(name),
        )
    elif function in ("zeros_like", "ones_like", "empty_like", "full_like", "copy", "array") and (
        kind is None and made.args and isinstance(made.args[0], ast.Name)
    ):
        yield _own_type(scope, at, name, ast.unparse(made.args[0]))
    elif isinstance(kind, ast.Attribute) and kind.attr == "dtype":
        yield _own_type(scope, at, name, ast.unparse(kind.value))


def _own_type(scope: Scope, at: ast.Assign, name: str, other: str) -> Sentence:
    return _(
        "{line} ({place}) gives {name} the type of {other}: where {other} holds whole numbers, decimals that are written into {name} are cut off.",
        line=scope.line(at),
        place=scope.place(at),
        name=Code(name),
        other=Code(other),
    )


def _is_whole(kind: ast.expr) -> bool:
    match kind:
        case ast.Name(id="int") | ast.Constant(value="int" | "uint8" | "int32" | "int64"):
            return True
        case ast.Attribute(attr=name):
            return name.startswith(("int", "uint"))
    return False


def floor_division(scope: Scope) -> Iterator[Sentence]:
    """Say of `sum(x) // n` and `1 // (1 + …)` that decimals are lost; not where it counts."""
    for node in scope.nodes:
        match node:
            case (
                ast.BinOp(left=left, op=ast.FloorDiv())
                | ast.AugAssign(target=left, op=ast.FloorDiv())
            ) if _is_sum(left):
                yield _(
                    "{line} ({place}) divides with `//`, which cuts the decimals off. Write `/`.",
                    line=scope.line(node),
                    place=scope.place(node),
                )


def _is_sum(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=1):
            return True
        case ast.Name(id=name):
            return name.lower() in ("total", "sum_", "goukei", "kei", "s", "acc", "wa")
        case ast.Call(func=ast.Name(id="sum") | ast.Attribute(attr="sum")):
            return True
    return False


def list_of_a_text(scope: Scope) -> Iterator[Sentence]:
    """Say of `list(f"{n:04b}")` that it holds characters."""
    texts = {
        name
        for node in scope.nodes
        if isinstance(node, ast.Assign) and _is_text(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
        for name in [target.id]
    }
    for node in scope.nodes:
        match node:
            case ast.Call(func=ast.Name(id="list"), args=[inner]) if _is_text(inner) or (
                isinstance(inner, ast.Name) and inner.id in texts
            ):
                yield _(
                    "{code} ({place}) holds characters of a text, no numbers; `int(…)` makes a number of each.",
                    code=Code(ast.unparse(node)),
                    place=scope.place(node),
                )


def _is_text(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr() | ast.Constant(value=str()):
            return True
        case ast.Call(func=ast.Name(id="bin" | "str" | "format")):
            return True
    return False


def text_for_a_number(scope: Scope) -> Iterator[Sentence]:
    """Say of a returned text that looks like a number, or is made of one, that it is text."""
    for node in scope.nodes:
        match node:
            case ast.Return(value=ast.JoinedStr() | ast.Constant(value=str()) as text) if (
                _is_number_as_text(text)
            ):
                yield _(
                    "{line} ({place}) returns text, as the quotation marks say. For a number, leave them out.",
                    line=scope.line(node),
                    place=scope.place(node),
                )


def _is_number_as_text(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return str(node.value).strip().lstrip("+-").replace(".", "", 1).isdigit()
    return True


def comma_at_the_end(scope: Scope) -> Iterator[Sentence]:
    """Say of `return x,` that the comma makes a tuple."""
    for node in scope.nodes:
        match node:
            case (
                ast.Return(value=ast.Tuple(elts=[_one]) as tuple_)
                | ast.Assign(value=ast.Tuple(elts=[_one]) as tuple_)
            ) if tuple_.lineno == tuple_.end_lineno:
                yield _(
                    "The last comma in {line} ({place}) makes a tuple of one element. Take it away.",
                    line=scope.line(tuple_),
                    place=scope.place(tuple_),
                )


def comma_in_a_number(scope: Scope) -> Iterator[Sentence]:
    """Say of `x = 2,9` and `x = 70,000` that a comma makes two numbers."""
    for node in scope.nodes:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Tuple(elts=[_one, _two, *_more] as parts)
            ) if name in scope.wanted and not scope.line(node).text.rstrip().endswith(")"):
                if written := _digits(scope, parts):
                    yield _not_one_number(scope, node, name, written)


def _digits(scope: Scope, parts: list[ast.expr]) -> list[str]:
    """Return how whole numbers stand in the line, with their zeros; none if others are there."""
    lines = [part.lineno for part in parts]
    text = scope.lines[lines[0] - 1].encode()
    found = [text[part.col_offset : part.end_col_offset].decode() for part in parts]
    return found if len(set(lines)) == 1 and all(map(str.isdecimal, found)) else []


def _not_one_number(scope: Scope, node: ast.Assign, name: str, written: list[str]) -> Sentence:
    whole, *groups = written
    in_thousands = len(whole) <= 3 and all(len(group) == 3 for group in groups)
    if in_thousands and (len(groups) > 1 or set(groups[0]) == {"0"}):
        return _(
            "{line} ({place}) gives {name} several numbers. Thousands are not set apart by commas: {instead}.",
            line=scope.line(node),
            place=scope.place(node),
            name=Code(name),
            instead=Code("".join(written)),
        )
    if in_thousands:
        return _(
            "{line} ({place}) gives {name} two numbers. In a number there is no comma: decimals stand behind a point ({decimal}), and thousands are not set apart ({whole}).",
            line=scope.line(node),
            place=scope.place(node),
            name=Code(name),
            decimal=Code(".".join(written)),
            whole=Code("".join(written)),
        )
    return _(
        "{line} ({place}) gives {name} several numbers. A decimal number has a point: {instead}.",
        line=scope.line(node),
        place=scope.place(node),
        name=Code(name),
        instead=Code(".".join(written[:2])),
    )


def only_annotated(scope: Scope) -> Iterator[Sentence]:
    """Say of `x: 2.9` that it gives `x` no value."""
    for node in scope.nodes:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=noted, value=None) if (
                isinstance(
                    noted, ast.Constant | ast.Call | ast.BinOp | ast.UnaryOp | ast.List | ast.Tuple
                )
            ):
                yield _(
                    "{line} ({place}) gives {name} no value: `:` only notes a type. Write {instead}.",
                    line=scope.line(node),
                    place=scope.place(node),
                    name=Code(name),
                    instead=Code(f"{name} = {ast.unparse(noted)}"),
                )


def sum_with_an_axis(scope: Scope) -> Iterator[Sentence]:
    """Say of `np.sum(a, b)` that the second argument is an axis."""
    for node in scope.nodes:
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="np" | "numpy"), attr="sum" | "mean" as name),
                args=[_first, ast.Name(id=second)],
            ) if second in scope.parameters:
                yield _(
                    "The second argument of {function} ({place}) is the axis along which to go; {name} is not multiplied by anything.",
                    function=Code(f"np.{name}"),
                    place=scope.place(node),
                    name=Code(second),
                )


def product_added_up(scope: Scope) -> Iterator[Sentence]:
    """Say of `np.sum(a @ b)` that `@` is the product of matrices."""
    for node in scope.nodes:
        match node:
            case (
                ast.Call(
                    func=ast.Attribute(attr="sum") | ast.Name(id="sum"),
                    args=[ast.BinOp(op=ast.MatMult()) as product],
                )
                | ast.Call(
                    func=ast.Attribute(value=ast.BinOp(op=ast.MatMult()) as product, attr="sum")
                )
            ):
                yield _(
                    "{code} ({place}) is a matrix product, rows by columns, before it is added up. Element by element, `*` multiplies.",
                    code=Code(ast.unparse(product)),
                    place=scope.place(product),
                )


def too_early_sorted(scope: Scope) -> Iterator[Sentence]:
    """Say of `x.sort()` before `x.index(…)` that positions are no longer the old ones."""
    for node in scope.nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="sort")):
                if any(_asks_for_place(n, name) for n in scope.nodes if n is not node):
                    yield _(
                        "{line} ({place}) moves the elements of {name} to other places, so their positions are no longer those of the input.",
                        line=scope.line(node),
                        place=scope.place(node),
                        name=Code(name),
                    )


def _asks_for_place(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=found), attr="index" | "argmax")):
            return found == name
        case ast.Call(func=ast.Name(id="enumerate"), args=[ast.Name(id=found)]):
            return found == name
    return False


def dropped_by_if(scope: Scope) -> Iterator[Sentence]:
    """Say of `[1 for x in … if …]` that it drops what its condition is not true of."""
    counted = {
        id(argument) for node in scope.nodes if isinstance(node, ast.Call) for argument in node.args
    }
    for node in scope.nodes:
        match node:
            case ast.ListComp(
                elt=ast.Constant() as kept, generators=[ast.comprehension(ifs=[_if])]
            ) if id(node) not in counted:
                yield _(
                    "{code} ({place}) drops the elements of which the condition is not true. To keep them with another value, write {instead}.",
                    code=Code(ast.unparse(node)),
                    place=scope.place(node),
                    instead=Code(f"[{ast.unparse(kept)} if … else … for …]"),
                )


def whole_in_place_of_all(scope: Scope) -> Iterator[Sentence]:
    """Say of an `if` over `.all()` or `.any()` that it decides once for all elements."""
    for node in scope.nodes:
        match node:
            case ast.If(test=test) | ast.IfExp(test=test):
                for part in within([test]):
                    match part:
                        case ast.Call(func=ast.Attribute(attr="all" | "any" as name)):
                            yield _(
                                "{line} ({place}) decides once for all elements, as {name} says. To decide for each, use `np.where(…)`.",
                                line=scope.line(node),
                                place=scope.place(node),
                                name=Code(f".{name}()"),
                            )


def swallowed_errors(scope: Scope) -> Iterator[Sentence]:
    """Say of an `except` without a type that it hides every error."""
    for node in scope.nodes:
        match node:
            case ast.ExceptHandler(
                type=None | ast.Name(id="Exception" | "BaseException"), body=body
            ):
                if not any(isinstance(n, ast.Raise) for n in within(body)):
                    yield _(
                        "`except` ({place}) hides every error that happens in its `try`, even a misspelt name. Take both away and see what Python says.",
                        place=scope.place(node),
                    )


def always_itself(scope: Scope) -> Iterator[Sentence]:
    """Say of a function that calls itself whatever happens that it never ends."""
    ways = ast.If | ast.IfExp | ast.While | ast.For | ast.Try | ast.BoolOp | ast.comprehension
    if isinstance(scope.node, ast.Module) or any(isinstance(n, ways) for n in scope.nodes):
        return
    for node in scope.nodes:
        match node:
            case ast.Call(func=ast.Name(id=name)) if name == scope.name:
                yield _(
                    "{name} calls itself in every case ({line}, {place}), so it never comes to an end.",
                    name=Code(name),
                    line=scope.line(node),
                    place=scope.place(node),
                )


#: Only where several numbers came and one was expected.
WHERE_ONE_WAS_EXPECTED = (comma_in_a_number,)
#: Only where text came and none was expected.
WHERE_TEXT_CAME = (text_for_a_number,)
#: Only where whole numbers came and others were expected.
WHERE_DECIMALS_ARE_LOST = (floor_division, whole_numbers)

VALUES = (
    thrown_away,
    none_kept,
    not_called,
    no_function,
    caret,
    identity,
    bits_turned,
    always_true,
    first_of_or,
    one_row_many_times,
    comma_at_the_end,
    only_annotated,
    list_of_a_text,
    sum_with_an_axis,
    product_added_up,
    too_early_sorted,
    dropped_by_if,
    whole_in_place_of_all,
    swallowed_errors,
    always_itself,
)
