"""Grader and worker: Files that a program is asked to write: their names, and how much is read."""

from __future__ import annotations

import re

MAX_WRITTEN = 1 << 16  #: bytes of a file
MOST_WRITTEN = 8  #: files of a program
MAX_FILE_NAME = 200  #: characters, folders included

_PART = r"(?!\.{1,2}(?:/|$))[^/\\:*?\"<>|\u0000-\u001f]+"
#: Inside the program's folder, wherever it runs: also as JSON Schema has it.
FILE_NAME = rf"^(?!.{{{MAX_FILE_NAME + 1}}}){_PART}(?:/{_PART})*$(?!\n)"


def is_inside(name: str) -> bool:
    """Tell whether a name can only be that of something in the program's folder."""
    return re.search(FILE_NAME, name) is not None
