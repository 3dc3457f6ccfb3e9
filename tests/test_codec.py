"""Every record comes back from its data exactly; data of anything else is refused, and where.

Tests of `records/__init__.py`, `records/checks.py`.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from autograder.checks.printed import PrintedCheck
from autograder.checks.value import FormCheck
from autograder.codec import Codec, CodecError
from autograder.protocol.records import RECORDS, dump, load
from autograder.records import (
    Answer,
    CallRequest,
    Check,
    Exchange,
    Fault,
    Frame,
    Limits,
    Outcome,
    Raised,
    Stopped,
    Text,
    Undefined,
    Value,
    ValueRequest,
)
from tests.records import all_records, kinds_of, strategy, supplied_function

BASES = {kind: kinds_of(kind) for kind in all_records() if kinds_of(kind) != (kind,)}
CODEC = replace(RECORDS, members=BASES, supply=lambda missing, loaded: supplied_function)


@pytest.mark.parametrize("kind", all_records(), ids=lambda kind: kind.__name__)
def test_every_record_comes_back(kind: type) -> None:
    @settings(max_examples=15, deadline=None)
    @given(record=strategy(kind))
    def comes_back(record: object) -> None:
        data = json.loads(json.dumps(CODEC.dump(kind, record)))
        # `repr` tells arrays, their types, -0.0 and NaN apart, which `==` does not.
        with np.printoptions(floatmode="unique"):
            assert repr(CODEC.load(kind, data)) == repr(record)

    comes_back()


def test_a_record_is_a_table_of_its_fields() -> None:
    assert dump(Text, Text(by_language=(("en", "no"),))) == {"by_language": [["en", "no"]]}
    assert dump(Outcome, Outcome.TIMED_OUT) == "timed out"
    assert dump(tuple[str, int], ("a", 1)) == ["a", 1]


def test_one_of_several_records_stands_under_its_name() -> None:
    assert dump(Answer, Undefined()) == {"Undefined": {"callable": True}}
    assert load(Answer, {"Undefined": {"callable": False}}) == Undefined(callable=False)
    assert load(Fault | None, {"message": "no"}) == Fault(message="no")
    assert load(Fault | None, None) is None


def test_a_value_may_stand_where_a_record_may() -> None:
    kind = tuple[Raised | object, ...]
    assert dump(kind, (1, Raised(type="E", message=""))) == [
        ["int", "0x1"],
        {"Raised": {"type": "E", "message": "", "frames": [], "kinds": []}},
    ]
    assert load(kind, dump(kind, (1, Raised(type="E", message="")))) == (
        1,
        Raised(type="E", message=""),
    )


def test_several_others_are_told_apart_by_their_data() -> None:
    kind = int | float | str | tuple[int, ...] | Fault
    for value, data in (
        (2, 2),
        (2.0, 2.0),
        ("2", "2"),
        ((2, 3), [2, 3]),
        (Fault(message="no"), {"Fault": {"message": "no"}}),
    ):
        assert dump(kind, value) == data
        assert repr(load(kind, json.loads(json.dumps(data)))) == repr(value)
    for wrong in (True, None, ["2"], {"message": "no"}):
        with pytest.raises(CodecError):
            load(kind, wrong)


def test_who_may_stand_for_a_base_class_is_listed_by_the_caller() -> None:
    codec = Codec(members={Check: (FormCheck,)})
    check = FormCheck(id="q/1", hidden=False, share=1.0, name="x", form="pair")
    assert codec.load(Check, codec.dump(Check, check)) == check
    other = PrintedCheck(id="q/1", hidden=False, share=1.0, text="x")
    with pytest.raises(CodecError, match="PrintedCheck instead of FormCheck"):
        codec.dump(Check, other)
    data = Codec(members={Check: (FormCheck, PrintedCheck)}).dump(Check, other)
    with pytest.raises(CodecError, match="not one of FormCheck"):
        codec.load(Check, data)


def test_values_are_written_as_the_caller_likes() -> None:
    beside: list[object] = []
    codec = Codec(
        encode=lambda value: beside.append(value) or len(beside) - 1, decode=beside.__getitem__
    )
    request = CallRequest(name="f", arguments=(np.arange(3), 2))
    data = codec.dump(CallRequest, request)
    assert (data["name"], data["arguments"], data["keywords"]) == ("f", [0, 1], [])
    assert codec.load(CallRequest, data).arguments[0] is request.arguments[0]


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        (Stopped, [], "list instead of dict"),
        (Stopped, {"reason": "cpu", "note": 5}, "note: int instead of str"),
        (Stopped, {"reason": "bored"}, "reason: none of the values that may stand here"),
        (Stopped, {"reason": []}, "reason: none of the values that may stand here"),
        (Stopped, {"note": ""}, "Stopped needs a field 'reason'"),
        (Stopped, {"reason": "cpu", "x": 1}, "Stopped has no field 'x'"),
        (Undefined, {"callable": 1}, "callable: int instead of bool"),
        (Limits, {"disk": True}, "disk: bool instead of int"),
        (Limits, {"seconds": "1"}, "seconds: str instead of float"),
        (Fault | None, {}, "Fault needs a field 'message'"),
        (tuple[str, int], ["a"], "1 parts instead of 2"),
        (
            Answer,
            {"Fault": {"message": ""}},
            "not one of Value, Raised, Undefined, Played, Ran, Stopped, Unsendable, NotAsked",
        ),
        (Answer, {"Value": {"value": ["none"]}, "Stopped": {}}, "not one of Value"),
        (Answer, {"Value": {"value": ["int", "2"]}}, "Value.value: a number in another spelling"),
        (
            Exchange,
            {
                "request": {"ValueRequest": {"name": "x"}},
                "answer": {"Raised": {"type": "E", "message": "", "frames": [{}, {}]}},
            },
            "answer.Raised.frames[0]: Frame needs a field 'cell'",
        ),
    ],
)
def test_other_data_is_refused_and_where(kind: Any, data: object, message: str) -> None:
    with pytest.raises(CodecError) as refused:
        load(kind, data)
    assert str(refused.value).startswith(message)


def test_values_need_somebody_who_writes_them() -> None:
    with pytest.raises(CodecError, match="a value, which nobody encodes or decodes here"):
        Codec().dump(Value, Value(value=1))
    with pytest.raises(CodecError, match="value: a value, which nobody"):
        Codec().load(Value, {"value": 1})


def test_a_field_with_a_default_may_be_missing() -> None:
    assert load(Value, {"value": ["int", "0x1"]}) == Value(value=1)


def test_lists_are_counted_before_they_are_read() -> None:
    def count(parts: int) -> None:
        if parts > 4:
            raise CodecError("too many")

    codec = Codec(count=count)
    frames = [dump(Frame, Frame(cell=1, line=1, function="f", source=""))] * 5
    with pytest.raises(CodecError, match="frames: too many"):
        codec.load(Raised, {"type": "E", "message": "", "frames": frames})
    assert len(codec.load(Raised, {"type": "", "message": "", "frames": frames[1:]}).frames) == 4


@dataclass(frozen=True)
class Named:
    name: str
    function: object = field(metadata={"codec": None, "named_by": "name"})


def test_a_field_that_is_no_data_is_supplied() -> None:
    codec = Codec(supply=lambda missing, loaded: loaded[missing.metadata["named_by"]].upper())
    data = codec.dump(Named, Named("f", print))
    assert data == {"name": "f"}
    assert codec.load(Named, data) == Named("f", "F")
    with pytest.raises(CodecError, match="function is not data, and nobody supplies it"):
        load(Named, data)


@dataclass(frozen=True)
class Untold:
    either: tuple[int, ...] | tuple[str, ...]
    what: str | object
    whatever: set[int]


@pytest.mark.parametrize("hint", Untold.__annotations__.values())
def test_a_type_without_a_form_of_its_own_is_a_slip_of_ours(hint: str) -> None:
    with pytest.raises(TypeError, match=r"no form|nothing tells"):
        load(eval(hint), 1)


_ANY_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@pytest.mark.parametrize("kind", all_records(), ids=lambda kind: kind.__name__)
def test_a_field_of_any_data_is_read_or_refused(kind: type) -> None:
    """The rest of the record is as it should be, so that each field is reached."""

    @settings(max_examples=5, deadline=None)
    @given(record=strategy(kind), data=st.data())
    def is_read_or_refused(record: object, data: st.DataObject) -> None:
        written = CODEC.dump(kind, record)
        if written:
            written[data.draw(st.sampled_from(sorted(written)))] = data.draw(_ANY_DATA)
        with suppress(CodecError):
            assert isinstance(CODEC.load(kind, written), kind)

    is_read_or_refused()


@given(data=st.none() | st.integers() | st.text() | st.lists(st.integers()))
def test_what_is_no_table_is_no_record(data: object) -> None:
    for kind in all_records():
        with pytest.raises(CodecError):
            CODEC.load(kind, data)


def test_requests_in_a_union_are_told_apart_by_their_names() -> None:
    exchange = Exchange(request=ValueRequest(name="x"), answer=Value(value=None))
    assert load(Exchange, dump(Exchange, exchange)) == exchange
