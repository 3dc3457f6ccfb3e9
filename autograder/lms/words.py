"""Feedback as an LMS takes it: HTML or plain text, no longer than it may be."""

from __future__ import annotations

import html
import re

from autograder.cutting import beginning
from autograder.texts import sanitize

#: Where a sentence ends: after its full stop and what closes it, or at the end of a line.
_END = re.compile(r"(?:[.!?][\"')\]]*(?=\s)|[。！？][」』）]*|\n)")
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^>]*>", re.IGNORECASE)


def as_html(text: str, link: str | None, longest: int) -> str:
    """Return text as HTML that shows it and does nothing; with a link to the page, if any."""
    after = f'<p><a href="{html.escape(link)}">{html.escape(link)}</a></p>' if link else ""
    return f"<p>{_marked(sanitize(text), longest - len(after) - len('<p></p>'))}</p>{after}"


def as_plain(text: str, link: str | None, longest: int) -> str:
    """Return text within the limit, with the page's address on a line of its own, if any."""
    after = f"\n{link}" if link else ""
    return cut(sanitize(text), longest - len(after)) + after


def _marked(text: str, longest: int) -> str:
    """Return escaped text; what is cut is cut before it is escaped, so that no `&amp;` is."""
    room = longest
    while True:
        marked = html.escape(cut(text, room)).replace("\n", "<br>")
        if len(marked) <= longest or room <= 0:
            return marked
        room -= max(len(marked) - longest, 1)


def cut(text: str, longest: int) -> str:
    """Return the text, or as many of its sentences as there is room for, and " …"."""
    if len(text) <= longest:
        return text
    room = beginning(text, max(longest - 2, 0))
    ends = [found.end() for found in _END.finditer(room)]
    kept = room[: ends[-1]] if ends else room
    return f"{kept.rstrip()} …"


def visible(feedback: str) -> str:
    """Return what a reader sees of feedback, HTML or not, on one line."""
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", feedback)))
    return " ".join(text.split())
