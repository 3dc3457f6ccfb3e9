"""`autograder pull`: what was handed in, out of an LMS."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.options import class_option
from autograder.store.folder import held
from autograder.texts import one_line

if TYPE_CHECKING:
    from autograder.lms.pull import Pulled

PLATFORMS = ("moodle", "canvas")


@click.command("pull")
@click.argument("assignment")
@click.option("--from", "platform", required=True, type=click.Choice(PLATFORMS))
@class_option
def pull_command(assignment: str, platform: str, class_folder: Path) -> int:
    """Bring what was handed in for ASSIGNMENT into the class's attempts/, with when it came.

    Only what is new is fetched. Then `autograder grade ASSIGNMENT --class DIR`. Exit status: 0 all
    that was handed in is here, 1 some is not, and is named, 2 the LMS does not let us in.
    """
    return 1 if pull_and_show(class_folder, assignment, platform) else 0


def pull_and_show(class_folder: Path, assignment: str, platform: str) -> Sequence[Pulled]:
    """Pull, say what is new and what is not here, and return what is not."""
    from autograder import open_class
    from autograder.lms.platforms import Wanted, open_source
    from autograder.lms.pull import pull

    of = open_class(class_folder)
    of.assignment(assignment)
    wanted = Wanted(places=of.plan.lms, assignment=assignment)
    with held(class_folder), closing(open_source(platform, wanted)) as source:
        pulled = list(pull(of, assignment, source))
    missing = [one for one in pulled if one.why]
    for one in missing:
        click.echo(one_line(f"{one.whose}: not pulled: {one.why}"), err=True)
    new = sum(one.is_new for one in pulled)
    known = len(pulled) - len(missing) - new
    click.echo(f"{assignment}: {new} new, {known} here before, {len(missing)} not pulled")
    return missing
