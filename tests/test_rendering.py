"""The three looks of a message."""

from __future__ import annotations

import pytest

from autograder.feedback.show.html import as_html, sentence_html
from autograder.feedback.show.markdown import as_markdown
from autograder.feedback.show.text import as_text
from autograder.records.messages import Fact, Message

CALL = Fact("Call", "f(1)")
ROWS = Message(
    ("They differ at index 1.",),
    (
        CALL,
        Fact("Expected", "[0, 2]", ((4, 5),), compared=True),
        Fact("Got", "[0, 3]", ((4, 5),), compared=True),
    ),
)
TABLE = "[[1, 2],\n [3, 4]]"
TABLES = Message(
    (),
    (
        Fact("期待した値", TABLE, ((14, 15),), compared=True),
        Fact("返ってきた値", TABLE.replace("4", "5"), ((14, 15),), compared=True),
    ),
)


def test_rows_stand_below_each_other_with_one_caret() -> None:
    assert as_text(ROWS) == (
        "Call: f(1)\nExpected: [0, 2]\nGot:      [0, 3]\n              ^\nThey differ at index 1."
    )


def test_tables_stand_beside_each_other() -> None:
    assert as_text(TABLES) == (
        "期待した値:   返ってきた値:\n"
        "  [[1, 2],      [[1, 2],\n"
        "   [3, 4]]       [3, 5]]\n"
        "       ^             ^"
    )


def test_tables_too_wide_for_that_do_not() -> None:
    wide = "[" + ", ".join(["0"] * 20) + ",\n 1]"
    facts = (Fact("Expected", wide, compared=True), Fact("Got", wide, compared=True))
    lines = as_text(Message((), facts)).split("\n")
    assert [lines[0], lines[3]] == ["Expected:", "Got:"]


def test_a_caret_below_japanese_text_takes_two_columns() -> None:
    assert as_text(Message((), (Fact("x", "'日本語'", ((2, 3),)),))) == "x: '日本語'\n      ^^"


def test_markdown() -> None:
    assert list(as_markdown(ROWS)) == [
        "```text\nCall: f(1)\nExpected: [0, 2]\nGot:      [0, 3]\n              ^\n```",
        "They differ at index 1.",
    ]


def test_html() -> None:
    assert as_html(ROWS) == (
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
    assert sentence_html(sentence) == html


def test_facts_cannot_break_out() -> None:
    fact = Fact("<b>", "</pre><script>alert(1)</script>", ((0, 6),))
    html = as_html(Message((), (fact,)))
    assert "<script" not in html
    assert "<mark>&lt;/pre&gt;</mark>" in html
    assert "&lt;b&gt;" in html
