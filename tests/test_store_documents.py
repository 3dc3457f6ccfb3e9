"""A file of one record: written with its format and version, read back, or refused."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from hypothesis import given, strategies as st

from autograder import __version__
from autograder.store.documents import Document, Format, NoDocument, document_text, indented


@dataclass(frozen=True, kw_only=True)
class Shelf:
    label: str
    books: int


def _of_version_1(document: Document) -> Document:
    return {**document, "books": len(document["titles"])} if "titles" in document else {}


SHELVES = Format(name="shelf", version=2, kind=Shelf, earlier={1: _of_version_1})


def test_a_record_comes_back_and_says_its_format() -> None:
    text = SHELVES.text(Shelf(label="棚", books=3))
    assert text.endswith("}\n")
    assert "棚" in text
    assert list(json.loads(text).items())[:3] == [
        ("format", "shelf"),
        ("version", 2),
        ("autograder", __version__),
    ]
    assert SHELVES.read(text) == SHELVES.read(text.encode()) == Shelf(label="棚", books=3)


def test_an_earlier_version_is_read_as_today() -> None:
    kept = {"format": "shelf", "version": 1, "label": "a", "titles": ["x", "y"]}
    assert SHELVES.document(json.dumps(kept))["books"] == 2
    with pytest.raises(NoDocument, match="titles"):  # a field too many, once it is today's
        SHELVES.read(json.dumps(kept))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        '{"format": "shelf"}',
        '{"format": "shelf", "version": 3, "label": "a", "books": 1}',
        '{"format": "shelf", "version": [], "label": "a", "books": 1}',
        '{"format": "box", "version": 2, "label": "a", "books": 1}',
        '{"format": "shelf", "version": 2, "label": "a"}',
        '{"format": "shelf", "version": 2, "label": "a", "books": "1"}',
        b"\xff",
    ],
)
def test_anything_else_is_no_document(text: str | bytes) -> None:
    with pytest.raises(NoDocument):
        SHELVES.read(text)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
NESTED = st.recursive(
    PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner)
)


@given(st.dictionaries(st.text(), NESTED))
def test_the_text_is_that_of_pythons_own_writer(fields: dict[str, object]) -> None:
    assert document_text(fields) == json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, -2, 0.5, 1e300, True, None], "b": {}, "c": [], "d": {"e": [[], [{}]]}},
        {1: "日本\n", "2": "\ud800", None: False},
        [float("inf"), 10**30, "\x1b"],
        "text",
        7,
    ],
)
def test_data_is_indented_as_json_does_it(value: object) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=1)
