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
from autograder.feedback.changes.ground import Ground
from autograder.feedback.changes.naming import (
    arguments,
    axis,
    length_of_another,
    other_function,
    other_name,
    reduced,
)
from autograder.feedback.changes.places import Place, names_measured
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
from autograder.feedback.changes.written import Written


def plain_edits(ground: Ground) -> Iterator[Edit]:
    """Yield those changes only that hardly any answer comes right by through chance."""
    yield from _plain_edits(ground, PLAIN)
    found = of_statements(ground.function)
    yield from (edit for edit in found if edit.said in ("inside", "always"))


def plain_edits_of_two(ground: Ground) -> Iterator[Edit]:
    """Yield those that do not just turn 0 into 1, and 1 into 0, as every other comparison does."""
    yield from _plain_edits(ground, [rule for rule in PLAIN if rule not in _OF_TWO])


def _plain_edits(ground: Ground, rules: Sequence[Rule]) -> Iterator[Edit]:
    yield from exchanged_names(ground.function)
    yield from exchanged_one_by_one(ground.function)
    yield from written_backwards(ground.function)
    yield from _at_each_place(ground, rules)
    yield from on_in_place_of_out(ground.function)


def edits(ground: Ground) -> Iterator[Edit]:
    """Yield the changes of a function's body, one place after the other, the likeliest first."""
    yield from _edits(ground, frozenset())


def edits_of_few(ground: Ground) -> Iterator[Edit]:
    """Yield the same without those by which a few different numbers come right by chance."""
    yield from _edits(ground, _BY_CHANCE)


def edits_alone(ground: Ground) -> Iterator[Edit]:
    """Yield all of them; only one that alone does it tells anything."""
    yield from _edits(ground, frozenset())


def left_out(function: ast.FunctionDef, edit: Edit) -> Edit | None:
    """Return the change that leaves out the plain line of which another one changes a part."""
    for other in of_statements(function):
        plain = isinstance(other.old, ast.Assign | ast.AugAssign | ast.Expr)
        if not plain or (other.said, edit.said) != ("without", "instead"):
            continue
        if any(part is edit.old for part in ast.walk(other.old)):
            return other
    return None


def _edits(ground: Ground, left_out: frozenset[Rule]) -> Iterator[Edit]:
    yield from exchanged_names(ground.function)
    yield from exchanged_arguments(ground.function)
    yield from exchanged_one_by_one(ground.function)
    yield from written_backwards(ground.function)
    yield from on_in_place_of_out(ground.function)
    for rules in RULES:
        yield from _at_each_place(ground, [rule for rule in rules if rule not in left_out])
    yield from of_statements(ground.function)
    for rules in SELDOM:
        yield from _at_each_place(ground, [rule for rule in rules if rule not in left_out])
    for rules in TOGETHER:
        yield from _together(ground, rules)


def _at_each_place(ground: Ground, rules: Sequence[Rule]) -> Iterator[Edit]:
    if not rules:
        return
    for place in ground.places:
        if isinstance(place.holder, ast.UnaryOp) and isinstance(place.node, ast.Constant):
            continue  # `-1` is one number
        for new in _variants(place.node, rules, ground):
            if not _says_nothing(place, new, ground.written):
                seen = place.parent
                instead = new if seen is place.node else seen
                part = (place.holder, place.key, new)
                measures = _measures_another(place, new, ground.around)
                counts = place.counted and isinstance(new, ast.Name)
                yield Edit((part,), seen, instead, measures=measures, counts=counts)


def _measures_another(place: Place, new: ast.expr, around: Around) -> bool:
    """Whether the length of one argument is taken in place of another's."""
    if place.measured:
        return bool(names_in(new) & {*around.parameters} - names_in(place.node))
    before = place.names_measured.intersection(around.parameters)
    return bool(before) and bool(names_measured(new).intersection(around.parameters) - before)


def _together(ground: Ground, rules: Sequence[Rule]) -> Iterator[Edit]:
    """Yield one change made wherever the same stands, as in two loops or two indices."""
    for places in ground.alike:
        variants = [list(_variants(place.node, rules, ground)) for place in places]
        for new in zip(*variants, strict=False):
            parts = tuple((p.holder, p.key, n) for p, n in zip(places, new, strict=True))
            pairs = zip(places, new, strict=True)
            measures = any(_measures_another(place, one, ground.around) for place, one in pairs)
            counts = any(place.counted for place in places) and isinstance(new[0], ast.Name)
            yield Edit(parts, places[0].node, new[0], measures=measures, counts=counts)


def _variants(node: ast.expr, rules: Sequence[Rule], ground: Ground) -> Iterator[ast.expr]:
    written = ground.written
    seen = {written.number(node)}
    for rule in rules:
        for new in rule(node, ground.around):
            ground.put_at(new, node)
            if (number := written.number(new)) not in seen:
                seen.add(number)
                yield new


def _says_nothing(place: Place, new: ast.expr, written: Written) -> bool:
    """Whether it is nonsense: `x - x`, `n += 0`, or an index that counts down, as `x[1 - i]`."""
    match place.holder, new:
        case ast.Subscript() | ast.Slice(), (
            ast.BinOp(left=ast.Constant(), op=ast.Sub())
            | ast.UnaryOp(op=ast.USub(), operand=ast.BinOp())
        ):
            return True
    match place.holder:
        case ast.AugAssign(target=target):
            return written.is_one_of(new, [ast.Constant(value=0), ast.Constant(value=0.0), target])
        case ast.BinOp(left=left, right=right) | ast.Compare(left=left, comparators=[right]):
            return written.is_one_of(new, [right if place.node is left else left])
        case ast.UnaryOp(op=ast.UAdd()):
            return True  # `x =+ 1` is a slip of another kind
        case list() as parts:
            others = [part for part in parts if part is not place.node and part is not None]
            return written.is_one_of(new, others)
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
