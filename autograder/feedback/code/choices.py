"""Values and comparisons that mean something else than what is asked."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from itertools import pairwise

from autograder.feedback.code.functions import from_outside
from autograder.feedback.code.scopes import Scope, Submitted, names_in, within
from autograder.records.sentences import Code, Sentence, _

_NUMBER = re.compile(r"\s*[+-]?[0-9]+(\.[0-9]+)?\s*")
_MAKES_TEXT = ("str", "format", "bin", "hex", "oct", "input", "chr", "repr", "ascii")
_GIVES_TEXT = ("split", "join", "format", "read", "readline", "readlines", "zfill", "astype")


def number_as_text(scope: Scope) -> Iterator[Sentence]:
    """Say of `r != "-999"` that no number is equal to a text; where no text is about."""
    if any(map(_makes_text, scope.everything)):
        return
    for node in scope.nodes:
        match node:
            case ast.Compare(
                left=ast.Name() | ast.Subscript() as left,
                ops=[ast.Eq() | ast.NotEq()],
                comparators=[ast.Constant(value=str(text))],
            ) if _NUMBER.fullmatch(text):
                yield _(
                    "{code} ({place}) compares with a text, as the quotation marks say, and no number is equal to a text. Write {instead}.",
                    code=Code(ast.unparse(node)),
                    place=scope.place(node),
                    instead=Code(f"{ast.unparse(left)} {_sign(node)} {text.strip()}"),
                )


def _sign(node: ast.Compare) -> str:
    return "==" if isinstance(node.ops[0], ast.Eq) else "!="


def _makes_text(node: ast.AST) -> bool:
    match node:
        case ast.JoinedStr():
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in _MAKES_TEXT
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in _GIVES_TEXT
    return False


def ends_without_return(scope: Scope) -> Iterator[Sentence]:
    """Say of a function that returns something in some cases that it gives None in others."""
    if isinstance(scope.node, ast.Module):
        return
    if not any(isinstance(n, ast.Return) and n.value is not None for n in scope.nodes):
        return
    last = scope.node.body[-1]
    if isinstance(last, ast.If) and _goes_on(last) and not _are_opposites(scope.node.body):
        yield _(
            "{name} can come to its end without a `return`, and then gives None: where none of the conditions up to {line} ({place}) is true. Is a case missing?",
            name=Code(scope.name),
            line=scope.line(_last_condition(last)),
            place=scope.place(_last_condition(last)),
        )


def _goes_on(statement: ast.stmt) -> bool:
    """Whether what follows a statement may be reached."""
    match statement:
        case ast.Return() | ast.Raise():
            return False
        case ast.If(body=body, orelse=[]):
            return True
        case ast.If(body=body, orelse=other):
            return _goes_on(body[-1]) or _goes_on(other[-1])
    return True


def _last_condition(statement: ast.If) -> ast.If:
    while len(statement.orelse) == 1 and isinstance(statement.orelse[0], ast.If):
        statement = statement.orelse[0]
    return statement


_OPPOSITES = {ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt} | {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


def _are_opposites(body: list[ast.stmt]) -> bool:
    """Whether of two conditions at the end one is always true."""
    tests = [s.test for s in body if isinstance(s, ast.If)]
    if isinstance(body[-1], ast.If):
        inner = body[-1]
        while len(inner.orelse) == 1 and isinstance(inner.orelse[0], ast.If):
            inner = inner.orelse[0]
            tests.append(inner.test)
    return any(_excludes(one, other) for one, other in pairwise(tests))


def _excludes(one: ast.expr, other: ast.expr) -> bool:
    match one, other:
        case (
            ast.Compare(left=a, ops=[first], comparators=[b]),
            ast.Compare(left=c, ops=[second], comparators=[d]),
        ):
            same = ast.unparse(a) == ast.unparse(c) and ast.unparse(b) == ast.unparse(d)
            return same and _OPPOSITES.get(type(first)) is type(second)
        case (ast.UnaryOp(op=ast.Not(), operand=a), b) | (a, ast.UnaryOp(op=ast.Not(), operand=b)):
            return ast.unparse(a) == ast.unparse(b)
    return False


def positions_in_a_tuple(scope: Scope) -> Iterator[Sentence]:
    """Say of `return np.where(c)` that positions come in a tuple."""
    for node in scope.nodes:
        match node:
            case ast.Return(value=ast.expr() as value):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in scope.wanted:
                pass
            case _:
                continue
        match value:
            case (
                ast.Call(
                    func=ast.Attribute(value=ast.Name(id="np" | "numpy"), attr="where" | "nonzero"),
                    args=[_condition],
                    keywords=[],
                ) as call
            ):
                yield _(
                    "{code} ({place}) gives a tuple that holds an array of positions for each axis. {instead} is the array itself.",
                    code=Code(ast.unparse(call)),
                    place=scope.place(call),
                    instead=Code(f"{ast.unparse(call)}[0]"),
                )


def argument_overwritten(scope: Scope) -> Iterator[Sentence]:
    """Say of an argument that gets another value before anything looks at it."""
    if isinstance(scope.node, ast.Module):
        return
    for at in scope.node.body:
        match at:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if (
                name in scope.parameters and name not in names_in(value)
            ):
                if not _read_before(scope, name, at):
                    yield _(
                        "{line} ({place}) gives the argument {name} another value before anything has looked at it, so what is passed in the call is lost.",
                        line=scope.line(at),
                        place=scope.place(at),
                        name=Code(name),
                    )


def _read_before(scope: Scope, name: str, at: ast.stmt) -> bool:
    return any(
        isinstance(n, ast.Name)
        and n.id == name
        and isinstance(n.ctx, ast.Load)
        and n.lineno <= (at.end_lineno or at.lineno)
        for n in scope.everything
    )


def middle_as_median(scope: Scope) -> Iterator[Sentence]:
    """Say of `x[len(x) // 2]` that it is no median unless `x` is sorted."""
    if any(_sorts(node) for node in scope.nodes):
        return
    for node in scope.nodes:
        match node:
            case ast.Subscript(
                value=ast.Name(id=whole),
                slice=ast.BinOp(
                    left=ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=measured)]),
                    op=ast.FloorDiv(),
                    right=ast.Constant(value=2),
                ),
            ) if whole == measured and whole in scope.parameters:
                yield _(
                    "{code} ({place}) is the element that stands in the middle of {name} as it comes. The median is in the middle only once {name} is sorted.",
                    code=Code(ast.unparse(node)),
                    place=scope.place(node),
                    name=Code(whole),
                )


def _sorts(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return "sort" in name
    return False


_EXACT = (("np.pi", math.pi, ("pi", "enshuritsu")), ("np.e", math.e, ("e", "napier", "euler")))
_NEAR = 1e-4  #: as near to a constant as answers need
_ROUGH = 0.02  #: as far from a constant as nobody writes it


def rough_constant(scope: Scope) -> Iterator[Sentence]:
    """Say of `e = 2.7` that it is roughly so."""
    for node in scope.nodes:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Constant(value=float() as given)
            ):
                named = name.lower()
            case ast.BinOp(left=ast.Constant(value=float() as given), op=ast.Pow()):
                named = "e"
            case _:
                continue
        for instead, exact, names in _EXACT:
            if named in names and _NEAR < abs(given - exact) < _ROUGH:
                yield _(
                    "{line} ({place}) has {given}, which is only roughly right. {instead} has all digits.",
                    line=scope.line(node),
                    place=scope.place(node),
                    given=given,
                    instead=Code(instead),
                )


def rough_constant_outside(scope: Scope, submitted: Submitted) -> Iterator[Sentence]:
    """Say the same of one that stands at the top level and is used here."""
    if isinstance(scope.node, ast.Module):
        return
    for top in submitted.giving(frozenset(from_outside(scope, submitted))):
        yield from rough_constant(top)


def same_given_twice(scope: Scope) -> Iterator[Sentence]:
    """Say of `left = x[i - 1]` and `right = x[i - 1]` that both are the same."""
    for block in _all_blocks(scope):
        given: dict[str, tuple[str, ast.Assign]] = {}
        for at in block:
            match at:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Subscript(slice=where)):
                    if not any(isinstance(n, ast.BinOp) for n in within([where])):
                        continue
                    text = ast.unparse(at.value)
                    if text in given and given[text][0] != name:
                        yield _(
                            "{one} and {other} are given the same, {code} ({place}). Was a line copied and not changed?",
                            one=Code(given[text][0]),
                            other=Code(name),
                            code=Code(text),
                            place=scope.place(at),
                        )
                    given[text] = name, at
                case ast.Assign() | ast.Expr():
                    pass
                case _:
                    given = {}


def _all_blocks(scope: Scope) -> Iterator[list[ast.stmt]]:
    yield scope.node.body
    for node in scope.nodes:
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list) and not isinstance(node, ast.FunctionDef | ast.Lambda):
                yield block


def drawn_at_random(scope: Scope) -> Iterator[Sentence]:
    """Say of random numbers in a function that the answer depends on chance."""
    if isinstance(scope.node, ast.Module):
        return
    drawn = [n for n in scope.nodes if isinstance(n, ast.Call) and _draws(n)]
    if drawn and not any(isinstance(n, ast.Call) and _seeds(n) for n in scope.nodes):
        yield _(
            "{line} ({place}) draws random numbers, so the answer depends on chance.",
            line=scope.line(drawn[0]),
            place=scope.place(drawn[0]),
        )


def _draws(call: ast.Call) -> bool:
    if _begins(call.func) not in ("np", "numpy", "random"):
        return False
    name = ast.unparse(call.func)[:100]
    return bool(re.fullmatch(r"(np\.|numpy\.)?random\.(?!shuffle|seed)\w+", name))


def _begins(node: ast.expr) -> str:
    """Return the name with which an expression begins, "" if it begins with something else."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _seeds(call: ast.Call) -> bool:
    return ast.unparse(call.func)[-40:].endswith(("seed", "default_rng", "RandomState"))


