"""Text is cut between what readers call characters."""

from __future__ import annotations

import pytest

from autograder.texts import beginning, ending

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
