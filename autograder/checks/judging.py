"""The opinion on every check of an assignment, from what was observed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from autograder.checks.answers import not_graded
from autograder.checks.mistakes import matching_mistake
from autograder.errors import AutograderError, own_fault
from autograder.records import (
    Assignment,
    Check,
    CheckResult,
    Exchange,
    Fault,
    Observation,
    Outcome,
    Question,
)
from autograder.records.shared_answers import SharedExchanges

T = TypeVar("T")


def check_submission(assignment: Assignment, observation: Observation) -> tuple[CheckResult, ...]:
    """Return the result of every check, in the assignment's order."""
    return tuple(
        result
        for question in assignment.questions
        for result in check_question(question, observation)
    )


def check_question(question: Question, observation: Observation) -> tuple[CheckResult, ...]:
    """Return the results of a question's checks; those that failed name the known mistake.

    Equal answers are judged once a class.
    """
    records = [observation.record(check.id) for check in question.checks]
    if any(m.recognise for m in question.mistakes) or any(
        check.looks_at_cells or not isinstance(record, SharedExchanges)
        for check, record in zip(question.checks, records, strict=True)
    ):
        return _check_question(question, observation).results
    first = next((r for r in records if isinstance(r, SharedExchanges)), SharedExchanges())
    judged = first.once(
        (question, *records), lambda: _check_question(question, observation), lambda j: j.lasts
    )
    return judged.results


class _QuestionResults(NamedTuple):
    """The results of a question's checks."""

    results: tuple[CheckResult, ...]
    lasts: bool  #: others who answered alike have them too: nothing of ours has failed


def _check_question(question: Question, observation: Observation) -> _QuestionResults:
    results = [judge(check, observation) for check in question.checks]
    if all(result.outcome in (Outcome.PASSED, Outcome.NOT_GRADED) for result in results):
        return _QuestionResults(tuple(results), all(map(_lasts, results)))
    found = or_fault(lambda: matching_mistake(question, observation, results))
    mistake = None if isinstance(found, Fault) else found  # a name for it is not worth a grade
    named = (
        result if result.outcome is Outcome.PASSED else replace(result, mistake=mistake)
        for result in results
    )
    return _QuestionResults(
        tuple(named), not isinstance(found, Fault) and all(map(_lasts, results))
    )


def judge(check: Check, observation: Observation) -> CheckResult:
    """Return the result of one check; what was never asked, or we fail at, is NOT_GRADED."""
    record = observation.record(check.id)
    if record is None:
        return not_graded(check, observation.fault or Fault(message="the check was not asked"))
    if check.fault:
        return not_graded(check, check.fault)
    if isinstance(record, SharedExchanges) and not check.looks_at_cells:
        return record.once((check,), lambda: _judged(check, record, observation), _lasts)
    return _judged(check, record, observation)


def _judged(check: Check, record: Sequence[Exchange], observation: Observation) -> CheckResult:
    result = or_fault(lambda: check.judge(record, observation.runs))
    return not_graded(check, result) if isinstance(result, Fault) else result


def _lasts(result: CheckResult) -> bool:
    """Whether others who answered alike have it too: what failed us once may go well with them."""
    return result.outcome is not Outcome.NOT_GRADED


def or_fault(work: Callable[[], T]) -> T | Fault:
    """Return what comes of work on one submission, or how we failed at it.

    The only place that catches faults of ours, whatever they are: one ends no batch, costs nobody
    a point, and one of a single check leaves the other checks their results. What we raise on
    purpose passes.
    """
    try:
        return work()
    except AutograderError:
        raise
    except Exception as error:
        return Fault(message=own_fault(error))
