"""Each assignment fits together: its checks, its master, its known mistakes, in both languages.

What trains a network, or is one, is left to the gate (`test_validation`), which has Keras warm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import filterfalse
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring import KnownMistake
from autograder.authors.apart import in_processes
from autograder.checks.call import CallCheck
from autograder.checks.custom import CustomCheck
from autograder.checks.judging import check_question
from autograder.checks.model import ModelCheck
from autograder.checks.value import ValueCheck
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.course.reference import Reference
from autograder.protocol.decoding import decode
from autograder.protocol.encoding import encode
from autograder.protocol.values import Opaque
from autograder.records import (
    Answer,
    CallRequest,
    Cell,
    Language,
    Observation,
    Outcome,
    Question,
    Raised,
    Request,
    Undefined,
    Value,
)

COURSE = find_course(Path(__file__).parents[1])
ASSIGNMENTS = {
    name: in_processes(load_assignment(COURSE, name), None) for name in COURSE.assignments
}
TRAINED = "keras-training"
QUESTIONS = [(name, question) for name, a in ASSIGNMENTS.items() for question in a.questions]
MISTAKES = [
    (name, question, mistake)
    for name, a in ASSIGNMENTS.items()
    for question in a.questions
    for mistake in Reference(COURSE).mistakes(name)
    if mistake.question == question.id
]

ANSWERED = [(name, q, mistake) for name, q, mistake in MISTAKES if not mistake.code]
ANSWERED_HERE = [(name, q, mistake) for name, q, mistake in ANSWERED if name != TRAINED]

a_question = pytest.mark.parametrize(
    ("name", "question"), QUESTIONS, ids=[question.id for _, question in QUESTIONS]
)
a_mistake, an_answered_mistake, a_mistake_answered_here = (
    pytest.mark.parametrize(
        ("name", "question", "mistake"), some, ids=[m.function.__name__ for _, _, m in some]
    )
    for some in (MISTAKES, ANSWERED, ANSWERED_HERE)
)
an_assignment = pytest.mark.parametrize("name", ASSIGNMENTS)
an_assignment_run_here = pytest.mark.parametrize("name", sorted(ASSIGNMENTS.keys() - {TRAINED}))
a_language = pytest.mark.parametrize("language", ["ja", "en"])


def run(cells: tuple[Cell, ...]) -> dict[str, Any]:
    """Return what the code of a notebook defines."""
    defined: dict[str, Any] = {}
    with np.errstate(all="ignore"):
        for cell in cells:
            if cell.kind == "code":
                exec(cell.source, defined)
    return defined


@cache
def defined_by_solution(name: str) -> dict[str, Any]:
    """Return what the solution of an assignment defines; of the one that trains, nobody asks."""
    assert name != TRAINED
    return run(read_master(ASSIGNMENTS[name].folder).solved("en"))


def asks_for_a_model(question: Question) -> bool:
    return any(isinstance(check, ModelCheck | CustomCheck) for check in question.checks)


def defined_by(mistake: KnownMistake, question: Question) -> Mapping[str, Any]:
    """Return the names that a submission defines by making this mistake."""
    called = [check.name for check in question.checks if isinstance(check, CallCheck)]
    variables = {check.name for check in question.checks if isinstance(check, ValueCheck)}
    name = mistake.stands_for or (called[0] if called else None)
    return mistake() if name is None or name in variables else {name: mistake}


def observe(defined: Mapping[str, Any], question: Question) -> Observation:
    """Return what a submission that defines these names answers, as it reaches the grader."""

    def ask(request: Request) -> Answer:
        if request.name not in defined:
            return Undefined()
        try:
            return Value(value=_sent(_got(defined[request.name], request)))
        except Exception as error:
            return Raised(type=type(error).__name__, message=str(error))

    asked = tuple((check.id, tuple(check.exchanges(ask))) for check in question.checks)
    return Observation(
        submission="in this process",
        sha256="",
        assignment="",
        tier="none",
        versions=(),
        runs=(),
        exchanges=asked,
    )


def _got(defined: Any, request: Request) -> Any:
    if not isinstance(request, CallRequest):
        return defined
    with np.errstate(all="ignore"):
        return defined(*(_sent(argument) for argument in request.arguments))


def _sent(value: Any) -> Any:
    return decode(encode(value))


@an_assignment_run_here
@a_language
def test_the_master_passes_every_check(name: str, language: Language):
    defined = run(read_master(ASSIGNMENTS[name].folder).solved(language))
    for question in filterfalse(asks_for_a_model, ASSIGNMENTS[name].questions):
        results = check_question(question, observe(defined, question))
        assert [r.check.id for r in results if r.outcome is not Outcome.PASSED] == []


@an_assignment_run_here
@a_language
def test_the_unfilled_handout_runs_and_answers_nothing(name: str, language: Language, capsys):
    defined = run(read_master(ASSIGNMENTS[name].folder).handout(language))
    assert set(capsys.readouterr().out.split()) <= {"None", "Ellipsis"}
    for question in ASSIGNMENTS[name].questions:
        for _, asked in observe(defined, question).exchanges:
            for exchange in asked:
                assert exchange.answer in (Value(value=None), Value(value=Opaque("ellipsis")))


@an_assignment
@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("ja", r"^## 問(\d) .*（(\d+)点） `(.*)`$"),
        ("en", r"^## Question (\d): .* \((\d+) points\) `(.*)`$"),
    ],
)
def test_headings_say_number_points_and_id_of_the_questions(
    name: str, language: Language, heading: str
):
    cells = read_master(ASSIGNMENTS[name].folder).handout(language)
    text = "\n".join(cell.source for cell in cells)
    questions = ASSIGNMENTS[name].questions
    assert re.findall(heading, text, re.MULTILINE) == [
        (str(number), f"{question.points:g}", question.id)
        for number, question in enumerate(questions, 1)
    ]


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
    """But a model cannot be typed in: what it is may be checked for everybody to see."""
    hidden = {check.hidden for check in question.checks}
    assert hidden == ({False} if asks_for_a_model(question) else {True, False})
    assert len(question.mistakes) >= 4


@a_question
def test_no_value_of_a_quiz_is_visible(name: str, question: Question):
    assert not [c for c in question.checks if isinstance(c, ValueCheck) and not c.hidden]


@a_mistake_answered_here
def test_a_known_mistake_fails_a_hidden_check_and_is_named(
    name: str, question: Question, mistake: KnownMistake
):
    defined = {**defined_by_solution(name), **defined_by(mistake, question)}
    results = check_question(question, observe(defined, question))
    failed = [result for result in results if result.outcome is not Outcome.PASSED]
    assert any(result.check.hidden for result in failed)
    for result in failed:
        assert result.mistake
        assert result.mistake.id == mistake.function.__name__


@an_answered_mistake
def test_a_known_mistake_is_named_after_the_function_it_stands_for(
    name: str, question: Question, mistake: KnownMistake
):
    for name, value in defined_by(mistake, question).items():
        if value is mistake:
            assert mistake.function.__name__.startswith(f"{name}_")


@a_mistake
def test_an_explanation_is_one_to_three_whole_sentences(
    name: str, question: Question, mistake: KnownMistake
):
    assert mistake.en.endswith(".")
    assert 1 <= len(re.findall(r"\.(?= |$)", mistake.en)) <= 3
    assert mistake.ja.endswith("。")
    assert 1 <= mistake.ja.count("。") <= 3
    assert not re.search(r"くり返|[一二三四]つ|[0-9][つ個]", mistake.ja)


def test_no_explanation_about_xnor_names_a_unit_whose_pattern_is_asked_for_later():
    told = [text for _, _, m in MISTAKES if m.question == "xnor" for text in (m.en, m.ja)]
    assert len(told) >= 8
    names = r"unit ?[12]\b|(first|second|other) unit\b|ユニット ?[12１２]|[12１２] ?つ目のユニット"
    assert not [text for text in told if re.search(names, text)]
