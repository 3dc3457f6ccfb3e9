"""Values on the wire: each comes back as it was, within nodes, bytes and depth.

Tests of `protocol/budget.py`, `protocol/decoding.py`, `protocol/encoding.py`,
`protocol/grammar.py`, `values.py`.
"""

from __future__ import annotations

import base64
import collections
import contextlib
import dataclasses
import datetime
import enum
import math
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from autograder.checks.comparison import difference
from autograder.protocol.functions import FUNCTIONS, square
from autograder.protocol.grammar import MAX_BITS, MAX_BYTES, MAX_DEPTH, MAX_NODES
from autograder.protocol.values import Foreign, Opaque, WireError, decode, encode


def round_trip(value: object) -> Any:
    return decode(encode(value))


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.complex_numbers(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.binary(),
)
plain = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.sets(scalars, max_size=4),
        st.dictionaries(scalars, inner, max_size=4),
    ),
    max_leaves=12,
)


@given(plain)
def test_plain_values_come_back_as_they_were(value: object) -> None:
    again = round_trip(value)
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize("value", [0.0, -0.0, 5e-324, 1e308, math.inf, -math.inf, 0.1])
def test_floats_are_exact(value: float) -> None:
    assert round_trip(value).hex() == value.hex()


def test_nan_stays_nan() -> None:
    assert math.isnan(round_trip(math.nan))


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.arange(24).reshape(2, 3, 4)[:, ::-1].T,
        np.array(3),
        np.zeros((0, 4)),
        np.array([True, False]),
        np.array([0, 255], dtype=np.uint8),
        np.array([1 + 2j]),
        np.array([1.5], dtype=">f4"),
        np.array(["畳", "b"], dtype=object),
    ],
)
def test_arrays_keep_shape_kind_and_elements(array: np.ndarray[Any, Any]) -> None:
    again = round_trip(array)
    assert type(again) is np.ndarray
    assert again.shape == array.shape
    assert again.dtype == array.dtype.newbyteorder("<")
    assert again.tolist() == array.tolist()


def test_decoded_arrays_are_writable_and_not_shared() -> None:
    node = encode(np.zeros(3))
    decode(node)[:] = 1
    assert decode(node).tolist() == [0, 0, 0]


def test_extended_precision_is_narrowed() -> None:
    assert round_trip(np.array([0.5], dtype=np.longdouble)).dtype == np.float64


def test_text_arrays_become_arrays_of_texts() -> None:
    assert round_trip(np.array(["a", "bc"])).tolist() == ["a", "bc"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float32(0.5), 0.5),
        (np.float64(0.1), 0.1),
        (np.longdouble(2), 2.0),
        (np.int64(-3), -3),
        (np.uint8(255), 255),
        (np.bool_(True), True),
        (np.complex64(1j), 1j),
        (np.str_("a"), "a"),
    ],
)
def test_numpy_scalars_come_back_as_python_numbers(value: object, expected: object) -> None:
    again = round_trip(value)
    assert again == expected
    assert type(again) is type(expected)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (Fraction(1, 3), 1 / 3),
        (Fraction(2**70, 3), 2**70 / 3),
        (Fraction(10**400, 10**399), 10.0),
        (Fraction(-(10**400)), -math.inf),
        (Decimal("0.1"), 0.1),
        (Decimal("-0"), -0.0),
        (Decimal("1e999"), math.inf),
        (Decimal("-Infinity"), -math.inf),
        (Decimal("2.900"), 2.9),
    ],
)
def test_exact_numbers_come_back_as_they_are_and_count_as_numbers(
    value: object, number: float
) -> None:
    again = round_trip(value)
    assert repr(again) == repr(value)
    assert difference(again, number) is None
    assert difference(number, again) is None
    assert difference(again, 3.5) is not None


@given(st.fractions() | st.decimals(allow_nan=False))
def test_any_exact_number_comes_back(value: Fraction | Decimal) -> None:
    (again,) = round_trip([value])
    assert again == value or again == Opaque("decimal.Decimal")


@pytest.mark.parametrize("text", ["NaN", "sNaN", "-NaN123"])
def test_a_decimal_that_is_no_number_is_nan(text: str) -> None:
    assert math.isnan(round_trip(Decimal(text)))


@pytest.mark.parametrize("text", ["1e10001", "1e-10001", "1" * 1001, "-1e999999999"])
def test_a_decimal_that_would_cost_too_much_is_named_only(text: str) -> None:
    assert round_trip(Decimal(text)) == Opaque("decimal.Decimal")


