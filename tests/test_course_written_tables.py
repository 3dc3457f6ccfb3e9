"""Data frames and series that an author writes in YAML."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent
from typing import Any

import pandas as pd
import pytest

from autograder.checks.call import CallCheck
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError
from autograder.protocol.building_tables import built
from tests.small_course import write

ASSIGNMENT = """\
title: T
imports: {imports}
questions:
  q:
    title: Q
    points: 1
    checks:
      - call: f
        with: []
        gives:
{table}
"""


def given(folder: Path, table: str, imports: str = "[pandas]") -> Any:
    write(folder / "assignments/course.yaml", "title: T\nlanguage: en\n")
    text = ASSIGNMENT.format(imports=imports, table=indent(table, " " * 10))
    write(folder / "assignments/a/assignment.yaml", text)
    (check,) = load_assignment(find_course(folder), "a").questions[0].checks
    assert isinstance(check, CallCheck)
    return built(check.expected[0])  # type: ignore[index]


def test_the_short_form(tmp_path: Path) -> None:
    frame = given(tmp_path, "!frame {n: [1, 2], x: [1.5, null], t: [a, null], b: [true, false]}")
    expected = pd.DataFrame({"n": [1, 2], "x": [1.5, None], "t": ["a", None], "b": [True, False]})
    pd.testing.assert_frame_equal(frame, expected)


def test_a_series(tmp_path: Path) -> None:
    pd.testing.assert_series_equal(given(tmp_path, "!series [1, 2]"), pd.Series([1, 2]))


def test_the_long_form(tmp_path: Path) -> None:
    table = """\
!frame
columns: {day: [2026-11-29, null], n: [1, null]}
dtypes: {n: Int64}
index: {year: [1, 2], city: [a, b]}"""
    expected = pd.DataFrame(
        {"day": pd.to_datetime(["2026-11-29", None]), "n": pd.array([1, None], dtype="Int64")},
        index=pd.MultiIndex.from_arrays([[1, 2], ["a", "b"]], names=["year", "city"]),
    )
    frame = given(tmp_path, table)
    pd.testing.assert_frame_equal(
        frame.astype({"day": "M8[ns]"}), expected.astype({"day": "M8[ns]"})
    )
    series = given(
        tmp_path, "!series {values: [1, 2], index: {k: [x, y]}, name: n, dtype: float32}"
    )
    index = pd.Index(["x", "y"], name="k")
    pd.testing.assert_series_equal(series, pd.Series([1, 2], index, dtype="float32", name="n"))


@pytest.mark.parametrize(
    ("table", "imports", "said"),
    [
        ("!frame {a: [1]}", "[numpy]", "`!frame` needs pandas; write `imports: [pandas]`"),
        (
            "!frame {a: [1], b: [1, 2]}",
            "[pandas]",
            "`!frame` has columns of different lengths (a: 1, b: 2)",
        ),
        ("!frame {a: 3}", "[pandas]", "`!frame` needs a list of cells for 'a'"),
        (
            "!frame {columns: {a: [1]}, indx: [1]}",
            "[pandas]",
            "`!frame` has no `indx`; it has columns, index, dtypes",
        ),
        (
            "!frame {columns: {a: [1]}, dtypes: {b: int8}}",
            "[pandas]",
            "`!frame` has a dtype for 'b', which is none of its columns",
        ),
        (
            "!series {values: [1], index: [1, 2]}",
            "[pandas]",
            "`!series` has 1 rows and an index of another length",
        ),
        (
            "!series {values: [1], dtype: colour}",
            "[pandas]",
            "`!series` cannot be made: data type 'colour' not understood",
        ),
        (
            "!frame [1, 2]",
            "[pandas]",
            "is not valid YAML: `!frame` is followed by its cells, as in `!frame {a: [1, 2]}`",
        ),
        (
            "!series 3",
            "[pandas]",
            "is not valid YAML: `!series` is followed by its cells, as in `!series [1, 2]`",
        ),
    ],
)
def test_what_is_written_wrong_is_said_with_its_line(
    tmp_path: Path, table: str, imports: str, said: str
) -> None:
    with pytest.raises(AssignmentError) as caught:
        given(tmp_path, table, imports)
    path = tmp_path / "assignments/a/assignment.yaml"
    assert str(caught.value) == f"{path}:11: {said}"
