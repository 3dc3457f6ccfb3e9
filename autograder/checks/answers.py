"""From the answer that a check got to how it went."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from dataclasses import replace

import numpy as np

from autograder.checks.handles import Came
from autograder.models import Model
from autograder.protocol.values import Foreign, Opaque
from autograder.records import (
    Answer,
    Check,
    CheckResult,
    Difference,
    Exchange,
    Fault,
    Finding,
    NotAsked,
    Outcome,
    Played,
    Raised,
    Ran,
    Stopped,
    Undefined,
    Unsendable,
    Value,
    Violation,
)
from autograder.records.sentences import Sentence, _


def outcome_of(answer: Answer | None) -> Outcome:
    """Map an answer that is not the expected one to an outcome."""
    match answer:
        case Raised():
            return Outcome.RAISED
        case Stopped(reason="cpu" | "wall" | "total" | "again"):
            return Outcome.TIMED_OUT
        case Stopped():
            return Outcome.KILLED
        case NotAsked():
            return Outcome.SKIPPED
        case Value() | Undefined() | Played() | Ran() | Unsendable() | None:
            return Outcome.FAILED


def passed(check: Check, worth_telling: Finding | None = None) -> CheckResult:
    """Return that nothing is wrong; `worth_telling` is what the student had better know."""
    return CheckResult(check=check, outcome=Outcome.PASSED, finding=worth_telling)


def failed(check: Check, finding: Finding, wrong: Difference | Sentence | Violation) -> CheckResult:
    """Return what is wrong: how a value differs, or a sentence of ours or of the course's."""
    match wrong:
        case Difference():
            return CheckResult(
                check=check, outcome=Outcome.FAILED, finding=replace(finding, difference=wrong)
            )
        case Sentence():
            return CheckResult(
                check=check, outcome=Outcome.FAILED, finding=replace(finding, sentence=wrong)
            )
        case Violation(fraction=fraction):
            found = replace(finding, violation=wrong)
            return CheckResult(
                check=check, outcome=Outcome.FAILED, finding=found, fraction=fraction
            )


def judged(
    check: Check, finding: Finding, wrong: Difference | Sentence | Violation | None
) -> CheckResult:
    """Return how a check went, from what is wrong with a value, if anything."""
    return passed(check) if wrong is None else failed(check, finding, wrong)


def unanswered(check: Check, finding: Finding) -> CheckResult:
    """Return how a check went that got no value to look at."""
    return CheckResult(check=check, outcome=outcome_of(finding.answer), finding=finding)


def not_graded(check: Check, fault: Fault) -> CheckResult:
    """Return that a check could not be judged, through no fault of the submission."""
    return CheckResult(check=check, outcome=Outcome.NOT_GRADED, finding=Finding(fault=fault))


def finding(exchange: Exchange, expected: object = None) -> Finding:
    """Return the facts about one request, before it is said what is wrong."""
    return Finding(request=exchange.request, answer=exchange.answer, expected=expected)


def judged_by_author(check: Check, found: Finding, said: object, name: str) -> CheckResult:
    """Return how a check went, from what the course's own function, of that name, returned."""
    if said is None:
        return passed(check)
    kind = type(said).__name__
    if isinstance(said, Violation):
        kind = "Violation that says nothing"
        if said.text.by_language:
            kind = "Violation whose fraction is no number"
            with suppress(TypeError, ValueError):
                return failed(check, found, _plain(said))
    message = f"{name} returned a {kind}; return None or Violation(en=…, ja=…)"
    return not_graded(check, Fault(message=message))


def _plain(said: Violation) -> Violation:
    """Return it with Python's own numbers and texts; TypeError or ValueError if it has others."""
    en, ja = (None if text is None else str(text) for text in (said.en, said.ja))
    texts = {language: str(text) for language, text in said.texts.items()}
    return Violation(en=en, ja=ja, texts=texts, fraction=float(said.fraction))


def is_of_wrong_form(error: BaseException) -> bool:
    """Tell whether the course's own function may have raised for an answer of unforeseen form.

    A name that no answer of any form has is its author's slip, and so is a call of a function with
    other arguments than it takes, and a `with` that forgets to call.
    """
    match error:
        case AttributeError():
            kinds = (*_ANSWERS, *_tables())
            return isinstance(error.obj, (*kinds, Opaque, Foreign)) and any(
                hasattr(kind, error.name or "") for kind in kinds
            )
        case TypeError() if _WRONGLY_WRITTEN.search(str(error)):
            return False
    return isinstance(error, _WRONG_FORM) or type(error).__module__.startswith("pandas.")


def _tables() -> tuple[type, ...]:
    """Return what pandas has of answers, if the course uses it."""
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return ()
    return (pandas.DataFrame, pandas.Series, pandas.Index, pandas.Timestamp, pandas.Timedelta)


#: whose attributes an author may expect of an answer, and what may have come instead
_ANSWERS = (
    np.ndarray,
    list,
    tuple,
    dict,
    set,
    str,
    bytes,
    complex,
    float,
    int,
    type(None),
    Model,
    Came,
)
_WRONGLY_WRITTEN = re.compile(
    r"^[\w.<>]+\(\) (missing|takes|got (an unexpected|some|multiple)) "
    r"|object does not support the context manager protocol$"
)
_WRONG_FORM = (
    TypeError,
    ValueError,
    IndexError,
    KeyError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    AssertionError,
)

WRONG_FORM = _("The answer does not have the expected form; read the question again.")