def test_arrays_of_exact_numbers_are_numbers() -> None:
    again = round_trip(np.array([[Fraction(1, 2), Decimal("0.25")]]))
    assert again.tolist() == [[Fraction(1, 2), Decimal("0.25")]]
    assert difference(again, [[0.5, 0.25]]) is None


ZONE = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    "value",
    [
        datetime.date(2026, 11, 29),
        datetime.time(8, 30),
        datetime.time(8, 30, 0, 1),
        datetime.datetime(2026, 11, 29, 8, 30),
        datetime.datetime(2026, 11, 29, 8, 30, tzinfo=datetime.UTC),
        datetime.datetime(2026, 11, 29, 8, 30, tzinfo=ZONE),
        datetime.datetime.min,
        datetime.datetime.max,
        datetime.timedelta(days=-3, seconds=5, microseconds=1),
        datetime.timedelta.min,
        datetime.timedelta.max,
    ],
    ids=str,
)
def test_times_come_back(value: object) -> None:
    again = round_trip(value)
    assert (type(again), again) == (type(value), value)
    assert difference(again, value) is None
    assert difference(again, datetime.date(1999, 1, 1)) is not None
    assert round_trip({value: 1}) == {value: 1}


class SlyZone(datetime.tzinfo):
    def utcoffset(self, when: object) -> Any:
        raise AssertionError("asked the student")


class SlyDate(datetime.date):
    def isoformat(self) -> str:
        return "1999-01-01"


def test_a_time_is_read_past_a_students_methods() -> None:
    aware = datetime.datetime(2026, 1, 1, tzinfo=SlyZone())
    assert round_trip(aware) == Opaque("datetime.datetime")
    assert round_trip(SlyDate(2026, 1, 1)).value == datetime.date(2026, 1, 1)


class Point(NamedTuple):
    x: int
    y: int


@dataclasses.dataclass(slots=True)
class Pixel:
    place: Point
    level: float = 0.5


class Colour(enum.Enum):
    RED = 1


class Level(enum.IntEnum):
    LOW = 1


class SlyPixel(Pixel):
    level = property(lambda self: 1 / 0)  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("value", "made_of"),
    [
        (Point(1, 2), (1, 2)),
        (
            Pixel(Point(1, 2)),
            {"place": Foreign("tests.test_protocol_values.Point", (1, 2)), "level": 0.5},
        ),
        (collections.deque([1, "a"]), [1, "a"]),
        (Level.LOW, 1),
        (bytearray(b"ab"), b"ab"),
    ],
    ids=["named tuple", "dataclass", "deque", "IntEnum", "bytearray"],
)
def test_what_is_made_of_plain_data_is_named_and_read(value: object, made_of: object) -> None:
    again = round_trip(value)
    assert type(again) is Foreign
    assert again.type_name.endswith(type(value).__name__)
    assert again.value == made_of
    assert difference(again, made_of) is None


def test_a_member_is_its_name() -> None:
    assert round_trip(Colour.RED).value == "RED"


def test_a_dataclass_is_read_past_its_properties() -> None:
    assert round_trip(SlyPixel.__new__(SlyPixel)) == Opaque("tests.test_protocol_values.SlyPixel")
    sly = SlyPixel.__new__(SlyPixel)
    Pixel.place.__set__(sly, Point(1, 2))  # type: ignore[attr-defined]
    assert round_trip(sly).value["level"] == Opaque("property")


def test_text_stays_text() -> None:
    assert round_trip(["1/3", "0.1"]) == ["1/3", "0.1"]


def test_a_subclass_of_an_exact_number_is_read_past_its_methods() -> None:
    class Own(Fraction):
        numerator = property(lambda self: 1 / 0)  # type: ignore[assignment]
        __float__ = None  # type: ignore[assignment]

    class Money(Decimal):
        __float__ = is_nan = None  # type: ignore[assignment]

    assert round_trip(Own(1, 2)).value == Fraction(1, 2)
    assert round_trip(Money("0.50")).value == Decimal("0.50")


def test_a_fraction_past_its_constructor_is_no_number() -> None:
    empty, odd, zero = Fraction.__new__(Fraction, 1), Fraction(1), Fraction(1)
    del empty._numerator  # type: ignore[attr-defined]
    odd._numerator = "1"  # type: ignore[attr-defined]
    zero._denominator = 0  # type: ignore[attr-defined]
    assert round_trip([empty, odd, zero]) == [Opaque("Fraction")] * 3


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_known_functions_travel_by_name(function: object) -> None:
    assert encode(function) == ["fn", function.__name__]  # type: ignore[attr-defined]
    assert round_trip(function) is function


