"""What is said as text, for tests that compare it word for word."""

from __future__ import annotations

from autograder.feedback.show.sentences import in_language
from autograder.records import Language, Problem, Status
from autograder.records.messages import Message
from autograder.records.sentences import Said


def both(said: Said | None) -> tuple[str, str] | None:
    """Return a sentence in English and in Japanese."""
    return said and (in_language(said, "en"), in_language(said, "ja"))


def sentences(message: Message, language: Language) -> tuple[str, ...]:
    """Return the sentences of a message in a language."""
    return tuple(in_language(said, language) for said in message.sentences)


def told(problem: Problem | None) -> tuple[Status, tuple[str, str] | None] | None:
    """Return what is wrong with a submission, its reason in English and in Japanese."""
    return problem and (problem.status, both(problem.reason))
