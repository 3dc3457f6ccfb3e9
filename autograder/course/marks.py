"""Parts of a module between percent marks, as Spyder, VS Code and jupytext write them.

A mark counts where a top-level statement can begin. Within a string, brackets or an indented block
it is text. What a student hands in is never parsed here, only looked over, once from top to bottom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from autograder.frozen import dataclass

LONGEST = 1 << 20  #: characters; in a longer module, which nobody has written, every mark counts

_LINE_END = re.compile(r"\r\n?|\n")
_MARK = re.compile(r"#\s?%%")

# Possessive (`++`, `*+`), so that a string without an end is walked through once.
_TOKEN = re.compile(
    r"""
      (?P<comment> \# [^\n]* )
    | (?P<string> '{3} (?: [^'\\]++ | \\. | '(?!'') )*+ '{3}
                | "{3} (?: [^"\\]++ | \\. | "(?!"") )*+ "{3} )
    | (?P<endless> '{3} | "{3} )
    | (?P<line> ' (?: [^'\\\n]++ | \\. )*+ '?
              | " (?: [^"\\\n]++ | \\. )*+ "? )
    | (?P<opening> [(\[{] )
    | (?P<closing> [)\]}] )
    | (?P<continued> \\. )
    """,
    re.VERBOSE | re.DOTALL,
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}

_IN_BLOCK = re.compile(r"\s|.*:\s*(?:#.*)?$")
_GOES_ON = re.compile(r"\s|(?:elif|else|except|finally)\b")


@dataclass(frozen=True)
class MarkedPart:
    """A mark and the lines below it; the part above the first mark has none."""

    mark: str
    lines: tuple[str, ...]
    above: int = 0  #: lines of the module above these


def source_lines(text: str) -> list[str]:
    """Return the lines that Python sees; `str.splitlines` sees more, in form feeds for one."""
    return _LINE_END.split(text)


def parts(text: str) -> Iterator[MarkedPart]:
    """Return the parts of a module in order; together they have all its lines."""
    lines = source_lines(text)
    marks = _marks(lines)
    yield MarkedPart("", tuple(lines[: marks[0] if marks else None]))
    for start, end in pairwise([*marks, len(lines)]):
        yield MarkedPart(lines[start], tuple(lines[start + 1 : end]), start + 1)


def _marks(lines: Sequence[str]) -> list[int]:
    """Return which lines are marks, from 0."""
    marks = [number for number, line in enumerate(lines) if _MARK.match(line)]
    enclosed = _enclosed(marks, lines) if marks else set()
    blocks = _within_blocks(lines) if marks else []
    return [number for number in marks if number not in enclosed and not blocks[number]]


def _enclosed(marks: Iterable[int], lines: Sequence[str]) -> set[int]:
    """Return which of the marks stand within a string or brackets.

    Where something is opened and never closed, none of them: what is broken in one cell would
    otherwise cost the others too.
    """
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    comments = _comments("\n".join(lines)) if starts[-1] <= LONGEST else None
    return set() if comments is None else {n for n in marks if starts[n] not in comments}


def _comments(text: str) -> set[int] | None:
    """Return where comments outside brackets begin; None if not all is closed that is opened."""
    comments: set[int] = set()
    awaited: list[str] = []
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "comment" if not awaited:
                comments.add(token.start())
            case "opening":
                awaited.append(_CLOSING[token[0]])
            case "closing" if not awaited or awaited.pop() != token[0]:
                return None
            case "endless":
                return None
    return None if awaited else comments


def _within_blocks(lines: Sequence[str]) -> list[bool]:
    """Tell for each line whether the code above it is an open block, and that below goes on in it.

    Neither alone is enough: an indented line can also be a slip at the start of a cell.
    """
    above = _nearest(lines, _IN_BLOCK)
    below = _nearest(reversed(lines), _GOES_ON)[::-1]
    return [opened and goes_on for opened, goes_on in zip(above, below, strict=True)]


def _nearest(lines: Iterable[str], pattern: re.Pattern[str]) -> list[bool]:
    """Tell for each line whether it, or else the last line of code before it, fits the pattern."""
    fitting: list[bool] = []
    for line in lines:
        last = fitting[-1] if fitting else False
        fitting.append(bool(pattern.match(line)) if _is_code(line) else last)
    return fitting


def _is_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")
