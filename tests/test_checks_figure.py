"""Figures: taken down by the real matplotlib in the real sandbox, and judged.

Tests of `worker/figures.py`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.checks.figure import FigureCheck
from autograder.checks.judging import judge
from autograder.course.submissions.cells import percent_cells
from autograder.execution.observe import observe
from autograder.feedback import message
from autograder.records import (
    Assignment,
    Fault,
    Limits,
    Outcome,
    Question,
    Submission,
    Text,
)
from tests.said import sentences

SOURCE = """\
%matplotlib inline
import matplotlib.pyplot as plt
plt.plot([0, 1, 2], [0, 1, 4], label="square")
plt.title("Squares")
plt.xlabel("x (cm)")
plt.show()
# %%
figure, (left, right) = plt.subplots(1, 2)
left.bar(["a", "b"], [3, 5])
right.scatter([1, 2], [3, 4])
right.imshow([[0, 1], [2, 3]])
figure
# %%
plt.figure()
plt.plot([1, 2])
plt.savefig("plot.png")
"""


def figure(number=1, axes=1, *texts, shows=None, expected=None, hidden=False) -> FigureCheck:
    return FigureCheck(
        id="f/1",
        hidden=hidden,
        figure=number,
        axes=axes,
        texts=tuple(texts),
        shows=shows,
        expected=expected,
    )


@pytest.fixture(scope="module")
def answered(sandbox):
    """Run the source once; return a function that judges a check on what was observed."""
    question = Question(id="f", title=Text.of(en="f", ja="f"), points=10, checks=(figure(),))
    limits = Limits(question_seconds=30)
    assignment = Assignment(
        name="a",
        title=Text.of(en="a", ja="a"),
        lecture="",
        imports=("numpy",),
        limits=limits,
        questions=(question,),
        language="en",
        folder=Path("a"),
    )
    submission = Submission(name="s", path=Path("s.py"), cells=percent_cells(SOURCE))
    observation = observe(assignment, submission, sandbox)
    assert {run.cell for run in observation.runs} == {1, 2, 3}
    assert [run.raised for run in observation.runs if run.raised] == []
    return lambda check: judge(check, observation)


@pytest.mark.parametrize(
    "check",
    [
        figure(1, 1, ("title", "squares"), ("xlabel", "cm")),
        figure(1, shows="line", expected=[[0, 0], [1, 1], [2, 4]]),
        figure(2, 1, shows="bars", expected=[3, 5]),
        figure(2, 2, shows="points", expected=[[1, 3], [2, 4]]),
        figure(2, 2, shows="image", expected=np.array([[0, 1], [2, 3]])),
        figure(3, shows="line", expected=[[0, 1], [1, 2]]),
    ],
)
def test_figures_that_are_right(answered, check):
    assert answered(check).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("check", "en", "ja"),
    [
        (
            figure(9),
            "Figure 9 is missing; figures shown: 3.",
            "9 番目の図が必要ですが、表示された図は 3 個です。",
        ),
        (
            figure(1, 2),
            "Figure 1 has no axes number 2.",
            "1 番目の図に、2 番目のグラフがありません。",
        ),
        (
            figure(1, 1, ("ylabel", "y")),
            "The label of the y axis of the plot should contain: y",
            "グラフの縦軸のラベルに次の文字を入れてください: y",
        ),
        (
            figure(1, shows="line", expected=[[0, 0]]),
            "The plot does not show the expected line.",
            "グラフに、求められている折れ線が描かれていません。",
        ),
        (
            figure(1, shows="bars", expected=[1]),
            "The plot does not show the expected bars.",
            "グラフに、求められている棒が描かれていません。",
        ),
    ],
)
def test_figures_that_are_not(answered, check, en, ja):
    result = answered(check)
    assert result.outcome is Outcome.FAILED
    assert sentences(message(result), "en") == (en,)
    assert sentences(message(result), "ja") == (ja,)


def test_a_reference_that_raised(answered):
    fault = Fault(message="the reference raised")
    result = answered(figure(1, shows="line", expected=fault))
    assert (result.outcome, result.finding.fault) == (Outcome.NOT_GRADED, fault)
