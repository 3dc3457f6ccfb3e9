"""A batch: many submissions of one assignment, graded into one folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from statistics import mean

from autograder.execution.places import Place, Turn, Work
from autograder.execution.worker import WorkerPool
from autograder.feedback.readers import READERS_HERE, Readers
from autograder.feedback.readings import Readings
from autograder.frozen import dataclass
from autograder.grading import grade_one, report
from autograder.records import (
    AskedGroup,
    Assignment,
    Language,
    Observation,
    Submission,
    SubmissionResult,
)
from autograder.records.shared_errors import SharedErrors
from autograder.records.stored_results import Provenance
from autograder.reports.scores import scores_csv
from autograder.reports.shared_errors import ErrorsOfBatch
from autograder.store.cache import NO_CACHE, Cache
from autograder.store.fingerprint import (
    asked_groups,
    assignment_digest,
    base_hash,
    setting_hash,
)
from autograder.store.judged_by import judged_by
from autograder.store.output import Asking, ObservationFile, OutputFolder


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The submissions of one assignment that are graded in one run."""

    assignment: Assignment
    submissions: tuple[Submission, ...]
    language: Language  #: of what students read
    sources: tuple[Path, ...] = ()  #: where they were found
    fresh: bool = False  #: run also what was graded before and is unchanged
    #: names of submissions of which the record holds whatever they were run with, if it is whole
    as_recorded: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Graded:
    """A graded batch: its results, faults and counts."""

    results: tuple[SubmissionResult, ...]  #: in the order of the submissions, without answers
    unchanged: int  #: how many were not run, because what they answered is on record
    outdated: int  #: how many were run although an earlier autograder has a record of them
    left_over: tuple[str, ...]  #: file names of results in the folder that are of no submission
    shared: SharedErrors  #: errors that many of them stop with
    kept: Path | None = None  #: where a scores.csv is now that was not as we had left it


def open_output(folder: Path, batch: Batch, cache: Cache = NO_CACHE) -> OutputFolder:
    """Open the folder to grade a batch into; OutputError if it cannot be, or holds another's.

    What was run for another folder before is taken from `cache`.
    """
    names = (submission.name for submission in batch.submissions)
    return OutputFolder(folder, batch.assignment.name, names, cache=cache)


def _nobody(result: SubmissionResult) -> None:
    """Tell nobody how far it is."""


def grade(
    batch: Batch,
    output: OutputFolder,
    place: Place,
    progress: Callable[[SubmissionResult], None] = _nobody,
    readers: Readers = READERS_HERE,
) -> Graded:
    """Grade a batch into a folder; `progress` is called after each submission.

    What an earlier run, perhaps one that was killed, has left there is not run again as long as
    all that its answers depend on is the same. Raises OutputError.
    """
    groups = asked_groups(batch.assignment)
    judged = judged_by(batch.assignment)
    records = _records(batch, output, place, groups)
    results: dict[str, SubmissionResult] = {}
    errors = ErrorsOfBatch()
    with output.held():
        output.begin_judging(judged)
        work = _work(batch, output, records, groups, readers)
        for told, observation in place.map(work, _longest_first(batch, output)):
            output.append(records[told.submission.name].run)
            errors.add(told.submission.name, observation)
            progress(told)
            # The answers of a batch may not fit into memory.
            results[told.submission.name] = told.without_answers()
        ordered = tuple(results[submission.name] for submission in batch.submissions)
        shared = errors.shared(batch.assignment, [each.submission.name for each in ordered])
        output.flush()
        table = scores_csv(batch.assignment, ordered, output.results_from_before)
        output.write_scores(table, batch.language, batch.sources)
        output.write_shared_errors(shared)
        output.end_judging(judged)
    return Graded(
        results=ordered,
        unchanged=sum(record.is_unchanged for record in records.values()),
        outdated=sum(record.was_outdated for record in records.values()),
        left_over=output.left_over,
        kept=output.kept,
        shared=shared,
    )


def _longest_first(batch: Batch, output: OutputFolder) -> list[Submission]:
    """Return the submissions, those that took longest before first: none is waited for alone.

    Of one that has not been run it is thought that it takes as long as others.
    """
    took = output.seconds_before
    usual = mean(took.values()) if took else 0.0
    return sorted(batch.submissions, key=lambda each: -took.get(each.name, usual))


def _work(
    batch: Batch,
    output: OutputFolder,
    records: Mapping[str, ObservationFile],
    groups: tuple[AskedGroup, ...],
    readers: Readers,
) -> Work[tuple[SubmissionResult, Observation | None]]:
    """Return what is done with a submission: it is run, judged, told of and written down."""
    digest = assignment_digest(batch.assignment, groups)
    readings = Readings(output.lasting)

    def graded(
        submission: Submission, workers: WorkerPool, turn: Turn
    ) -> tuple[SubmissionResult, Observation | None]:
        record = records[submission.name]
        file, sha256 = output.file_of(submission.name), submission.sha256
        reader = readings.by(readers.of(sha256), file, sha256)
        with turn.running(), reader.account.charged():
            record.start()
            result = grade_one(batch.assignment, submission, workers, turn.alone, record)
        with turn.beside(), reader.account.charged():
            if result.observation is None:
                record.remove()
            made_of = Provenance(observation=record.sha256, assignment_digest=digest)
            told, files = report(batch.assignment, result, batch.language, made_of, reader)
            output.write(told.submission, files)
        return told, result.observation

    return graded


def _records(
    batch: Batch, output: OutputFolder, place: Place, groups: tuple[AskedGroup, ...]
) -> dict[str, ObservationFile]:
    """Return the record of each submission, by its name."""
    assignment, workers = batch.assignment, place.workers

    @cache
    def setting() -> str:
        return setting_hash(assignment, workers.tier, workers.versions, workers.trainer)

    def asking(submission: Submission) -> Asking:
        return Asking(
            groups=groups,
            base=lambda: base_hash(submission, setting()),
            limits=assignment.limits,
            fresh=batch.fresh,
            as_recorded=submission.name in batch.as_recorded,
        )

    return {s.name: output.record(s, asking(s)) for s in batch.submissions}
