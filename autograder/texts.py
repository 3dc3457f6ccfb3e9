"""Text as people read it: cleaned of what misleads, near in spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import zip_longest

#: What makes one character of emoji, and shapes letters of Arabic and Indian scripts, stays there.
_JOINER_IN_PLACE = (
    r"(?<=[\u0600-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
    r"(?=[\u0600-\u0dff\u2190-\u2bff\U0001f000-\U0001faff])"
)
#: Control characters, those that reorder the text around them, and those that nobody can see.
_HARMFUL = re.compile(
    rf"({_JOINER_IN_PLACE})"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)")


def sanitize(text: str) -> str:
    """Return foreign text without escape codes, control, direction and invisible characters."""
    return _HARMFUL.sub(lambda found: found[1] or "\N{REPLACEMENT CHARACTER}", _ANSI.sub("", text))


def printed_lines(text: str) -> list[str]:
    """Return the lines without blanks at their ends, and without empty ones at the end of all."""
    return [line.rstrip() for line in text.rstrip().split("\n")] if text.strip() else []


def first_difference(got: Sequence[str], expected: Sequence[str]) -> int | None:
    """Return the first line, from 0, in which printed lines differ, None if they do not."""
    pairs = enumerate(zip_longest(got, expected))
    return next((place for place, (one, other) in pairs if one != other), None)


def code_span(text: str) -> str:
    """Return Markdown that shows one line of foreign text as code and nothing else."""
    line = " ".join(sanitize(text).split())
    fence = "`" * (_longest_run(line) + 1)
    padding = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def code_block(text: str) -> str:
    """Return Markdown that shows foreign text as a block of code."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}text\n{sanitize(text)}\n{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def one_line(text: str) -> str:
    """Return foreign text, such as a file's name, as one line for a terminal."""
    return re.sub(r"\s", " ", sanitize(text))


#: Full-width ones too, which a spreadsheet in Japanese takes for the same.
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")


def plain_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text[:1] in _FORMULA else text


def written_cell(cell: str) -> str:
    """Return what `plain_cell` has made a cell of."""
    return cell[1:] if cell[:1] == "'" and plain_cell(cell[1:]) == cell else cell


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean …?" if a known name is near, else nothing."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""


def size(count: int) -> str:
    """Return a number of bytes as people write it, as "1 GiB"."""
    unit = "GiB" if count >= 1 << 30 else "MiB"
    return f"{count / (1 << 30 if unit == 'GiB' else 1 << 20):.3g} {unit}"


def counted(count: int, what: str) -> str:
    """Return how many there are, in words: "1 line", "2 lines"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def and_more(count: int, most: int) -> str:
    """Return how many there are beside the first that are named, as "and 3 more"; "" if none."""
    return f"and {count - most} more" if count > most else ""


def some_of(names: Sequence[str], most: int) -> str:
    """Return the first names, and how many more there are: "a, b and 3 more"."""
    return " ".join(filter(None, [", ".join(names[:most]), and_more(len(names), most)]))


def format_points(points: float | None) -> str:
    """Return points with at most two decimals, nothing if there are none."""
    return "" if points is None else f"{points:.2f}".rstrip("0").rstrip(".")


def format_coefficient(value: float | None) -> str:
    """Return a number between −1 and 1 with two decimals, "—" if there is none."""
    return "—" if value is None else f"{value:.2f}".replace("-", "−").replace("−0.00", "0.00")
