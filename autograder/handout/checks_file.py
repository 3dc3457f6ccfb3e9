"""`checks.json`: the visible checks of an assignment as data, for students to check themselves.

Format `akapen-handout`, version 1:

    {"format": "akapen-handout", "version": 1, "autograder": "0.1.0",
     "assignment": "units", "title": TEXT, "language": "ja", "imports": ["numpy"],
     "limits": {"seconds": 30.0, …},
     "questions": [{"id": "relu", "title": TEXT, "points": 10,
                    "hidden": 3,                   how many there are, and nothing more of them
                    "checks": [CHECK, …], "mistakes": [MISTAKE, …]}, …],
     "code": {"learning_steps": ["a line", …]},    Python that judges; see `handout.bundled`
     "files": {"units.ipynb": SHA-256, …},         everything else in the handout, as handed out
     "cells": ["1f0c…", …]}                        of the notebook, to tell which have changed

    TEXT    = {"en": "…", "ja": "…"}
    CHECK   = {"id": "relu/1", KIND and what belongs to it}
    KIND    = "call": name, "cases": [[NODE, …], …], "expected": [NODE, …], "tolerance", "accuracy"
            | "value": name, "equals": NODE, "tolerance", "ignore_case"
            | "form": FORM, "of": name
            | "source": name | null, "must_use": […], "must_not_use": […]
            | "holds": "module.function", "first": name
            | "judge": "module.function", "reads": [[argument, REQUEST], …]
            | "model": REQUEST, "layers", "compiled"
            | "figure": number, "axes", "texts", "shows", "equals": NODE, "tolerance"
            | "prints": text
    REQUEST = {"value": name} | {"model": name, "builder", "input", "predict": NODE, "weights"}
    MISTAKE = {"explanation": TEXT, "answers": {"relu/1": [NODE | {"raised": type}, …]},
               "more_general_than": [place among the question's mistakes, …]}

NODE is a value as `autograder.protocol.grammar` describes it. Functions of `code` are named as
"module.function"; they import nothing but numpy, the standard library and `autograder.authoring`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from autograder.records import Cell

NAME = "checks.json"
FORMAT, VERSION = "akapen-handout", 1


def digest(content: bytes) -> str:
    """Return the SHA-256 by which a file is known again."""
    return hashlib.sha256(content).hexdigest()


def cell_digests(cells: Sequence[Cell]) -> list[str]:
    """Return what tells each cell from every other, whatever it has shown.

    Cells without text, which Jupyter adds by itself, and those that only ask for a self-check
    count as none.
    """
    kept = (cell for cell in cells if not all(map(_is_no_work, cell.source.split("\n"))))
    return [digest(f"{cell.kind} {cell.source.strip()}".encode()) for cell in kept]


def _is_no_work(line: str) -> bool:
    words = line.split()
    return not words or words[0] == "%check" or words == ["%load_ext", "autograder"]
