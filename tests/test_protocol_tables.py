"""Values of pandas on the wire: as plain data, their cells counted, and made by pandas again.

Tests of `protocol/tables.py`, `protocol/reading_tables.py`, `protocol/building_tables.py`,
`protocol/table_cells.py`.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.protocol.building_tables import NotBuilt, built, holds_tables, load_pandas
from autograder.protocol.grammar import MAX_CELLS, Opaque
from autograder.protocol.reading_tables import with_tables
from autograder.protocol.tables import FrameTable, Missing, Scalar, kind_of
from autograder.protocol.values import WireError, decode, encode
from autograder.values import describe, numbers, unwrap

FRAME = pd.DataFrame(
    {
        "whole": [1, 2],
        "real": [1.5, np.nan],
        "complex": [1j, 2],
        "truth": [True, False],
        "text": ["x", None],
        "mixed": ["x", 3],
        "lists": [[1, 2], {"a": 1}],
        "Int": pd.array([1, None], dtype="Int64"),
        "UInt": pd.array([1, None], dtype="UInt8"),
        "Float": pd.array([1.5, None], dtype="Float32"),
        "Bool": pd.array([True, None], dtype="boolean"),
        "string": pd.array(["x", None], dtype="string"),
        "category": pd.Categorical(["u", None], categories=["v", "u"]),
        "ordered": pd.Categorical([3, 4], ordered=True),
        "binned": pd.cut(pd.Series([1, 2]), 2),
        "interval": pd.arrays.IntervalArray.from_breaks([0.0, 1, 2], closed="left"),
        "date": pd.to_datetime(["2026-11-29 08:30", None]),
        "zoned": pd.to_datetime(["2026-11-29", "2026-11-30"]).tz_localize("Asia/Tokyo"),
        "fixed": pd.to_datetime(["2026-11-29", "2026-11-30"]).tz_localize("+09:00"),
        "nano": np.array([1, 2], "M8[ns]"),
        "delta": pd.to_timedelta([1, None], unit="s"),
        "month": pd.PeriodIndex(["2026-01", "2026-02"], freq="M"),
        "times": [pd.Timestamp("2026-11-29"), pd.NA],
    }
)
TABLES = [
    FRAME,
    *(FRAME[name] for name in FRAME),
    FRAME.set_index("text"),
    FRAME.set_index(["whole", "date"]),
    FRAME[["whole", "real"]].T,
    FRAME[["whole", "real"]].describe(),
    FRAME.groupby("whole")[["real"]].agg(["min", "max"]),
    FRAME.index,
    FRAME.columns,
    pd.DataFrame(),
    pd.DataFrame(columns=["a", "b"]),
    pd.DataFrame(index=[1, 2]),
    pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"]),
    pd.Series([], dtype=float),
    pd.MultiIndex.from_product([[1, 2], ["x"]], names=["n", None]),
    pd.date_range("2026-11-29", periods=3, tz="UTC", name="day"),
    pd.CategoricalIndex(["a", "b", "a"]),
    pd.interval_range(0, 3),
]


def same(one: Any, other: Any) -> None:
    if isinstance(other, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_freq=False)
    elif isinstance(other, pd.Series):
        pd.testing.assert_series_equal(one, other, check_freq=False)
    else:
        columns = [pd.Series(range(len(index)), index=index) for index in (one, other)]
        pd.testing.assert_series_equal(*columns, check_freq=False, check_index_type=False)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_comes_back_as_it_was(table: Any) -> None:
    arrived = decode(encode(table))
    same(built(arrived), table)
    same(built(decode(encode(arrived))), table)  # as it was read, it travels on
    assert encode(arrived) == encode(table)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (pd.Timestamp("2026-11-29 08:30"), "Timestamp"),
        (pd.Timestamp("2026-11-29", tz="Asia/Tokyo"), "Timestamp"),
        (pd.Timestamp(1, unit="ns"), "Timestamp"),
        (pd.Timedelta(3, "s"), "Timedelta"),
        (pd.Period("2026-11", "M"), "Period"),
        (pd.Interval(1, 2), "Interval"),
        (pd.Interval(pd.Timestamp("2026-01-01"), pd.Timestamp("2026-02-01")), "Interval"),
    ],
)
def test_a_single_one_comes_back_as_it_was(value: Any, kind: str) -> None:
    arrived = decode(encode({value: [value]}))
    ((key, [again]),) = arrived.items()
    assert (built(again), type(built(again)), kind_of(again)) == (value, type(value), kind)
    assert key == again
    assert hash(key) == hash(again)


def test_what_is_missing_is_told_apart() -> None:
    arrived = decode(encode([pd.NA, pd.NaT, None]))
    assert arrived == [Missing("NA"), Missing("NaT"), None]
    assert [value is other for value, other in zip(built(arrived), [pd.NA, pd.NaT], strict=False)]
    assert [describe(value) for value in arrived] == ["NAType", "NaTType", "None"]


def test_a_table_holds_numbers_for_who_expects_no_pandas() -> None:
    frame = decode(encode(FRAME[["whole", "real"]]))
    assert np.asarray(numbers(frame)).tolist()[0] == [1, 1.5]
    assert numbers(decode(encode(FRAME))) is None
    assert np.asarray(numbers(decode(encode(pd.Series([1, 2]))))).tolist() == [1, 2]
    moment = decode(encode(pd.Timestamp("2026-11-29 08:30")))
    assert isinstance(moment, Scalar)
    assert str(unwrap(moment)) == "2026-11-29 08:30:00"
    assert [describe(decode(encode(t))) for t in (FRAME, FRAME.real, FRAME.index)] == [
        "DataFrame",
        "Series",
        "Index",
    ]


@pytest.mark.parametrize(
    ("table", "shape"),
    [
        (pd.RangeIndex(10**18), (10**18, 1)),
        (pd.DataFrame(np.broadcast_to(np.zeros(1), (10**4, 10**4))), (10**4, 10**4)),
        (pd.Series(np.broadcast_to(np.zeros(1), 10**8)), (10**8, 1)),
        (pd.MultiIndex.from_product([range(1000), range(1000)]), (10**6, 2)),
    ],
)
def test_cells_are_counted_before_any_is_looked_at(table: Any, shape: tuple[int, int]) -> None:
    said = f"a table of {shape} cells; there may be {MAX_CELLS}"
    with pytest.raises(WireError) as caught:
        encode(table)
    assert str(caught.value) == said


def test_columns_and_single_times_are_counted() -> None:
    """Building 30,000 of them takes the grader more than a second."""
    for wide in (
        pd.DataFrame(np.zeros((1, 30_000))),
        [pd.Timestamp("2026-04-01", tz="UTC")] * 20_000,
    ):
        with pytest.raises(WireError, match="more than 10000 columns of tables"):
            encode(wide)
    assert len(decode(encode(pd.DataFrame(np.zeros((1, 5_000))))).cells) == 5_000


def test_several_tables_share_the_room() -> None:
    wide = pd.DataFrame(np.zeros((4_000, 100), bool))
    with pytest.raises(WireError, match="cells"):
        encode([wide, wide, wide])


class Hostile:
    __hash__ = None  # type: ignore[assignment]

    def _refuse(self, *_: object) -> Any:
        raise SystemExit("student code was asked")

    __eq__ = __repr__ = __str__ = __len__ = __iter__ = __getattr__ = _refuse  # type: ignore[assignment]


def test_objects_of_a_students_in_a_column_are_never_asked() -> None:
    column = np.empty(2, object)
    column[0], column[1] = Hostile(), Hostile()
    arrived = decode(encode(pd.DataFrame({"x": column})))
    assert [type(value) for value in arrived.cells[0].values] == [Opaque, Opaque]


class Forged(pd.DataFrame):
    def _refuse(self, *_: object) -> Any:
        raise SystemExit("student code was asked")

    columns = index = iloc = dtypes = shape = property(_refuse)  # type: ignore[assignment]
    __len__ = __getitem__ = _refuse  # type: ignore[assignment]


def test_a_subclass_is_read_past_what_it_overrides() -> None:
    forged = Forged.__new__(Forged)
    object.__setattr__(forged, "_mgr", FRAME._mgr)
    same(built(decode(encode(forged))), FRAME)
    object.__setattr__(forged, "_mgr", "no manager")
    assert isinstance(decode(encode(forged)), Opaque)


def test_what_is_of_no_dtype_that_travels_is_named() -> None:
    sparse = pd.DataFrame({"x": pd.arrays.SparseArray([0, 0, 1])})
    assert decode(encode(sparse)) == Opaque("DataFrame of dtype Sparse[int64, 0]")


def cells(dtype: str, *parts: object) -> list[object]:
    return ["cells", dtype, list(parts)]


ONE, TWO = encode(np.array([1])), encode(np.array([1, 2]))
INDEX = ["index", [["none"]], [cells("int64", ONE)]]


@pytest.mark.parametrize(
    "node",
    [
        ["index", [], []],
        ["index", [["none"]], [cells("int64", ONE), cells("int64", ONE)]],
        ["index", [["none"], ["none"]], [cells("int64", ONE), cells("int64", TWO)]],
        ["index", [["none"]], [cells("float64", ONE)]],
        ["index", [["none"]], [cells("int64", encode(np.zeros((1, 1), int)))]],
        ["index", [["none"]], [cells("datetime64[ns, ../../etc]", ONE)]],
        ["index", [["none"]], [cells("datetime64[ns, Mars/Base]", ONE)]],
        ["index", [["none"]], [cells("datetime64[fs]", ONE)]],
        ["index", [["none"]], [cells("period[fortnight]", ONE)]],
        ["index", [["none"]], [cells("range", ONE)]],
        ["index", [["none"]], [["range", ["int", "0x1"]]]],
        ["index", [["none"]], [cells("category", ONE, cells("int64", ONE), ["bool", False])]],
        ["index", [["none"]], [cells("interval[left]", cells("int64", ONE), cells("int64", TWO))]],
        ["index", [["none"]], [cells("Int64", ONE, encode(np.array([True, False])))]],
        ["frame", INDEX, INDEX, []],
        ["frame", INDEX, INDEX, [cells("int64", TWO)]],
        ["frame", INDEX, ["int", "0x1"], [cells("int64", ONE)]],
        ["series", ["none"], INDEX, cells("int64", TWO)],
        ["scalar", cells("int64", ONE)],
        ["scalar", cells("datetime64[ns]", TWO)],
        ["missing", "nothing"],
        ["cells", "int64", [ONE]],
    ],
)
def test_what_was_never_encoded_is_refused(node: Any) -> None:
    with pytest.raises(WireError):
        decode(node)


def test_what_pandas_cannot_make_is_said_to_be_so() -> None:
    known = encode(np.array([7, 7]))
    twice = cells(
        "category", encode(np.array([0], np.int8)), cells("int64", known), ["bool", False]
    )
    with pytest.raises(NotBuilt):
        built(decode(["index", [["none"]], [twice]]))


def test_nothing_is_built_where_pandas_has_not_been_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arrived = decode(encode([FRAME]))
    monkeypatch.delitem(sys.modules, "pandas")
    with pytest.raises(NotBuilt, match="imports"):
        built(arrived)
    assert encode(arrived)
    load_pandas(["numpy"])
    assert "pandas" not in sys.modules


def test_an_authors_values_are_made_plain_wherever_they_stand() -> None:
    plain = with_tables(({"x": [FRAME]}, 3))
    assert isinstance(plain[0]["x"][0], FrameTable)
    assert plain[1] == 3
    assert holds_tables(encode(plain))
    assert not holds_tables(encode(["frame", 3]))
