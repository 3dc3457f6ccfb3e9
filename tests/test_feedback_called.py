"""What is said of a function that uses another one that is not right yet.

Tests of `feedback/code/calls.py` and of what `feedback/questions.py` makes of it.
"""

from __future__ import annotations

import pytest

from autograder.checks.value import ValueCheck
from autograder.feedback.code import CodeAsked, read_code
from autograder.feedback.names import Names
from autograder.feedback.questions import question_feedback
from autograder.records import (
    CheckResult,
    Mistake,
    Outcome,
    Question,
    QuestionResult,
    ScoredCheck,
    Text,
)
from autograder.records.messages import QuestionFeedback
from tests.said import both

RIGHT_FIRST = (
    "This uses your `f`, which is not right yet. Put that right first; perhaps nothing else is "
    "wrong here.",
    "ここでは、あなたの `f` を使っています。`f` がまだ正しくないので、先にそちらを直して"
    "ください。ここには間違いがないかもしれません。",
)
RIGHT_TOO = (
    "This uses your `f`, which is not right yet. That may be the cause.",
    "ここでは、あなたの `f` を使っています。`f` がまだ正しくないので、それが原因かもしれません。",
)


def calls(source: str, asked: str = "f g h s t") -> tuple[tuple[str, str], ...]:
    return read_code(source.split("# %%\n"), CodeAsked(names=tuple(asked.split()))).calls


F = "def f(x):\n    return x\n"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (F + "def g(x):\n    return 1 + f(x)\n", (("g", "f"),)),
        (F + "def g(x):\n    return [f(one) for one in x]\n", (("g", "f"),)),
        (
            F + "def g(x):\n    def inner():\n        return f(x)\n    return inner()\n",
            (("g", "f"),),
        ),
        ("def g(x):\n    return f(x)\n# %%\n" + F, (("g", "f"),)),
        (F + "def help(x):\n    return f(x)\ndef g(x):\n    return help(x)\n", (("g", "f"),)),
        (
            F + "def g(x):\n    return f(x)\ndef h(x):\n    return g(x)\n",
            (("g", "f"), ("h", "g")),
        ),
        (F + "s = f(1)\n", (("s", "f"),)),
        (F + "s, t = f(1), 2\n", (("s", "f"), ("t", "f"))),
        (F + "s: float = 1 + f(1)\nt = 3\n", (("s", "f"),)),
        (F + "s = 0\n# %%\nif True:\n    s = f(1)\n", (("s", "f"),)),
    ],
)
def test_what_is_called(source: str, found: tuple[tuple[str, str], ...]) -> None:
    assert calls(source) == found


UNIT = "def g(x, activation):\n    return activation(x)\n"


@pytest.mark.parametrize(
    "source",
    [
        F + UNIT + "# %%\nprint(g(1, f))\nprint(f(g(1, f)))\n",
        F + UNIT + "# %%\nx = g(f(1), f)\n",
        F + UNIT + "# %%\nfor x in range(3):\n    print(f(x), g(x, f))\n",
        F + "def g(x, f):\n    return f(x)\n",
        F + "def g(x):\n    f = abs\n    return f(x)\n",
        F + "def g(x):\n    def f(y):\n        return y\n    return f(x)\n",
        F + "def g(x):\n    return (lambda f: f(x))(abs)\n",
        F + "def g(x, how=f):\n    return how(x)\n",
        F + "def g(x):\n    return map(f, x)\n",
        F + "def g(x):\n    return x.f(1)\n",
        F + "def g(x):\n    # f(x)\n    return 'f(x)'\n",
        "from m import f\ndef g(x):\n    return f(x)\n",
        "def f(x):\n    return x and f(x - 1)\n",
        "def f(x):\n    return g(x)\ndef g(x):\n    return f(x)\n",
        "def f(x):\n    return g(x)\ndef g(x):\n    return h(x)\ndef h(x):\n    return f(x)\n",
        F + "print(f(1))\ns = 2\n",
        F + "print(s, f(1))\ns = 2\n",
        F + "s = f(1)\n# %%\ns = 2.9\n",
        F + "s = 2 if f else 3\n",
    ],
)
def test_what_is_not_called(source: str) -> None:
    assert calls(source) == ()


