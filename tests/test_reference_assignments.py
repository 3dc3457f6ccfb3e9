"""Each assignment fits together: its checks, its master, its known mistakes, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring import KnownMistake
from autograder.checks.comparison import difference
from autograder.loading.assignment import load_assignment
from autograder.loading.course import Reference, find_course
from autograder.loading.master import read_master
from autograder.records import CallCheck, Cell, Check, FormCheck, Language, Question, ValueCheck
from autograder.wire.decoding import decode
from autograder.wire.encoding import encode
from autograder.wire.values import Opaque

COURSE = find_course(Path(__file__).parents[1])
ASSIGNMENTS = {name: load_assignment(COURSE, name) for name in ("convolution", "units")}
QUESTIONS = [(name, question) for name, a in ASSIGNMENTS.items() for question in a.questions]
MISTAKES = [
    (question, mistake)
    for name, a in ASSIGNMENTS.items()
    for question in a.questions
    for mistake in Reference(COURSE).mistakes(name)
    if mistake.question == question.id
]

a_question = pytest.mark.parametrize(
    ("name", "question"), QUESTIONS, ids=[question.id for _, question in QUESTIONS]
)
a_mistake = pytest.mark.parametrize(
    ("question", "mistake"), MISTAKES, ids=[mistake.function.__name__ for _, mistake in MISTAKES]
)
an_assignment = pytest.mark.parametrize("name", ASSIGNMENTS)
a_language = pytest.mark.parametrize("language", ["ja", "en"])


def run(cells: tuple[Cell, ...]) -> dict[str, Any]:
    """Return what the code of a notebook defines."""
    defined: dict[str, Any] = {}
    with np.errstate(all="ignore"):
        for cell in cells:
            if cell.kind == "code":
                exec(cell.source, defined)
    return defined


def defined_by(mistake: KnownMistake, question: Question) -> Mapping[str, Any]:
    """Return the names that a submission with this mistake, and nothing else, defines."""
    check = question.checks[0]
    return {check.name: mistake} if isinstance(check, CallCheck) else mistake()


def answers(defined: Mapping[str, Any], check: Check) -> list[Any]:
    """Return the answers of a submission that defines these names, as they reach the grader."""
    if not isinstance(check, CallCheck):
        return [decode(encode(defined[check.name]))]
    with np.errstate(all="ignore"):
        returned = [defined[check.name](*case.arguments) for case in check.cases]
    return [decode(encode(value)) for value in returned]


def passes(defined: Mapping[str, Any], check: Check) -> bool:
    if isinstance(check, FormCheck):
        return isinstance(defined[check.name], int | float)
    expected = check.expected if isinstance(check, CallCheck) else (check.expected,)
    return all(
        difference(got, wanted, check.tolerance) is None
        for got, wanted in zip(answers(defined, check), expected, strict=True)
    )


@an_assignment
@a_language
def test_the_master_passes_every_check(name: str, language: Language):
    defined = run(read_master(ASSIGNMENTS[name].folder).solved(language))
    for question in ASSIGNMENTS[name].questions:
        assert [check.id for check in question.checks if not passes(defined, check)] == []


@an_assignment
@a_language
def test_the_unfilled_handout_runs_and_answers_nothing(name: str, language: Language, capsys):
    defined = run(read_master(ASSIGNMENTS[name].folder).handout(language))
    assert set(capsys.readouterr().out.split()) <= {"None", "Ellipsis"}
    for question in ASSIGNMENTS[name].questions:
        for check in question.checks:
            assert set(answers(defined, check)) <= {None, Opaque("ellipsis")}


@an_assignment
@pytest.mark.parametrize(
    ("language", "heading"),
    [("ja", r"^## 問\d .*（(\d+)点）$"), ("en", r"^## Question \d: .* \((\d+) points\)$")],
)
def test_headings_promise_the_points_of_the_questions(name: str, language: Language, heading: str):
    cells = read_master(ASSIGNMENTS[name].folder).handout(language)
    text = "\n".join(cell.source for cell in cells)
    promised = [float(points) for points in re.findall(heading, text, re.MULTILINE)]
    assert promised == [question.points for question in ASSIGNMENTS[name].questions]


@an_assignment
def test_both_languages_say_as_much(name: str):
    master = read_master(ASSIGNMENTS[name].folder)
    japanese, english = master.handout("ja"), master.handout("en")
    assert [cell.kind for cell in japanese] == [cell.kind for cell in english]
    for ja, en in zip(japanese, english, strict=True):
        assert ja.source.count("\n#") == en.source.count("\n#")
        assert ja.source.count("\n- ") == en.source.count("\n- ")


@a_question
def test_a_question_has_visible_checks_hidden_checks_and_known_mistakes(
    name: str, question: Question
):
    assert {check.hidden for check in question.checks} == {True, False}
    assert len(question.mistakes) >= 4


@a_question
def test_no_value_of_a_quiz_is_visible(name: str, question: Question):
    assert not [c for c in question.checks if isinstance(c, ValueCheck) and not c.hidden]


@a_mistake
def test_a_known_mistake_fails_a_hidden_check(question: Question, mistake: KnownMistake):
    defined = defined_by(mistake, question)
    assert not all(passes(defined, check) for check in question.checks if check.hidden)


@a_question
def test_no_two_known_mistakes_give_the_same_answers(name: str, question: Question):
    given = {
        mistake.id: [answer for _, answers in mistake.answers for answer in answers]
        for mistake in question.mistakes
    }
    for one, other in combinations(given, 2):
        pairs = zip(given[one], given[other], strict=True)
        assert any(difference(a, b) for a, b in pairs), (one, other)


@a_mistake
def test_a_known_mistake_is_named_after_the_function_it_stands_for(
    question: Question, mistake: KnownMistake
):
    check = question.checks[0]
    if isinstance(check, CallCheck):
        assert (mistake.stands_for or mistake.question) == check.name
        assert mistake.function.__name__.startswith(f"{check.name}_")


@a_mistake
def test_an_explanation_is_one_to_three_whole_sentences(question: Question, mistake: KnownMistake):
    assert mistake.en.endswith(".")
    assert 1 <= len(re.findall(r"\.(?= |$)", mistake.en)) <= 3
    assert mistake.ja.endswith("。")
    assert 1 <= mistake.ja.count("。") <= 3
