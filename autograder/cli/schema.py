"""`autograder schema`: print the JSON Schema of `assignment.yaml`."""

from __future__ import annotations

import json

import click

from autograder.course.schema import assignment_schema


@click.command("schema")
def schema_command() -> int:
    """Print the JSON Schema of assignment.yaml, by which editors complete and check it."""
    click.echo(json.dumps(assignment_schema(), indent=2, ensure_ascii=False))
    return 0
