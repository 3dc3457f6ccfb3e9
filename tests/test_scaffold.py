"""A new assignment, in the languages of its course."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from autograder.cli.new import new_command
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.errors import UsageError
from autograder.scaffold import scaffold
from tests.small_course import write


def new(*arguments: str) -> None:
    CliRunner().invoke(new_command, arguments, catch_exceptions=False)


def files(folder) -> str:
    return "\n".join(p.read_text("utf-8") for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize(
    "languages", [("ja", "en"), ("en",), ("ja",), ("de",), ("pt-BR", "no", "ja"), ("yes", "en-GB")]
)
def test_a_new_course_is_without_faults_in_its_languages(tmp_path, languages):
    for path, text in scaffold(tmp_path, "means", languages).items():
        write(path, text)
    course = find_course(tmp_path)
    assert course.languages == languages
    assignment = load_assignment(course, "means")
    for language in languages:
        cells = read_master(assignment.folder, course.languages).handout(language)
        assert [cell.kind for cell in cells] == ["markdown", "code"]
        is_japanese = language == "ja"
        assert ("平均" in cells[0].source) is is_japanese
        question = assignment.questions[0]
        assert question.title.in_language(language) == ("平均" if is_japanese else "Mean")


def test_no_japanese_in_an_english_course(course, monkeypatch):
    before = files(course)
    monkeypatch.chdir(course)
    new("means")
    added = files(course).replace(before, "")
    assert "# ## Question 1: mean (10 points)" in added
    assert (course / "assignments/means/master.py").read_text("utf-8").isascii()
    assert (course / "reference/mistakes/means.py").read_text("utf-8").isascii()


def test_a_new_course_in_the_language_that_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    new("means", "--lang", "de")
    assert (tmp_path / "assignments/course.yaml").read_text("utf-8") == (
        "title: My course\nlanguage: de # of handouts and feedback\n"
    )
    assert 'texts={\n        "de": "The numbers' in files(tmp_path)
    new("moving-means", "--lang", "de")
    assert load_assignment(find_course(tmp_path), "moving-means").languages == ("de",)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--lang", "ja"), "--lang is for a new course; this one is in en"),
        (("--lang", "pt_BR", "--course", "new"), "`pt_BR` is no language tag such as en or pt-BR"),
    ],
)
def test_languages_that_cannot_be(course, monkeypatch, arguments, message):
    monkeypatch.chdir(course)
    with pytest.raises(UsageError) as caught:
        new("means", *arguments)
    assert str(caught.value) == message
