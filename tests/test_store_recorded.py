"""Observations come back from their files exactly, or not at all."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra import numpy as npst

from autograder.protocol.functions import FUNCTIONS
from autograder.protocol.values import Foreign, Opaque
from autograder.records import (
    Answer,
    CallRequest,
    CellRun,
    Exchange,
    Fault,
    FigureRequest,
    Frame,
    Limits,
    ModelRequest,
    NotAsked,
    Observation,
    Output,
    Raised,
    Request,
    Stopped,
    Undefined,
    Unsendable,
    UsesRequest,
    Value,
    ValueRequest,
)
from autograder.store.observations import observation_files
from autograder.store.recorded import recorded_observation

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
arrays = npst.arrays(
    st.sampled_from(["f8", "f4", "i8", "u1", "b1", "c16"]),
    npst.array_shapes(max_dims=3, max_side=3, min_side=0),
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | texts
    | st.binary(max_size=8)
    | arrays
    | st.sampled_from(sorted(FUNCTIONS)).map(FUNCTIONS.__getitem__)
    | st.builds(Opaque, texts.filter(str.isprintable)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(texts, inner, max_size=3)
        | st.sets(st.integers(), max_size=1)
        | st.builds(Foreign, texts.filter(str.isprintable), st.integers())
    ),
    max_leaves=5,
)
stopped = st.builds(
    Stopped, st.sampled_from(["cpu", "wall", "total", "memory", "crash", "wire"]), texts
)
frames = st.builds(Frame, st.integers(), st.integers(), texts, texts)
raised = st.builds(Raised, texts, texts, st.lists(frames, max_size=2).map(tuple))
answers: st.SearchStrategy[Answer] = (
    st.builds(Value, values, st.booleans())
    | raised
    | stopped
    | st.builds(Undefined, st.booleans())
    | st.builds(Unsendable, texts)
    | st.builds(NotAsked, stopped)
)
requests: st.SearchStrategy[Request] = (
    st.builds(CallRequest, texts, st.lists(values, max_size=3).map(tuple))
    | st.builds(ValueRequest, texts)
    | st.builds(UsesRequest, st.none() | texts)
    | st.just(FigureRequest())
    | st.builds(
        ModelRequest,
        texts,
        st.none() | texts,
        st.lists(st.integers(1, 9), max_size=2).map(tuple),
        st.none() | arrays,
        st.booleans(),
    )
)
exchanges = st.lists(st.builds(Exchange, requests, answers), max_size=3).map(tuple)
outputs = st.builds(
    Output,
    st.sampled_from(["stream", "display_data", "execute_result", "error"]),
    st.dictionaries(texts, texts, max_size=3).map(lambda content: tuple(content.items())),
)
runs = st.builds(
    CellRun,
    st.integers(1, 99),
    st.lists(outputs, max_size=2).map(tuple),
    st.none() | raised,
    st.none() | stopped,
)
facts: dict[str, st.SearchStrategy[object]] = {
    "submission": texts,
    "sha256": texts,
    "assignment": texts,
    "tier": texts,
    "versions": st.dictionaries(texts, texts, max_size=3).map(lambda given: tuple(given.items())),
    "runs": st.lists(runs, max_size=3).map(tuple),
    "exchanges": st.dictionaries(texts, exchanges, max_size=3).map(lambda asked: (*asked.items(),)),
    "fault": st.none() | st.builds(Fault, texts),
    "trainer": st.none() | texts,
    "disturbed": st.booleans(),
}
observations = st.builds(Observation, **facts)

EMPTY = Observation("s", "0" * 64, "a", "none", (("numpy", "2"),), (), ())
LARGE = replace(
    EMPTY,
    exchanges=(("f/1", (Exchange(CallRequest("f", (np.arange(9999),)), Value(np.eye(99))),)),),
)


def written(folder: Path, observation: Observation, depends_on: str = "now") -> Path:
    path = folder / "s.json"
    text, arrays = observation_files(observation, Limits(), depends_on)
    path.write_text(text, "ascii")
    if arrays:
        path.with_suffix(".npz").write_bytes(arrays)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("observations")


def test_no_field_of_an_observation_is_left_to_its_default() -> None:
    assert list(facts) == [field.name for field in fields(Observation)]


@settings(max_examples=100, deadline=None)
@given(observation=observations)
def test_what_is_read_is_what_was_written(folder: Path, observation: Observation) -> None:
    again = recorded_observation(written(folder, observation), "now")
    # `repr` tells arrays, their types, -0.0 and NaN apart, which `==` does not.
    with np.printoptions(floatmode="unique"):
        assert repr(again) == repr(observation)


def test_large_arrays_come_back(tmp_path: Path) -> None:
    again = recorded_observation(written(tmp_path, LARGE), "now")
    assert again is not None
    assert np.array_equal(again.exchanges[0][1][0].answer.value, np.eye(99))


def test_other_circumstances_count_as_no_record(tmp_path: Path) -> None:
    assert recorded_observation(written(tmp_path, EMPTY, "then"), "now") is None
    assert recorded_observation(tmp_path / "nobody.json", "now") is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", "other"),
        ("version", 1),
        ("cells", None),
        ("cells", [{"cell": 1}]),
        ("exchanges", {"f/1": [{"request": {}, "answer": {}}]}),
        ("exchanges", {"f/1": [{"request": {"value": "x"}, "answer": {"value": ["int", "1"]}}]}),
        ("exchanges", {"f/1": [{"request": {"value": "x"}, "answer": {"unheard": 1}}]}),
        ("versions", []),
        ("arrays", "0" * 64),
    ],
)
def test_a_damaged_record_counts_as_none(tmp_path: Path, key: str, value: object) -> None:
    path = written(tmp_path, EMPTY)
    path.write_text(json.dumps(json.loads(path.read_text("ascii")) | {key: value}), "ascii")
    assert recorded_observation(path, "now") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_half_a_record_counts_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(content)
    assert recorded_observation(path, "now") is None


def test_arrays_of_another_run_do_not_count(tmp_path: Path) -> None:
    path = written(tmp_path, LARGE)
    other = replace(
        EMPTY, exchanges=(("f/1", (Exchange(CallRequest("f", ()), Value(np.ones(9999))),)),)
    )
    _, arrays = observation_files(other, Limits(), "now")
    assert arrays is not None
    path.with_suffix(".npz").write_bytes(arrays)
    assert recorded_observation(path, "now") is None
    path.with_suffix(".npz").unlink()
    assert recorded_observation(path, "now") is None
