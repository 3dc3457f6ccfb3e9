"""Definitions of a name in a student's code, found line by line: nothing is parsed or run.

The text is hostile: every step is linear in its length. What is cut wrongly, as within a string of
several lines that looks like code, is shown wrongly, and nothing else comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from autograder.frozen import dataclass

MOST_READ = 200_000  #: characters of a submission
_LONGEST_HEAD = 1000  #: characters of the line that says what is bound
_GOES_ON = re.compile(r"[\s)\]}#]|(else|elif|except|finally)\b|$")
_BEGINS = re.compile(r"(@|(async\s+def|def|class|import|from)\s)")
_TRIPLE = re.compile(r"\"\"\"|'''")
_NO_BRACKETS = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|#.*")
_DEFINES = re.compile(r"(?:async\s+def|def|class)\s+(\w+)")
_IMPORTS = re.compile(r"(?:from\s+\S+\s+)?import\s+([^#\n]+)")
_ASSIGNS = re.compile(r"((?:\w+\s*[,=]\s*)*\w+)\s*(?::[^=\n]+)?=(?!=)")
#: Comments, and strings that hold no names.
_NO_NAMES = re.compile(
    r"\"\"\".*?\"\"\"|\'\'\'.*?\'\'\'|(?<![fF])'[^'\n]*'|(?<![fF])\"[^\"\n]*\"|#[^\n]*", re.S
)
#: What a function binds for itself: its parameters, what it assigns to, and where it repeats.
_OWN = re.compile(
    r"\bdef \w+\(([^)]*)\)|^[ \t]+((?:\w+[ \t]*,[ \t]*)*\w+)[ \t]*[-+*/]?=(?!=)"
    r"|\bfor ([\w ,()]{1,200}?) in\b|\blambda ([\w ,]{1,200}?):",
    re.M,
)
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A top-level statement that binds a name, and those before it that it needs."""

    name: str
    text: str
    needs: tuple[str, ...] = ()  #: other statements of the submission, in its order

    @property
    def is_plain_function(self) -> bool:
        """Whether it is one `def`, not decorated, that does not call itself."""
        own = len(re.findall(rf"\b{re.escape(self.name)}\b", self.text))
        return self.text.startswith("def ") and own == 1

    @property
    def is_callable(self) -> bool:
        return bool(re.match(r"@|(async\s+)?def\s|class\s", self.text)) or "lambda" in self.text


def definition(sources: Iterable[str], name: str) -> Definition | None:
    """Return the last definition of a name in the cells of a submission, None if it has none."""
    statements, places = _known(tuple(sources))
    if name not in places:
        return None
    needed = _needed(statements, places, places[name]) - {places[name]}
    return Definition(
        name=name,
        text=statements[places[name]][0],
        needs=tuple(statements[place][0] for place in sorted(needed)),
    )


_Statements = Sequence[tuple[str, frozenset[str]]]
"""Statements, each with the names that it binds."""


@lru_cache(2)  # one submission is asked for a name after the other
def _known(sources: tuple[str, ...]) -> tuple[_Statements, dict[str, int]]:
    """Return the statements, and the place of the last one that binds each name."""
    statements = [(text, frozenset(_bound(text))) for text in _statements(sources)]
    places = {each: place for place, (_text, names) in enumerate(statements) for each in names}
    return statements, places


def _needed(statements: _Statements, places: dict[str, int], first: int) -> set[int]:
    """Return the places of a statement and of all that it uses, by the words in them."""
    found, waiting = {first}, [first]
    while waiting:
        words = _used(statements[waiting.pop()][0])
        new = {places[word] for word in words if word in places} - found
        found |= new
        waiting += new
    return found


def _used(statement: str) -> set[str]:
    """Return the names that a statement may use of others."""
    code = _NO_NAMES.sub("", statement)
    words = set(_WORD.findall(code))
    if not _DEFINES.search(code):
        return words
    return words - {
        name for own in _OWN.findall(code) for part in own for name in _WORD.findall(part)
    }


def _statements(sources: Iterable[str]) -> Iterator[str]:
    """Yield the statements at the top level of all cells, with their decorators."""
    left = MOST_READ
    for source in sources:
        yield from _split(source[:left])
        left -= min(left, len(source))


def _split(source: str) -> Iterator[str]:
    lines: list[str] = []
    depth, quote = 0, ""
    for line in source.splitlines():
        begins = not quote and (_BEGINS.match(line) or (depth <= 0 and not _GOES_ON.match(line)))
        if begins and lines and not lines[-1].startswith("@"):
            yield from _whole(lines)
            lines = []
        depth = 0 if begins else depth
        lines.append(line)
        quote = _quote_after(line, quote)
        bare = _NO_BRACKETS.sub("", line)
        depth += sum(map(bare.count, "([{")) - sum(map(bare.count, ")]}"))
    yield from _whole(lines)


def _quote_after(line: str, quote: str) -> str:
    """Return the triple quote that is open after a line, "" if none is."""
    for found in _TRIPLE.findall(line):
        if not quote:
            quote = found
        elif found == quote:
            quote = ""
    return quote


def _whole(lines: Sequence[str]) -> Iterator[str]:
    """Yield a statement without the comments and blank lines that follow it."""
    last = next((n for n in range(len(lines), 0, -1) if not re.match(r"\s*(#|$)", lines[n - 1])), 0)
    if last:
        yield "\n".join(lines[:last])


def _bound(statement: str) -> Iterator[str]:
    """Yield the names that a statement binds."""
    lines = statement.split("\n")
    head = next((line[:_LONGEST_HEAD] for line in lines if line[:1] not in ("@", "#")), "")
    if found := _DEFINES.match(head):
        yield found[1]
    elif found := _IMPORTS.match(head):
        for part in found[1].strip("() ").split(","):
            if words := part.split():
                yield words[-1].partition(".")[0]
    elif found := _ASSIGNS.match(head):
        yield from _WORD.findall(found[1])