def test_another_function_of_the_same_name_does_not_travel() -> None:
    def square(x: float) -> float:
        return x

    assert round_trip(square) == Opaque("function")


class Sly(int):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__

    def __index__(self) -> int:
        raise AssertionError("asked the subclass")

    __int__ = __pos__ = __index__


class SlyText(str):
    __slots__ = ()

    def __str__(self) -> str:
        raise AssertionError("asked the subclass")

    __getitem__ = __iter__ = encode = __str__  # type: ignore[assignment]


class SlyList(list[int]):
    def __iter__(self) -> Any:
        raise AssertionError("asked the subclass")

    __len__ = __getitem__ = __iter__


class SlyArray(np.ndarray[Any, Any]):
    def __array_finalize__(self, obj: object) -> None:
        pass

    def tobytes(self, order: Any = "C") -> bytes:
        raise AssertionError("asked the subclass")

    astype = tolist = tobytes  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("value", "inner"),
    [
        (Sly(3), 3),
        (SlyText("abc"), "abc"),
        (SlyList([1, 2]), [1, 2]),
        (collections.OrderedDict(a=1), {"a": 1}),
    ],
    ids=["int", "str", "list", "dict"],
)
def test_a_subclass_is_read_through_its_base_and_named(value: object, inner: object) -> None:
    again = round_trip(value)
    assert type(again) is Foreign
    assert again.type_name.endswith(type(value).__name__)
    assert type(again.value) is type(inner)
    assert again.value == inner


def test_an_array_subclass_is_read_through_its_base() -> None:
    again = round_trip(np.arange(3).view(SlyArray))
    assert type(again.value) is np.ndarray
    assert again.value.tolist() == [0, 1, 2]


def test_a_masked_array_shows_nothing_that_is_under_its_mask() -> None:
    assert round_trip(np.ma.masked_array([49], mask=[True])) == Opaque("numpy.ma.MaskedArray")


class Pretender:
    @property
    def __class__(self) -> type:  # type: ignore[override]
        return float

    def __reduce__(self) -> Any:
        raise AssertionError("pickled")

    def __repr__(self) -> str:
        raise AssertionError("printed")

    __array_interface__ = {  # noqa: RUF012  a lie told to numpy
        "shape": (10**6,),
        "typestr": "<f8",
        "data": (1, False),
        "version": 3,
    }


@pytest.mark.parametrize(
    "make",
    [
        Pretender,
        lambda: range(3),
        lambda: (i for i in "ab"),
        lambda: np.datetime64("2020"),
        lambda: int,
    ],
)
def test_other_objects_leave_only_the_name_of_their_type(make: Callable[[], object]) -> None:
    assert type(round_trip(make())) is Opaque


def test_a_date_array_is_opaque() -> None:
    assert round_trip(np.array(["2020"], dtype="M8[Y]")) == Opaque("numpy.ndarray of datetime64[Y]")


def test_a_type_name_cannot_be_made_long_or_unprintable() -> None:
    named = type("Long\n\x1b[31m" + "x" * 200, (), {"__module__": 5})
    assert round_trip(named()) == Opaque(("Long??[31m" + "x" * 200)[:80])


def test_lone_surrogates_are_spelled_out() -> None:
    assert round_trip("a\ud800") == "a\\ud800"


def endless() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


@pytest.mark.slow
@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (endless(), f"nested more than {MAX_DEPTH} deep"),
        ([0] * (MAX_NODES + 1), f"more than {MAX_NODES} values"),
        (1 << 10**5, "an integer of 100001 bits"),
        ("x" * (9 << 20), "more than 8 MiB"),
        (np.zeros(2 << 20), "more than 8 MiB"),
        (np.broadcast_to(np.zeros(1), (1 << 25,)), "an array of shape (33554432,)"),
        (np.zeros((1,) * 9), f"an array of shape {(1,) * 9}"),
        ({range(3): 1}, "a key that is not plain data"),
        (["x" * 4_000_000] + [""] * 20_000, "more than 256 MiB"),
        ([""] * 20_000 + [b"x" * 4_000_000], "more than 256 MiB"),
    ],
    ids=[
        *("endless", "long", "huge number", "text", "bytes", "stretched", "dimensions", "key"),
        *("a table of texts", "a table of bytes"),
    ],
)
def test_too_much_is_refused(value: object, reason: str) -> None:
    with pytest.raises(WireError) as refused:
        encode(value)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    "value",
    [
        {("a", frozenset({1})): 1},
        {(1, (2, frozenset())): 1},
        {frozenset({1}): 1},
        {"\ud800": 1, "\\ud800": 2},
        {n * (2**61 - 1): n for n in range(1, 200)},
    ],
    ids=str,
)
def test_keys_that_could_not_be_told_apart_again_do_not_travel(value: object) -> None:
    """Or the reply would be refused as malformed, and an honest answer blamed for it."""
    with pytest.raises(WireError) as refused:
        encode(value)
    assert str(refused.value) == "a key that is not plain data"


