"""What a submission took is one line of JSON, and a file that cannot be written is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.errors import OutputError
from autograder.store.runs import Stopwatch, append_run


def test_seconds_of_the_same_cell_or_question_are_added(tmp_path: Path) -> None:
    stopwatch = Stopwatch()
    for what in (1, "conv1d", 2, 1):
        stopwatch.charge(what, 0.25)
    run = stopwatch.run("学生", unchanged=False)
    assert (run.cells, run.questions) == (((1, 0.5), (2, 0.25)), (("conv1d", 0.25),))
    for _ in range(2):
        append_run(tmp_path / "runs.jsonl", run)
    lines = (tmp_path / "runs.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["submission"] for line in lines] == ["学生", "学生"]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        append_run(tmp_path / "none/runs.jsonl", Stopwatch().run("s", unchanged=True))
    path = tmp_path / "none/runs.jsonl"
    assert str(caught.value) == f"cannot write {path}: No such file or directory"
