"""Messages as plain text, for terminals and records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby, zip_longest

from wcwidth import wcswidth

from autograder.feedback.show.sentences import in_language
from autograder.records import Language
from autograder.records.messages import Fact, Message

WIDTH = 88  #: columns of a terminal in which texts may stand beside each other
_GAP = "   "


def as_text(message: Message, language: Language) -> str:
    """Return what to look at, then the sentences, each on a line of its own."""
    sentences = (in_language(sentence, language) for sentence in message.sentences)
    return "\n".join(filter(None, [facts_text(message.facts, language), *sentences]))


def facts_text(facts: Sequence[Fact], language: Language) -> str:
    """Return the facts, those that are compared beside each other, carets under what is marked."""
    groups = groupby(facts, key=lambda fact: fact.compared)
    lines = (_lines(compared, list(group), language) for compared, group in groups)
    return "\n".join(chain.from_iterable(lines))


def _lines(compared: bool, facts: Sequence[Fact], language: Language) -> Iterator[str]:
    labels = [in_language(fact.label, language) for fact in facts]
    if any("\n" in fact.text for fact in facts):
        blocks = [list(_block(*each)) for each in zip(labels, facts, strict=True)]
        beside = compared and sum(map(_width, blocks)) + len(_GAP) * len(blocks) <= WIDTH
        yield from _beside(blocks) if beside else (line for block in blocks for line in block)
        return
    longest = max(map(columns, labels))
    for label, fact in zip(labels, facts, strict=True):
        start = f"{label}: " + " " * (longest - columns(label))
        shown = fact if fact is facts[-1] else replace(fact, marks=())  # one caret for the column
        yield from _marked(shown, start, " " * columns(start))


def _block(label: str, fact: Fact) -> Iterator[str]:
    yield f"{label}:"
    yield from _marked(fact, "  ", "  ")


def _marked(fact: Fact, start: str, indent: str) -> Iterator[str]:
    """Yield the fact's lines; below a line, carets under what is marked in it."""
    place = 0
    for number, line in enumerate(fact.text.split("\n")):
        yield (indent if number else start) + line
        marks = [(a - place, b - place) for a, b in fact.marks if place <= a < place + len(line)]
        if marks:
            yield indent + _carets(line, marks)
        place += len(line) + 1


def _carets(line: str, marks: Sequence[tuple[int, int]]) -> str:
    under = [
        ("^" if any(a <= at < b for a, b in marks) else " ") * columns(character)
        for at, character in enumerate(line)
    ]
    return "".join(under).rstrip()


def _beside(blocks: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [_width(block) for block in blocks]
    for row in zip_longest(*blocks, fillvalue=""):
        padded = (
            text + " " * (width - columns(text)) for text, width in zip(row, widths, strict=True)
        )
        yield _GAP.join(padded).rstrip()


def _width(block: Sequence[str]) -> int:
    return max(map(columns, block))


def columns(text: str) -> int:
    """Return how many columns the text takes on a terminal; Japanese characters take two."""
    return max(wcswidth(text), 0)
