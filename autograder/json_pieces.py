"""Pieces of JSON, counted before it is parsed.

A parser takes some fifty times the memory of `{},{},…`, but of a long string no more than its
length. So what is counted is structure; how long a string is, and what is in it, does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

_AT_A_TIME = 1 << 20  #: bytes
_QUOTE, _PIECES = ord('"'), tuple(map(ord, ",[{"))


def count_pieces(text: str | bytes, most: int) -> int:
    """Return how many strings, commas and opening brackets there are in JSON; from `most` on, more.

    No less than there are, and no more unless that is less than `most` too.
    """
    encoded = _encoded(text)
    at_most = sum(map(encoded.count, (b'"', b",", b"[", b"{")))
    if at_most <= most:
        return at_most
    count = quotes = 0
    for part, is_inside in _parts(encoded):
        quotes += int(np.count_nonzero(part == _QUOTE))
        is_piece = np.isin(part, _PIECES) & ~is_inside
        count += int(np.count_nonzero(is_piece))
        if count + (quotes + 1) // 2 > most:
            break
    return count + (quotes + 1) // 2


def has_more_pieces(text: str, most: int) -> bool:
    """Whether there are more strings, commas and opening brackets than that in JSON."""
    return count_pieces(text, most) > most


def is_nested_deeper(text: str, most: int) -> bool:
    """Whether brackets in JSON stand within more than so many others."""
    encoded = _encoded(text)
    if encoded.count(b"[") + encoded.count(b"{") <= most:
        return False
    depth = 0
    for part, is_inside in _parts(encoded):
        opens = np.isin(part, (ord("["), ord("{"))) & ~is_inside
        closes = np.isin(part, (ord("]"), ord("}"))) & ~is_inside
        depths = depth + np.cumsum(opens.astype(np.int32) - closes.astype(np.int32))
        if depths.size and depths.max() > most:
            return True
        depth = int(depths[-1]) if depths.size else depth
    return False


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _parts(encoded: bytes) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.bool_]]]:
    """Yield the bytes without those that a backslash escapes, and which stand inside of a string.

    Outside of strings there is no backslash in JSON: no parser reads on there.
    """
    plain = encoded.replace(rb"\\", b"").replace(rb"\"", b"")
    is_open = False
    for start in range(0, len(plain), _AT_A_TIME):
        part = np.frombuffer(plain, np.uint8, min(_AT_A_TIME, len(plain) - start), start)
        is_inside = np.logical_xor.accumulate(part == _QUOTE) ^ is_open
        yield part, is_inside
        is_open = bool(is_inside[-1])
