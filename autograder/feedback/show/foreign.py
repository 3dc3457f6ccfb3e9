"""Text that others have written, of bounded length."""

from __future__ import annotations

from autograder.cutting import beginning, ending

MAX_CHARACTERS = 600


def shortened(text: str) -> str:
    """Return the text, its middle left out if it is long."""
    if len(text) <= MAX_CHARACTERS:
        return text
    half = MAX_CHARACTERS // 2
    return f"{beginning(text, half)} … {ending(text, half)}"
