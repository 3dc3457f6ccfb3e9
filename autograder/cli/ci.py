"""`autograder ci`: ready files for GitHub Actions and GitLab CI."""

from __future__ import annotations

from importlib.resources import files

import click

KINDS = ("github-student", "github-sync", "gitlab-student", "gitlab-sync")


@click.command("ci")
@click.argument("kind", type=click.Choice(KINDS))
def ci_command(kind: str) -> int:
    """Print a file for CI, whose first lines say where it belongs.

    `…-student`: the visible checks in a student's repository, without any secret. `…-sync`: pull,
    grade and push by a schedule, in the instructor's private repository.
    """
    click.echo(files("autograder.lms.ci").joinpath(f"{kind}.yml").read_text("utf-8"), nl=False)
    return 0
