"""Who is who, what is said to them, and how points of questions add up.

Tests of `lms/plan.py`, `lms/matching.py` and `lms/words.py`.
"""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, strategies as st

from autograder.classes.people import People
from autograder.lms.matching import match
from autograder.lms.plan import shares
from autograder.lms.platform import Account
from autograder.lms.words import as_html, as_plain, cut, visible
from autograder.records.people import Student

PEOPLE = People(
    [
        Student(id="s1", name="Sam Same", keys=(("email", "one@example.invalid"),)),
        Student(id="s2", name="Sam Same", keys=(("login", "two"), ("moodle", "12"))),
        Student(id="S-003", name="Third"),
    ]
)


def account(id_: str, *keys: tuple[str, str], source: str = "", name: str = "") -> Account:
    return Account(id=id_, keys=keys, source=source, name=name)


@pytest.mark.parametrize(
    ("one", "student"),
    [
        (account("4", ("email", "ONE@example.invalid")), "s1"),
        (account("4", ("login", "Two")), "s2"),
        (account("12", ("moodle", "12")), "s2"),
        (account("4", ("sis", "s-003")), "S-003"),  # the roster's id is the LMS's id number
        (account("4", source="moodle:7"), "s1"),
        (account("4", ("email", "x@example.invalid"), name="Third"), None),  # names never decide
        (account("4"), None),
    ],
)
def test_an_account_is_known_by_a_key(one, student):
    found = match(PEOPLE, [one], {"s1": frozenset({"moodle:7"})})
    assert found.accounts == ({student: one} if student else {})
    assert found.unmatched == ({} if student else {one.id: "is not in the roster"})


def test_accounts_that_are_in_doubt():
    both = account("4", ("email", "one@example.invalid"), ("login", "two"))
    assert match(PEOPLE, [both], {}).unmatched == {
        "4": "has keys of `s1` and `s2`; correct roster.csv"
    }
    twice = [account("5", ("login", "two")), account("6", ("moodle", "12"))]
    assert match(PEOPLE, twice, {}).unmatched == {
        "5": "several accounts are those of `s2`; correct roster.csv",
        "6": "several accounts are those of `s2`; correct roster.csv",
    }


@pytest.mark.parametrize(
    ("points", "given_", "maxima", "expected"),
    [
        (16, {"a": 10, "b": 6}, {"a": 10, "b": 10}, {"a": 10, "b": 6}),
        (14, {"a": 10, "b": 6}, {"a": 10, "b": 10}, {"a": 8.75, "b": 5.25}),  # late
        (18, {"a": 10, "b": 6}, {"a": 10, "b": 10}, {"a": 10, "b": 8}),  # two were added
        (5, {}, {"a": 5, "b": 5}, {"a": 2.5, "b": 2.5}),  # set by hand
        (0, {"a": 0, "b": 0}, {"a": 5, "b": 5}, {"a": 0, "b": 0}),
        (2, {"a": 2 / 3, "b": 2 / 3, "c": 2 / 3}, dict.fromkeys("abc", 1), {"a": 0.67, "b": 0.67, "c": 0.66}),
        (30, {"a": 10, "b": 10}, {"a": 10, "b": 10}, {"a": 10, "b": 10}),  # a bonus has no place
    ],
)  # fmt: skip
def test_points_of_questions_add_up_to_the_whole(points, given_, maxima, expected):
    assert shares(points, given_, maxima) == pytest.approx(expected)


@given(
    st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 2000)), min_size=1, max_size=8),
    st.integers(0, 20_000),
)
def test_no_share_is_more_than_its_maximum(pairs, cents):
    maxima = {str(n): most / 100 for n, (_, most) in enumerate(pairs)}
    own = {str(n): min(points, most) / 100 for n, (points, most) in enumerate(pairs)}
    whole = min(cents / 100, sum(maxima.values()))
    found = shares(whole, own, maxima)
    assert sum(found.values()) == pytest.approx(whole, abs=1e-6)
    assert all(-1e-9 <= found[id_] <= most + 1e-9 for id_, most in maxima.items())


# -- words


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("One. Two. Three.", 99, "One. Two. Three."),
        ("One. Two. Three.", 13, "One. Two. …"),
        ("One\ntwo three", 9, "One …"),
        ("一つ。二つ。三つ。", 8, "一つ。二つ。 …"),
        ("「はい。」「いいえ。」", 10, "「はい。」 …"),
        ("abcdefghij", 6, "abcd …"),
        ("3.5 points of 10", 12, "3.5 points …"),
    ],
)
def test_text_is_cut_after_a_sentence(text, longest, expected):
    assert cut(text, longest) == expected
    assert len(cut(text, longest)) <= longest


def test_html_shows_text_and_does_nothing():
    text = "<script>x</script> & \u202e\nGood. <b>"
    assert as_html(text, None, 999) == (
        "<p>&lt;script&gt;x&lt;/script&gt; &amp; \ufffd<br>Good. &lt;b&gt;</p>"
    )
    link = as_html("Good.", 'https://x.example/"><script>', 999)
    assert link == (
        '<p>Good.</p><p><a href="https://x.example/&quot;&gt;&lt;script&gt;">'
        "https://x.example/&quot;&gt;&lt;script&gt;</a></p>"
    )


@given(st.text(), st.integers(60, 200))
def test_neither_is_longer_than_it_may_be(text, longest):
    marked = as_html(text, "https://x.example/a", longest + 60)
    assert len(marked) <= longest + 60
    assert not re.search(r"<(?!/?p>|br>|a href=|/a>)", marked)
    assert len(as_plain(text, "https://x.example/a", longest)) <= longest


@given(st.text())
def test_what_is_visible_is_the_same_in_both(text):
    assert visible(as_html(text, None, 10_000)) == visible(
        html.escape(as_plain(text, None, 10_000))
    )
