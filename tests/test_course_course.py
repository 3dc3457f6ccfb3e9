"""The languages of a course: those that its author writes in, and those that one can choose."""

from __future__ import annotations

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import choose_language, declared_points, find_course
from autograder.errors import AssignmentError, UsageError
from tests.paths import ROOT
from tests.small_course import write


@pytest.mark.parametrize(
    ("yaml", "languages"),
    [
        ("title: A\n", ("ja",)),
        ("title: A\nlanguage: en\n", ("en",)),
        ("title: A\nlanguage: pt-BR\n", ("pt-BR",)),
        ("title: {en: A, ja: B}\n", ("ja", "en")),
        ("title: {en: A, ja: B}\nlanguage: ja\n", ("ja", "en")),
        ("title: {en: A, ja: B}\nlanguage: en\n", ("en", "ja")),
        ("title: {en: A}\n", ("en",)),
        ("title: {de: A, fr: B}\n", ("de", "fr")),
        ("title: {pt: A, en: B}\nlanguage: pt-BR\n", ("pt-BR", "en")),
        ('title: {"no": A}\nlanguage: "no"\n', ("no",)),
    ],
)
def test_languages_are_those_of_the_title_and_the_default(tmp_path, yaml, languages):
    write(tmp_path / "assignments/course.yaml", yaml)
    course = find_course(tmp_path)
    assert (course.languages, course.language) == (languages, languages[0])


@pytest.mark.parametrize(
    ("yaml", "fault"),
    [
        ("title: {en: A}\nlanguage: de\n", "1: title: `de` is missing"),
        ("title: {pt-BR: A}\nlanguage: pt\n", "1: title: `pt` is missing"),
        (
            "title: {}\n",
            "1: expected text, or a mapping of language tags to text, such as {en: …} but got "
            "title={} (dict)",
        ),
        ("title: {en: 3}\n", "1: title: expected text but got en=3 (int)"),
        (
            "title: {english language: A}\n",
            '1: title: expected a language tag such as en or pt-BR, in quotes if it is "no" but '
            "got `english language`",
        ),
        (
            "title: {no: A}\n",
            '1: title: expected a language tag such as en or pt-BR, in quotes if it is "no" but '
            "got `False`",
        ),
        (
            "title: A\nlanguage: [en, ja]\n",
            '2: expected a language tag such as en or pt-BR, in quotes if it is "no" but got '
            "language=['en', 'ja'] (list)",
        ),
    ],
)
def test_faults(tmp_path, yaml, fault):
    path = write(tmp_path / "assignments/course.yaml", yaml)
    with pytest.raises(AssignmentError) as caught:
        find_course(tmp_path)
    assert str(caught.value) == f"{path}:{fault}"


def test_a_language_of_the_course_or_of_ours_can_be_chosen(course, edit):
    edit("assignments/course.yaml", "language: en", "language: pt-BR")
    found = find_course(course)
    assert choose_language(None, found, ("ja", "en")) == "pt-BR"
    assert choose_language("pt-br", found, ("ja", "en")) == "pt-BR"
    assert choose_language("ja", found, ("ja", "en")) == "ja"
    with pytest.raises(UsageError) as caught:
        choose_language("de", found, ("ja", "en"))
    assert str(caught.value) == "there is nothing in the language `de`; choose pt-BR or ja or en"


def faults_of(course) -> list[str]:
    with pytest.raises(AssignmentError) as caught:
        load_assignment(find_course(course), "doubling")
    return str(caught.value).replace(f"{course}/", "").split("\n")


def test_an_english_course_owes_nothing_in_japanese(course, edit):
    edit("assignments/doubling/assignment.yaml", "{en: Doubling, ja: 二倍}", "Doubling")
    edit("reference/mistakes/doubling.py", ', ja="二乗しています。"', "")
    loaded = load_assignment(find_course(course), "doubling")
    assert loaded.languages == ("en",)
    assert loaded.title.in_language("ja") == "Doubling"
    assert loaded.questions[0].mistakes[0].explanation.by_language == (("en", "You squared."),)


def test_a_course_in_another_language(course, edit):
    edit("assignments/course.yaml", "language: en", "language: pt-BR")
    edit("assignments/doubling/assignment.yaml", "{en: Doubling, ja: 二倍}", "{pt: O dobro}")
    edit("reference/mistakes/doubling.py", 'en="You squared."', 'texts={"pt-BR": "O quadrado."}')
    loaded = load_assignment(find_course(course), "doubling")
    assert loaded.title.in_language("pt-BR") == "O dobro"
    explanation = loaded.questions[0].mistakes[0].explanation
    assert [explanation.in_language(tag) for tag in ("pt-BR", "en", "ja")] == [
        "O quadrado.",
        "O quadrado.",
        "二乗しています。",
    ]


def test_a_course_owes_every_text_in_each_of_its_languages(course, edit):
    edit("assignments/course.yaml", "title: Small course", "title: {en: Small, de: Klein}")
    assert faults_of(course) == ["assignments/doubling/assignment.yaml:1: title: `de` is missing"]
    edit("assignments/doubling/assignment.yaml", "ja: 二倍", "de: Das Doppelte")
    assert faults_of(course) == [
        "reference/mistakes/doubling.py:3: the explanation of `double_squared` is missing in `de`"
    ]


def test_a_course_in_two_languages_of_which_we_have_one(course, edit):
    edit("assignments/course.yaml", "title: Small course", "title: {en: Small, de: Klein}")
    edit("assignments/doubling/assignment.yaml", "ja: 二倍", "de: Das Doppelte")
    edit("reference/mistakes/doubling.py", 'en="You', 'texts={"de": "Quadriert."}, en="You')
    assert load_assignment(find_course(course), "doubling").languages == ("en", "de")


def test_what_an_assignment_is_worth_is_known_without_reading_all_of_it(tmp_path):
    course = find_course(ROOT)
    for name in ("units", "convolution"):
        assert declared_points(course, name) == load_assignment(course, name).possible
    write(tmp_path / "assignments/course.yaml", "title: A\n")
    for text in ("questions: 3\n", "questions: {a: {title: A}}\n", "[]\n"):
        write(tmp_path / "assignments/a/assignment.yaml", text)
        with pytest.raises(AssignmentError, match="its questions lack points"):
            declared_points(find_course(tmp_path), "a")
