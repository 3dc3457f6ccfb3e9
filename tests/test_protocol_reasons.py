"""Reasons why an answer cannot be sent."""

from __future__ import annotations

import pytest

from autograder.protocol.reasons import Reason, own_words


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Reason.VALUES.error(200_000), "more than 200000 values"),
        (Reason.DEPTH.error(40), "nested more than 40 deep"),
        (Reason.SIZE.error(8), "more than 8 MiB"),
        (Reason.BITS.error(100_001), "an integer of 100001 bits"),
        (Reason.SHAPE.error((33554432,)), "an array of shape (33554432,)"),
        (Reason.SHAPE.error((1,) * 9), "an array of shape (1, 1, 1, 1, 1, 1, 1, 1, 1)"),
        (Reason.KEY.error(), "a key that is not plain data"),
        (Reason.MESSAGE.error(1 << 24), "a message of 16777216 bytes"),
        (Reason.BRACKETS.error(), "a message of too many values"),
        (Reason.OTHER.error(), "something that cannot be sent"),
    ],
)
def test_our_own_words_pass(error: Exception, sentence: str) -> None:
    assert str(error) == sentence
    assert own_words(sentence) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The answer to question 3 is 0.25",
        "more than 200000 values <script>",
        "more than {} values",
        "more than 12345678901234567890 1 values",
        "more than 123456789012345678901 values",
        "more than ２ values",
        "more than 2 values\n",
        "an array of shape (1, 'secret')",
        "an array of shape ()",
        "an array of shape (" + ", ".join(["1"] * 65) + ")",
        "a key of type Secret",
    ],
)
def test_anybody_elses_do_not(text: str) -> None:
    assert own_words(text) == "something that cannot be sent"
