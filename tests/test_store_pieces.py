"""Tests of `store/pieces.py`."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings, strategies as st

from autograder.store.pieces import Pieces, TextsMet

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.text(), JSON), st.sampled_from([None, 1]))
def test_members_are_what_json_reads(document: dict[str, object], indent: int | None) -> None:
    pieces = Pieces(json.dumps(document, indent=indent) + "\n")
    assert {key: pieces.value() for key in pieces.members()} == document
    pieces.end()


@settings(max_examples=25, deadline=None)
@given(st.lists(JSON), st.sampled_from([None, 1]))
def test_items_are_what_json_reads(document: list[object], indent: int | None) -> None:
    pieces = Pieces(json.dumps(document, indent=indent))
    assert [pieces.value() for _ in pieces.items()] == document
    pieces.end()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(JSON, max_size=4), max_size=4), st.data())
def test_a_list_is_its_text_whatever_is_known(
    lists: list[list[object]], data: st.DataObject
) -> None:
    texts = [json.dumps(one) for one in lists]
    known = data.draw(st.lists(st.sampled_from([*texts, "[]", '["other"]'])))
    pieces = Pieces(f"[{', '.join(texts)}]")
    found = [pieces.text(known) for _ in pieces.items()]
    pieces.end()
    assert found == texts


def test_a_text_is_known_again_at_its_place() -> None:
    met = TextsMet()
    first = met.take("a", Pieces("[1, 2] "))
    assert met.take("a", Pieces(" [1, 2]")) is first
    assert met.take("b", Pieces("[1, 2]  ")) is not first
    for number in range(16):
        met.take("a", Pieces(f"[{number}]"))
    again = met.take("a", Pieces("[1, 2]   "))
    assert (again, again is first) == ("[1, 2]", False)  # others were met since


def test_a_known_list_is_the_very_text() -> None:
    known = "".join(["[1, ", "2]"])
    assert Pieces(" [1, 2] ").text(["[1, 3]", known]) is known


@pytest.mark.parametrize(
    "text",
    ["", "{", "[", "1", "null", '{"a" 1}', '{"a": 1,}', '{"a": 1 "b": 2}', "{1: 2}", '{"a": 1}}'],
)
def test_what_is_no_object_is_refused(text: str) -> None:
    pieces = Pieces(text)
    with pytest.raises(ValueError):  # noqa: PT011 - of any kind: the file counts as damaged
        _ = [pieces.value() for _ in pieces.members()], pieces.end()


@pytest.mark.parametrize("text", ["", "[", "{}", "[1", "[1,]", "[1 2]", "[,]", "[1]]", "[1] 2"])
def test_what_is_no_list_is_refused(text: str) -> None:
    pieces = Pieces(text)
    with pytest.raises(ValueError):  # noqa: PT011
        _ = [pieces.value() for _ in pieces.items()], pieces.end()


@pytest.mark.parametrize("text", ["", "null", "3", '"[]"', "[", "[1", "{"])
def test_what_is_neither_has_no_text(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Pieces(text).text()
