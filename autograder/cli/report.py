"""`autograder report`: pages out of graded results."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from autograder import Reader
from autograder.cli.options import FOLDER, lang_option
from autograder.cli.screen import progress_bar
from autograder.records import Language


@click.command("report")
@click.argument("folder", type=FOLDER)
@lang_option
def report_command(folder: Path, lang: Language | None) -> int:
    """Make pages to read out of what `grade --out FOLDER` has written there.

    FOLDER/feedback/<submission>.html is a student's page: points, feedback, and the work as it was
    run, in one file. FOLDER/index.html lists them all, for you. Nothing is run again.
    """
    from autograder import report  # no other command needs what it loads

    with Reader() as reader, progress_bar("Writing", None) as bar:
        reader.get_ready()
        (running,) = bar.task_ids
        progress = partial(bar.advance, running)
        index = report(folder, lang, progress, reader.markup, reader.bindings)
    click.echo(f"Pages: {folder / 'feedback'}; the whole class: {index}")
    return 0
