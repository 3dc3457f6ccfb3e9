"""`autograder sync`: pull, grade, push, without asking; for cron and CI."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder import AutograderError, open_class
from autograder.cli.grade import grade_command
from autograder.cli.options import class_option, course_option, isolation_option, jobs_option
from autograder.cli.pull import PLATFORMS as SOURCES, pull_and_show
from autograder.cli.push import PLATFORMS, show_plan, write_and_show
from autograder.errors import UsageError
from autograder.records.lms import LmsPlaces
from autograder.texts import one_line

if TYPE_CHECKING:
    from autograder.lms.pull import Pulled


@click.command("sync")
@click.argument("assignments", nargs=-1)
@click.option("--with", "platform", required=True, type=click.Choice(PLATFORMS))
@class_option
@jobs_option
@isolation_option
@course_option
@click.pass_context
def sync_command(
    context: click.Context,
    assignments: tuple[str, ...],
    platform: str,
    class_folder: Path,
    jobs: int,
    isolation: str,
    course_folder: Path | None,
) -> int:
    """Pull, grade and push ASSIGNMENTS, or all that class.yaml places there; never asks.

    Only what is new or raised is written. What is lower, changed there by hand or locked is held
    back and named; `autograder push` writes it when you say so. Whose work could not be pulled is
    given nothing. Where an assignment is judged otherwise than before, nothing of it is pushed
    until `autograder regrade`. Exit status: 0 everybody is served, 1 somebody is not, and is named
    at the end, 2 nothing could begin.
    """
    of = open_class(class_folder)
    names = assignments or _placed(of.plan.lms, platform, tuple(of.dates))
    for name in names:
        of.assignment(name)

    def grade(name: str) -> object:
        return context.invoke(
            grade_command,
            assignment=name,
            class_folder=class_folder,
            jobs=jobs,
            isolation=isolation,
            course_folder=course_folder,
        )

    unserved = [line for name in names for line in _synced(class_folder, name, platform, grade)]
    for line in unserved:
        click.echo(one_line(f"not served: {line}"), err=True)
    click.echo(f"Synced: {', '.join(names)}; not served: {len(unserved)}")
    return 1 if unserved else 0


def _placed(places: LmsPlaces, platform: str, all_of_them: tuple[str, ...]) -> tuple[str, ...]:
    """Return the assignments that have a place on the platform; raises UsageError."""
    place = {"moodle": places.moodle, "canvas": places.canvas, "lti": None}[platform]
    names = tuple(place.assignments) if place else all_of_them if platform == "lti" else ()
    if not names:
        raise UsageError(f"class.yaml places no assignment in {platform}: see `lms:` there")
    return names


def _synced(
    folder: Path, name: str, platform: str, grade: Callable[[str], object]
) -> Sequence[str]:
    """Sync one assignment, and return who is not served, and why."""
    missing: Sequence[Pulled] = ()
    if platform in SOURCES:
        try:
            missing = pull_and_show(folder, name, platform)
        except AutograderError as error:
            return [f"{name}: nothing is pulled, graded or pushed: {error}"]
    unserved = [f"{name}: {one.whose}: not pulled: {one.why}" for one in missing]
    if not open_class(folder).attempts(name):
        click.echo(f"{name}: nothing is handed in yet")
        return unserved
    try:
        grade(name)
    except AutograderError as error:
        return [*unserved, f"{name}: nothing is graded or pushed: {error}"]
    return [*unserved, *_pushed(folder, name, platform, [one.whose for one in missing])]


def _pushed(folder: Path, name: str, platform: str, without: Sequence[str]) -> Sequence[str]:
    """Push, and return who has not got what they should; `without`: they are named already."""
    from autograder.lms.plan import Allowed
    from autograder.lms.pushing import open_push

    try:
        with open_push(folder, name, platform, Allowed(), without=without) as push:
            shown = push.plan()
            show_plan(shown)
            missing = write_and_show(push, shown)
    except AutograderError as error:
        return [f"{name}: nothing is pushed: {error}"]
    held = [f"{name}: {_who(line.student, line.account)}: {line.kind.value}: {line.why}"
            for line in shown.held]  # fmt: skip
    return [*held, *(f"{name}: {one.line.student}: {one.why}" for one in missing)]


def _who(student: str, account: str) -> str:
    return student or f"account {account}"
