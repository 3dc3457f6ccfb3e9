"""Texts of the course's author, in any languages."""

from __future__ import annotations

import pytest

from autograder.records import Text, Violation

TEXT = Text.of(en="Hello", ja="こんにちは", texts={"pt": "Olá", "pt-PT": "Viva"})


@pytest.mark.parametrize(
    ("language", "wording"),
    [
        ("en", "Hello"),
        ("ja", "こんにちは"),
        ("pt-PT", "Viva"),
        ("pt-BR", "Olá"),
        ("pt", "Olá"),
        ("de", "Hello"),
    ],
)
def test_the_exact_language_then_what_it_begins_with_then_the_first(
    language: str, wording: str
) -> None:
    assert TEXT.in_language(language) == wording


def test_what_leads_is_said_where_nothing_serves() -> None:
    assert TEXT.led_by("ja").in_language("de") == "こんにちは"
    assert TEXT.led_by("pt-BR").languages == ("pt", "en", "ja", "pt-PT")
    assert TEXT.led_by("de") == TEXT


def test_a_violation_is_said_in_any_language() -> None:
    assert Violation(en="No.").text.in_language("ja") == "No."
    assert Violation(texts={"de": "Nein."}).text.languages == ("de",)
    assert Violation(en="No.", ja="いいえ。", texts={"de": "Nein."}).text == Text(
        by_language=(("en", "No."), ("ja", "いいえ。"), ("de", "Nein."))
    )
