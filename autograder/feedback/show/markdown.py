"""Messages as Markdown (CommonMark), for files and for notebooks."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.feedback.show.sentences import sentence_markdown
from autograder.feedback.show.text import facts_text
from autograder.records import Language
from autograder.records.messages import Message
from autograder.texts import code_block


def as_markdown(message: Message, language: Language) -> Iterator[str]:
    """Yield paragraphs: what to look at as a block of code, then the sentences."""
    if message.facts:
        yield code_block(facts_text(message.facts, language))
    for sentence in message.sentences:
        yield sentence_markdown(sentence, language)
