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
from autograder.feedback.checks import message
from autograder.records import (
    Assignment,
    Fault,
    FigureRequest,
    Limits,
    Outcome,
    Question,
    Submission,
    Text,
)
from tests.answered import judged
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


def figure(number=1, axes=None, *texts, shows=None, expected=None, hidden=False) -> FigureCheck:
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
    return judge_of(sandbox, "s.ipynb")


def judge_of(sandbox, file):
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
    submission = Submission(name="s", path=Path(file), cells=percent_cells(SOURCE))
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
        figure(1, shows="line", expected=[[0, 1], [1, 2]]),
        figure(9, shows="bars", expected=[3, 5]),
    ],
)
def test_figures_that_are_right(answered, check):
    assert answered(check).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("check", "en", "ja"),
    [
        (
            figure(1, 3),
            "The figure has no axes number 3. (figure 1 of 3, from cell 1)",
            "図に、3 番目のグラフがありません。（全 3 個のうち 1 番目の図、セル 1）",
        ),
        (
            figure(2, None, ("ylabel", "y")),
            "The label of the y axis of the plot should contain: y (figure 2 of 3, from cell 2)",
            "グラフの縦軸のラベルに次の文字を入れてください: y（全 3 個のうち 2 番目の図、セル 2）",
        ),
        (
            figure(3, None, ("title", "Squares"), shows="line", expected=[[0, 0]]),
            "The plot does not show the expected line. (figure 1 of 3, from cell 1)",
            "グラフに、求められている折れ線が描かれていません。"
            "（全 3 個のうち 1 番目の図、セル 1）",
        ),
        (
            figure(1, shows="bars", expected=[1]),
            "The plot does not show the expected bars. (figure 1 of 3, from cell 1)",
            "グラフに、求められている棒が描かれていません。（全 3 個のうち 1 番目の図、セル 1）",
        ),
    ],
)
def test_figures_that_are_not(answered, check, en, ja):
    result = answered(check)
    assert result.outcome is Outcome.FAILED
    assert sentences(message(result), "en") == (en,)
    assert sentences(message(result), "ja") == (ja,)


def test_the_figure_of_a_module_is_from_no_cell(sandbox):
    said = message(judge_of(sandbox, "s.py")(figure(1, 3)))
    assert sentences(said, "en") == ("The figure has no axes number 3. (figure 1 of 3)",)


def test_a_reference_that_raised(answered):
    fault = Fault(message="the reference raised")
    result = answered(figure(1, shows="line", expected=fault))
    assert (result.outcome, result.finding.fault) == (Outcome.NOT_GRADED, fault)


PLOT = "import matplotlib.pyplot as plt\nx, y = [0, 1, 2], [0.001, 0.004, 0.009]\n"
LINE = figure(
    1, None, ("title", "Growth"), shows="line", expected=[[0, 1e-3], [1, 4e-3], [2, 9e-3]]
)
POINTS = figure(1, None, shows="points", expected=[[0, 1e-3], [1, 4e-3], [2, 9e-3]])
BARS = figure(1, None, shows="bars", expected=[3, 5])


def asked(worker, check, *cells):
    for source in cells:
        assert worker.cell(PLOT + source, seconds=30).raised is None
    answer = worker.ask(FigureRequest())
    return judged(check, answer)


@pytest.mark.parametrize(
    ("check", "cells"),
    [
        (LINE, ["plt.plot(y)\nplt.show()", "plt.plot(x, y)\nplt.title('Growth')\nplt.show()"]),
        (LINE, ["plt.figure()\nplt.figure()\nplt.plot(x, y)\nplt.title('Growth')\nplt.show()"]),
        (LINE, ["plt.plot(x, y)\nplt.title('Growth')\nplt.savefig('a.png')\nplt.close()"]),
        (LINE, ["f, a = plt.subplots()\na.plot(x, y)\nf.suptitle('growth')\nf.savefig('a.png')\n"
                "plt.close('all')"]),
        (LINE, ["plt.plot(x, y)\nplt.title('Growth', loc='left')"]),
        (LINE, ["plt.plot(x[::-1], y[::-1])\nplt.title('Growth')"]),
        (LINE, ["f, (a, b) = plt.subplots(1, 2)\nb.plot(x, y)\nf.suptitle('Growth')"]),
        (POINTS, ["plt.scatter(x[::-1], y[::-1])"]),
        (POINTS, ["plt.scatter([1, 0, 2], [0.004, 0.001, 0.009])"]),
        (BARS, ["plt.bar(['a', 'b'], [3, 5])"]),
        (BARS, ["plt.barh(['a', 'b'], [3, 5])"]),
    ],
)  # fmt: skip
def test_any_figure_that_fits_counts(worker, check, cells):
    assert asked(worker, check, *cells).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("check", "cells", "told"),
    [
        (
            LINE,
            ["plt.plot(x, x)\nplt.title('Growth')", "plt.plot(x, y)\nplt.title('Sizes')"],
            "The plot does not show the expected line. (figure 1 of 2, from cell 1)",
        ),
        (
            LINE,
            ["plt.plot(x, [0, 0, 0])\nplt.title('Growth')"],
            "The plot does not show the expected line.",
        ),
        (
            POINTS,
            ["plt.scatter(x, [0.004, 0.001, 0.009])"],
            "The plot does not show the expected points.",
        ),
        (BARS, ["plt.barh(['a', 'b'], [5, 3])"], "The plot does not show the expected bars."),
        (LINE, ["plt.figure()"], "Figure 1 is missing; figures shown: 0."),
        (LINE, ["plt.plot(x, y)\nplt.close()"], "Figure 1 is missing; figures shown: 0."),
    ],
)
def test_which_figure_was_looked_at(worker, check, cells, told):
    result = asked(worker, check, *cells)
    assert sentences(message(result), "en") == (told,)


def test_a_figure_that_is_saved_and_shown_counts_once(worker):
    source = "plt.plot(x, x)\nplt.savefig('a.png')\nplt.savefig('b.png')\nplt.show()"
    result = asked(worker, LINE, source)
    assert sentences(message(result), "en")[0].count("figure 1 of") == 0
    assert [figure["cell"] for figure in worker.ask(FigureRequest()).value] == [1]
