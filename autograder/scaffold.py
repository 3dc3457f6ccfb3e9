"""A new assignment: a complete small one, to be changed step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from autograder.languages import Language, nearest
from autograder.records import LANGUAGES

_COURSE = """\
title: <course>
language: <language> # of handouts and feedback
"""

_ASSIGNMENT = """\
# What can be written here: `autograder schema` prints the JSON Schema; editors complete it.
title: NAME
questions:
  mean:
    title: <mean>
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
<question># %%
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
<explanation>)
def mean_not_divided(x):
    return sum(x)
'''

_WORDINGS: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "course": {"en": "My course", "ja": "わたしの授業"},
        "mean": {"en": "Mean", "ja": "平均"},
        "question": {
            "en": """\
# # NAME
# ## Question 1: mean (10 points) `mean`
# Write a function `mean(x)` that returns the mean of the numbers `x`: `mean([1, 2, 6])` is 3.
""",
            "ja": """\
# # NAME
# ## 問1 平均（10点） `mean`
# 数の並び `x` の平均を返す関数 `mean(x)` を書いてください。たとえば `mean([1, 2, 6])` は 3 です。
""",
        },
        "explanation": {
            "en": "The numbers are added up, but the sum is not divided by how many there are.",
            "ja": "合計したあと、個数で割っていません。",
        },
    }
)
_NOT_TEXT = ("no", "off", "on", "yes")  #: for YAML


def scaffold(folder: Path, name: str, languages: Sequence[Language] = LANGUAGES) -> dict[Path, str]:
    """Return the files of a new assignment in the course `folder`, and their texts.

    A course that does not exist yet comes with it. Where we have no texts in one of the languages,
    they are in English.
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
    texts = _texts(languages)
    return {folder / path: _filled(text, name, stem, texts) for path, text in files.items()}


def _texts(languages: Sequence[Language]) -> dict[str, str]:
    """Return what the files say in each of the languages, as each file writes it."""
    spoken = {
        place: {tag: wordings[nearest(tag, wordings) or "en"] for tag in languages}
        for place, wordings in _WORDINGS.items()
    }
    return {
        "language": _yaml_word(languages[0]),
        "course": _yaml(spoken["course"]),
        "mean": _yaml(spoken["mean"]),
        "question": _cells(spoken["question"]),
        "explanation": _keywords(spoken["explanation"]),
    }


def _yaml(wordings: Mapping[Language, str]) -> str:
    if len(wordings) == 1:
        return next(iter(wordings.values()))
    return f"{{{', '.join(f'{_yaml_word(tag)}: {text}' for tag, text in wordings.items())}}}"


def _yaml_word(tag: Language) -> str:
    return f'"{tag}"' if tag.lower() in _NOT_TEXT else tag


def _cells(wordings: Mapping[Language, str]) -> str:
    marks = [f" {tag}" for tag in wordings] if len(wordings) > 1 else [""]
    cells = zip(marks, wordings.values(), strict=True)
    return "".join(f"# %% [markdown]{mark}\n{text}" for mark, text in cells)


def _keywords(wordings: Mapping[Language, str]) -> str:
    own = [f'    {tag}="{text}",\n' for tag, text in wordings.items() if tag in LANGUAGES]
    others = {tag: text for tag, text in wordings.items() if tag not in LANGUAGES}
    lines = [f'        "{tag}": "{text}",\n' for tag, text in others.items()]
    return "".join([*own, "    texts={\n", *lines, "    },\n"] if lines else own)


def _filled(text: str, name: str, stem: str, texts: Mapping[str, str]) -> str:
    for place, wording in texts.items():
        text = text.replace(f"<{place}>", wording)
    return text.replace("NAME", name).replace("STEM", stem)
