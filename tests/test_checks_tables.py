"""Data frames and series compared as pandas' own testing functions do, and what is said of it.

Tests of `checks/tables.py`, `feedback/tables.py`, `feedback/show/tables.py`,
`feedback/show/pandas_source.py`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.checks.comparison import difference
from autograder.checks.margins import margins
from autograder.feedback.show.calls import format_call
from autograder.feedback.show.sentences import in_language
from autograder.feedback.tables import table_sentence, tables_side_by_side
from autograder.protocol import table_cells
from autograder.protocol.values import decode, encode
from autograder.records import CallRequest, Difference

FRAME = pd.DataFrame(
    {"name": ["Ann", None, "Cy"], "age": [31, 42, 53], "tall": [1.5, 1.75, np.nan]}
)


def differs(got: Any, expected: Any = FRAME, *ignored: Any, **stated: Any) -> Difference | None:
    found, wanted = decode(encode(got)), decode(encode(expected))
    margin = margins([wanted], **stated)
    return difference(found, wanted, margin, ignored=ignored)


ALIKE = [
    (FRAME.copy(), ()),
    (FRAME.set_axis([0, 1, 2]), ()),  # no RangeIndex, and the same
    (FRAME.assign(tall=FRAME.tall * (1 + 5e-6)), ()),
    (FRAME[["tall", "age", "name"]], ("column order",)),
    (FRAME.iloc[::-1], ("row order",)),
    (FRAME.iloc[::-1].reset_index(drop=True), ("row order", "index")),
    (FRAME.set_axis([7, 8, 9]), ("index",)),
    (FRAME.astype({"age": "float32"}), ("dtypes",)),
    (FRAME.rename_axis("id"), ("names",)),
]


@pytest.mark.parametrize(("got", "ignored"), ALIKE)
def test_what_does_not_count(got: Any, ignored: tuple[str, ...]) -> None:
    assert differs(got, FRAME, *ignored) is None
    if ignored:
        assert differs(got) is not None


@pytest.mark.parametrize("got", [frame for frame, ignored in ALIKE if not ignored])
def test_pandas_says_the_same(got: Any) -> None:
    pd.testing.assert_frame_equal(got, FRAME, check_index_type=False)


SAID = [
    (
        FRAME.assign(tall=[1.5, 1.85, np.nan]),
        "They first differ in row 1 (label 1), column tall: expected 1.75, got 1.85. Rows are "
        "counted from 0.",
        "最初に異なるのは 1 行目 (ラベル 1) の列 tall です。正しくは 1.75 ですが、"
        "1.85 になっています。"
        "行は 0 から数えます。",
    ),
    (
        FRAME.assign(name=["Ann", "", "Cy"], age=[31, 42, 54]),
        "They first differ in row 1 (label 1), column name: expected NaN, got . Rows are counted "
        "from 0.",
        None,
    ),
    (
        FRAME.head(2),
        "There are 2 rows; there should be 3.",
        "行が 2 行ありますが、正しくは 3 行です。",
    ),
    (FRAME.drop(columns="age"), "The column age is missing.", "列 age がありません。"),
    (FRAME.assign(x=1), "There is a column x too many.", "余分な列 x があります。"),
    (
        FRAME[["age", "name", "tall"]],
        "Column 1 is age; expected name. The columns are there, in another order.",
        "1 番目の列が age ですが、正しくは name です。列はそろっていますが、順序が異なります。",
    ),
    (
        FRAME.astype({"age": float}),
        "The column age is of dtype float64; expected int64.",
        "列 age の dtype が float64 ですが、正しくは int64 です。",
    ),
    (
        FRAME.iloc[::-1],
        "The label of row 0 is 2; expected 0. Rows are counted from 0.",
        "0 行目のラベルが 2 ですが、正しくは 0 です。行は 0 から数えます。",
    ),
    (
        FRAME.rename_axis("id"),
        "The name is id; it should be None.",
        "名前が id ですが、正しくは None です。",
    ),
]


@pytest.mark.parametrize(("got", "english", "japanese"), SAID)
def test_a_difference_is_said(got: Any, english: str, japanese: str | None) -> None:
    with pytest.raises(AssertionError):
        pd.testing.assert_frame_equal(got, FRAME)
    found = differs(got)
    assert found is not None
    sentence = table_sentence(found)
    assert sentence is not None
    assert in_language(sentence, "en") == english
    assert japanese is None or in_language(sentence, "ja") == japanese


def test_a_series_is_said_without_a_column() -> None:
    series = FRAME.age
    for got, said in [
        (
            series + 1,
            "They first differ in row 0 (label 0): expected 31, got 32. Rows are counted from 0.",
        ),
        (series.astype(float), "The values are of dtype float64; expected int64."),
        (series.rename("years"), "The name is years; it should be age."),
    ]:
        found = differs(got, series)
        assert found is not None
        assert in_language(table_sentence(found) or "", "en") == said  # type: ignore[arg-type]
    for got, japanese in [
        (series.astype(float), "値の dtype が float64 ですが、正しくは int64 です。"),
        (
            series + 1,
            "最初に異なるのは 0 行目 (ラベル 0) です。正しくは 31 ですが、32 になっています。"
            "行は 0 から数えます。",
        ),
    ]:
        assert in_language(table_sentence(differs(got, series)), "ja") == japanese  # type: ignore[arg-type]


def test_kinds_are_told_apart() -> None:
    for got, expected in [(FRAME.age, FRAME), ([31, 42, 53], FRAME.age), (FRAME, FRAME.index)]:
        found = differs(got, expected)
        assert found is not None
        assert found.kind == "kind"
    multi = FRAME.set_index(["name", "age"])
    found = differs(multi.reset_index(level=0), multi)
    assert found is not None


def test_a_table_does_where_numbers_are_expected() -> None:
    assert differs(FRAME.age, [31, 42, 53]) is None
    assert differs(FRAME.age, np.array([31, 42, 54])) is not None
    assert differs(pd.Index(["a", "b"]), ["a", "b"]) is None


def test_whole_numbers_are_exact_unless_a_tolerance_is_stated() -> None:
    ids = pd.DataFrame({"id": [100_000, 5], "weight": [1e9, 1.0]})
    assert differs(ids.assign(id=[100_001, 5]), ids) is not None
    assert differs(ids.assign(weight=[1e9, 1.1]), ids) is not None  # however large others are
    assert differs(ids.assign(id=[100_001, 5]), ids, absolute=1) is None
    assert differs(ids.assign(weight=[1e9, 1.05]), ids, relative=0.1) is None
    by_column = {"weight": 0.2}
    assert differs(ids.assign(weight=[1e9, 1.1]), ids, absolute=by_column) is None
    assert differs(ids.assign(id=[100_001, 5]), ids, absolute=by_column) is not None


def test_duplicate_columns_and_levels_are_compared() -> None:
    twice = pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"])
    assert differs(twice.copy(), twice) is None
    assert differs(pd.DataFrame([[1, 2], [3, 5]], columns=["a", "a"]), twice) is not None
    assert differs(twice.set_axis(["a", "b"], axis=1), twice) is not None
    deep = FRAME.groupby(["name", "age"]).agg(["min", "max"])
    assert differs(deep.copy(), deep) is None
    assert differs(deep.swaplevel(), deep) is not None


def test_they_stand_side_by_side_around_the_first_difference() -> None:
    long = pd.DataFrame({"n": range(100), "text": "x"})
    wrong = long.assign(text=["x"] * 60 + ["y"] + ["x"] * 39)
    found = differs(wrong, long)
    assert found is not None
    sides = tables_side_by_side(decode(encode(long)), decode(encode(wrong)), found.index)
    assert sides is not None
    expected, got = (side.text.splitlines() for side in sides)
    assert expected[6] == "60     60     x"
    assert got[6] == "60     60     y"
    assert expected[-1] == "… 100 rows"
    assert not sides[0].whole


def test_a_call_can_be_pasted() -> None:
    given = (
        FRAME,
        FRAME.set_index("name").age,
        pd.Timestamp("2026-11-29"),
        pd.DataFrame({"when": pd.to_datetime(["2026-11-29"]), "c": pd.Categorical(["x"])}),
        pd.MultiIndex.from_tuples([(1, "x")], names=["n", "t"]),
        pd.NA,
    )
    source = format_call(CallRequest(name="tuple", arguments=decode(encode([given]))))
    (again,) = (eval(source, {"pd": pd, "np": np}),)
    pd.testing.assert_frame_equal(again[0], FRAME)
    pd.testing.assert_series_equal(again[1], given[1])
    assert again[2] == given[2]
    assert again[5] is pd.NA
    pd.testing.assert_index_equal(again[4], given[4])
    assert again[3].dtypes.astype(str).tolist() == given[3].dtypes.astype(str).tolist()


def test_categories_that_no_cell_has_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A submission may answer with 700,000 of them; two are looked at."""
    made: list[int] = []
    of_time = table_cells._time
    monkeypatch.setattr(
        table_cells, "_time", lambda of, number: made.append(number) or of_time(of, number)
    )
    moments = pd.date_range("2026-04-01", periods=5000, freq="h", tz="UTC")
    got = pd.Series(pd.Categorical.from_codes([4000, 7, -1], categories=moments))
    expected = pd.Series([4000, 7, -1])
    (text,) = table_cells.label_texts(decode(encode(pd.Index([3]))))
    assert text == "3"
    assert table_cells.plain(decode(encode(got)).cells) == [moments[4000], moments[7], None]
    assert len(made) == 2
    assert difference(decode(encode(got)), decode(encode(expected)), margins(())) is not None


