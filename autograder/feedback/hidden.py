"""Hidden checks: the outcome only, in words that are true of the kind."""

from __future__ import annotations

from autograder import wording
from autograder.records import (
    CallCheck,
    Check,
    CheckResult,
    FigureCheck,
    FormCheck,
    JudgedCheck,
    ModelCheck,
    Outcome,
    PrintedCheck,
    PropertyCheck,
    SourceCheck,
    Text,
)
from autograder.records.sentences import Said


def hidden_sentence(result: CheckResult) -> Said:
    """Return the sentence about a hidden check that did not pass; it tells no input, no answer."""
    names = ", ".join(result.check.names)
    if isinstance(result.check, JudgedCheck):
        names = ", ".join(f"`{name}`" for name in result.check.names)
    text = _text(result.check, result.outcome)
    return Text(text.en.format(names=names), text.ja.format(names=names))


def _text(check: Check, outcome: Outcome) -> Text:
    if outcome is Outcome.SKIPPED:
        return wording.NOT_ASKED
    if outcome is Outcome.FAILED:
        return _failed(check)
    return (wording.HIDDEN_CALLS if _has_inputs(check) else wording.HIDDEN_LOOKS)[outcome]


def _has_inputs(check: Check) -> bool:
    """Tell whether there are other inputs than the example: not for a function without any."""
    if isinstance(check, CallCheck):
        return any(case.arguments for case in check.cases)
    return isinstance(check, PropertyCheck)


def _failed(check: Check) -> Text:
    match check:
        case CallCheck(accuracy=None):
            calls = wording.HIDDEN_CALLS[Outcome.FAILED]
            return calls if _has_inputs(check) else wording.HIDDEN_ANSWER
        case ModelCheck(layers=None):
            return wording.HIDDEN_COMPILED
        case ModelCheck(compiled=None):
            return wording.HIDDEN_LAYERS
    return _OF_KIND.get(type(check), wording.HIDDEN_VALUE)


_OF_KIND: dict[type[Check], Text] = {
    CallCheck: wording.HIDDEN_ACCURACY,
    FigureCheck: wording.HIDDEN_FIGURE,
    FormCheck: wording.HIDDEN_FORM,
    JudgedCheck: wording.HIDDEN_JUDGE,
    ModelCheck: wording.HIDDEN_MODEL,
    PrintedCheck: wording.HIDDEN_PRINTED,
    PropertyCheck: wording.HIDDEN_PROPERTY,
    SourceCheck: wording.HIDDEN_SOURCE,
}
