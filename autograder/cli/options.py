"""Options shared by several commands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from autograder import Isolation
from autograder.classes.tables import number_in

MOST_JOBS = 64
FOLDER = click.Path(path_type=Path)


class PointsType(click.FloatRange):
    """A number; of `1,5` it is said how computers write it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(number_in(str(value)), param, ctx)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _cores() -> int:
    """Return how many cores this process may run on, which may be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return min(len(os.sched_getaffinity(0)), MOST_JOBS)
    return min(os.cpu_count() or 1, MOST_JOBS)


course_option = click.option(
    "--course",
    "course_folder",
    type=FOLDER,
    help="The course's folder.  [default: the one around the current folder]",
)
_LANG = "Language of what students read, as en or pt-BR.  [default: {default}]"
lang_option = click.option("--lang", metavar="TAG", help=_LANG.format(default="the course's"))
graded_lang_option = click.option(
    "--lang", metavar="TAG", help=_LANG.format(default="the one of grading")
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    default=_cores(),
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
no_cache_option = click.option(
    "--no-cache",
    is_flag=True,
    help="Take nothing from the cache that was run into another folder, and keep nothing there; "
    "AUTOGRADER_NO_CACHE=1 says so for all commands.",
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
