"""Small changes of a function, such as a beginner's slips undone, the commonest first."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from autograder.feedback.changes.amounts import (
    one_off,
    other_number,
    other_number_beside,
    own_length,
    start_left_out,
)
from autograder.feedback.changes.arithmetic import (
    divided,
    more,
    operator,
    order,
    product,
    regrouped,
    row_by_row,
    sign,
    transformed,
)
from autograder.feedback.changes.comparisons import (
    both,
    comparison,
    in_size,
    limit,
    other_comparison,
)
from autograder.feedback.changes.edit import Around, Edit, Rule, names_in
from autograder.feedback.changes.naming import (
    arguments,
    axis,
    length_of_another,
    other_function,
    other_name,
    reduced,
)
from autograder.feedback.changes.places import Place, names_measured, places_of
from autograder.feedback.changes.statements import (
    exchanged_arguments,
    exchanged_names,
    exchanged_one_by_one,
    of_statements,
    on_in_place_of_out,
    written_backwards,
)
from autograder.feedback.changes.wrapping import (
    begins_with,
    chosen,
    chosen_by_condition,
    column,
    element,
    filtered_too,
    other_slice,
    other_text,
    sorting,
    wrapped,
    wrapping_left_out,
)


def plain_edits(function: ast.FunctionDef, around: Around) -> Iterator[Edit]:
    """Yield those changes only that hardly any answer comes right by through chance."""
    yield from _plain_edits(function, around, PLAIN)
    yield from (edit for edit in of_statements(function) if edit.said in ("inside", "always"))


def plain_edits_of_two(function: ast.FunctionDef, around: Around) -> Iterator[Edit]:
    """Yield those that do not just turn 0 into 1, and 1 into 0, as every other comparison does."""
    yield from _plain_edits(function, around, [rule for rule in PLAIN if rule not in _OF_TWO])


def _plain_edits(
    function: ast.FunctionDef, around: Around, rules: Sequence[Rule]
) -> Iterator[Edit]:
    yield from exchanged_names(function)
    yield from exchanged_one_by_one(function)
    yield from written_backwards(function)
    yield from _at_each_place(function, rules, around)
    yield from on_in_place_of_out(function)


def edits(function: ast.FunctionDef, around: Around) -> Iterator[Edit]:
    """Yield the changes of a function's body, one place after the other, the likeliest first."""
    yield from _edits(function, around, frozenset())


def edits_of_few(function: ast.FunctionDef, around: Around) -> Iterator[Edit]:
    """Yield the same without those by which a few different numbers come right by chance."""
    yield from _edits(function, around, _BY_CHANCE)


def edits_alone(function: ast.FunctionDef, around: Around) -> Iterator[Edit]:
    """Yield all of them; only one that alone does it tells anything."""
    yield from _edits(function, around, frozenset())


def left_out(function: ast.FunctionDef, edit: Edit) -> Edit | None:
    """Return the change that leaves out the plain line of which another one changes a part."""
    for other in of_statements(function):
        plain = isinstance(other.old, ast.Assign | ast.AugAssign | ast.Expr)
        if not plain or (other.said, edit.said) != ("without", "instead"):
            continue
        if any(part is edit.old for part in ast.walk(other.old)):
            return other
    return None


def _edits(function: ast.FunctionDef, around: Around, left_out: frozenset[Rule]) -> Iterator[Edit]:
    yield from exchanged_names(function)
    yield from exchanged_arguments(function)
    yield from exchanged_one_by_one(function)
    yield from written_backwards(function)
    yield from on_in_place_of_out(function)
    for rules in RULES:
        kept = [rule for rule in rules if rule not in left_out]
        yield from _at_each_place(function, kept, around)
    yield from of_statements(function)
    for rules in SELDOM:
        kept = [rule for rule in rules if rule not in left_out]
        yield from _at_each_place(function, kept, around)
    for rules in TOGETHER:
        yield from _together(function, rules, around)


def _at_each_place(
    function: ast.FunctionDef, rules: Sequence[Rule], around: Around
) -> Iterator[Edit]:
    for place in places_of(function):
        if isinstance(place.holder, ast.UnaryOp) and isinstance(place.node, ast.Constant):
            continue  # `-1` is one number
        for new in _variants(place.node, rules, around):
            if not _says_nothing(place, new):
                seen = place.parent
                instead = new if seen is place.node else seen
                part = (place.holder, place.key, new)
                measures = _measures_another(place, new, around)
                counts = place.counted and isinstance(new, ast.Name)
                yield Edit((part,), seen, instead, measures=measures, counts=counts)


