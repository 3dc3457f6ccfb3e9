"""`autograder doctor`: isolation that this machine can offer."""

from __future__ import annotations

import click

from autograder.cli.cached import about_cache
from autograder.cli.screen import console
from autograder.doctor.examination import probe
from autograder.doctor.fonts import japanese_in_plots
from autograder.reports.terminal import capability_table
from autograder.texts import sanitize

_SAFE = "Submissions can be graded here: each runs in a process that is locked in (tier {tier})."


@click.command("doctor")
def doctor_command() -> int:
    """Show what this machine can do to keep student code apart.

    Exit status: 0 submissions can be isolated here, 1 they cannot.
    """
    found = probe()
    safe = found.sandbox.works
    console().print(capability_table(found))
    font = japanese_in_plots()
    click.echo(f"Japanese in plots: {'yes' if font.works else 'no'}: {sanitize(font.detail)}")
    click.echo(f"Cache of what was run: {sanitize(about_cache())}\n")
    for paragraph in found.advice:
        click.echo(f"{paragraph}\n")
    click.echo(_SAFE.format(tier=found.sandbox.detail) if safe else found.sandbox.detail)
    return 0 if safe else 1
