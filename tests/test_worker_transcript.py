"""What a cell shows: cleaned, bounded, in order."""

from __future__ import annotations

import pytest

from autograder.records import Output
from autograder.worker.transcript import (
    MAX_IMAGE,
    MAX_IMAGES,
    MAX_TEXT,
    Transcript,
    shortened,
    without_escapes,
)


def text_of(transcript: Transcript) -> str:
    return "".join(dict(output.content).get("text", "") for output in transcript.outputs())


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("plain\ttext\n", "plain\ttext\n"),
        ("日本語", "日本語"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("10%\r50%\r100%\ndone", "100%\ndone"),
        ("50%\r", "50%"),
        ("windows\r\nlines\r\n", "windows\nlines\n"),
        ("bell\x07, nothing\x00, \x9b31m", "bell, nothing, 31m"),
        ("half \ud800 a pair", "half  a pair"),
    ],
)
def test_plain_text_has_no_controls(raw: str, expected: str) -> None:
    assert without_escapes(raw) == expected


def test_outputs_keep_their_order_and_prints_are_joined() -> None:
    transcript = Transcript()
    transcript.write("stdout", "a")
    transcript.write("stdout", "b\n")
    transcript.write("stderr", "c")
    transcript.show("display_data", {"text/plain": "d"})
    transcript.write("stdout", "e")
    assert transcript.outputs() == (
        Output(kind="stream", content=(("name", "stdout"), ("text", "ab\n"))),
        Output(kind="stream", content=(("name", "stderr"), ("text", "c"))),
        Output(kind="display_data", content=(("text/plain", "d"),)),
        Output(kind="stream", content=(("name", "stdout"), ("text", "e"))),
    )


def test_a_flood_keeps_its_beginning_and_its_end() -> None:
    transcript = Transcript()
    for number in range(500_000):
        transcript.write("stdout", f"{number}\n")
    text = text_of(transcript)
    assert text.startswith("0\n1\n2\n")
    assert text.endswith("499998\n499999\n")
    assert "characters left out)" in text
    assert MAX_TEXT * 0.9 < len(text) < MAX_TEXT * 1.01


def test_what_was_left_out_is_counted() -> None:
    transcript = Transcript()
    transcript.write("stdout", "x" * (3 * MAX_TEXT))
    before, _, rest = text_of(transcript).partition("\n(")
    missing, _, after = rest.partition(" characters left out)\n")
    assert len(before) + int(missing) + len(after) == 3 * MAX_TEXT


def test_one_stream_in_turn_with_another_is_bounded_too() -> None:
    transcript = Transcript()
    for _ in range(100_000):
        transcript.write("stdout", "x")
        transcript.write("stderr", "y")
    assert len(transcript.outputs()) < MAX_TEXT // 512 + 2


def test_a_long_displayed_text_loses_its_middle() -> None:
    assert shortened("a" * 10 + "b" * 10, 10) == "aaaaa\n(10 characters left out)\nbbbbb"
    assert shortened("short") == "short"


def test_an_image_is_kept_or_leaves_a_sentence() -> None:
    transcript = Transcript()
    transcript.show("display_data", {"text/plain": "fine", "image/png": "A" * MAX_IMAGE})
    transcript.show("display_data", {"text/plain": "big", "image/png": "A" * (MAX_IMAGE + 4)})
    small, large = (dict(output.content) for output in transcript.outputs())
    assert len(small["image/png"]) == MAX_IMAGE
    assert large == {"text/plain": "big\n(an image was left out: it is too large)"}


def test_images_of_a_cell_are_bounded_together() -> None:
    transcript = Transcript()
    for _ in range(10):
        transcript.show("display_data", {"image/png": "A" * MAX_IMAGE})
    images = [dict(output.content).get("image/png", "") for output in transcript.outputs()]
    assert sum(map(len, images)) == MAX_IMAGES


def test_clearing_forgets_now_or_with_the_next_output() -> None:
    transcript = Transcript()
    transcript.write("stdout", "old")
    transcript.clear_with_next()
    assert text_of(transcript) == "old"
    transcript.write("stdout", "new")
    assert text_of(transcript) == "new"
    transcript.clear()
    assert transcript.outputs() == ()


def test_an_empty_message_stays_part_of_an_error() -> None:
    transcript = Transcript()
    transcript.show("error", {"ename": "ValueError", "evalue": "", "traceback": "ValueError"})
    assert set(dict(transcript.outputs()[0].content)) == {"ename", "evalue", "traceback"}


def test_no_character_is_cut_in_the_middle() -> None:
    ga = "か\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}"
    transcript = Transcript()
    transcript.write("stdout", "-" + ga * MAX_TEXT)
    head, _, tail = text_of(transcript).partition("\n(")
    assert head == "-" + ga * (len(head) // 2)
    assert tail.partition(")\n")[2] == ga * (len(tail.partition(")\n")[2]) // 2)
    assert shortened(ga * 100, 51).split("\n(")[0] == ga * 12
