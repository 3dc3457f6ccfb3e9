"""Options shared by several commands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from autograder import Isolation
from autograder.classes.tables import number_in

FOLDER = click.Path(path_type=Path)


class PointsType(click.FloatRange):
    """A number; of `1,5` it is said how computers write it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(number_in(str(value)), param, ctx)
        except ValueError as error:
            self.fail(str(error), param, ctx)


course_option = click.option(
    "--course",
    "course_folder",
    type=FOLDER,
    help="The course's folder.  [default: the one around the current folder]",
)
lang_option = click.option(
    "--lang",
    metavar="TAG",
    help="Language of what students read, as en or pt-BR.  [default: the course's]",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 1,
    show_default="one a core",
    help="How many submissions to grade at a time.",
)
isolation_option = click.option(
    "--isolation",
    type=click.Choice([isolation.value for isolation in Isolation]),
    default=Isolation.FULL.value,
    show_default=True,
    help="'none' runs submissions with your own rights; only for code you trust.",
)
stock_keras_option = click.option(
    "--stock-keras",
    is_flag=True,
    help="Train with Keras' own `fit` alone: far slower on small data, and the same otherwise.",
)
class_option = click.option(
    "--class",
    "class_folder",
    type=FOLDER,
    required=True,
    help="The class's folder: class.yaml, roster.csv, attempts/ and graded/.",
)
