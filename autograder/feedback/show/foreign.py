"""Text that others have written: harmless, bounded, and set apart from ours."""

from __future__ import annotations

import re

from autograder.texts import beginning, ending, sanitize

MAX_CHARACTERS = 600


def shortened(text: str) -> str:
    """Return the text, its middle left out if it is long."""
    if len(text) <= MAX_CHARACTERS:
        return text
    half = MAX_CHARACTERS // 2
    return f"{beginning(text, half)} … {ending(text, half)}"


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
