"""Calls with arrays that only lists can answer: told, or refused where arrays are demanded."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.call import CallCheck
from autograder.checks.replay import judge_answers
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.feedback.checks import instructor_message, message
from autograder.feedback.questions import question_feedback
from autograder.records import Case, Outcome, Question, QuestionResult, ScoredCheck, Text
from autograder.records.messages import Message
from autograder.worker.calls import call
from tests.paths import ROOT
from tests.said import both, sentences

EMPTY_FIRST = """
def weighted_sum(inputs, weights, bias=0.0):
    if not inputs:
        return bias
    return sum(x * w for x, w in zip(inputs, weights)) + bias
"""
INDEX_OF_MAX = """
def predicted_class(outputs):
    return outputs.index(max(outputs))
"""
RIGHT = """
import numpy as np
def weighted_sum(inputs, weights, bias=0.0):
    return sum(x * w for x, w in zip(inputs, weights)) + bias
def predicted_class(outputs):
    return int(np.argmax(outputs))
"""


def outcomes(assignment, question, source):
    namespace = {}
    exec(source, namespace)
    loaded = load_assignment(find_course(ROOT), assignment)
    (asked,) = (q for q in loaded.questions if q.id == question)
    answered = [(c, [call(namespace, r) for r in c.requests]) for c in asked.checks]
    return [judge_answers(check, answers).outcome for check, answers in answered]


@pytest.mark.parametrize(
    ("assignment", "question", "source", "passed"),
    [
        ("units", "weighted-sum", EMPTY_FIRST, [False, False, True, False]),
        ("units", "weighted-sum", RIGHT, [True, True, True, True]),
        ("arrays-and-images", "predicted-class", INDEX_OF_MAX, [False, False, False]),
        ("arrays-and-images", "predicted-class", RIGHT, [True, True, True]),
    ],
)
def test_the_bundled_course_demands_arrays(assignment, question, source, passed):
    found = outcomes(assignment, question, source)
    assert found == [Outcome.PASSED if one else Outcome.RAISED for one in passed]


def largest(**settings):
    case = Case(arguments=(np.array([1.0, 3.0]),))
    return CallCheck(id="q/1", name="index_of", cases=(case,), expected=(1,), **settings)


def result(check, source="def index_of(x):\n    return x.index(max(x))"):
    namespace = {}
    exec(source, namespace)
    return judge_answers(check, [call(namespace, request) for request in check.requests])


SAVED = (
    "With arrays this call of `index_of` stops with an error. It was made again with lists, and "
    "that answer counts.",
    "配列を渡すと `index_of` の呼び出しがエラーで止まるため、リストを渡して呼び直し、その答えで"
    "判定しました。",
)


def test_a_visible_answer_that_lists_saved_is_told():
    saved = result(largest())
    assert saved.outcome is Outcome.PASSED
    (said,) = message(saved).sentences
    assert both(said) == SAVED


def test_of_a_hidden_one_only_the_teacher_is_told():
    saved = result(largest(hidden=True))
    assert message(saved) == Message()
    assert both(instructor_message(saved).sentences[0]) == SAVED


def test_a_wrong_answer_that_lists_saved_is_told_so_too():
    wrong = result(largest(), "def index_of(x):\n    return x.index(min(x))")
    assert wrong.outcome is Outcome.FAILED
    assert sentences(message(wrong), "en")[-1] == SAVED[0]


def test_an_answer_to_arrays_is_nothing_to_tell():
    right = result(largest(), "def index_of(x):\n    return x.argmax()")
    assert (right.outcome, message(right)) == (Outcome.PASSED, Message())
    assert instructor_message(right) == Message()


def test_where_all_checks_pass_it_is_told_all_the_same():
    saved = result(largest())
    question = Question(id="q", title=Text(by_language=()), points=1, checks=(saved.check,))
    scored = ScoredCheck(result=saved, points=1.0, possible=1.0)
    told = question_feedback(QuestionResult(question=question, points=1.0, checks=(scored,)))
    assert [check.outcome for check in told.checks] == [Outcome.PASSED]
    assert both(told.checks[0].message.sentences[0]) == SAVED
    assert both(told.remark)[0] == "All checks passed."
