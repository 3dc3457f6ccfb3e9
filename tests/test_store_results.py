"""A result comes back from its file as it was, and nothing else does.

Tests of `records/stored_results.py`, `store/results_of_version_1.py`, `store/__init__.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from autograder import __version__
from autograder.errors import UsageError
from autograder.feedback.show.sentences import in_language
from autograder.feedback.show.text import as_text
from autograder.records.stored_results import StoredResult
from autograder.store.documents import document_text
from autograder.store.results import read_fields, read_result, read_results, result_json
from tests.paths import ROOT
from tests.records import strategy
from tests.said import sentences
from tests.small_course import write


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
def test_of_a_later_version_none_is_read(folder: Path, result: StoredResult) -> None:
    document = json.loads(result_json(result))
    path = write(folder / "3.json", json.dumps(document | {"version": 3}))
    with pytest.raises(UsageError) as caught:
        read_result(path)
    assert str(caught.value) == (
        f"{path} is a result of a newer version, autograder {__version__}: install that one, or "
        "remove the results and grade again"
    )


def test_questions_that_are_written_alike_are_read_once_and_none_else(tmp_path: Path) -> None:
    once, again, other = (write(tmp_path / f"{name}.json", OF_0_1_0_AGAIN) for name in "abc")
    write(other, OF_0_1_0_AGAIN.replace('"id": "double"', '"id": "half"'))
    results = [read_result(path) for path in (once, again, other)]
    (first,), (second,), (third,) = (result.questions for result in results)
    assert first is second
    assert (first.id, third.id) == ("double", "half")
    fields = [read_fields(path) for path in (once, again, other)]
    assert fields[0]["questions"][0] is fields[1]["questions"][0]
    assert list(map(document_text, fields)) == [
        path.read_text("utf-8") for path in (once, again, other)
    ]


@pytest.mark.parametrize("questions", ['{"a": 1}', "[1]", "[[1]]", "null", '"x"', "[{}]"])
def test_questions_of_another_form_are_no_result(tmp_path: Path, questions: str) -> None:
    document = json.loads(OF_0_1_0_AGAIN) | {"questions": json.loads(questions)}
    path = write(tmp_path / "s.json", json.dumps(document))
    with pytest.raises(UsageError) as caught:
        read_result(path)
    assert str(caught.value) == (
        f"{path} cannot be read as a result of this version of autograder; grade again"
    )
    write(path, json.dumps(document | {"version": 3}))
    with pytest.raises(UsageError, match="is a result of a newer version"):
        read_result(path)


OF_0_1_0 = ROOT / "tests/formats/akapen-result-1.json"
OF_0_1_0_AGAIN = result_json(read_result(OF_0_1_0))


def test_what_autograder_0_1_0_has_written_is_read(folder: Path) -> None:
    result = read_result(OF_0_1_0)
    assert (result.submission, result.points, result.possible) == ("sato", 0.0, 10)
    assert (result.observation, result.assignment_digest, result.student) == (None, None, None)
    (question,), (cell,) = result.questions, result.cells
    assert [check.mistake for check in question.checks] == ["double_squared"] * 2
    assert cell.cell == 2
    again = write(folder / "2.json", result_json(result))
    assert read_result(again) == result


def test_what_autograder_0_1_0_has_said_is_read_in_both_languages() -> None:
    document, result = json.loads(OF_0_1_0.read_text("utf-8")), read_result(OF_0_1_0)
    (question,), (old,) = result.questions, document["questions"]
    for language in ("en", "ja"):
        told = old["feedback"][language]
        assert in_language(result.title, language) == document["title"][language]
        assert (
            in_language(result.cells[0].sentence, language)
            == (document["cells"][language][0]["sentence"])
        )
        assert in_language(question.feedback.explanation, language) == told["explanation"]
        for check, before in zip(question.feedback.checks, told["checks"], strict=True):
            message = before["message"]
            assert list(sentences(check.message, language)) == message["sentences"]
            labels = [in_language(fact.label, language) for fact in check.message.facts]
            assert labels == [fact["label"] for fact in message["facts"]]
        for check, before in zip(question.checks, old["checks"], strict=True):
            assert as_text(check.message, language) == before["message"][language]


def test_a_damaged_one_of_0_1_0(folder: Path) -> None:
    document = json.loads(OF_0_1_0.read_text("utf-8"))
    for damage in ({"cells": 3}, {"title": {"en": "x"}}, {"questions": [{}]}):
        path = write(folder / "1.json", json.dumps(document | damage))
        with pytest.raises(UsageError):
            read_result(path)
