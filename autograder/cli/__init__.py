"""The command line: one command a file, exceptions turned into exit statuses."""

from __future__ import annotations

import atexit
import gc
import io
import signal
import sys
import traceback
from collections.abc import Sequence

import click

from autograder import __version__
from autograder.cli.commands import Commands
from autograder.errors import AutograderError
from autograder.texts import sanitize


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="autograder")
def cli() -> None:
    """Grade Python notebooks and modules in a sandbox that never holds an answer."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit status."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: leave nothing behind
    gc.set_threshold(50_000)  # records hold no circles: they are not worth looking for so often
    atexit.register(gc.freeze)  # nor at the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not every terminal can show every character
            stream.reconfigure(errors="replace")
    try:
        status = cli.main(arguments, standalone_mode=False)
    except AutograderError as error:
        status = _complain(str(error), error.exit_status)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = _complain("stopped", 130)
    except Exception as error:  # the last line of defence: a fault of ours is said to be one
        traceback.print_exc()
        status = _complain(f"this is a fault in autograder itself: {type(error).__name__}", 3)
    sys.exit(status)


def _complain(message: str, status: int) -> int:
    click.echo(f"autograder: {sanitize(message)}", err=True)
    return status
