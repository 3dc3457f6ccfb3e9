"""Pieces of JSON, counted before it is parsed.

A parser takes some fifty times the memory of `{},{},…`, but of a long string no more than its
length. So what is counted is structure; how long a string is, and what is in it, does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

# Possessive (`++`, `*+`), and a string without an end goes to the end: each is walked through once.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?+', re.DOTALL)
_NO_BRACKETS = re.compile(r"[^\[\]{}]+")
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


def count_pieces(text: str, most: int) -> int:
    """Return how many strings, commas and opening brackets there are in JSON; from `most` on, more.

    No less than there are, and no more unless that is less than `most` too.
    """
    at_most = sum(map(text.count, '",[{'))
    if at_most <= most:
        return at_most
    count = -1  # there is one stretch more than there are strings
    for between in _between_strings(text):
        count += 1 + sum(map(between.count, ",[{"))
        if count > most:
            break
    return count


def has_more_pieces(text: str, most: int) -> bool:
    """Whether there are more strings, commas and opening brackets than that in JSON."""
    return count_pieces(text, most) > most


def is_nested_deeper(text: str, most: int) -> bool:
    """Whether brackets in JSON stand within more than so many others."""
    if text.count("[") + text.count("{") <= most:
        return False
    brackets = (_NO_BRACKETS.sub("", between) for between in _between_strings(text))
    steps = (_STEPS[bracket] for stretch in brackets for bracket in stretch)
    return any(depth > most for depth in accumulate(steps))


def _between_strings(text: str) -> Iterator[str]:
    """Yield what stands before, between and after the strings."""
    place = 0
    for string in _STRING.finditer(text):
        yield text[place : string.start()]
        place = string.end()
    yield text[place:]