MISTAKE = Mistake(
    id="m", question="g", explanation=Text.of(en="Look.", ja="見ます。"), answers=(), source=""
)


def told(
    source: str,
    *checked: tuple[str, Outcome],
    wrong: str = "f g s t",
    mistake: Mistake | None = None,
) -> QuestionFeedback:
    results = [
        CheckResult(
            check=ValueCheck(id=f"q/{n}", hidden=n > 2, name=name, expected=1),
            outcome=outcome,
            mistake=mistake,
        )
        for n, (name, outcome) in enumerate(checked, 1)
    ]
    checks = tuple(ScoredCheck(result=result, points=0.0, possible=1.0) for result in results)
    question = Question(
        id="q",
        title=Text.of(en="Q", ja="問"),
        points=1.0,
        checks=tuple(result.check for result in results),
    )
    names = Names((source,), asked=frozenset("fgst"), wrong=frozenset(wrong.split()))
    return question_feedback(QuestionResult(question=question, points=0.0, checks=checks), names)


def uses(feedback: QuestionFeedback) -> list[list[tuple[str, str] | None]]:
    return [
        [both(said) for said in check.message.sentences if "uses your" in str(both(said))]
        for check in feedback.checks
    ]


CALLING = F + "def g(x):\n    return f(x)\n"


def test_a_function_that_calls_a_wrong_one() -> None:
    failed = told(CALLING, ("g", Outcome.FAILED), ("g", Outcome.FAILED), ("g", Outcome.FAILED))
    assert uses(failed) == [[RIGHT_FIRST], []]  # the visible ones together; once


@pytest.mark.parametrize(
    ("source", "outcome", "wrong"),
    [
        (CALLING, Outcome.FAILED, "g"),
        (CALLING, Outcome.PASSED, "f g"),
        (CALLING, Outcome.NOT_GRADED, "f g"),
        (F + UNIT + "print(g(1, f))\n", Outcome.FAILED, "f g"),
    ],
)
def test_nothing_is_said_of_another_function(source: str, outcome: Outcome, wrong: str) -> None:
    assert uses(told(source, ("g", outcome), wrong=wrong)) in ([[]], [])


def test_a_known_mistake_is_not_named_where_a_wrong_function_that_is_called_may_be_why() -> None:
    feedback = told(CALLING, ("g", Outcome.FAILED), mistake=MISTAKE)
    assert feedback.explanation is None
    assert uses(feedback) == [[RIGHT_TOO]]


@pytest.mark.parametrize(
    ("source", "wrong"), [(CALLING, "g"), (F + "def g(x):\n    return x\n", "f g")]
)
def test_a_known_mistake_is_named_where_what_is_called_is_right(source: str, wrong: str) -> None:
    feedback = told(source, ("g", Outcome.FAILED), mistake=MISTAKE, wrong=wrong)
    assert feedback.explanation == MISTAKE.explanation


def test_what_the_code_itself_shows_is_said_all_the_same() -> None:
    feedback = told(F + "def g(x, y):\n    print(f(x))\n", ("g", Outcome.FAILED))
    said = [both(sentence) for sentence in feedback.checks[0].message.sentences]
    assert said[-1] == RIGHT_TOO
    assert any(each and each[0].startswith("`g` prints") for each in said)
    assert any(each and each[0].startswith("`g` never uses") for each in said)


def test_equal_values_are_told_the_same() -> None:
    source = F + "s = f(1)\nt = f(2)\n"
    feedback = told(source, ("s", Outcome.FAILED), ("t", Outcome.RAISED), ("s", Outcome.FAILED))
    assert [said for check in uses(feedback) for said in check] == [RIGHT_FIRST, RIGHT_FIRST]
    one = told(F + "s = 1\nt = f(2)\n", ("s", Outcome.FAILED), ("t", Outcome.RAISED))
    assert sorted(map(len, uses(one))) == [0, 1]
