"""What was observed once is not run again, as long as nothing that it depends on has changed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.course.submissions.find import read_submission
from autograder.protocol.functions import square
from autograder.protocol.values import Foreign, Opaque
from autograder.records import (
    CallRequest,
    CellRun,
    Exchange,
    Fault,
    Frame,
    ModelRequest,
    NotAsked,
    Observation,
    Output,
    Raised,
    Stopped,
    Undefined,
    Unsendable,
    UsesRequest,
    Value,
    ValueRequest,
)
from autograder.selfcheck import memory
from autograder.selfcheck.handouts import load_handout
from autograder.selfcheck.memory import Memory
from tests.handouts import RIGHT, WRONG, hand_out_small
from tests.small_course import write

EXCHANGES = (
    Exchange(
        request=CallRequest(name="f", arguments=(1, square)),
        answer=Value(value=2.5, with_lists=True),
    ),
    Exchange(
        request=CallRequest(name="g", arguments=()),
        answer=Raised(
            type="E",
            message="m",
            frames=(
                Frame(cell=1, line=2, function="f", source="x"),
                Frame(cell=3, line=4, function="g", source=""),
            ),
        ),
    ),
    Exchange(request=ValueRequest(name="x"), answer=Value(value={"a": (1, [2, None])})),
    Exchange(request=ValueRequest(name="x"), answer=Value(value=Foreign("T", [1]))),
    Exchange(request=UsesRequest(name=None), answer=Undefined(callable=False)),
    Exchange(
        request=ModelRequest(name="m", builder=None, input_shape=(4,)),
        answer=Unsendable(kind="values", number=3),
    ),
    Exchange(
        request=ValueRequest(name="x"), answer=NotAsked(because=Stopped(reason="cpu", limit=5))
    ),
    Exchange(request=ValueRequest(name="x"), answer=Value(value=Opaque("object"))),
)
OBSERVED = Observation(
    submission="s",
    sha256="0",
    assignment="doubling",
    tier="none",
    versions=(("python", "3.11"),),
    runs=(
        CellRun(
            cell=1, outputs=(Output(kind="stream", content=(("name", "stdout"), ("text", "hi"))),)
        ),
        CellRun(cell=2, outputs=(), raised=Raised(type="E", message="")),
    ),
    exchanges=(("q/1", EXCHANGES), ("q/2", ())),
)


@pytest.fixture
def kept(tmp_path):
    """A handout, a file in it, a memory."""
    folder = hand_out_small(tmp_path / "handout")
    path = write(folder / "doubling.py", RIGHT)
    handout = load_handout(folder, "")
    return handout, read_submission(path), Memory(tmp_path / "memory")


def test_arrays_are_kept(kept):
    handout, submission, remembered = kept
    array = np.array([[1.5, np.nan]], np.float32)
    exchange = Exchange(request=ValueRequest(name="x"), answer=Value(value=array))
    remembered.keep(handout, submission, replace(OBSERVED, exchanges=(("q/1", (exchange,)),)))
    ((_, (recalled,)),) = remembered.recall(handout, submission).exchanges
    assert recalled.answer.value.dtype == np.float32
    np.testing.assert_array_equal(recalled.answer.value, array)


def test_what_was_kept_is_recalled(kept):
    handout, submission, remembered = kept
    assert remembered.recall(handout, submission) is None
    remembered.keep(handout, submission, OBSERVED)
    assert remembered.recall(handout, submission) == OBSERVED


def test_other_code_other_checks_another_version_are_not(kept, monkeypatch):
    handout, submission, remembered = kept
    remembered.keep(handout, submission, OBSERVED)
    other = read_submission(write(submission.path, WRONG))
    assert remembered.recall(handout, other) is None
    assert remembered.recall(replace(handout, sha256="1"), submission) is None
    monkeypatch.setattr(memory, "__version__", "0.0")
    assert remembered.recall(handout, submission) is None
    monkeypatch.undo()
    monkeypatch.setattr(memory, "_version", lambda library: "0")
    assert remembered.recall(handout, submission) is None


def test_what_may_come_out_otherwise_is_not_kept(kept):
    handout, submission, remembered = kept
    waited = CellRun(cell=1, outputs=(), stopped=Stopped(reason="wall", limit=20))
    for observed in (
        replace(OBSERVED, fault=Fault(message="x")),
        replace(OBSERVED, runs=(waited,)),
    ):
        remembered.keep(handout, submission, observed)
        assert remembered.recall(handout, submission) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"record": "Language", "fields": []}', '{"submission": 3}']
)
def test_a_damaged_entry_is_no_entry(kept, tmp_path, text):
    handout, submission, remembered = kept
    remembered.keep(handout, submission, OBSERVED)
    (entry,) = (tmp_path / "memory").iterdir()
    write(entry, text)
    assert remembered.recall(handout, submission) is None


def test_a_memory_that_cannot_be_written_is_none(kept, tmp_path):
    handout, submission, _ = kept
    blocked = Memory(write(tmp_path / "file", "") / "below")
    blocked.keep(handout, submission, OBSERVED)
    assert blocked.recall(handout, submission) is None


def test_the_oldest_entries_are_forgotten(kept, tmp_path):
    handout, submission, remembered = kept
    for number in range(30):
        remembered.keep(replace(handout, sha256=str(number)), submission, OBSERVED)
    assert len(list((tmp_path / "memory").iterdir())) == 20
    assert remembered.recall(replace(handout, sha256="29"), submission) == OBSERVED
