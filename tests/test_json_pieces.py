"""What JSON is made of, counted without parsing it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from autograder.json_pieces import has_more_pieces, is_nested_deeper

documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def pieces(document: Any) -> int:
    """Return its strings, commas and opening brackets."""
    match document:
        case str():
            return 1
        case list():
            return 1 + max(len(document) - 1, 0) + sum(map(pieces, document))
        case dict():
            inner = sum(1 + pieces(value) for value in document.values())
            return 1 + max(len(document) - 1, 0) + inner
    return 0


def depth(document: Any) -> int:
    if not isinstance(document, list | dict):
        return 0
    inside = document.values() if isinstance(document, dict) else document
    return 1 + max(map(depth, inside), default=0)


@given(documents, st.booleans())
def test_pieces_are_counted_exactly(document: Any, ascii_only: bool) -> None:
    text = json.dumps(document, ensure_ascii=ascii_only)
    count = pieces(document)
    assert not has_more_pieces(text, count)
    assert count == 0 or has_more_pieces(text, count - 1)


@given(documents)
def test_depth_is_counted_exactly(document: Any) -> None:
    text, deepest = json.dumps(document), depth(document)
    assert not is_nested_deeper(text, deepest)
    assert deepest == 0 or is_nested_deeper(text, deepest - 1)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ('"', 1),
        ('"a', 1),
        ('"a\\', 1),
        ('"a\\"', 1),
        ('"a\\\\"', 1),
        ('"\n"', 1),
        ('""""', 2),
        ("[,,{", 4),
        ('"[,{"', 1),
    ],
)
def test_what_is_no_json_is_counted_too(text: str, count: int) -> None:
    assert not has_more_pieces(text, count)
    assert has_more_pieces(text, count - 1)


def test_closing_brackets_without_openings_are_no_depth() -> None:
    assert not is_nested_deeper("]]]]" + "[]" * 5, 1)
