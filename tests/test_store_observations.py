"""Observations come back from their files exactly, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from autograder.records import (
    Answer,
    AskedGroup,
    CallRequest,
    DependsOn,
    Exchange,
    Limits,
    NotAsked,
    Observation,
    Stopped,
    Unsendable,
    Value,
    ValueRequest,
)
from autograder.store.observations import (
    is_of_earlier_version,
    known_exchanges,
    observation_files,
    read_observation,
)
from tests.records import strategy

NOW = DependsOn(base="b", groups=(AskedGroup(checks=("f/1",), requests="r"),))
EMPTY = Observation("s", "0" * 64, "a", "none", (("numpy", "2"),), (), ())
LARGE = replace(
    EMPTY,
    exchanges=(("f/1", (Exchange(CallRequest("f", (np.arange(9999),)), Value(np.eye(99))),)),),
)


def written(folder: Path, observation: Observation, depends_on: DependsOn = NOW) -> Path:
    path = folder / "s.json"
    text, arrays = observation_files(observation, Limits(), depends_on)
    path.write_text(text, "ascii")
    if arrays:
        path.with_suffix(".npz").write_bytes(arrays)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("observations")


@settings(max_examples=100, deadline=None)
@given(observation=strategy(Observation), depends_on=strategy(DependsOn))
def test_what_is_read_is_what_was_written(
    folder: Path, observation: Observation, depends_on: DependsOn
) -> None:
    again = read_observation(written(folder, observation, depends_on))
    assert again is not None
    assert again.depends_on == depends_on
    # `repr` tells arrays, their types, -0.0 and NaN apart, which `==` does not.
    with np.printoptions(floatmode="unique"):
        assert repr(again.observation) == repr(observation)


def test_large_answers_stand_beside_and_come_back(tmp_path: Path) -> None:
    path = written(tmp_path, LARGE)
    assert path.with_suffix(".npz").exists()
    again = read_observation(path)
    assert again is not None
    ((_, (exchange,)),) = again.observation.exchanges
    assert isinstance(exchange.answer, Value)
    assert np.array_equal(exchange.answer.value, np.eye(99))  # type: ignore[arg-type]


def test_the_same_observation_has_the_same_hash(tmp_path: Path) -> None:
    once, again = (read_observation(written(tmp_path, LARGE)) for _ in range(2))
    other = read_observation(written(tmp_path, replace(LARGE, tier="full")))
    assert once
    assert again
    assert other
    assert once.sha256 == again.sha256 != other.sha256


def test_nobody_has_no_record(tmp_path: Path) -> None:
    assert read_observation(tmp_path / "nobody.json") is None
    assert not is_of_earlier_version(tmp_path / "nobody.json")


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": 2},
        {"version": 4},
        {"arrays": "0" * 64},
        {"depends_on": None},
        {"observation": {}},
        {"observation": None},
    ],
    ids=str,
)
def test_a_damaged_record_counts_as_none(tmp_path: Path, change: Mapping[str, object]) -> None:
    path = written(tmp_path, EMPTY)
    path.write_text(json.dumps(json.loads(path.read_text("ascii")) | change), "ascii")
    assert read_observation(path) is None
    assert is_of_earlier_version(path) == (change == {"version": 2})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("runs", None),
        ("runs", [{"cell": 1}]),
        ("versions", {}),
        ("exchanges", [["f/1", [{"request": {}, "answer": {}}]]]),
        (
            "exchanges",
            [
                [
                    "f/1",
                    [
                        {
                            "request": {"ValueRequest": {"name": "x"}},
                            "answer": {"Value": {"value": ["int", "1"]}},
                        }
                    ],
                ]
            ],
        ),
        (
            "exchanges",
            [["f/1", [{"request": {"ValueRequest": {"name": "x"}}, "answer": {"Unheard": {}}}]]],
        ),
        (
            "exchanges",
            [
                [
                    "f/1",
                    [
                        {
                            "request": {"ValueRequest": {"name": "x"}},
                            "answer": {"Value": {"value": ["npz", "a0"]}},
                        }
                    ],
                ]
            ],
        ),
    ],
)
def test_a_damaged_observation_counts_as_none(tmp_path: Path, field: str, value: object) -> None:
    path = written(tmp_path, EMPTY)
    document = json.loads(path.read_text("ascii"))
    document["observation"][field] = value
    path.write_text(json.dumps(document), "ascii")
    assert read_observation(path) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_half_a_record_counts_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(content)
    assert read_observation(path) is None
    assert not is_of_earlier_version(path)


def test_arrays_of_another_run_do_not_count(tmp_path: Path) -> None:
    path = written(tmp_path, LARGE)
    other = replace(
        EMPTY, exchanges=(("f/1", (Exchange(CallRequest("f", ()), Value(np.ones(9999))),)),)
    )
    _, arrays = observation_files(other, Limits(), NOW)
    assert arrays is not None
    path.with_suffix(".npz").write_bytes(arrays)
    assert read_observation(path) is None
    path.with_suffix(".npz").unlink()
    assert read_observation(path) is None


def group(requests: str, *checks: str) -> AskedGroup:
    return AskedGroup(checks=checks, requests=requests)


def exchanged(answer: Answer) -> tuple[Exchange, ...]:
    return (Exchange(ValueRequest("x"), answer),)


ONE, TWO, THREE = (exchanged(Value(number)) for number in (1, 2, 3))


def known(folder: Path, now: DependsOn, *third: Answer) -> Mapping[str, tuple[Exchange, ...]]:
    """Return what is known where a/1 and a/2 were asked together, then b/1."""
    last = exchanged(*third) if third else THREE
    exchanges = (("a/1", ONE), ("a/2", TWO), ("b/1", last))
    before = DependsOn(base="b", groups=(group("r", "a/1", "a/2"), group("s", "b/1")))
    stored = read_observation(written(folder, replace(EMPTY, exchanges=exchanges), before))
    assert stored is not None
    return known_exchanges(stored, now)


def test_checks_that_ask_the_same_are_known_whatever_they_are_called_now(tmp_path: Path) -> None:
    now = DependsOn(base="b", groups=(group("r", "a/2", "a/3"), group("s", "c/1")))
    assert known(tmp_path, now) == {"a/2": ONE, "a/3": TWO, "c/1": THREE}


def test_one_group_more_or_less_is_all_that_is_asked(tmp_path: Path) -> None:
    more = DependsOn(
        base="b", groups=(group("new", "a/1"), group("r", "a/2", "a/3"), group("s", "b/1"))
    )
    assert known(tmp_path, more) == {"a/2": ONE, "a/3": TWO, "b/1": THREE}
    less = DependsOn(base="b", groups=(group("s", "b/1"),))
    assert known(tmp_path, less) == {"b/1": THREE}


def test_another_submission_or_setting_knows_nothing(tmp_path: Path) -> None:
    other = DependsOn(base="c", groups=(group("r", "a/1", "a/2"), group("s", "b/1")))
    assert known(tmp_path, other) == {}


@pytest.mark.parametrize(
    "answer", [Stopped("memory"), NotAsked(Stopped("cpu")), Unsendable("more than 8 MiB")]
)
def test_what_may_have_been_stopped_for_others_is_known_only_along_with_them(
    tmp_path: Path, answer: Answer
) -> None:
    same = DependsOn(base="b", groups=(group("r", "a/1", "a/2"), group("s", "b/1")))
    assert known(tmp_path, same, answer).keys() == {"a/1", "a/2", "b/1"}
    less = DependsOn(base="b", groups=(group("s", "b/1"),))
    assert known(tmp_path, less, answer) == {}


def test_a_group_that_was_never_asked_is_not_known(tmp_path: Path) -> None:
    now = DependsOn(base="b", groups=(group("r", "a/1", "a/2"),))
    partial = replace(EMPTY, exchanges=(("a/1", ONE),))
    stored = read_observation(written(tmp_path, partial, now))
    assert stored is not None
    assert known_exchanges(stored, now) == {}
