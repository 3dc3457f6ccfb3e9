"""A small course to test with: one assignment, `doubling`, with one question, `double`."""

from __future__ import annotations

from pathlib import Path

COURSE_YAML = "title: Small course\nlanguage: en\n"

ASSIGNMENT_YAML = """\
title: {en: Doubling, ja: 二倍}
questions:
  double:
    title: Double
    points: 10
    checks:
      - call: double
        with: [3]
        gives: 6
      - call: double
        agrees_with: doubling.double
        cases: doubling.numbers
        hidden: true
"""

MASTER = """\
# %%
def double(x):
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION
"""

REFERENCE = '''\
def double(x):
    """Return twice `x`."""
    return 2 * x
'''

CASES = """\
import numpy as np

def numbers():
    return [(0.0,), (-2.5,), (np.array([1.0, -4.0]),)]
"""

MISTAKES = """\
from autograder.authoring import mistake

@mistake("double", en="You squared.", ja="二乗しています。")
def double_squared(x):
    return x * x
"""


def write_small_course(folder: Path) -> Path:
    """Write the course into the folder; return it."""
    write(folder / "assignments/course.yaml", COURSE_YAML)
    write(folder / "assignments/doubling/assignment.yaml", ASSIGNMENT_YAML)
    write(folder / "assignments/doubling/master.py", MASTER)
    for package in ("reference", "reference/cases", "reference/mistakes"):
        write(folder / package / "__init__.py", "")
    write(folder / "reference/doubling.py", REFERENCE)
    write(folder / "reference/cases/doubling.py", CASES)
    write(folder / "reference/mistakes/doubling.py", MISTAKES)
    return folder


def write(path: Path, text: str) -> Path:
    """Write the text in UTF-8, making the folders around it; return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
