"""Tests of `course/submissions/imports.py`: which libraries a class imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.submissions.imports import libraries_of, shared_libraries
from autograder.records import Cell, Submission


def code(source: str) -> Cell:
    return Cell(kind="code", source=source)


@pytest.mark.parametrize(
    ("source", "libraries"),
    [
        ("import matplotlib.pyplot as plt", {"matplotlib"}),
        ("import numpy as np, pandas as pd", {"pandas"}),
        ("import numpy as np, pandas as pd; import scipy", {"pandas"}),
        ("    from sklearn.linear_model import LinearRegression", {"sklearn"}),
        ("try:\n\timport seaborn\nexcept ImportError:\n\tpass", {"seaborn"}),
        ("import numpy as np  # not pandas", set()),
        ("# import pandas", set()),
        ("important = pandas", set()),
        ("from pandas_of_mine import x", set()),
        ("%matplotlib inline", set()),
        ("import os, sys", set()),
        ("import ,,pandas", {"pandas"}),
        ("import", set()),
    ],
)
def test_import_statements_are_read(source: str, libraries: set[str]) -> None:
    assert libraries_of([code(source)]) == libraries


def test_only_code_is_read() -> None:
    assert libraries_of([Cell(kind="markdown", source="import pandas")]) == set()


def test_several_submissions_have_to_import_it() -> None:
    def handed_in(name: str, *sources: str) -> Submission:
        return Submission(name=name, path=Path(name), cells=tuple(map(code, sources)))

    alone = handed_in("a", "import pandas", "import pandas", "import matplotlib")
    assert shared_libraries([alone]) == ()
    assert shared_libraries([alone, handed_in("b", "import matplotlib")]) == ("matplotlib",)
    everybody = [alone, handed_in("b", "import pandas"), handed_in("c", "import matplotlib")]
    assert shared_libraries(everybody) == ("matplotlib", "pandas")
