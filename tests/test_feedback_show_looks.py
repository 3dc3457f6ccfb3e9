"""The three looks of a message: text, Markdown, HTML.

Tests of `feedback/show/html.py`, `feedback/show/markdown.py`, `feedback/show/text.py`.
"""

from __future__ import annotations

import pytest

from autograder.feedback.show.html import as_html, sentence_html
from autograder.feedback.show.markdown import as_markdown
from autograder.feedback.show.text import as_text
from autograder.records import Text
from autograder.records.messages import Fact, Message
from autograder.records.sentences import _, literal

CALL = Fact(label=_("Call"), text="f(1)")
ROWS = Message(
    sentences=(_("They differ at index {index}.", index=1),),
    facts=(
        CALL,
        Fact(label=_("Expected"), text="[0, 2]", marks=((4, 5),), compared=True),
        Fact(label=_("Got"), text="[0, 3]", marks=((4, 5),), compared=True),
    ),
)
TABLE = "[[1, 2],\n [3, 4]]"
TABLES = Message(
    facts=(
        Fact(label=_("Expected"), text=TABLE, marks=((14, 15),), compared=True),
        Fact(label=_("Got"), text=TABLE.replace("4", "5"), marks=((14, 15),), compared=True),
    ),
)


def test_rows_stand_below_each_other_with_one_caret() -> None:
    assert as_text(ROWS, "en") == (
        "Call: f(1)\nExpected: [0, 2]\nGot:      [0, 3]\n              ^\nThey differ at index 1."
    )


def test_tables_stand_beside_each_other() -> None:
    assert as_text(TABLES, "ja") == (
        "期待した値:   返ってきた値:\n"
        "  [[1, 2],      [[1, 2],\n"
        "   [3, 4]]       [3, 5]]\n"
        "       ^             ^"
    )


def test_tables_too_wide_for_that_do_not() -> None:
    wide = "[" + ", ".join(["0"] * 20) + ",\n 1]"
    facts = tuple(
        Fact(label=literal(label), text=wide, compared=True) for label in ("Expected", "Got")
    )
    lines = as_text(Message(facts=facts), "en").split("\n")
    assert [lines[0], lines[3]] == ["Expected:", "Got:"]


def test_a_caret_below_japanese_text_takes_two_columns() -> None:
    fact = Fact(label=literal("x"), text="'日本語'", marks=((2, 3),))
    assert as_text(Message(facts=(fact,)), "ja") == "x: '日本語'\n      ^^"


def test_markdown() -> None:
    assert list(as_markdown(ROWS, "en")) == [
        "```text\nCall: f(1)\nExpected: [0, 2]\nGot:      [0, 3]\n              ^\n```",
        "They differ at index 1.",
    ]


def test_html() -> None:
    assert as_html(ROWS, "en") == (
        '<div class="facts"><div class="fact"><p class="label">Call</p>'
        '<pre tabindex="0">f(1)</pre></div></div>\n'
        '<div class="facts compared"><div class="fact"><p class="label">Expected</p>'
        '<pre tabindex="0">[0, <mark>2</mark>]</pre></div>'
        '<div class="fact"><p class="label">Got</p>'
        '<pre tabindex="0">[0, <mark>3</mark>]</pre></div></div>\n'
        "<p>They differ at index 1.</p>"
    )


@pytest.mark.parametrize(
    ("sentence", "html"),
    [
        ("There is no `f`.", "There is no <code>f</code>."),
        ("`` a`b `` and `` ` ``", "<code>a`b</code> and <code>`</code>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("`<img src=x onerror=alert(1)>`", "<code>&lt;img src=x onerror=alert(1)&gt;</code>"),
        ("[x](javascript:1)", "[x](javascript:1)"),
        ("one ` alone", "one ` alone"),
        ("`\x1b[31mred`", "<code>red</code>"),
    ],
)
def test_a_sentence_as_html(sentence: str, html: str) -> None:
    assert sentence_html(Text.of(en=sentence), "en") == html


def test_facts_cannot_break_out() -> None:
    fact = Fact(label=literal("<b>"), text="</pre><script>alert(1)</script>", marks=((0, 6),))
    html = as_html(Message(facts=(fact,)), "en")
    assert "<script" not in html
    assert "<mark>&lt;/pre&gt;</mark>" in html
    assert "&lt;b&gt;" in html
