"""Messages as Markdown (CommonMark), for files and for notebooks."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.feedback.show import code_block
from autograder.feedback.show.text import facts_text
from autograder.records.messages import Message


def as_markdown(message: Message) -> Iterator[str]:
    """Yield paragraphs: what to look at as a block of code, then the sentences."""
    if message.facts:
        yield code_block(facts_text(message.facts))
    yield from message.sentences
