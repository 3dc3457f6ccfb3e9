"""The terminal: console, progress bars, and what is said of a sandbox."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_WIDTH_OF_A_FILE = 140  #: columns of the table where nobody knows better


def console() -> Console:
    """Return standard output, as wide as its reader's terminal or as a table needs in a file."""
    return Console(width=None if sys.stdout.isatty() else _WIDTH_OF_A_FILE)


def progress_bar(what: str, total: int | None) -> Progress:
    """Return a bar on standard error with one running count; silent where nobody watches."""
    stderr = Console(stderr=True)
    bar = Progress(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=stderr,
        transient=True,
        disable=not stderr.is_terminal,
    )
    bar.add_task(what, total=total)
    return bar


def say_what_is_cold(threaded: Iterable[str]) -> None:
    """Tell, on standard error, of libraries that workers cannot be forked with."""
    for library in threaded:
        click.echo(
            f"`{library}` starts a thread when it is imported: each submission imports it by "
            "itself, which takes longer.",
            err=True,
        )
