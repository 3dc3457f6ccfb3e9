"""The commands, each imported only when it is used: `--help` need not wait for numpy."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import click

from autograder.cli.importing import imported

#: each command with its line of `autograder --help`; it stands in the module of its name
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "adjust": "Write down what is changed about a person's grade.",
        "check": "Check your own work with the visible checks of its handout.",
        "ci": "Print a ready file for GitHub Actions or GitLab CI.",
        "collect": "Bring what an LMS's download holds into a class folder.",
        "dates": "Show when work is due, for whom, and what lateness costs.",
        "demo": "Make a class out of known mistakes, and grade it.",
        "doctor": "Show what this machine can do to keep student code apart.",
        "export": "Write grades or results for an LMS, Gradescope or CI.",
        "forget": "Remove a person from a class folder.",
        "grade": "Grade submissions: files, folders, zip files.",
        "gradebook": "Make the grades of a class, with a column for each step.",
        "gradescope-run": "Grade one submission where Gradescope runs it.",
        "gradescope-zip": "Write an autograder that Gradescope runs.",
        "handout": "Write what students receive, with its visible checks.",
        "lti": "Make this grader known to an LTI 1.3 platform.",
        "new": "Start a new assignment: a small complete one.",
        "pull": "Bring what was handed in out of an LMS.",
        "push": "Write grades into an LMS, and look whether they are there.",
        "regrade": "Judge anew what is graded; show who moves, and why.",
        "report": "Make pages out of what `grade --out FOLDER` has written.",
        "roster": "Bring the people of an LMS's list into a class folder.",
        "schema": "Print the JSON Schema of assignment.yaml, for editors.",
        "sync": "Pull, grade and push without asking: for cron and CI.",
        "validate": "Show that an assignment's checks fail what is wrong.",
        "why": "Show all that is behind one grade.",
    }
)


class Commands(click.Group):
    """A group that knows its commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(imported(f"autograder.cli.{name}"), f"{name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])
