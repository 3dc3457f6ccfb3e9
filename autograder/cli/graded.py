"""What `autograder grade` does, once it is known what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click
from rich.markup import escape

from autograder import (
    Assignment,
    Batch,
    Found,
    Graded,
    Isolation,
    Reader,
    Sandbox,
    SubmissionResult,
    Threads,
    grade,
    open_output,
)
from autograder.cli.cached import user_cache
from autograder.cli.opened import Opened
from autograder.cli.screen import console, progress_bar, say_what_is_cold
from autograder.cli.started import Started
from autograder.cli.work import Work, handout_of
from autograder.course.submissions.imports import shared_libraries
from autograder.course.submissions.remarks import remarked
from autograder.errors import UsageError
from autograder.feedback.show.sentences import in_language
from autograder.records import Status
from autograder.records.shared_errors import SharedErrors
from autograder.regrading.former import graded_as_asked, require_same_judging
from autograder.reports.shared_errors import shared_error_sentence
from autograder.reports.terminal import score_table
from autograder.sandbox.launch import StartedTemplate
from autograder.store.cache import NO_CACHE, Cache
from autograder.store.points import read_points
from autograder.texts import one_line, some_of


def grade_opened(
    opened: Opened,
    started: Started,
    *,
    jobs: int,
    isolation: str,
    fresh: bool,
    no_cache: bool,
    stock_keras: bool,
) -> int:
    """Grade as `autograder grade` is asked to; return its exit status."""
    work, loaded = opened.work, opened.assignment
    with Reader(processes=jobs, started=started.reader) as reader:
        standing = _standing(work, loaded)
        is_handout = handout_of(opened.course, loaded)
        found = work.find(loaded.name, reader.cells, is_handout)
        handed_in = tuple(remarked(found.submissions, loaded, is_handout))
        batch = Batch(
            assignment=loaded,
            submissions=handed_in,
            language=opened.language,
            sources=work.named,
            fresh=fresh,
            as_recorded=standing,
        )
        _warn_of_ignored(found)
        out = work.out(loaded.name)
        with user_cache(is_wanted=not no_cache) as cache:
            asked = Isolation(isolation)
            status = grade_and_show(
                batch,
                out,
                reader,
                jobs,
                asked,
                stock_keras=stock_keras,
                cache=cache,
                started=started.template,
            )
    if work.of is not None:
        with suppress(UsageError):  # `gradebook` says what is wrong with results
            read_points(out, loaded.name)  # and need not read them all
    return status


def _standing(work: Work, assignment: Assignment) -> frozenset[str]:
    """Return the names of a class's submissions that are graded, and stay so; raises UsageError."""
    folder = work.out(assignment.name)
    if work.of is None or not folder.is_dir():
        return frozenset()
    command = f"autograder regrade {assignment.name} --class {work.of.folder}"
    require_same_judging(folder, assignment, command)
    return graded_as_asked(folder, assignment)


def grade_and_show(
    batch: Batch,
    out: Path,
    reader: Reader,
    jobs: int,
    isolation: Isolation,
    *,
    stock_keras: bool,
    cache: Cache = NO_CACHE,
    started: StartedTemplate | None = None,
) -> int:
    """Grade a batch and show its scores; return the exit status."""
    with progress_bar("Grading", len(batch.submissions)) as bar:
        (running,) = bar.task_ids
        output = open_output(out, batch, cache)
        try:
            with Sandbox(
                batch.assignment.imports,
                isolation,
                stock_keras=stock_keras,
                libraries=shared_libraries(batch.submissions),
                started=started,
                ahead=len(batch.submissions) > 1,
            ) as sandbox:
                say_what_is_cold(sandbox.threaded)
                place = Threads(sandbox, jobs)
                graded = grade(
                    batch,
                    output,
                    place,
                    lambda _: bar.advance(running),
                    reader,
                )
        except KeyboardInterrupt:
            click.echo("What is graded is kept: to go on, run the same command again.", err=True)
            raise
    screen = console()
    screen.print(score_table(batch.assignment, graded.results))
    _say_what_is_open(graded.results)
    _say_what_is_odd(graded.results)
    _say_what_is_left_aside(graded.results)
    _say_what_is_shared(graded.shared)
    _say_what_was_there(graded, out)
    screen.print(f"Scores, feedback and records: {escape(str(out))}", highlight=False)
    return 1 if any(result.points is None for result in graded.results) else 0


def _warn_of_ignored(found: Found) -> None:
    if found.ignored:
        names = some_of([path.name for path in found.ignored], 5)
        click.echo(f"Not notebooks or modules, left aside: {one_line(names)}", err=True)


def _say_what_is_odd(results: Sequence[SubmissionResult]) -> None:
    for result in results:
        if remark := result.submission.remark:
            line = f"{result.submission.name}: {in_language(remark, 'en')}"
            click.echo(one_line(line), err=True)


def _say_what_is_left_aside(results: Sequence[SubmissionResult]) -> None:
    for result in results:
        if aside := result.submission.left_aside:
            line = f"{result.submission.name}: left aside beside {result.submission.path.name}: "
            click.echo(one_line(f"{line}{some_of(aside, 5)}"), err=True)


def _say_what_is_open(results: Sequence[SubmissionResult]) -> None:
    for result in results:
        name = result.submission.name
        if problem := result.submission.problem:
            line = f"{name}: {result.status.value}: {problem.reason}"
            click.echo(one_line(line), err=True)
        elif result.status is Status.NOT_GRADED:
            click.echo(one_line(f"{name}: NOT GRADED: {_fault(result)}"), err=True)


def _say_what_is_shared(shared: SharedErrors) -> None:
    for error in shared.errors:
        click.echo(one_line(in_language(shared_error_sentence(error, shared), "en")))


def _say_what_was_there(graded: Graded, out: Path) -> None:
    if graded.unchanged:
        click.echo(
            f"{graded.unchanged} of {len(graded.results)} were run before and are unchanged; "
            "they were not run again (--fresh runs them)."
        )
    if graded.outdated:
        click.echo(
            f"{graded.outdated} of {len(graded.results)} were run again: their records are of an "
            "earlier version of autograder."
        )
    if graded.kept:
        click.echo(
            f"scores.csv was not as grade had left it; it is kept as {one_line(graded.kept.name)}.",
            err=True,
        )
    if graded.left_over:
        names = one_line(some_of(graded.left_over, 5))
        click.echo(
            f"From before, and not handed in now: {names} in {out}; their rows stay in "
            "scores.csv, marked so (remove their files in results/ to drop them).",
            err=True,
        )


def _fault(result: SubmissionResult) -> str:
    """Return the first fault of ours that kept a submission from being graded."""
    findings = (scored.result.finding for q in result.questions for scored in q.checks)
    return next(f.fault.message for f in findings if f and f.fault)
