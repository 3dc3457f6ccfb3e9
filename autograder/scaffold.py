"""A new assignment: a complete small one, to be changed step by step."""

from __future__ import annotations

from pathlib import Path

_COURSE = """\
title: {en: My course, ja: わたしの授業}
language: ja # of handouts and feedback: ja or en
"""

_ASSIGNMENT = """\
# What can be written here: `autograder schema` prints the JSON Schema; editors complete it.
title: {en: NAME, ja: NAME}
questions:
  mean:
    title: {en: Mean, ja: 平均}
    points: 10
    checks:
      - call: mean # visible: students see the call, what was expected and what came
        with: [[1, 2, 6]]
        gives: 3
      - call: mean # hidden: students see only whether it passed
        agrees_with: STEM.mean # reference/STEM.py
        cases: STEM.rows # reference/cases/STEM.py
        hidden: true
        share: 2 # counts twice as much as the first
"""

_MASTER = """\
# %% [markdown] ja
# # NAME
# ## 問1 平均（10点）
# 数の並び `x` の平均を返す関数 `mean(x)` を書いてください。たとえば `mean([1, 2, 6])` は 3 です。
# %% [markdown] en
# # NAME
# ## Question 1: mean (10 points)
# Write a function `mean(x)` that returns the mean of the numbers `x`: `mean([1, 2, 6])` is 3.
# %%
def mean(x):
    # BEGIN SOLUTION
    return sum(x) / len(x)
    # END SOLUTION
"""

_REFERENCE = '''\
"""Right answers for the assignment NAME."""


def mean(x):
    """Return the mean of the numbers `x`, of shape `(n,)`."""
    return sum(x) / len(x)
'''

_CASES = '''\
"""Inputs for the assignment NAME; no answers in here."""

import numpy as np


def rows():
    """Return one row of numbers a case, from short to long."""
    random = np.random.default_rng(1)
    return [(random.normal(size=size),) for size in (1, 2, 5, 100)]
'''

_MISTAKES = '''\
"""Known mistakes in the assignment NAME."""

from autograder.authoring import mistake


@mistake(
    "mean",
    en="The numbers are added up, but the sum is not divided by how many there are.",
    ja="合計したあと、個数で割っていません。",
)
def mean_not_divided(x):
    return sum(x)
'''


def scaffold(folder: Path, name: str) -> dict[Path, str]:
    """Return the files of a new assignment in the course `folder`, and their texts.

    A course that does not exist yet comes with it.
    """
    stem = name.replace("-", "_")
    files = {
        f"assignments/{name}/assignment.yaml": _ASSIGNMENT,
        f"assignments/{name}/master.py": _MASTER,
        f"reference/{stem}.py": _REFERENCE,
        f"reference/cases/{stem}.py": _CASES,
        f"reference/mistakes/{stem}.py": _MISTAKES,
    }
    if not (folder / "assignments" / "course.yaml").exists():
        packages = ("reference", "reference/cases", "reference/mistakes")
        files |= {"assignments/course.yaml": _COURSE}
        files |= {f"{package}/__init__.py": "" for package in packages}
    return {folder / path: _filled(text, name, stem) for path, text in files.items()}


def _filled(text: str, name: str, stem: str) -> str:
    return text.replace("NAME", name).replace("STEM", stem)
