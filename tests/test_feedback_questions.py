"""What is said of a question: the most useful first, each thing once.

Tests of `feedback/compose.py`, `feedback/headings.py`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.checks.call import CallCheck
from autograder.checks.figure import FigureCheck
from autograder.checks.value import ValueCheck
from autograder.feedback.compose import compose
from autograder.feedback.headings import check_heading
from autograder.feedback.names import Names
from autograder.feedback.questions import question_feedback
from autograder.feedback.show.sentences import in_language
from autograder.records import (
    Assignment,
    CallRequest,
    Case,
    CheckResult,
    Difference,
    Exchange,
    Finding,
    Frame,
    Limits,
    Mistake,
    Outcome,
    Question,
    QuestionResult,
    Raised,
    ScoredCheck,
    Status,
    Submission,
    SubmissionResult,
    Text,
    Undefined,
    Value,
)
from autograder.records.messages import Message
from tests.said import both

CALL = CallRequest(name="f", arguments=(np.array([1, 2]),))
OTHER_CALL = CallRequest(name="f", arguments=(np.array([3, 4, 5]),))
VALUES = Finding(
    request=CALL,
    answer=Value(value=[1, 2]),
    expected=[1, 3],
    difference=Difference(kind="value", got="2", expected="3", index=(1,)),
)
SHAPE = Finding(
    request=CALL,
    answer=Value(value=[1]),
    expected=[1, 3],
    difference=Difference(kind="shape", got=(1,), expected=(2,)),
)
ERROR = Raised(
    type="ValueError",
    message="no",
    frames=(Frame(cell=2, line=3, function="f", source="raise ValueError('no')"),),
)


def asked(*checks: tuple[bool, Outcome, Finding | None], points: float = 0.0) -> QuestionResult:
    results = [
        CheckResult(
            check=ValueCheck(id=f"q/{n}", hidden=hidden, name="x", expected=1),
            outcome=outcome,
            finding=finding,
        )
        for n, (hidden, outcome, finding) in enumerate(checks, 1)
    ]
    question = Question(
        id="q",
        title=Text.of(en="Q", ja="問"),
        points=10,
        checks=tuple(result.check for result in results),
    )
    return QuestionResult(
        question=question,
        points=points,
        checks=tuple(ScoredCheck(result=r, points=points, possible=5) for r in results),
    )


def headings(result: QuestionResult, language="en") -> list[str]:
    return [in_language(check_heading(c), language) for c in question_feedback(result).checks]


def test_the_order_is_name_error_shape_values_hidden_passed() -> None:
    checks = (
        (False, Outcome.PASSED, None),
        (True, Outcome.FAILED, VALUES),
        (False, Outcome.FAILED, VALUES),
        (False, Outcome.FAILED, SHAPE),
        (False, Outcome.RAISED, Finding(request=CALL, answer=ERROR)),
        (False, Outcome.FAILED, Finding(request=CALL, answer=Undefined())),
    )
    assert headings(asked(*checks)) == [
        "Check 6: failed",
        "Check 5: stopped by an error",
        "Check 4: failed",
        "Check 3: failed",
        "Check 2 (hidden): failed",
        "Check 1: passed",
    ]


def test_one_missing_name_is_said_once_for_visible_and_hidden_checks() -> None:
    missing = Finding(request=CALL, answer=Undefined())
    result = asked(
        (False, Outcome.FAILED, missing),
        (True, Outcome.FAILED, missing),
        (True, Outcome.FAILED, Finding(request=OTHER_CALL, answer=Undefined())),
    )
    assert headings(result) == ["Checks 1, 2, 3: failed"]
    assert headings(result, "ja") == ["チェック 1, 2, 3: 不合格"]


def test_the_same_error_in_the_same_line_is_said_once_with_the_first_call() -> None:
    result = asked(
        (False, Outcome.RAISED, Finding(request=CALL, answer=ERROR)),
        (False, Outcome.RAISED, Finding(request=OTHER_CALL, answer=ERROR)),
        (True, Outcome.RAISED, Finding(request=OTHER_CALL, answer=ERROR)),
    )
    assert headings(result) == [
        "Checks 1, 2: stopped by an error",
        "Check 3 (hidden): stopped by an error",
    ]
    first = question_feedback(result).checks[0]
    assert first.message.facts[0].text == "f(np.array([1, 2]))"


def test_a_hidden_check_is_not_compared_with_a_visible_one_by_its_error() -> None:
    """That both raise alike would tell something that only the hidden call has brought about."""
    other = Raised(type="ValueError", message="yes", frames=ERROR.frames)
    for error in (ERROR, other):
        result = asked(
            (False, Outcome.RAISED, Finding(request=CALL, answer=ERROR)),
            (True, Outcome.RAISED, Finding(request=CALL, answer=error)),
        )
        assert headings(result)[1] == "Check 2 (hidden): stopped by an error"


def test_each_message_is_made_once_and_read_by_students_and_instructors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []

    def counted(finding: Finding, names: Names, *, is_explained: bool) -> Message:
        made.append("")
        return Message()

    monkeypatch.setattr("autograder.feedback.checks._everything", counted)
    question = asked((False, Outcome.FAILED, VALUES), (True, Outcome.FAILED, SHAPE))
    submission = Submission(name="s", path=Path("s.py"))
    limits = Limits()
    assignment = Assignment(
        name="a",
        title=question.question.title,
        lecture="",
        imports=("numpy",),
        limits=limits,
        questions=(question.question,),
        language="en",
        folder=Path(),
    )
    told = compose(
        assignment,
        SubmissionResult(
            submission=submission, status=Status.GRADED, questions=(question,), observation=None
        ),
    )
    assert len(made) == 2
    assert told.questions[0].checks[0].message is told.known[0][0]
    assert told.questions[0].checks[1].message != told.known[0][1]


def test_the_known_mistake_comes_first() -> None:
    result = asked((False, Outcome.FAILED, VALUES))
    mistake = Mistake(
        id="m",
        question="q",
        explanation=Text.of(en="You squared.", ja="二乗しています。"),
        answers=(),
        source="",
    )
    checked = result.checks[0]
    named = replace(
        result, checks=(replace(checked, result=replace(checked.result, mistake=mistake)),)
    )
    assert question_feedback(named).explanation == mistake.explanation


def test_right_work() -> None:
    told = question_feedback(asked((False, Outcome.PASSED, None), points=10.0))
    assert (told.explanation, told.checks) == (None, ())
    assert both(told.remark) == ("All checks passed.", "すべてのチェックに合格しました。")


@pytest.mark.parametrize("axes", [2, (1, 2)])
def test_what_is_kept_with_a_check_is_none_of_its_fields(axes: int | tuple[int, int]) -> None:
    result = asked((False, Outcome.FAILED, None))
    check = FigureCheck(id="q/1", figure=1, axes=axes, texts=(("title", "t"),))
    checked = replace(result.checks[0], result=CheckResult(check=check, outcome=Outcome.FAILED))
    question_feedback(replace(result, checks=(checked,)))
    assert check.axes == axes


def of_calls(source: str, argument: object, answer: object, expected: object) -> list[str]:
    """Return what is said of the code of `f` where one call of it gives such an answer."""
    check = CallCheck(
        id="q/1", name="f", cases=(Case(arguments=(argument,)),), expected=(expected,)
    )
    exchange = Exchange(request=check.requests[0], answer=Value(value=answer))
    scored = ScoredCheck(result=check.judge((exchange,), ()), points=0.0, possible=5)
    question = Question(id="q", title=Text.of(en="Q"), points=5, checks=(check,))
    result = QuestionResult(question=question, points=0.0, checks=(scored,))
    names = Names(sources=(source,), asked=frozenset({"f"}))
    told = question_feedback(result, names).checks[0].message.sentences
    return [in_language(each, "en") for each in told]


MEAN = "import numpy as np\ndef f(x):\n    return np.mean(x)\n"
OF_ALL = "`np.mean(x)` (cell 1, line 3) makes a single number of all. `np.mean(x, axis=1)` makes one of each row."


def test_all_of_a_table_taken_together() -> None:
    table = np.array([[1.0, 2.0], [5.0, 9.5]])
    assert OF_ALL in of_calls(MEAN, table, 4.375, [1.5, 7.25])
    row = table[0]  # it has no second axis
    assert OF_ALL not in of_calls(MEAN, row, 1.5, [1.5, 7.25])
    assert OF_ALL not in of_calls(MEAN, table.T[:, :1], 1.5, [1.5, 7.25, 1.0])


COMPARED = "def f(x):\n    return [v for v in x if v != '0']\n"
NO_NUMBER = "no number is equal to a text"


def test_numbers_compared_with_text_only_where_no_text_is_given() -> None:
    assert any(NO_NUMBER in said for said in of_calls(COMPARED, [0, 3], [0, 3], [3]))
    assert not any(NO_NUMBER in said for said in of_calls(COMPARED, "010", ["1"], ["0"]))


PARTLY = "def f(x):\n    if x > 0:\n        return 1\n    if x < 0:\n        return 0\n"
NO_RETURN = "`f` can come to its end without a `return`"


def test_an_end_without_return_only_where_none_came() -> None:
    assert any(said.startswith(NO_RETURN) for said in of_calls(PARTLY, 0, None, 1))
    assert not any(said.startswith(NO_RETURN) for said in of_calls(PARTLY, -1, 0, 1))
