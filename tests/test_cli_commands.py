"""The table of commands: it names every command there is, and imports none to show its help."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from autograder.cli import cli
from autograder.cli.commands import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_found_by_its_name(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert (command.name, bool(command.help)) == (name, True)


def test_help_shows_each_line_whole() -> None:
    shown = CliRunner().invoke(cli, ["--help"], terminal_width=80).output
    assert all(f"{name}  " in shown and line in shown for name, line in COMMANDS.items())
    assert CliRunner().invoke(cli, ["chek"]).output.endswith("Error: No such command 'chek'.\n")


@pytest.mark.process
def test_help_waits_for_nothing_that_a_command_needs() -> None:
    code = (
        "import sys; from autograder.cli import cli; cli(['--help'], standalone_mode=False); "
        "print(sorted({'numpy', 'yaml', 'IPython', 'rich', 'jsonschema'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\n[]\n")
