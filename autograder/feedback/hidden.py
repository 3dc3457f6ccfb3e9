"""Hidden checks: the outcome only, in words that are true of the kind."""

from __future__ import annotations

from autograder.records import CheckResult, Outcome
from autograder.records.sentences import Sentence, _


def hidden_sentence(result: CheckResult) -> Sentence:
    """Return the sentence about a hidden check that did not pass; it tells no input, no answer."""
    if result.outcome is Outcome.SKIPPED:
        return _("Not run, because the program was stopped earlier in this question.")
    if result.outcome is Outcome.FAILED:
        return result.check.hidden_sentence
    return (_WITH_INPUTS if result.check.has_inputs else _LOOKED_AT)[result.outcome]


_WITH_INPUTS = {
    Outcome.RAISED: _("With inputs other than the example, the code stops with an error."),
    Outcome.TIMED_OUT: _("With inputs other than the example, the code does not finish in time."),
    Outcome.KILLED: _("With inputs other than the example, the program had to be stopped."),
}
_LOOKED_AT = {
    Outcome.RAISED: _("While it was being checked, the code stopped with an error."),
    Outcome.TIMED_OUT: _("While it was being checked, the code did not finish in time."),
    Outcome.KILLED: _("While it was being checked, the program had to be stopped."),
}
