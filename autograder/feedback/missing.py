"""Names that are asked for and missing: what the submission has in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from autograder.feedback.code.scopes import is_taken_away, place
from autograder.feedback.names import Names
from autograder.records.sentences import Code, Listed, Sentence, _

_MOST_READ = 200_000  #: characters of a submission


def missing_sentence(name: str, names: Names) -> Sentence | None:
    """Return where a name's definition is, or what may stand for it; None if nothing is known."""
    return next(_known(name, names), None)


def _known(name: str, names: Names) -> Iterator[Sentence]:
    yield from (said for hidden, said in names.code.hidden if hidden == name)
    if cell := _taken_away(name, names):
        yield _(
            "There is no {name}. Cell {cell} defines it, but the line {line} at its beginning hands the cell's text to something else, so none of it runs. Take that line away.",
            name=Code(name),
            cell=cell,
            line=Code(names.sources[cell - 1].strip().split("\n")[0][:40]),
        )
    if any(_gives(name).search(text) for text in _first(names.not_code)):
        yield _(
            "There is no {name}. Its definition stands in a cell that is no code cell (Markdown or Raw), so it does not run. Turn that cell into a code cell.",
            name=Code(name),
        )
    yield from _commented_out(name, names)
    yield from (said for compared, said in names.code.compared if compared == name)
    if name in names.models:
        yield from _other_model(name, names)
    yield from _other_function(name, names)
    if name in names.values:
        yield from _other_value(name, names)
    if (names.sources or names.not_code) and not any(text.strip() for text in names.sources):
        yield _("There is no {name}: there is no code in this submission.", name=Code(name))


def _gives(name: str) -> re.Pattern[str]:
    """Return the pattern of a line that defines a name or gives it a value."""
    return re.compile(rf"^[ \t]*+(?:def {re.escape(name)}\b|{re.escape(name)}[ \t]*=(?!=))", re.M)


def _first(texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts, cut off when so many characters have been read."""
    left = _MOST_READ
    for text in texts:
        yield text[:left]
        left = max(left - len(text), 0)


def _taken_away(name: str, names: Names) -> int | None:
    pattern = _gives(name)
    for cell, source in enumerate(_first(names.sources), 1):
        if is_taken_away(source) and pattern.search(source):
            return cell
    return None


def _commented_out(name: str, names: Names) -> Iterator[Sentence]:
    pattern = re.compile(
        rf"^[ \t]*+#[# \t]*+(?:def {re.escape(name)}\b|{re.escape(name)}[ \t]*=(?!=))"
    )
    for cell, source in enumerate(_first(names.sources), 1):
        for number, line in enumerate(source.split("\n"), 1):
            if pattern.match(line):
                yield _(
                    "There is no {name}. The line that gives it ({place}) begins with `#` and so is a comment. Take the `#` away.",
                    name=Code(name),
                    place=place(cell, number, names.module, _above(names, cell)),
                )


def _above(names: Names, cell: int) -> int:
    return names.above[cell - 1] if cell <= len(names.above) else 0


def _other_model(name: str, names: Names) -> Iterator[Sentence]:
    for other in names.code.models:
        if other != name:
            yield _(
                "There is no {name}, but there is a Keras model under the name {other}. Call it {name}.",
                name=Code(name),
                other=Code(other),
            )


_MOST_OTHERS = 2  #: functions that are named where one is missing


def _other_function(name: str, names: Names) -> Iterator[Sentence]:
    """Say of functions that no question asks for and that take as many arguments."""
    counts = dict(names.arguments).get(name)
    if not counts:
        return
    others = [
        function.name
        for function in names.code.functions
        if function.at_top and function.name not in names.asked and function.fits(counts)
    ]
    if 0 < len(others := [*dict.fromkeys(others)]) <= _MOST_OTHERS:
        yield _(
            "There is no {name}. You define {others} with as many arguments, for which no question asks. If that is your answer, call it {name}.",
            name=Code(name),
            others=Listed(tuple(map(Code, others))),
        )


def _other_value(name: str, names: Names) -> Iterator[Sentence]:
    """Say of the only value that no question asks for and nothing goes on with."""
    others = [other for other in names.code.unread if other[0] not in names.asked]
    if len(others) == 1:
        ((other, where),) = others
        yield _(
            "There is no {name}. {other} ({place}) is given a value that nothing goes on with, and no question asks for it. If that is your answer, call it {name}.",
            name=Code(name),
            other=Code(other),
            place=where,
        )
