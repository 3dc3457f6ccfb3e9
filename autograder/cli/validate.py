"""`autograder validate`: put an assignment through the author's gate."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import Isolation, Sandbox, Threads, find_course, load_assignment, validate
from autograder.cli.options import (
    course_option,
    isolation_option,
    jobs_option,
    stock_keras_option,
)
from autograder.cli.screen import console, progress_bar, say_what_is_cold
from autograder.records import Validation
from autograder.reports.terminal import validation_table
from autograder.texts import counted, sanitize


@click.command("validate")
@click.argument("assignment")
@jobs_option
@isolation_option
@stock_keras_option
@course_option
def validate_command(
    assignment: str, jobs: int, isolation: str, stock_keras: bool, course_folder: Path | None
) -> int:
    """Show that the checks of ASSIGNMENT fail what is wrong and pass what is right.

    The master and the right submissions in tests/submissions/ASSIGNMENT get full points, the
    unfilled handout none; every known mistake is caught and named; small automatic changes to the
    master are noticed. Exit status: 0 they do, 1 they do not, 2 the command or the assignment is
    wrong.
    """
    course = find_course(course_folder)
    loaded = load_assignment(course, assignment)
    variants = course.folder / "tests" / "submissions" / loaded.name
    with (
        Sandbox(loaded.imports, Isolation(isolation), stock_keras=stock_keras) as sandbox,
        progress_bar("Validating", None) as bar,
    ):
        say_what_is_cold(sandbox.threaded)
        (running,) = bar.task_ids
        found = validate(
            loaded, variants, Threads(sandbox, jobs), lambda n: bar.advance(running, n)
        )
    console().print(validation_table(found), highlight=False)
    click.echo(
        f"{counted(found.mistakes, 'known mistake')}, {counted(found.variants, 'right variant')}; "
        f"of {counted(found.mutants, 'small change')} to the master "
        f"{found.mutation_score:.0%} are noticed."
    )
    for sentence in found.unearned:
        click.echo(f"  Without an idea: {sentence}")
    for shortcoming in found.shortcomings:
        click.echo(f"- {sanitize(shortcoming)}")
    click.echo(_gate(found))
    return 1 if found.shortcomings else 0


def _gate(found: Validation) -> str:
    if not found.shortcomings:
        return f"{found.assignment.name} passes the gate."
    return (
        f"{found.assignment.name} does not pass the gate: {len(found.shortcomings)} shortcomings."
    )
