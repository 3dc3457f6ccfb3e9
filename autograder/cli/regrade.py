"""`autograder regrade`: judge anew what is on record, show who moves, and put it in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import click

from autograder import (
    Assignment,
    Batch,
    Isolation,
    Reader,
    Sandbox,
    Submission,
    Threads,
    choose_language,
    find_course,
    find_submissions,
    load_assignment,
    require_catalogues,
)
from autograder.cli.grade import handout_of
from autograder.cli.options import (
    FOLDER,
    course_option,
    isolation_option,
    jobs_option,
    stock_keras_option,
)
from autograder.cli.screen import progress_bar
from autograder.course.submissions.remarks import remarked
from autograder.errors import UsageError
from autograder.execution.on_demand import SandboxOnDemand
from autograder.feedback.show.catalogues import languages
from autograder.records import Cell, Status
from autograder.regrading.staging import Former, Staged, read_former, stage
from autograder.regrading.telling import told_changes, told_moves
from autograder.store.batches import read_batch
from autograder.store.folder import held
from autograder.store.history import MOVED_FILE, STAGED, apply_stage, undo

_Find = Callable[[Assignment, Callable[[tuple[Cell, ...]], bool]], Iterable[Submission]]


@click.command("regrade")
@click.argument("assignment")
@click.argument("submissions", nargs=-1, type=FOLDER)
@click.option("--out", type=FOLDER, help="The folder that `grade --out` has written.")
@click.option("--apply", "is_applied", is_flag=True, help="Put what is judged anew in place.")
@click.option("--undo", "is_undone", is_flag=True, help="Put the former results back in place.")
@click.option("--fresh", is_flag=True, help="Run all submissions again.")
@jobs_option
@isolation_option
@stock_keras_option
@course_option
def regrade_command(
    assignment: str,
    submissions: tuple[Path, ...],
    out: Path,
    is_applied: bool,
    is_undone: bool,
    fresh: bool,
    jobs: int,
    isolation: str,
    stock_keras: bool,
    course_folder: Path | None,
) -> int:
    """Judge the results of ASSIGNMENT anew, as it is now, and show who moves and why.

    Nothing is run but what is asked otherwise now. What is on record is judged beside the results,
    in staged/ of their folder, and they stay as they are until you say --apply; then the former
    ones are in history/, and --undo puts them back. SUBMISSIONS say where what was handed in is
    now, if it was moved since.

    Exit status: 0 it is judged anew, 1 something is not graded, 2 it cannot be done.
    """
    if is_undone:
        return _undo(out)
    course = find_course(course_folder)
    loaded = load_assignment(course, assignment)
    former = read_former(out, loaded)
    if former.is_up_to_date and not fresh:
        click.echo(f"Nothing has changed that {loaded.name} is judged by: nobody moves.")
        return 0
    require_catalogues()
    last = read_batch(out)
    language = last.language if last else choose_language(None, course, languages())
    with Reader() as reader:
        reader.get_ready()
        paths = submissions or _sources(former)
        is_handout = handout_of(course, loaded)
        found = find_submissions(paths, loaded.name, None, reader.cells, is_handout)
        batch = Batch(
            assignment=loaded,
            submissions=tuple(remarked(found.submissions, loaded, is_handout)),
            language=language,
            sources=tuple(paths),
            fresh=fresh,
        )
        make = partial(Sandbox, loaded.imports, Isolation(isolation), stock_keras=stock_keras)
        with (
            progress_bar("Judging", len(batch.submissions)) as bar,
            SandboxOnDemand(make) as sandbox,
        ):
            (running,) = bar.task_ids
            place = Threads(sandbox, jobs)
            progress = lambda _: bar.advance(running)  # noqa: E731
            staged = stage(former, batch, place, progress, reader.bindings, reader.code)
    for line in (*told_changes(former), *told_moves(staged)):
        click.echo(line)
    _put_in_place(staged, is_applied=is_applied)
    return 1 if any(r.status is Status.NOT_GRADED for r in staged.graded.results) else 0


def _put_in_place(staged: Staged, *, is_applied: bool) -> None:
    folder = staged.former.folder
    if not is_applied:
        click.echo(
            f"Everybody who moves: {folder / STAGED / MOVED_FILE}. The results are as they were; "
            "--apply puts these in their place."
        )
        return
    with held(folder):
        away = apply_stage(folder)
    click.echo(
        f"The results are in place; the former ones are in {away}, and --undo puts them back. "
        f"Everybody who has moved: {folder / MOVED_FILE}. Pages are made by `autograder report`."
    )


def _undo(folder: Path) -> int:
    with held(folder):
        was = undo(folder)
    click.echo(f"The results of {was} are in place again; what is undone is in {folder / STAGED}.")
    return 0


def _sources(former: Former) -> tuple[Path, ...]:
    """Return where submissions were found; raises UsageError if that is not known."""
    last = read_batch(former.folder)
    paths = tuple(map(Path, last.sources)) if last else ()
    there = tuple(path for path in paths if path.exists())
    if not there:
        raise UsageError(
            f"it is not known where the submissions in {former.folder} came from; name them after "
            "the assignment, as for `autograder grade`"
        )
    return there
