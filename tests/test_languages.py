"""Language tags: which one serves which, and what is said where none does."""

from __future__ import annotations

import pytest

from autograder.checks.kinds import KINDS
from autograder.course.schema import assignment_schema, course_schema
from autograder.errors import UsageError
from autograder.languages import is_tag, nearest, require_language


@pytest.mark.parametrize(
    ("language", "known", "found"),
    [
        ("pt-BR", ["en", "pt", "pt-BR"], "pt-BR"),
        ("pt-BR", ["en", "pt"], "pt"),
        ("zh-Hant-TW", ["zh", "zh-Hant"], "zh-Hant"),
        ("pt-br", ["pt-BR"], "pt-BR"),
        ("pt", ["pt-BR"], None),
        ("p", ["pt"], None),
        ("de", ["en", "ja"], None),
        ("de", [], None),
    ],
)
def test_the_nearest_language(language: str, known: list[str], found: str | None) -> None:
    assert nearest(language, known) == found


@pytest.mark.parametrize("tag", ["en", "fil", "pt-BR", "zh-Hant-TW", "x-klingon", "de-CH-1996"])
def test_tags(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize(
    "text", ["", "e", "pt_BR", "en-", "-en", "ab cd", "日本", "en\n", "en--GB"]
)
def test_what_is_no_tag(text: str) -> None:
    assert not is_tag(text)


def test_the_schema_takes_the_same_tags() -> None:
    from autograder import languages

    pattern = languages._TAG.pattern
    assert course_schema()["properties"]["language"]["pattern"] == f"^{pattern}$"
    for schema in (course_schema(), assignment_schema(KINDS)):
        names = schema["$defs"]["text"]["then"]["propertyNames"]
        assert names["pattern"] == f"^{pattern}$"


def test_a_language_that_there_is_not_names_those_that_there_are() -> None:
    assert require_language("en-GB", ("ja", "en", "ja")) == "en"
    with pytest.raises(UsageError) as caught:
        require_language("fr", ("de", "ja", "en", "ja"))
    assert str(caught.value) == "there is nothing in the language `fr`; choose de or ja or en"
