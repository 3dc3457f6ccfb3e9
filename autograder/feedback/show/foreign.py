"""Text that others have written: harmless, bounded, and set apart from ours."""

from __future__ import annotations

import re

from autograder.texts import beginning, ending

MAX_CHARACTERS = 600

#: Control characters, and those that reorder the text around them.
_HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)")


def harmless(text: str) -> str:
    """Return foreign text without escape codes, control and direction characters."""
    return _HARMFUL.sub("\N{REPLACEMENT CHARACTER}", _ANSI.sub("", text))


def one_line(text: str) -> str:
    """Return foreign text, such as a file's name, as one line for a terminal."""
    return re.sub(r"\s", " ", harmless(text))


def shortened(text: str) -> str:
    """Return the text, its middle left out if it is long."""
    if len(text) <= MAX_CHARACTERS:
        return text
    half = MAX_CHARACTERS // 2
    return f"{beginning(text, half)} … {ending(text, half)}"


def code_span(text: str) -> str:
    """Return Markdown that shows one line of foreign text as code and nothing else."""
    line = " ".join(harmless(text).split())
    fence = "`" * (_longest_run(line) + 1)
    padding = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def code_block(text: str) -> str:
    """Return Markdown that shows foreign text as a block of code."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}text\n{harmless(text)}\n{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
