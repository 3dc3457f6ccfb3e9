"""The way of the data, from what was handed in to what is told: run, check, score, report.

The only module that knows the order of the stages. Where submissions run is handed in, and so is
where their observations are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

from autograder.checks.judging import check_submission, or_fault
from autograder.checks.replay import answers_that_hold
from autograder.execution.observe import Alone, observe
from autograder.execution.places import Place, Turn
from autograder.execution.worker import WorkerPool
from autograder.feedback.readers import HERE, CodeReader
from autograder.records import (
    Assignment,
    CheckResult,
    Fault,
    Language,
    Observation,
    Submission,
    SubmissionResult,
)
from autograder.records.stored_results import IN_MEMORY, Provenance
from autograder.reports.files import files_about
from autograder.scoring import score_fault, score_problem, score_submission
from autograder.store.output import NO_RECORD, Files, Record


def grade_all(
    assignment: Assignment, submissions: Iterable[Submission], place: Place
) -> Iterator[SubmissionResult]:
    """Yield the result of each submission, in the order in which they come; write nothing."""

    def graded(submission: Submission, workers: WorkerPool, turn: Turn) -> SubmissionResult:
        with turn.running():
            return grade_one(assignment, submission, workers, turn.alone)

    yield from place.map(graded, submissions)


def grade_one(
    assignment: Assignment,
    submission: Submission,
    workers: WorkerPool,
    alone: Alone = nullcontext,
    record: Record = NO_RECORD,
) -> SubmissionResult:
    """Return the result of one submission; raises OutputError where `record` does."""
    if submission.problem:
        return score_problem(assignment, submission)

    def graded() -> SubmissionResult:
        observation, checked = run_and_check(assignment, submission, workers, alone, record)
        return score_submission(assignment, submission, checked, observation)

    result = or_fault(graded)
    return score_fault(assignment, submission, result) if isinstance(result, Fault) else result


def run_and_check(
    assignment: Assignment,
    submission: Submission,
    workers: WorkerPool,
    alone: Alone | None = None,
    record: Record = NO_RECORD,
) -> tuple[Observation, tuple[CheckResult, ...]]:
    """Return what happened, and the opinion on every check; what is on record is not run again."""
    recorded = record.read(partial(answers_that_hold, assignment))
    observation = observe(
        assignment,
        submission,
        workers,
        alone=alone,
        seal=record.write,
        recorded=recorded,
        meter=record.charge,
    )
    if observation is not recorded:
        observation = record.write(observation)
    return observation, check_submission(assignment, observation)


def report(
    assignment: Assignment,
    result: SubmissionResult,
    language: Language,
    made_of: Provenance = IN_MEMORY,
    reader: CodeReader = HERE,
) -> tuple[SubmissionResult, Files]:
    """Return the files about one submission; what we fail to find words for is not graded."""
    files = or_fault(lambda: files_about(assignment, result, language, made_of, reader))
    if not isinstance(files, Fault):
        return result, files
    result = score_fault(assignment, result.submission, files)
    made_of = replace(made_of, observation=None)
    return result, files_about(assignment, result, language, made_of, reader)
