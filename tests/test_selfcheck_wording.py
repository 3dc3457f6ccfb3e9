"""Every sentence of the self-check is there in both languages, with the same places to fill."""

from __future__ import annotations

from string import Formatter

import pytest

from autograder.records import Text
from autograder.selfcheck import wording

TEXTS = {name: text for name, text in vars(wording).items() if isinstance(text, Text)}


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_both_languages_tell_the_same_facts(text):
    assert _places(text.en) == _places(text.ja)
    assert text.ja != text.en


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
