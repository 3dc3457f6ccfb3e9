"""Observations come back from their files exactly, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from autograder.protocol.records import RECORDS
from autograder.records import (
    Answer,
    AskedGroup,
    CallRequest,
    CellRun,
    DependsOn,
    Exchange,
    Fault,
    Limits,
    NotAsked,
    Observation,
    Request,
    Stopped,
    Unsendable,
    Value,
    ValueRequest,
)
from autograder.store.observations import (
    is_of_earlier_version,
    observation_files,
    read_observation,
    what_holds,
)
from tests.paths import ROOT
from tests.records import strategy

NOW = DependsOn(base="b", groups=(AskedGroup(hidden=False, checks=("f/1",), requests="r"),))
EMPTY = Observation(
    submission="s",
    sha256="0" * 64,
    assignment="a",
    tier="none",
    versions=(("numpy", "2"),),
    runs=(),
    exchanges=(),
)
LARGE = replace(
    EMPTY,
    exchanges=(
        (
            "f/1",
            (
                Exchange(
                    request=CallRequest(name="f", arguments=(np.arange(9999),)),
                    answer=Value(value=np.eye(99)),
                ),
            ),
        ),
    ),
)


def written(folder: Path, observation: Observation, depends_on: DependsOn = NOW) -> Path:
    path = folder / "s.json"
    text, arrays, _ = observation_files(observation, Limits(), depends_on)
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


def asked(value: object) -> Observation:
    exchange = Exchange(request=CallRequest(name="f", arguments=()), answer=Value(value=value))
    return replace(EMPTY, exchanges=(("f/1", (exchange,)),))


def alike(observation: Observation) -> tuple[Exchange, ...]:
    ((_, exchanges),) = observation_files(observation, Limits(), NOW).exchanges
    return exchanges


def test_what_is_written_alike_is_one_for_who_writes_and_for_who_reads(tmp_path: Path) -> None:
    first, second, other = alike(asked(41.5)), alike(asked(41.5)), alike(asked(42.5))
    again = read_observation(written(tmp_path, asked(41.5)))
    assert again is not None
    assert first == asked(41.5).exchanges[0][1]
    assert first is second is again.observation.exchanges[0][1]
    assert other[0].answer == Value(value=42.5)


def test_what_is_large_is_not_kept_for_others(tmp_path: Path) -> None:
    for large in (asked("a" * 20_000), LARGE):
        assert alike(large) is large.exchanges[0][1]
        path = written(tmp_path, large)
        one, two = read_observation(path), read_observation(path)
        assert one is not None
        assert two is not None
        assert one.observation.exchanges[0][1] is not two.observation.exchanges[0][1]


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


def test_what_was_sent_before_is_written_as_what_was_read(tmp_path: Path) -> None:
    (_, (exchange,)), *_ = LARGE.exchanges
    RECORDS.dump_once(Request, exchange.request)  # as on its way to a worker
    path = written(tmp_path, LARGE)
    first = path.read_bytes()
    stored = read_observation(path)
    assert stored is not None
    assert written(tmp_path, stored.observation).read_bytes() == first


def test_equal_answers_of_a_class_are_read_once_but_no_large_ones(tmp_path: Path) -> None:
    request = CallRequest(name="f", arguments=(1,))
    small = replace(
        EMPTY, exchanges=(("f/1", (Exchange(request=request, answer=Value(value=2.5)),)),)
    )
    for observation, is_shared in ((small, True), (LARGE, False)):
        of_each = []
        for name in ("s", "t"):
            stored = read_observation(written(tmp_path, replace(observation, submission=name)))
            assert stored is not None
            assert stored.observation.submission == name
            of_each.append(stored.observation.record("f/1"))
        assert (of_each[0] is of_each[1]) is is_shared


def test_nobody_has_no_record(tmp_path: Path) -> None:
    assert read_observation(tmp_path / "nobody.json") is None
    assert not is_of_earlier_version(tmp_path / "nobody.json")


def test_what_autograder_0_1_0_has_written_is_known_as_such() -> None:
    path = ROOT / "tests/formats/akapen-observation-2.json"
    assert read_observation(path) is None
    assert is_of_earlier_version(path)


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
        EMPTY,
        exchanges=(
            (
                "f/1",
                (
                    Exchange(
                        request=CallRequest(name="f", arguments=()),
                        answer=Value(value=np.ones(9999)),
                    ),
                ),
            ),
        ),
    )
    _, arrays, _ = observation_files(other, Limits(), NOW)
    assert arrays is not None
    path.with_suffix(".npz").write_bytes(arrays)
    assert read_observation(path) is None
    path.with_suffix(".npz").unlink()
    assert read_observation(path) is None


# ------------------------------------------------------------------ what still holds


def visible(requests: str, *checks: str) -> AskedGroup:
    return AskedGroup(hidden=False, checks=checks, requests=requests)


def hidden(requests: str, *checks: str) -> AskedGroup:
    return AskedGroup(hidden=True, checks=checks, requests=requests)


def exchanged(answer: Answer) -> tuple[Exchange, ...]:
    return (Exchange(request=ValueRequest(name="x"), answer=answer),)


ONE, TWO, THREE, FOUR = (exchanged(Value(value=number)) for number in (1, 2, 3, 4))
RUNS = (CellRun(cell=1, outputs=()),)
BEFORE = (visible("r", "a/1", "a/2"), hidden("s", "a/3"), hidden("t", "b/1"))


def holds(folder: Path, *now: AskedGroup, base: str = "b", a3: Answer | None = None) -> Observation:
    """Return what holds now where `BEFORE` was asked, and a/3 was answered so."""
    third = exchanged(a3) if a3 else THREE
    exchanges = (("a/1", ONE), ("a/2", TWO), ("a/3", third), ("b/1", FOUR))
    observation = replace(EMPTY, runs=RUNS, exchanges=exchanges)
    stored = read_observation(written(folder, observation, DependsOn(base="b", groups=BEFORE)))
    assert stored is not None
    found = what_holds(stored, DependsOn(base=base, groups=now))
    return found or EMPTY


def test_all_that_is_asked_again_holds_and_so_does_a_first_phase(tmp_path: Path) -> None:
    found = holds(tmp_path, *BEFORE)
    assert found.runs == RUNS
    assert dict(found.exchanges) == {"a/1": ONE, "a/2": TWO, "a/3": THREE, "b/1": FOUR}


def test_checks_that_ask_the_same_hold_whatever_they_are_called_now(tmp_path: Path) -> None:
    now = (visible("r", "a/2", "a/3"), hidden("s", "a/1"), hidden("t", "c/1"))
    assert dict(holds(tmp_path, *now).exchanges) == {
        "a/2": ONE,
        "a/3": TWO,
        "a/1": THREE,
        "c/1": FOUR,
    }


def test_a_hidden_group_more_or_less_is_all_that_is_asked(tmp_path: Path) -> None:
    more = holds(tmp_path, *BEFORE, hidden("new", "c/1"))
    assert (more.runs, dict(more.exchanges).keys()) == (RUNS, {"a/1", "a/2", "a/3", "b/1"})
    less = holds(tmp_path, *BEFORE[:2])
    assert (less.runs, dict(less.exchanges).keys()) == (RUNS, {"a/1", "a/2", "a/3"})


@pytest.mark.parametrize(
    "now",
    [
        (visible("r", "a/1", "a/2"), visible("new", "b/2"), *BEFORE[1:]),
        (visible("s", "a/3"), visible("r", "a/1", "a/2"), *BEFORE[1:]),
        BEFORE[1:],
    ],
    ids=["one more", "one was hidden", "one less"],
)
def test_a_first_phase_with_other_visible_checks_does_not_hold_at_all(
    tmp_path: Path, now: tuple[AskedGroup, ...]
) -> None:
    found = holds(tmp_path, *now)
    assert (found.runs, dict(found.exchanges)) == ((), {"a/3": THREE, "b/1": FOUR})


def test_what_was_hidden_is_no_answer_to_a_visible_check_that_asks_the_same(
    tmp_path: Path,
) -> None:
    found = holds(tmp_path, *BEFORE[:1], visible("t", "b/1"), hidden("s", "a/3"))
    assert dict(found.exchanges) == {"a/3": THREE}


def test_another_submission_or_setting_holds_nothing(tmp_path: Path) -> None:
    assert holds(tmp_path, *BEFORE, base="c") == EMPTY


@pytest.mark.parametrize(
    "answer",
    [
        Stopped(reason="memory"),
        NotAsked(because=Stopped(reason="cpu")),
        Unsendable(kind="size", number=8 << 20),
    ],
)
def test_what_may_have_been_stopped_for_others_holds_only_along_with_them(
    tmp_path: Path, answer: Answer
) -> None:
    same = holds(tmp_path, *BEFORE, a3=answer)
    assert dict(same.exchanges).keys() == {"a/1", "a/2", "a/3", "b/1"}
    less = holds(tmp_path, *BEFORE[:2], a3=answer)
    assert dict(less.exchanges).keys() == {"a/1", "a/2"}


def test_a_check_that_was_never_asked_is_not_known(tmp_path: Path) -> None:
    now = DependsOn(base="b", groups=(visible("r", "a/1", "a/2"),))
    partial = replace(EMPTY, exchanges=(("a/1", ONE),))
    stored = read_observation(written(tmp_path, partial, now))
    assert stored is not None
    found = what_holds(stored, now)
    assert found is not None
    assert dict(found.exchanges) == {"a/1": ONE}


def test_a_fault_is_not_kept(tmp_path: Path) -> None:
    now = DependsOn(base="b", groups=())
    stored = read_observation(
        written(tmp_path, replace(EMPTY, fault=Fault(message="no worker")), now)
    )
    assert stored is not None
    assert what_holds(stored, now) == EMPTY
