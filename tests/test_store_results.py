"""A result comes back from its file as it was, and nothing else does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from autograder import __version__
from autograder.errors import UsageError
from autograder.records.stored_results import StoredResult
from autograder.reports.pages.student import student_page
from autograder.store.results import read_result, read_results, result_json
from tests.courses import write
from tests.records import strategy
from tests.said import both, sentences


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
        f"{path} cannot be read as a result of this version of autograder; grade again"
    )


def feedback_1(explanation: str, heading: str, sentence: str) -> dict[str, object]:
    """What version 1 kept of a question, in one language."""
    fact = {"label": heading, "text": "double(3)", "marks": [[0, 6]], "compared": False}
    place = {"cell": 1, "line": 2}
    message = {"sentences": [sentence], "facts": [fact], "place": place}
    check = {"numbers": [1], "hidden": False, "outcome": "failed", "message": message}
    return {"explanation": explanation, "checks": [check], "remark": None}


def cell_1(sentence: str, advice: str | None) -> dict[str, object]:
    return {"cell": 2, "sentence": sentence, "place": None, "advice": advice, "is_error": True}


VERSION_1 = {
    "format": "akapen-result",
    "version": 1,
    "autograder": "0.1.0",
    "assignment": "doubling",
    "submission": "sato",
    "file": "sato.py",
    "sha256": "0" * 64,
    "status": "graded",
    "reason": None,
    "tier": "namespaces",
    "trainer": None,
    "title": {"en": "Doubling", "ja": "二倍"},
    "language": "ja",
    "cells": {
        "en": [cell_1("Cell 2 stops with `E`: —", "Look again.")],
        "ja": [cell_1("セル 2 の実行中に `E` が起きました: —", "もう一度。")],
    },
    "points": 0.0,
    "possible": 10,
    "questions": [
        {
            "id": "double",
            "title": {"en": "Double", "ja": "二倍する"},
            "names": ["double"],
            "points": 0.0,
            "possible": 10,
            "feedback": {
                "en": feedback_1("You squared.", "Call", "Look at `double`."),
                "ja": feedback_1("二乗しています。", "呼び出し", "`double` を確かめてください。"),
            },
            "checks": [
                {
                    "id": "double/1",
                    "hidden": False,
                    "outcome": "failed",
                    "points": 0.0,
                    "possible": 10.0,
                    "failing": 1,
                    "asked": 1,
                    "mistake": "double_squared",
                    "message": {"en": "Call: double(3)", "ja": "呼び出し: double(3)"},
                }
            ],
        }
    ],
}


def test_what_the_first_version_wrote_is_read_in_both_languages(folder: Path) -> None:
    result = read_result(write(folder / "1.json", json.dumps(VERSION_1)))
    assert both(result.title) == ("Doubling", "二倍")
    (cell,), (question,) = result.cells, result.questions
    assert both(cell.advice) == ("Look again.", "もう一度。")
    assert both(question.feedback.explanation) == ("You squared.", "二乗しています。")
    (check,) = question.feedback.checks
    assert [both(said) for said in check.message.sentences] == [
        ("Look at `double`.", "`double` を確かめてください。")
    ]
    assert both(check.message.facts[0].label) == ("Call", "呼び出し")
    assert sentences(question.checks[0].message, "ja") == ("呼び出し: double(3)",)
    assert student_page(result, (), "ja").count("<code>double</code> を確かめてください。") == 1
    again = write(folder / "2.json", result_json(result))
    assert read_result(again) == result


def test_a_damaged_one_of_the_first_version(folder: Path) -> None:
    for damage in ({"cells": 3}, {"title": {"en": "x"}}, {"questions": [{}]}):
        path = write(folder / "1.json", json.dumps(VERSION_1 | damage))
        with pytest.raises(UsageError):
            read_result(path)