def other_than_worked_out(scope: Scope, submitted: Submitted) -> Iterator[Sentence]:
    """Say of a value that is worked out and left, where one from outside is used in its place."""
    if isinstance(scope.node, ast.Module):
        return
    outside = [name for name in from_outside(scope, submitted) if not name.isupper()]
    left = [
        (node, target.id)
        for node in scope.nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id not in scope.read
    ]
    if len(outside) == 1 and len(left) == 1:
        at, name = left[0]
        yield _(
            "{line} ({place}) works out {name}, which is never used; {outside} comes from outside {function} and is the same in every call. Is {name} meant?",
            line=scope.line(at),
            place=scope.place(at),
            name=Code(name),
            outside=Code(outside[0]),
            function=Code(scope.name),
        )


def shuffled_apart(scope: Scope) -> Iterator[Sentence]:
    """Say of inputs that are shuffled without their labels."""
    for node in scope.nodes:
        match node:
            case ast.Call(func=ast.Attribute(attr="shuffle"), args=[ast.Name(id=one)]):
                pass
            case _:
                continue
        for other in _trained_with(scope, one):
            if not any(_goes_along(n, other, node.lineno) for n in scope.nodes):
                yield _(
                    "{line} ({place}) puts {one} into another order and {other} not, so inputs and labels no longer belong together.",
                    line=scope.line(node),
                    place=scope.place(node),
                    one=Code(one),
                    other=Code(other),
                )


