"""The end of what a process printed."""

from __future__ import annotations

from hypothesis import given, strategies as st

from autograder.sandbox.printed import Printed


def test_a_little_is_kept_whole() -> None:
    printed = Printed().and_then(b"ab", 10).and_then(b"cd", 10)
    assert printed.head + printed.tail == b"abcd"
    assert printed.dropped == 0


def test_the_middle_is_dropped() -> None:
    assert Printed().and_then(b"0123456789", 4) == Printed(b"01", b"89", 6)


@given(st.lists(st.binary(max_size=20)), st.integers(0, 30))
def test_pieces_make_no_difference(pieces: list[bytes], keep: int) -> None:
    printed = Printed()
    for piece in pieces:
        printed = printed.and_then(piece, keep)
    whole = b"".join(pieces)
    assert printed.total == len(whole)
    assert len(printed.head) + len(printed.tail) == min(len(whole), keep)
    assert whole.startswith(printed.head)
    assert whole.endswith(printed.tail)


def test_the_end_of_what_was_written() -> None:
    assert Printed().end == b""
    assert Printed().and_then(b"short", 100).end == b"short"
    assert Printed().and_then(b"x" * 50 + b"last", 100).end == b"last"