def _measures_another(place: Place, new: ast.expr, around: Around) -> bool:
    """Whether the length of one argument is taken in place of another's."""
    given, old = {*around.parameters}, place.node
    if place.measured:
        return bool(names_in(new) & given - names_in(old))
    before, then = (names_measured(node) & given for node in (old, new))
    return bool(before) and bool(then - before)


def _together(function: ast.FunctionDef, rules: Sequence[Rule], around: Around) -> Iterator[Edit]:
    """Yield one change made wherever the same stands, as in two loops or two indices."""
    groups: dict[str, list[Place]] = {}
    for place in places_of(function):
        groups.setdefault(_pattern(place.node), []).append(place)
    for pattern, places in groups.items():
        if pattern and len(places) > 1:
            variants = [list(_variants(place.node, rules, around)) for place in places]
            for new in zip(*variants, strict=False):
                parts = tuple((p.holder, p.key, n) for p, n in zip(places, new, strict=True))
                pairs = zip(places, new, strict=True)
                measures = any(_measures_another(place, one, around) for place, one in pairs)
                counts = any(place.counted for place in places) and isinstance(new[0], ast.Name)
                yield Edit(parts, places[0].node, new[0], measures=measures, counts=counts)


def _pattern(node: ast.expr) -> str:
    """Return what is the same of expressions that may be wrong in the same way, "" for most."""
    match node:
        case ast.BinOp(op=op, right=ast.Constant() as right):
            return f"{type(op).__name__} {ast.unparse(right)}"
        case ast.BinOp(op=op):
            return type(op).__name__
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant()):
            return f"{name}[]"
        case ast.Call(func=ast.Name(id="range")) | ast.Name() | ast.Compare():
            return ast.unparse(node)
        case ast.Slice():
            return "slice"
    return ""


def _variants(node: ast.expr, rules: Sequence[Rule], around: Around) -> Iterator[ast.expr]:
    seen = {ast.unparse(node)}
    for rule in rules:
        for new in rule(node, around):
            ast.copy_location(new, node)
            if (text := ast.unparse(new)) not in seen:
                seen.add(text)
                yield new


def _says_nothing(place: Place, new: ast.expr) -> bool:
    """Whether it is nonsense: `x - x`, `n += 0`, or an index that counts down, as `x[1 - i]`."""
    match place.holder, new:
        case ast.Subscript() | ast.Slice(), (
            ast.BinOp(left=ast.Constant(), op=ast.Sub())
            | ast.UnaryOp(op=ast.USub(), operand=ast.BinOp())
        ):
            return True
    match place.holder:
        case ast.AugAssign(target=target):
            return ast.unparse(new) in ("0", "0.0", ast.unparse(target))
        case ast.BinOp(left=left, right=right) | ast.Compare(left=left, comparators=[right]):
            other = right if place.node is left else left
            return ast.unparse(new) == ast.unparse(other)
        case ast.UnaryOp(op=ast.UAdd()):
            return True  # `x =+ 1` is a slip of another kind
        case list() as parts:
            return any(ast.unparse(new) == ast.unparse(p) for p in parts if p is not place.node)
    return False


#: Made at all like places together.
TOGETHER: tuple[tuple[Rule, ...], ...] = (
    (operator, column, start_left_out),
    (one_off, arguments, comparison),
    (other_number_beside, other_name, wrapped),
)


RULES: tuple[tuple[Rule, ...], ...] = (
    (comparison, both, axis, sorting, arguments),
    (begins_with, start_left_out, one_off, in_size, length_of_another, chosen_by_condition),
    (operator, regrouped, other_slice),
    (other_function, other_name),
    (other_number,),
    (wrapping_left_out, order, filtered_too, other_comparison, element, other_text),
)


#: Tried last.
SELDOM: tuple[tuple[Rule, ...], ...] = (
    (limit,),
    (sign,),
    (more, wrapped, divided),
    (own_length, product, chosen, column, row_by_row),
    (transformed, reduced),
)


_BY_CHANCE: frozenset[Rule] = frozenset(
    {limit, sign, other_number, other_name, own_length, divided, wrapped, transformed, reduced}
)


PLAIN: tuple[Rule, ...] = (
    comparison,
    limit,
    both,
    axis,
    sorting,
    start_left_out,
    other_function,
    in_size,
    length_of_another,
    chosen_by_condition,
    row_by_row,
)


_OF_TWO: frozenset[Rule] = frozenset({comparison, limit, both})
