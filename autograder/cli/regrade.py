"""`autograder regrade`: judge anew what is on record, show who moves, and put it in place."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import Isolation, load_assignment
from autograder.cli.options import (
    FOLDER,
    course_option,
    isolation_option,
    jobs_option,
    stock_keras_option,
)
from autograder.cli.work import graded_work
from autograder.errors import UsageError
from autograder.regrading.former import is_up_to_date
from autograder.store.folder import held, left_over
from autograder.store.history import STAGED, undo
from autograder.texts import one_line


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
    if is_undone and (is_applied or never_lower or fresh):
        raise UsageError("--undo puts the former results back, and goes with no other option")
    work = graded_work(submissions, out, class_folder)
    if is_undone:
        return _undo(work.out(assignment))
    if never_lower and work.of is None:
        raise UsageError(
            "--never-lower writes adjustments, which are about people: name the class's folder "
            "with --class"
        )
    if never_lower and not is_applied:
        raise UsageError(
            "--never-lower writes adjustments for results that are put in place: --apply"
        )
    course = work.course(course_folder)
    loaded = load_assignment(course, assignment)
    if never_lower and work.of:
        work.of.assignment(loaded.name)  # whose grades would else be nobody's to keep
    folder = work.out(loaded.name)
    if is_up_to_date(folder, loaded) and not fresh:
        click.echo(f"Nothing has changed that {loaded.name} is judged by: nobody moves.")
        return 0
    from autograder.cli.judging import Judging  # what has not changed need not wait for it

    judging = Judging(
        course=course,
        assignment=loaded,
        work=work,
        jobs=jobs,
        isolation=Isolation(isolation),
        stock_keras=stock_keras,
        fresh=fresh,
    )
    return judging.shown(is_applied=is_applied, never_lower=never_lower)


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
