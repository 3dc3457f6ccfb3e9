"""A result comes back from its file as it was, and nothing else does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from autograder import __version__
from autograder.errors import UsageError
from autograder.records.stored_results import StoredResult
from autograder.store.results import read_result, read_results, result_json
from tests.courses import write
from tests.paths import ROOT
from tests.records import strategy


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("results")


@settings(max_examples=50, deadline=None)
@given(result=strategy(StoredResult))
def test_what_is_read_is_what_was_written(folder: Path, result: StoredResult) -> None:
    path = write(folder / "results/s.json", result_json(result))
    assert read_result(path) == result
    assert read_results(folder) == {"s": result}


@settings(max_examples=5, deadline=None)
@given(result=strategy(StoredResult))
def test_the_file_says_first_what_it_is(result: StoredResult) -> None:
    document = json.loads(result_json(result))
    assert list(document)[:5] == ["format", "version", "autograder", "assignment", "submission"]
    assert (document["format"], document["version"], document["autograder"]) == (
        "akapen-result",
        2,
        __version__,
    )


@settings(max_examples=5, deadline=None)
@given(result=strategy(StoredResult))
def test_of_another_version_only_the_first_is_read(folder: Path, result: StoredResult) -> None:
    document = json.loads(result_json(result))
    write(folder / "1.json", json.dumps(document | {"version": 1}))
    assert read_result(folder / "1.json") == result
    path = write(folder / "3.json", json.dumps(document | {"version": 3}))
    with pytest.raises(UsageError) as caught:
        read_result(path)
    assert str(caught.value) == (
        f"{path} cannot be read as a result of this version of autograder; grade again"
    )


def test_what_autograder_0_1_0_has_written_is_read() -> None:
    result = read_result(ROOT / "tests/formats/akapen-result-1.json")
    assert (result.submission, result.points, result.possible) == ("sato", 0.0, 10)
    assert (result.observation, result.assignment_digest, result.student) == (None, None, None)
    (question,) = result.questions
    assert question.feedback["en"].explanation == "You squared."
    assert [check.mistake for check in question.checks] == ["double_squared"] * 2
    assert [cell.cell for cell in result.cells["ja"]] == [2]
