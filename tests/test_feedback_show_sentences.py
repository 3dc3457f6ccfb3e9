"""A sentence in the language that is asked for: its parts, its code, its looks.

Tests of `records/sentences.py`.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from autograder.feedback.show.html import sentence_html
from autograder.feedback.show.sentences import in_language, sentence_markdown
from autograder.records import Text
from autograder.records.sentences import Code, Listed, Part, Sentence, _, filled, literal

SHAPES = _("The shape is {got}; it should be {expected}.", got=(2, 3), expected=(3,))


def test_a_shape_is_a_shape_until_it_is_shown() -> None:
    assert dict(SHAPES.parts) == {"got": (2, 3), "expected": (3,)}
    assert in_language(SHAPES, "en") == "The shape is (2, 3); it should be (3,)."
    assert in_language(SHAPES, "ja") == "形が (2, 3) になっています。正しい形は (3,) です。"


@pytest.mark.parametrize(
    ("part", "en", "ja"),
    [
        (3, "3", "3"),
        (0.1234567, "0.123457", "0.123457"),
        (2.0, "2", "2"),
        ("word", "word", "word"),
        ((1,), "(1,)", "(1,)"),
        ((), "()", "()"),
        (Code("a`b"), "``a`b``", "``a`b``"),
        (Code("x\n y"), "`x y`", "`x y`"),
        (Listed((1, (2, 3), Code("f"))), "1, (2, 3), `f`", "1, (2, 3), `f`"),
        (_("a number"), "a number", "数"),
        (Text.of(en="of the author", ja="作者の文"), "of the author", "作者の文"),
        (Listed((_("a number"), _("text"))), "a number, text", "数, 文字列"),
    ],
)
def test_parts_become_text_when_they_are_shown(part: Part, en: str, ja: str) -> None:
    said = Sentence(template="{part}", parts=(("part", part),))
    assert (in_language(said, "en"), in_language(said, "ja")) == (en, ja)
    assert str(said) == en


def test_an_authors_text_never_passes_through_the_catalogue() -> None:
    assert in_language(Text.of(en="a number", ja="なにかの数"), "ja") == "なにかの数"
    assert in_language(
        _("{error} ({place})", error=Text.of(en="a number", ja="数字"), place=1), "ja"
    ) == ("数字 (1)")


def test_a_sentence_is_filled_in_later() -> None:
    template = _("cell {cell}, line {line}", cell=1)
    assert str(filled(template, line=2)) == "cell 1, line 2"


def test_braces_and_backticks_of_others_are_text() -> None:
    said = _("{place}: {source}", place=literal("a {x} `b`"), source=Code("{y} `"))
    assert in_language(said, "ja") == "a {x} `b`: `` {y} ` ``"
    assert sentence_html(said, "en") == "a {x} `b`: <code>{y} `</code>"
    assert sentence_markdown(said, "en") == r"a {x} \`b\`: `` {y} ` ``"


HOSTILE = "<img src=x onerror=alert(1)>[c](javascript:x)*a_b*\x1b[31m"


def test_what_others_wrote_does_no_harm_in_any_look() -> None:
    said = literal(HOSTILE)
    assert in_language(said, "en") == "<img src=x onerror=alert(1)>[c](javascript:x)*a_b*"
    assert sentence_markdown(said, "en") == (
        r"\<img src=x onerror=alert(1)\>\[c\](javascript:x)\*a\_b\*"
    )
    assert sentence_html(said, "en") == ("&lt;img src=x onerror=alert(1)&gt;[c](javascript:x)*a_b*")
    code = _("{place}: {source}", place="p", source=Code(HOSTILE))
    assert sentence_markdown(code, "en") == (
        "p: `<img src=x onerror=alert(1)>[c](javascript:x)*a_b*`"
    )


def test_code_in_a_template_is_code_in_every_look() -> None:
    said = _("`list(…)` turns it into a list.")
    assert sentence_html(said, "ja") == ("<code>list(…)</code> で、その要素をリストにできます。")
    assert sentence_markdown(said, "en") == "`list(…)` turns it into a list."


def test_two_languages_at_once_in_two_threads() -> None:
    """No language is a global: each thread gets what it asks for, whoever else speaks."""
    start = Barrier(2)

    def speak(language: str) -> set[str]:
        start.wait()
        return {in_language(SHAPES, language) for _round in range(2000)}

    with ThreadPoolExecutor(2) as pool:
        en, ja = pool.map(speak, ("en", "ja"))
    assert en == {"The shape is (2, 3); it should be (3,)."}
    assert ja == {"形が (2, 3) になっています。正しい形は (3,) です。"}
