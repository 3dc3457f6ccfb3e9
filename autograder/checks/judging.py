"""The opinion on every check of an assignment, from what was observed."""

from __future__ import annotations

from dataclasses import replace

from autograder.checks.call import judge_call
from autograder.checks.figure import judge_figure
from autograder.checks.form import judge_form
from autograder.checks.judged import judge_judged
from autograder.checks.mistakes import matching_mistake
from autograder.checks.model import judge_model
from autograder.checks.printed import judge_printed
from autograder.checks.properties import judge_property
from autograder.checks.source import judge_source
from autograder.checks.value import judge_value
from autograder.errors import own_fault
from autograder.records import (
    Assignment,
    CallCheck,
    Check,
    CheckResult,
    Fault,
    FigureCheck,
    Finding,
    FormCheck,
    JudgedCheck,
    Mistake,
    ModelCheck,
    Observation,
    Outcome,
    PrintedCheck,
    PropertyCheck,
    Question,
    SourceCheck,
    ValueCheck,
)


def check_submission(assignment: Assignment, observation: Observation) -> tuple[CheckResult, ...]:
    """Return the result of every check, in the assignment's order."""
    return tuple(
        result
        for question in assignment.questions
        for result in check_question(question, observation)
    )


def check_question(question: Question, observation: Observation) -> tuple[CheckResult, ...]:
    """Return the results of a question's checks; those that failed name the known mistake."""
    results = [judge(check, observation) for check in question.checks]
    if all(result.outcome in (Outcome.PASSED, Outcome.NOT_GRADED) for result in results):
        return tuple(results)
    mistake = _mistake(question, observation)
    return tuple(
        result if result.outcome is Outcome.PASSED else replace(result, mistake=mistake)
        for result in results
    )


def _mistake(question: Question, observation: Observation) -> Mistake | None:
    try:
        return matching_mistake(question, observation)
    except Exception:  # for want of an explanation nobody loses anything
        return None


def judge(check: Check, observation: Observation) -> CheckResult:
    """Return the result of one check; what was never asked, or we fail at, is NOT_GRADED."""
    try:
        return _judged(check, observation)
    except Exception as error:  # ours, whatever it is: no zero, and no end of a class
        return CheckResult(check, Outcome.NOT_GRADED, Finding(fault=Fault(own_fault(error))))


def _judged(check: Check, observation: Observation) -> CheckResult:
    answers, record = observation.answers(check.id), observation.record(check.id)
    if answers is None or record is None:
        fault = observation.fault or Fault("the check was not asked")
        return CheckResult(check, Outcome.NOT_GRADED, Finding(fault=fault))
    match check:
        case CallCheck():
            return judge_call(check, answers)
        case ValueCheck():
            return judge_value(check, answers[0])
        case FormCheck():
            return judge_form(check, answers[0])
        case SourceCheck():
            return judge_source(check, answers[0])
        case PropertyCheck():
            return judge_property(check, record)
        case ModelCheck():
            return judge_model(check, answers[0])
        case JudgedCheck():
            return judge_judged(check, answers)
        case FigureCheck():
            return judge_figure(check, answers[0])
        case PrintedCheck():
            return judge_printed(check, observation.runs)
    raise TypeError(f"no such kind of check: {type(check).__name__}")
