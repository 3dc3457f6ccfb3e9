"""`autograder schema`: print the JSON Schema of `assignment.yaml`, or of `class.yaml`."""

from __future__ import annotations

import json

import click

from autograder.checks.kinds import KINDS
from autograder.classes.class_file import class_schema
from autograder.course.schema import assignment_schema


@click.command("schema")
@click.argument("of", type=click.Choice(["assignment", "class"]), default="assignment")
def schema_command(of: str) -> int:
    """Print the JSON Schema of assignment.yaml, by which editors complete and check it.

    `autograder schema class` prints that of class.yaml.
    """
    schema = class_schema() if of == "class" else assignment_schema(KINDS)
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
    return 0
