"""`autograder regrade`: judge anew what is on record, show who moves, and put it in place."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from autograder import (
    Assignment,
    Batch,
    ClassFolder,
    Course,
    Isolation,
    Reader,
    Sandbox,
    SubmissionResult,
    Threads,
    choose_language,
    find_course,
    load_assignment,
    require_catalogues,
)
from autograder.classes.decisions import ADJUSTMENTS
from autograder.cli.adjust import user_name
from autograder.cli.options import (
    FOLDER,
    course_option,
    isolation_option,
    jobs_option,
    stock_keras_option,
)
from autograder.cli.screen import progress_bar
from autograder.cli.work import Work, graded_work, handout_of
from autograder.course.submissions.imports import shared_libraries
from autograder.course.submissions.remarks import remarked
from autograder.errors import OutputError, UsageError
from autograder.execution.on_demand import SandboxOnDemand
from autograder.feedback.show.catalogues import languages
from autograder.records import Status
from autograder.records.people import Adjustment
from autograder.regrading.consequences import (
    Consequences,
    consequences,
    keeping,
    told,
    write_adjustments,
)
from autograder.regrading.staging import Staged, read_former, stage
from autograder.regrading.telling import told_changes, told_moves
from autograder.store.batches import read_batch
from autograder.store.folder import held, left_over, remove, write_whole
from autograder.store.history import MOVED_FILE, STAGED, apply_stage, undo
from autograder.texts import counted, one_line


@click.command("regrade")
@click.argument("assignment")
@click.argument("submissions", nargs=-1, type=FOLDER)
@click.option("--out", type=FOLDER, help="The folder that `grade --out` has written.")
@click.option("--class", "class_folder", type=FOLDER, help="Instead of it, the class's folder.")
@click.option("--apply", "is_applied", is_flag=True, help="Put what is judged anew in place.")
@click.option("--undo", "is_undone", is_flag=True, help="Put the former results back in place.")
@click.option(
    "--never-lower",
    is_flag=True,
    help="With --apply: an adjustment for each person whose grade would fall, so that it does not.",
)
@click.option("--fresh", is_flag=True, help="Run all submissions again.")
@jobs_option
@isolation_option
@stock_keras_option
@course_option
def regrade_command(
    assignment: str,
    submissions: tuple[Path, ...],
    out: Path | None,
    class_folder: Path | None,
    is_applied: bool,
    is_undone: bool,
    never_lower: bool,
    fresh: bool,
    jobs: int,
    isolation: str,
    stock_keras: bool,
    course_folder: Path | None,
) -> int:
    """Judge the results of ASSIGNMENT anew, as it is now, and show who moves and why.

    Nothing is run but what is asked otherwise now. The results are judged in staged/ of their
    folder, and stay as they are until you say --apply; then the former ones are in history/ of the
    folder, and --undo puts them back. Adjustments stay: those with other points under them now are
    listed, and so are grades that were pushed before and move. SUBMISSIONS say where what was
    handed in is now, if it was moved since.

    Exit status: 0 all are judged anew, 1 something is not graded, 2 it cannot be done.
    """
    work = graded_work(submissions, out, class_folder)
    if is_undone:
        return _undo(work.out(assignment))
    if never_lower and work.of is None:
        raise UsageError(
            "--never-lower writes adjustments, which are about people: name the class's folder "
            "with --class"
        )
    course = find_course(course_folder)
    loaded = load_assignment(course, assignment)
    former = read_former(work.out(loaded.name), loaded)
    if former.is_up_to_date and not fresh:
        click.echo(f"Nothing has changed that {loaded.name} is judged by: nobody moves.")
        return 0
    require_catalogues()
    with Reader() as reader:
        reader.get_ready()
        batch = _batch(course, loaded, work, reader, fresh=fresh)
        make = partial(
            Sandbox,
            loaded.imports,
            Isolation(isolation),
            stock_keras=stock_keras,
            libraries=shared_libraries(batch.submissions),
        )
        with (
            progress_bar("Judging", len(batch.submissions)) as bar,
            SandboxOnDemand(make) as sandbox,
        ):
            (running,) = bar.task_ids

            def progress(result: SubmissionResult) -> None:
                bar.advance(running)

            place = Threads(sandbox, jobs)
            staged = stage(
                former, batch, place, progress, reader.bindings, reader.code, reader.change
            )
    for line in (*told_changes(former), *told_moves(staged)):
        click.echo(line)
    people = _people(staged, loaded, work.of)
    for line in told(people) if people else ():
        click.echo(line)
    if is_applied:
        _put_in_place(staged, people if never_lower else None, batch.language)
    else:
        click.echo(
            f"Everybody who moves: {former.folder / STAGED / MOVED_FILE}. The results are as they "
            "were; --apply puts these in their place."
        )
    return 1 if any(r.status is Status.NOT_GRADED for r in staged.graded.results) else 0


def _batch(
    course: Course, assignment: Assignment, work: Work, reader: Reader, *, fresh: bool
) -> Batch:
    """Return what was graded before, to be told in the language that it was told in."""
    is_handout = handout_of(course, assignment)
    found = work.find(assignment.name, reader.cells, is_handout)
    last = read_batch(work.out(assignment.name))
    return Batch(
        assignment=assignment,
        submissions=tuple(remarked(found.submissions, assignment, is_handout)),
        language=last.language if last else choose_language(None, course, languages()),
        sources=work.named or tuple(map(Path, last.sources if last else ())),
        fresh=fresh,
    )


def _people(staged: Staged, assignment: Assignment, of: ClassFolder | None) -> Consequences | None:
    if of is None or assignment.name not in of.dates:
        return None
    at = datetime.now(ZoneInfo(of.plan.zone))
    return consequences(of, assignment.name, staged.former.folder / STAGED, at)


def _put_in_place(staged: Staged, people: Consequences | None, language: str) -> None:
    """Swap the results; where nobody is to fall, with an adjustment for who would."""
    folder = staged.former.folder
    if people is None:
        with held(folder):
            away = apply_stage(folder)
    else:
        at = datetime.now(ZoneInfo(people.of.plan.zone))
        kept = keeping(people, user_name(), at, language)
        with held(people.of.folder), held(folder):
            away = _applied_with(people.of.folder, kept, folder)
        click.echo(f"{counted(len(kept), 'adjustment')} in {people.of.folder / ADJUSTMENTS}")
    click.echo(
        f"The results are in place; the former ones are in {away}, and --undo puts them back. "
        f"Everybody who has moved: {folder / MOVED_FILE}. Pages are made by `autograder report`."
    )


def _applied_with(class_folder: Path, adjustments: Sequence[Adjustment], folder: Path) -> Path:
    """Write the decisions, then swap: before it, a least that is there already changes nothing."""
    path = class_folder / ADJUSTMENTS
    before = path.read_bytes() if path.exists() else None
    if adjustments:
        write_adjustments(class_folder, adjustments)
    try:
        return apply_stage(folder)
    except OutputError:
        with suppress(OutputError):  # such as are left change no grade either
            remove(path) if before is None else write_whole(path, before)
        raise


def _undo(folder: Path) -> int:
    if not folder.is_dir():
        raise UsageError(f"no results in {folder}; `autograder grade` makes some")
    with held(folder):
        was = undo(folder)
    click.echo(f"The results of {was} are in place again; what is undone is in {folder / STAGED}.")
    if newer := left_over(folder / STAGED, (p.stem for p in (folder / "results").glob("*.json"))):
        click.echo(
            f"Not graded then: {one_line(', '.join(newer))}; `autograder regrade --apply`, then "
            "`autograder grade`, grades what is handed in since."
        )
    return 0
