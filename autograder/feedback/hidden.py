"""What we say of a hidden check: the outcome, in words that are true of its kind."""

from __future__ import annotations

from autograder import wording
from autograder.records import CheckResult, Language, Outcome, Text


def hidden_sentence(result: CheckResult, language: Language) -> str:
    """Return the sentence about a hidden check that did not pass; it tells no input, no answer."""
    return _text(result).said_in(language)


def _text(result: CheckResult) -> Text:
    check, outcome = result.check, result.outcome
    if outcome is Outcome.SKIPPED:
        return wording.NOT_ASKED
    if outcome is Outcome.FAILED:
        return check.hidden_sentence
    return (wording.HIDDEN_CALLS if check.has_inputs else wording.HIDDEN_LOOKS)[outcome]
