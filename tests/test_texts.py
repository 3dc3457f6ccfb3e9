"""Text is cut between what readers call characters.

Tests of `cutting.py`, `texts.py`.
"""

from __future__ import annotations

import pytest

from autograder.cutting import beginning, ending
from autograder.texts import and_more, counted, sanitize, size, some_of

GA = "か\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}"
FAMILY = "👨\u200d👩\u200d👧"
FLAG = "🇯🇵"
VARIANT = "葛\U000e0100"


@pytest.mark.parametrize("character", [GA, FAMILY, FLAG, VARIANT, "が", "x"])
def test_a_character_is_shown_as_a_whole_or_not_at_all(character: str) -> None:
    text = "日本" + character + "語"
    for longest in range(len(text) + 1):
        head, tail = beginning(text, longest), ending(text, longest)
        assert len(head) <= longest
        assert len(tail) <= longest
        assert head in ("", "日", "日本", "日本" + character, text)
        assert tail in ("", "語", character + "語", "本" + character + "語", text)


def test_as_much_as_fits_is_kept() -> None:
    assert beginning("日本語", 2) == "日本"
    assert ending("日本語", 2) == "本語"
    assert beginning("日本語", 3) == ending("日本語", 3) == "日本語"


def test_what_never_ends_is_cut_all_the_same() -> None:
    endless = "a" + "\N{COMBINING ACUTE ACCENT}" * 1000
    assert len(beginning(endless, 500)) == 500
    assert len(ending(endless, 500)) == 500


@pytest.mark.parametrize(
    "name", ["61C", "200B", "200C", "200D", "2060", "2063", "FEFF", "AD", "180E"]
)
def test_what_nobody_can_see_is_shown(name: str) -> None:
    assert sanitize(f"pas{chr(int(name, 16))}sed") == "pas\ufffdsed"


@pytest.mark.parametrize("name", ["200E", "200F", "202E", "2066", "E0041", "1B", "9B", "D800"])
def test_what_controls_or_turns_text_is_shown(name: str) -> None:
    assert sanitize(f"x{chr(int(name, 16))}y") == "x\ufffdy"


@pytest.mark.parametrize(
    "text", [GA, FAMILY, FLAG, VARIANT, "❤️\u200d🔥", "می\u200cخواهم", "क्\u200dष"]
)
def test_characters_of_several_parts_stay_whole(text: str) -> None:
    assert sanitize(text) == text


def test_one_of_many_is_singular() -> None:
    assert [counted(n, "line") for n in (0, 1, 2)] == ["0 lines", "1 line", "2 lines"]


@pytest.mark.parametrize(
    ("count", "text"), [(1 << 30, "1 GiB"), (3 << 29, "1.5 GiB"), (256 << 20, "256 MiB")]
)
def test_sizes_as_people_write_them(count: int, text: str) -> None:
    assert size(count) == text


def test_some_of_many_and_how_many_more() -> None:
    assert [and_more(n, 3) for n in (0, 3, 4, 10)] == ["", "", "and 1 more", "and 7 more"]
    assert some_of(["a", "b"], 2) == "a, b"
    assert some_of(["a", "b", "c", "d"], 2) == "a, b and 2 more"
    assert some_of([], 2) == ""
