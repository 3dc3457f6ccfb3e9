"""`autograder push`: grades into an LMS."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.options import class_option, lang_option
from autograder.errors import LmsError, UsageError
from autograder.records import Language
from autograder.texts import one_line

if TYPE_CHECKING:
    from autograder.lms.plan import Line
    from autograder.lms.push import Plan, Pushed
    from autograder.lms.pushing import Push

PLATFORMS = ("moodle", "canvas", "lti")


@click.command("push")
@click.argument("assignment")
@click.option("--to", required=True, type=click.Choice(PLATFORMS))
@class_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--only", metavar="STUDENT", help="Only this one's grade: an id, or any key.")
@click.option("--allow-lower", is_flag=True, help="Write also what lowers a grade.")
@click.option("--overwrite", is_flag=True, help="Write also over what somebody changed there.")
@click.option("--scale", is_flag=True, help="Convert points where the maxima differ.")
@lang_option
def push_command(
    assignment: str,
    to: str,
    class_folder: Path,
    yes: bool,
    dry_run: bool,
    only: str | None,
    allow_lower: bool,
    overwrite: bool,
    scale: bool,
    lang: Language | None,
) -> int:
    """Write the grades of ASSIGNMENT into an LMS: Moodle, Canvas, or one that speaks LTI.

    Shows what is new, changed, equal (and not sent) or held back, and asks. After writing it looks
    at what is there. class.yaml says where the class is in the LMS; the token comes from
    AUTOGRADER_MOODLE_TOKEN or AUTOGRADER_CANVAS_TOKEN, or from the file that …_FILE names. Exit
    status: 0 everybody has their grade there, 1 somebody has not, and is named, 2 nothing was
    written.
    """
    from autograder.lms.plan import Allowed  # --help waits for nothing that this needs
    from autograder.lms.pushing import open_push

    allowed = Allowed(lower=allow_lower, overwrite=overwrite, scale=scale)
    with open_push(class_folder, assignment, to, allowed, only, lang, dry=dry_run) as push:
        shown = push.plan()
        show_plan(shown)
        if dry_run:
            return 1 if shown.sent or shown.held else 0
        if shown.sent and not yes:
            _ask(shown)
        missing = write_and_show(push, shown)
    return 1 if missing or shown.held else 0


def show_plan(shown: Plan) -> None:
    """Show a line for each person but those who have what they should."""
    for line in shown.lines:
        if line.kind.value != "equal":
            click.echo(one_line(_told(line, shown)))
    counts = Counter(line.kind.value for line in shown.lines)
    click.echo(one_line(f"{shown.target.name}: {_counted(counts)}"))
    for remark in shown.target.remarks:
        click.echo(one_line(remark), err=True)


def _counted(counts: Counter[str]) -> str:
    parts = [f"{count} {kind}" for kind, count in counts.items()]
    return ", ".join(parts) or "nobody to serve"


def _told(line: Line, shown: Plan) -> str:
    names = {account.id: account.name for account in shown.target.accounts}
    who = line.student or f"account {line.account} {names.get(line.account, '')}".rstrip()
    return f"{who}: {line.kind.value}: {line.why}" if line.why else f"{who}: {line.kind.value}"


def _ask(shown: Plan) -> None:
    """Ask whether to write; UsageError where there is nobody to ask."""
    if not sys.stdin.isatty():
        raise UsageError("nothing is written: say --yes where nobody can be asked")
    people = f"{len(shown.sent)} grades" if len(shown.sent) > 1 else "1 grade"
    click.confirm(f"Write {people} into `{one_line(shown.target.name)}`?", abort=True)


def write_and_show(push: Push, shown: Plan) -> Sequence[Pushed]:
    """Write, show what became of it, and return who has not got what they should."""
    done: list[Pushed] = []
    fault = ""
    try:
        for pushed in push.write(shown):
            done.append(pushed)
    except LmsError as error:
        fault = str(error)
        reached = {pushed.line.student for pushed in done}
        rest = (line for line in shown.sent if line.student not in reached)
        done += [_unreached(line) for line in rest]
    missing = [pushed for pushed in done if pushed.why]
    for pushed in missing:
        click.echo(one_line(f"{pushed.line.student}: not written: {pushed.why}"), err=True)
    if fault:
        click.echo(one_line(f"stopped: {fault}"), err=True)
    if done:
        click.echo(f"Written, and found there: {len(done) - len(missing)} of {len(done)}")
    return missing


def _unreached(line: Line) -> Pushed:
    from autograder.lms.push import Pushed

    return Pushed(line=line, why="not known; run the same command again")
