"""Reasons why an answer cannot be sent."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from autograder.feedback.show.sentences import in_language
from autograder.protocol.encoding import encode
from autograder.protocol.errors import UnsendableError
from autograder.protocol.frames import pack, unpack
from autograder.protocol.reasons import reason
from autograder.protocol.records import RECORDS
from autograder.records import Unsendable, UnsendableKind

REASONS = [
    (
        Unsendable(kind="values", number=200_000),
        "more than 200000 values",
        "値が 200000 個を超えています",
    ),
    (
        Unsendable(kind="cells", number=1 << 20, shape=(3000, 400)),
        "a table of (3000, 400) cells; there may be 1048576",
        "大きさが (3000, 400) の表があります (セルは 1048576 個まで)",
    ),
    (
        Unsendable(kind="columns", number=10_000),
        "more than 10000 columns of tables, or single times",
        "表の列と、単独の日時が、合わせて 10000 個を超えています",
    ),
    (
        Unsendable(kind="depth", number=40),
        "nested more than 40 deep",
        "入れ子が 40 段を超えています",
    ),
    (Unsendable(kind="size", number=8 << 20), "more than 8 MiB", "8 MiB を超えています"),
    (
        Unsendable(kind="total", number=32 << 20),
        "more than 32 MiB in all answers together",
        "ほかの答えと合わせて 32 MiB を超えています",
    ),
    (
        Unsendable(kind="integer", number=100_001),
        "an integer of 100001 bits",
        "100001 ビットの整数があります",
    ),
    (
        Unsendable(kind="shape", shape=(33554432,)),
        "an array of shape (33554432,)",
        "形が (33554432,) の配列があります",
    ),
    (
        Unsendable(kind="key"),
        "a key that is not plain data",
        "キーや集合の要素に、数や文字列などでないものがあります",
    ),
    (
        Unsendable(kind="message", number=1 << 24),
        "a message of 16777216 bytes",
        "全体で 16777216 バイトになります",
    ),
    (Unsendable(kind="brackets"), "a message of too many values", "全体で値が多すぎます"),
    (Unsendable(kind="other"), "something that cannot be sent", "送れないものがあります"),
]


@pytest.mark.parametrize(("why", "en", "ja"), REASONS)
def test_each_reason_in_both_languages(why: Unsendable, en: str, ja: str) -> None:
    assert in_language(reason(why), "en") == en
    assert in_language(reason(why), "ja") == ja
    assert str(UnsendableError(why.kind, why.number, shape=why.shape)) == en


def test_no_kind_is_left_out() -> None:
    assert {why.kind for why, _, _ in REASONS} == set(get_args(UnsendableKind))


def test_the_longest_axis_of_an_array_can_be_told() -> None:
    with pytest.raises(UnsendableError) as refused:
        encode(np.empty((2**63 - 1, 0), "u1"))
    sent = unpack(pack(RECORDS.dump(Unsendable, refused.value.why))[4:])
    assert RECORDS.load(Unsendable, sent) == Unsendable(kind="shape", shape=(2**63 - 1, 0))