@pytest.mark.parametrize(
    "value", [{(1, "a"): 2}, {1: 1, 2.5: 2, None: 3, (): 4}, {-1, -2}], ids=str
)
def test_keys_of_all_kinds_travel(value: object) -> None:
    assert decode(encode(value)) == value


@pytest.mark.slow
def test_what_may_be_encoded_at_the_limit_may_be_decoded() -> None:
    deep: list[Any] = []
    for _ in range(MAX_DEPTH):
        deep = [deep]
    assert round_trip(deep) == deep
    assert len(round_trip([0] * (MAX_NODES - 1))) == MAX_NODES - 1


MALFORMED: list[object] = [
    ["decimal", "1.5", 0],
    ["decimal", "01", 0],
    ["decimal", "1", 10_001],
    ["decimal", "9" * 1001, 0],
    ["decimal", "NaN", 1],
    ["fraction", "0x2", "0x4"],
    ["fraction", "0x1", "0x0"],
    ["fraction", "0x1", "-0x2"],
    ["date", "20261129"],
    ["date", "2026-13-01"],
    ["datetime", "2026-11-29 08:30:00"],
    ["time", "8:30"],
    ["timedelta", "0x" + "f" * 30],
    None,
    {},
    [],
    [[]],
    ["unknown"],
    ["none", 1],
    ["bool", 1],
    ["int", 49],
    ["int", "49"],
    ["int", "0x1_0"],
    ["int", " 0x1"],
    ["int", "0X1"],
    ["int", "-0x0"],
    ["int", "0x1" + "0" * 5000],
    ["float", 1.5],
    ["float", "1.5"],
    ["float", "Infinity"],
    ["complex", "0x0.0p+0"],
    ["text", 1],
    ["int", hex(1 << MAX_BITS)],
    ["int", hex(-1 << MAX_BITS)],
    ["text", "x" * (MAX_BYTES + 1)],
    ["text", "畳" * (MAX_BYTES // 3 + 1)],
    ["list", [["text", "x" * (MAX_BYTES // 2 + 1)]] * 2],
    ["bytes", base64.b64encode(bytes(MAX_BYTES + 1)).decode()],
    ["array", "u1", [MAX_BYTES + 1], base64.b64encode(bytes(MAX_BYTES + 1)).decode()],
    ["text", "\ud800"],
    ["bytes", "?"],
    ["list", {}],
    ["list", [1]],
    ["set", [["list", []]]],
    ["set", [["int", "0x1"], ["float", "0x1.0000000000000p+0"]]],
    ["dict", [[["int", "0x1"]]]],
    ["dict", [[["opaque", "x"], ["none"]]]],
    ["dict", [[["none"], ["none"]], [["none"], ["none"]]]],
    ["dict", [[["tuple", [["list", []]]], ["none"]]]],
    ["list", [["text", "x" * 4_000_000], *[["none"]] * 20_000]],
    ["array", "O", [1], "AAAAAAAAAAA="],
    ["array", "f8", [2], "AAAAAAAAAAA="],
    ["array", "f8", [-1], ""],
    ["array", "f8", [True], "AAAAAAAAAAA="],
    ["array", "f8", [1 << 25], ""],
    ["array", "f8", [0] + [1 << 24] * 7, ""],
    ["array", "f8", [1] * 9, "AAAAAAAAAAA="],
    ["array", "f8", [1], "AAAAAAAAAAA"],
    ["objects", [2], [["none"]]],
    ["fn", "eval"],
    ["fn", "__class__"],
    ["foreign", "x" * 81, ["none"]],
    ["foreign", "x", None],
    ["opaque", "x\n"],
]


@pytest.mark.parametrize("node", MALFORMED, ids=lambda node: str(node)[:40])
def test_anything_but_the_grammar_is_refused(node: object) -> None:
    with pytest.raises(WireError):
        decode(node)


EQUAL_HASHES = [["int", hex(n * (2**61 - 1))] for n in range(50_000)]


@pytest.mark.parametrize(
    "node",
    [
        ["set", EQUAL_HASHES],
        ["dict", [[key, ["none"]] for key in EQUAL_HASHES]],
        ["set", [["tuple", [key]] for key in EQUAL_HASHES]],
    ],
    ids=["set", "dictionary", "tuples"],
)
def test_keys_that_would_take_for_ever_to_tell_apart_are_refused(node: object) -> None:
    with pytest.raises(WireError) as refused:
        decode(node)
    assert str(refused.value) == "keys of equal hashes"


def test_a_few_keys_may_have_equal_hashes() -> None:
    value = {-1, -2, 2**61 - 1, 0, *(n * (2**61 - 1) for n in range(50))}
    assert round_trip(value) == value


def test_bytes_that_are_no_truth_values_become_true() -> None:
    again = decode(["array", "b1", [2], "AgA="])
    assert again.tolist() == [True, False]
    assert again.view(np.uint8).tolist() == [1, 0]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
tags = st.sampled_from(["none", "int", "float", "list", "dict", "set", "array", "objects", "fn"])
nearly_nodes = st.recursive(
    st.tuples(tags, json_values).map(list),
    lambda inner: (
        st.tuples(tags | st.just("tuple"), st.lists(inner | json_values)).map(list)
        | st.tuples(st.just("array"), tags, st.lists(st.integers()), st.text()).map(list)
    ),
)


@pytest.mark.slow
@given(json_values | nearly_nodes)
def test_only_wire_errors_escape_from_decoding(node: object) -> None:
    with contextlib.suppress(WireError):
        decode(node)


def base64_of(size: int) -> str:
    return base64.b64encode(bytes(size)).decode()


sizes = st.sampled_from([0, 1, *(MAX_BYTES // n + more for n in (1, 2, 3) for more in (-1, 0, 1))])


def test_an_integer_that_arrives_can_be_written() -> None:
    """Python writes 4,300 digits at most, and a sentence with a longer one could not be kept."""
    assert len(str(round_trip((1 << MAX_BITS) - 1))) <= sys.get_int_max_str_digits()
    with pytest.raises(WireError):
        encode(10**4800)


bits = st.sampled_from([0, 1, *range(MAX_BITS - 5, MAX_BITS + 6)])
large_leaves = st.one_of(
    sizes.map(lambda size: ["text", "x" * size]),
    sizes.map(lambda size: ["text", "畳" * (size // 3)]),
    sizes.map(lambda size: ["bytes", base64_of(size)]),
    sizes.map(lambda size: ["array", "i1", [size], base64_of(size)]),
    sizes.map(lambda size: ["array", "f8", [2, size // 16], base64_of(size // 16 * 16)]),
    st.tuples(bits, st.sampled_from([1, -1])).map(lambda n: ["int", hex(n[1] << n[0])]),
)


def nested(node: Any, depth: int) -> Any:
    for _ in range(depth):
        node = ["tuple", [node]]
    return node


large_nodes = st.one_of(
    large_leaves,
    st.lists(large_leaves, max_size=3).map(lambda nodes: ["list", nodes]),
    st.tuples(large_leaves, st.integers(MAX_DEPTH - 3, MAX_DEPTH + 2)).map(lambda n: nested(*n)),
    st.integers(MAX_NODES - 2, MAX_NODES + 1).map(lambda n: ["list", [["none"]] * n]),
    st.tuples(large_leaves, large_leaves).map(lambda pair: ["dict", [list(pair)]]),
    large_leaves.map(lambda node: ["foreign", "Odd", node]),
)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(json_values | nearly_nodes | large_nodes)
def test_what_is_decoded_could_have_been_encoded(node: object) -> None:
    try:
        value = decode(node)
    except WireError:
        return
    encode(value)


def test_square_is_what_it_says() -> None:
    assert round_trip(square)(3) == 9


def test_what_is_no_plain_data_may_be_made_plain() -> None:
    class Odd:
        pass

    odd = Odd()
    sent = encode([odd, 1, Odd()], lambda value: 7 if value is odd else value)
    one, two, three = decode(sent)
    assert (one, two) == (7, 1)
    assert isinstance(three, Opaque)


def test_a_set_is_written_in_an_order_that_no_process_changes() -> None:
    assert encode({"b", "a", 2, 10}) == [
        "set",
        [["int", "0x2"], ["int", "0xa"], ["text", "a"], ["text", "b"]],
    ]