@pytest.mark.parametrize(
    ("expected", "kind"),
    [([1, 2, 3], "length"), (["a", "b"], "length"), (3, "kind"), ("a", "kind"), ({}, "kind")],
)
def test_a_column_of_another_length_is_not_made_into_a_list(
    monkeypatch: pytest.MonkeyPatch, expected: Any, kind: str
) -> None:
    """A submission may answer with a million times in each of many questions."""
    moments = pd.date_range("2026-04-01", periods=5000, freq="h", tz="Asia/Tokyo")
    for got in (moments, moments.to_series()):
        sent = decode(encode(got))
        with monkeypatch.context() as patched:
            patched.setattr(table_cells, "_time", None)
            found = difference(sent, expected)
        assert found is not None
        assert found.kind == kind
        assert difference(sent, decode(encode(list(moments)))) is None


def test_a_name_that_is_a_list_is_compared_too() -> None:
    one, other = pd.Series([1], name=("a", 1)), pd.Series([1], name=("a", 2))
    assert differs(one, one.copy()) is None
    assert differs(one, other) is not None


def test_one_label_is_as_that_of_all() -> None:
    for index in (
        pd.Index(["a", None, "c"]),
        pd.MultiIndex.from_tuples([("a", 1), ("b", 2)]),
        pd.CategoricalIndex(["x", "y", "x"]),
        pd.IntervalIndex.from_breaks([0, 1, 2]),
        pd.date_range("2026-04-01", periods=2, tz="Asia/Tokyo"),
    ):
        labels = decode(encode(index))
        each = [table_cells.label_text(labels, row) for row in range(len(index))]
        assert each == table_cells.label_texts(labels)
