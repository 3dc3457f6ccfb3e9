"""What is made of fields that several have alike is made once, each thing by itself."""

from __future__ import annotations

from autograder.shared_fields import SharedFields


def test_each_thing_is_made_once_and_kept_with_the_fields() -> None:
    fields, other, made = SharedFields(a=1), SharedFields(a=1), list[str]()

    def make(what: str) -> str:
        made.append(what)
        return what

    for _ in range(2):
        assert fields.once("text", lambda: make("text")) == "text"
        assert fields.once("record", lambda: make("record")) == "record"
    assert other.once("text", lambda: make("other")) == "other"
    assert made == ["text", "record", "other"]
    assert fields == {"a": 1}
