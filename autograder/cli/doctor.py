"""`autograder doctor`."""

from __future__ import annotations

import click

from autograder.cli.screen import console
from autograder.formatting import harmless
from autograder.reports.terminal import capability_table
from autograder.sandbox.doctor import probe
from autograder.sandbox.fonts import japanese_in_plots

_SAFE = "Submissions can be graded here: each runs in a process that is locked in."


@click.command("doctor")
def doctor_command() -> int:
    """Show what this machine can do to keep student code apart.

    Exit status: 0 submissions can be isolated here, 1 they cannot.
    """
    found = probe()
    console().print(capability_table(found))
    font = japanese_in_plots()
    click.echo(f"Japanese in plots: {'yes' if font.works else 'no'}: {harmless(font.detail)}")
    click.echo(found.sandbox.detail if not found.sandbox.works else _SAFE)
    return 0 if found.sandbox.works else 1