def _trained_with(scope: Scope, one: str) -> Iterator[str]:
    for node in scope.nodes:
        match node:
            case ast.Call(func=ast.Attribute(attr="fit"), args=[inputs, labels, *_more]):
                both = _values_in(inputs), _values_in(labels)
                for mine, others in (both, both[::-1]):
                    if one in mine and one not in others:
                        yield from sorted(others)


def _values_in(node: ast.expr) -> set[str]:
    """Return the names in an expression but those of functions and modules."""
    parts = [*within([node])]
    called = {name for n in parts if isinstance(n, ast.Call) for name in names_in(n.func)}
    return names_in(node) - called


def _goes_along(node: ast.AST, name: str, line: int) -> bool:
    """Whether a name is shuffled too, or given its value only afterwards."""
    match node:
        case ast.Call(func=ast.Attribute(attr="shuffle"), args=[ast.Name(id=found)]):
            return found == name
        case ast.Name(id=found, ctx=ast.Store()):
            return found == name and node.lineno > line
    return False


def keys_of_another_type(scope: Scope) -> Iterator[Sentence]:
    """Say of a number that is looked up among keys that are texts."""
    of_text = {
        target.id
        for node in scope.nodes
        if isinstance(node, ast.Assign) and _has_text_keys(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for loop in scope.loops:
        match loop:
            case ast.For(target=ast.Name(id=name), iter=ast.Call(func=ast.Name(id="range"))):
                pass
            case _:
                continue
        for node in within(loop.body):
            match node:
                case (
                    ast.Call(
                        func=ast.Attribute(value=ast.Name(id=whole), attr="get"),
                        args=[ast.Name(id=asked), *_],
                    )
                    | ast.Subscript(value=ast.Name(id=whole), slice=ast.Name(id=asked))
                    | ast.Compare(
                        left=ast.Name(id=asked),
                        ops=[ast.In() | ast.NotIn()],
                        comparators=[ast.Name(id=whole)],
                    )
                ) if whole in of_text and asked == name:
                    yield _(
                        "{code} ({place}) looks for a number, but the keys of {whole} are texts, so nothing is found.",
                        code=Code(ast.unparse(node)),
                        place=scope.place(node),
                        whole=Code(whole),
                    )


def _has_text_keys(node: ast.expr) -> bool:
    match node:
        case ast.Dict(keys=[_one, *_more] as keys):
            return all(isinstance(k, ast.Constant) and isinstance(k.value, str) for k in keys)
    return False


def ties_sorted(scope: Scope) -> Iterator[Sentence]:
    """Say of `key=lambda w: (len(w), w)` that it puts equals in an order of their own."""
    for node in scope.nodes:
        match node:
            case ast.keyword(
                arg="key",
                value=ast.Lambda(
                    args=ast.arguments(args=[ast.arg(arg=name)]),
                    body=ast.Tuple(elts=[first, ast.Name(id=again)]),
                ) as key,
            ) if name == again:
                yield _(
                    "{code} ({place}) puts elements that are equal in {first} into alphabetical or numerical order. With {first} alone, they stay in the order in which they come.",
                    code=Code(ast.unparse(key)),
                    place=scope.place(key),
                    first=Code(ast.unparse(first)),
                )


CHOICES = (
    argument_overwritten,
    positions_in_a_tuple,
    middle_as_median,
    same_given_twice,
    drawn_at_random,
    shuffled_apart,
    keys_of_another_type,
    rough_constant,
)
CHOICES_WITH_THE_REST = (other_than_worked_out, rough_constant_outside)
#: Only where no text is given.
WHERE_NO_TEXT_IS_GIVEN = (number_as_text,)
#: Only where None came.
WHERE_NONE_CAME = (ends_without_return,)
