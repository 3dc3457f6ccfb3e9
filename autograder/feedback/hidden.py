"""Hidden checks: the outcome only, in words that are true of the kind."""

from __future__ import annotations

from autograder.records import CheckResult, Outcome
from autograder.records.sentences import Sentence, _


def hidden_sentence(result: CheckResult, *, has_example: bool = True) -> Sentence:
    """Return the sentence about a hidden check that did not pass; it tells no input, no answer.

    `has_example`: a visible check of the question has shown one.
    """
    if result.outcome is Outcome.SKIPPED:
        return _("Not run, because the program was stopped earlier in this question.")
    if result.outcome is Outcome.FAILED:
        said = result.check.hidden_sentence
        return said if has_example else _WITHOUT_EXAMPLE.get(said.template, said)
    asked = result.check.has_inputs and has_example
    return (_WITH_INPUTS if asked else _LOOKED_AT)[result.outcome]


_WITHOUT_EXAMPLE = {
    "With inputs other than the example, some answers are wrong.": _("Some answers are wrong."),
    "With inputs other than the example, the function does not do everything it should.": _(
        "The function does not do everything it should."
    ),
    "On inputs other than the example, too few of the labels are right for full points.": _(
        "Too few of the labels are right for full points."
    ),
}


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
