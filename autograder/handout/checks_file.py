"""`checks.json`: the visible checks of an assignment as data, for students to check themselves.

Format `akapen-handout`, version 2:

    {"format": "akapen-handout", "version": 2, "autograder": "0.2.0",
     "assignment": ASSIGNMENT,                     with visible checks only, nobody's paths
     "hidden": {"relu": 3, …},                     how many there are, and nothing more of them
     "code": {"learning_steps": ["a line", …]},    Python that judges; see `handout.bundled`
     "files": {"units.ipynb": SHA-256, …},         everything else in the handout, as handed out
     "cells": ["1f0c…", …]}                        of the notebook, to tell which have changed

ASSIGNMENT is the fields of `records.Assignment`, its questions and their checks and mistakes, as
`autograder.codec` writes them; values as `autograder.protocol.grammar` describes. A check stands
under the name of its kind. A mistake has its place among those of the question for a name.
Functions of `code` are named as "module.function"; they import nothing but numpy, what the
assignment names, the standard library and `autograder.authoring`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

from autograder.digests import digest_of
from autograder.frozen import dataclass
from autograder.records import Assignment, Cell

NAME = "checks.json"
FORMAT = "akapen-handout"
VERSION = 2


@dataclass(frozen=True, kw_only=True)
class ChecksFile:
    """Contents of a handout's `checks.json`."""

    format: Literal["akapen-handout"] = "akapen-handout"
    version: Literal[2] = 2
    autograder: str  #: the version that wrote it
    assignment: Assignment
    hidden: Mapping[str, int]  #: how many hidden checks there are, by question
    code: Mapping[str, tuple[str, ...]]  #: lines of modules, by their names
    files: Mapping[str, str] = field(default_factory=dict)  #: SHA-256 of each when handed out
    cells: tuple[str, ...] = ()  #: digests of the notebook's cells when handed out


def cell_digests(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return what tells each cell from every other, whatever it has shown.

    Cells without text, which Jupyter adds by itself, and those that only ask for a self-check
    count as none.
    """
    kept = (cell for cell in cells if not all(map(_is_no_work, cell.source.split("\n"))))
    return tuple(digest_of(f"{cell.kind} {cell.source.strip()}".encode()) for cell in kept)


def _is_no_work(line: str) -> bool:
    words = line.split()
    return not words or words[0] == "%check" or words == ["%load_ext", "autograder"]
