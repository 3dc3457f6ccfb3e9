"""Figures: taken down by the real matplotlib in the real sandbox, and judged.

Tests of `worker/figures.py`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.checks.figure import FigureCheck, _holds
from autograder.checks.judging import judge
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.cells import percent_cells
from autograder.errors import AssignmentError
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
from tests.small_course import write

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
    observation = observation_of(sandbox, file, SOURCE, figure())
    assert {run.cell for run in observation.runs} == {1, 2, 3}
    return lambda check: judge(check, observation)


def observation_of(sandbox, file, source, check):
    question = Question(id="f", title=Text.of(en="f", ja="f"), points=10, checks=(check,))
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
    submission = Submission(name="s", path=Path(file), cells=percent_cells(source))
    observation = observe(assignment, submission, sandbox)
    assert [run.raised for run in observation.runs if run.raised] == []
    return observation


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
            "The label of the y axis of the plot should contain: y "
            "(figure 2 of 3, from cell 2; axes in row 1, column 1)",
            "グラフの縦軸のラベルに次の文字を入れてください: y"
            "（全 3 個のうち 2 番目の図、セル 2、1 行 1 列のグラフ）",
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
        (LINE, ["plt.plot(x, y)\nplt.title('Growth')\nplt.close()"]),
        (LINE, ["def draw():\n    f, a = plt.subplots()\n    a.plot(x, y)\n"
                "    a.set_title('Growth')\n    plt.close(f)\ndraw()", "plt.plot(x, x)"]),
        (LINE, ["f = plt.figure()\nf.gca().plot(x, y)\nplt.close('all')",
                "f.axes[0].set_title('Growth')\nf"]),
        (LINE, ["plt.ioff()\nf, a = plt.subplots()\na.plot(x, y)\n"
                "a.set_title('Growth')\nf.show()"]),
        (LINE, ["plt.plot(x, y)\nplt.title('Growth')\nplt.savefig('a.png')\nplt.clf()\n"
                "plt.plot(x, x)\nplt.savefig('b.png')\nplt.clf()"]),
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
        (LINE, ["plt.plot(x, x)\nplt.clf()"], "Figure 1 is missing; figures shown: 0."),
    ],
)
def test_which_figure_was_looked_at(worker, check, cells, told):
    result = asked(worker, check, *cells)
    assert sentences(message(result), "en") == (told,)


OBJECT_API = """\
from matplotlib.figure import Figure
x, y = [0, 1, 2], [0.001, 0.004, 0.009]
def draw(title):
    figure = Figure()
    axes = figure.subplots()
    axes.plot(x, y)
    axes.set_title(title)
    return figure
"""


@pytest.mark.parametrize(
    "source",
    [
        "figure = draw('Growth')",
        "kept = {'one': [draw('Growth').axes[0]]}",
        "draw('Growth').savefig('a.png')",
        "draw('Growth')",
        "import matplotlib.backends.backend_agg\nfigure = draw('Growth')",
        "import matplotlib.pyplot\nfigure = draw('Growth')",
    ],
)
@pytest.mark.parametrize("name", ["s.ipynb", "s.py"])
def test_a_figure_that_pyplot_does_not_know(sandbox, source, name):
    if source == "draw('Growth')":
        source += "\n# %%"  # its last value is shown
    observed = observation_of(sandbox, name, OBJECT_API + source, figure())
    assert judge(LINE, observed).outcome is Outcome.PASSED


def test_a_figure_that_nobody_can_reach_counts_no_more(sandbox):
    source = OBJECT_API + "figure = draw('Growth')\nfigure = draw('Growth')\nfigure = None"
    result = judge(LINE, observation_of(sandbox, "s.ipynb", source, figure()))
    assert sentences(message(result), "en") == ("Figure 1 is missing; figures shown: 0.",)


GRID = "f, a = plt.subplots(2, 2)\na[0, 1].plot(x, y)\na[1, 0].bar(['a', 'b'], [3, 5])\n"


@pytest.mark.parametrize(
    ("place", "en", "ja"),
    [
        (2, None, None),
        ((1, 2), None, None),
        (None, None, None),
        (
            3,
            "The plot does not show the expected line. (axes in row 2, column 1)",
            "グラフに、求められている折れ線が描かれていません。（2 行 1 列のグラフ）",
        ),
        (
            (2, 2),
            "The plot does not show the expected line. (axes in row 2, column 2)",
            "グラフに、求められている折れ線が描かれていません。（2 行 2 列のグラフ）",
        ),
        (
            (3, 1),
            "The figure has no axes in row 3, column 1.",
            "図の 3 行 1 列に、グラフがありません。",
        ),
        (5, "The figure has no axes number 5.", "図に、5 番目のグラフがありません。"),
    ],
)
def test_subplots(worker, place, en, ja):
    line = [[0, 1e-3], [1, 4e-3], [2, 9e-3]]
    result = asked(worker, figure(1, place, shows="line", expected=line), GRID)
    assert (result.outcome is Outcome.PASSED) == (en is None)
    if en:
        assert sentences(message(result), "en") == (en,)
        assert sentences(message(result), "ja") == (ja,)


@pytest.mark.parametrize(
    ("source", "en", "ja"),
    [
        (
            "f = plt.figure()\nf.add_axes([0, 0, 1, 1])\nf.add_axes([0, 0, .5, .5]).plot(x, x)",
            "The plot does not show the expected line. (axes 1 of 2)",
            "グラフに、求められている折れ線が描かれていません。（全 2 個のうち 1 番目のグラフ）",
        ),
        (
            "from matplotlib.figure import Figure\nf = [Figure() for _ in range(2)]\n"
            "f[0].subplots(1, 2)\nf[1].subplots()",
            "The plot does not show the expected line. (figure 1 of 2; axes in row 1, column 1)",
            "グラフに、求められている折れ線が描かれていません。"
            "（全 2 個のうち 1 番目の図、1 行 1 列のグラフ）",
        ),
    ],
)
def test_which_axes_were_looked_at(worker, source, en, ja):
    result = asked(worker, figure(shows="line", expected=[[0, 0]]), source)
    assert sentences(message(result), "en") == (en,)
    assert sentences(message(result), "ja") == (ja,)


WORDS = (("title", "growth"), ("xlabel", "day"), ("ylabel", "cm"))


@pytest.mark.parametrize(
    "source",
    [
        "f, a = plt.subplots(2, 2, sharex=True, sharey='row')\na[1, 0].set_xlabel('day')\n"
        "a[0, 0].set_ylabel('cm')\na[0, 1].set_title('Growth')",
        "f, a = plt.subplots(1, 2)\nf.suptitle('Growth')\nf.supxlabel('day')\nf.supylabel('cm')",
        "f, a = plt.subplots()\nb = a.twinx()\na.set_title('Growth')\na.set_xlabel('day')\n"
        "b.set_ylabel('cm')\nb.plot(x, y)",
    ],
)
def test_texts_that_several_axes_share(worker, source):
    assert asked(worker, figure(1, None, *WORDS), source).outcome is Outcome.PASSED


def test_the_scale_of_colours_is_no_axes(worker):
    check = figure(1, 2, shows="line", expected=[[0, 1e-3], [1, 4e-3], [2, 9e-3]])
    source = (
        "plt.subplot(1, 2, 1)\nplt.imshow([[0, 1]])\nplt.colorbar()\n"
        "plt.subplot(1, 2, 2)\nplt.plot(x, y)"
    )
    assert asked(worker, check, source).outcome is Outcome.PASSED


BY_HAND = "from matplotlib.patches import Rectangle\na = plt.gca()\n"
COUNTS = figure(1, None, shows="bars", expected=[1, 2, 3])
MESH = figure(1, None, shows="image", expected=[[0, 1], [2, 3]])
HEIGHTS = figure(1, None, shows="line", expected=[0.001, 0.004, 0.009])


@pytest.mark.parametrize(
    ("check", "source"),
    [
        (BARS, "plt.bar([2, 1], [5, 3])"),
        (BARS, "for n, size in enumerate([3, 5]): plt.bar(n, size)"),
        (BARS, "for n, size in enumerate([3, 5]): plt.barh(n, size)"),
        (BARS, BY_HAND + "for n in (0, 1): a.add_patch(Rectangle((n, 0), 1, [3, 5][n]))"),
        (BARS, BY_HAND + "for n in (0, 1): a.add_patch(Rectangle((0, n), [3, 5][n], 1))"),
        (BARS, "plt.bar([0, 1], [3, 5], yerr=.1, label='a')\nplt.legend()"),
        (COUNTS, "plt.hist([1, 2, 2, 3, 3, 3], bins=3)"),
        (COUNTS, "plt.hist([1, 2, 2, 3, 3, 3], bins=3, orientation='horizontal')"),
        (COUNTS, "plt.hist([1, 2, 2, 3, 3, 3], bins=3, histtype='step')"),
        (COUNTS, "plt.hist([1, 2, 2, 3, 3, 3], bins=3, histtype='stepfilled')"),
        (COUNTS, "plt.stairs([1, 2, 3])"),
        (POINTS, "plt.plot(x, y, 'o')"),
        (POINTS, "plt.plot(x, y, 'o-')"),
        (POINTS, "for a, b in zip(x, y): plt.scatter(a, b)"),
        (POINTS, "for a, b in zip(x, y): plt.plot(a, b, 'rx')"),
        (HEIGHTS, "plt.plot([1, 2, 3], y)"),
        (HEIGHTS, "plt.plot([3, 2, 1], y[::-1])"),
        (MESH, "plt.pcolormesh([[0, 1], [2, 3]])"),
        (MESH, "plt.pcolor([[0, 1], [2, 3]])"),
        (MESH, "plt.matshow([[0, 1], [2, 3]])"),
    ],
)
def test_the_same_drawing_by_other_means(worker, check, source):
    assert asked(worker, check, source).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("check", "source"),
    [
        (figure(shows="line", expected=[[0, 1e-3], [1, 4e-3], [2, 9e-3]]), "plt.plot(x, y, 'o')"),
        (POINTS, "plt.plot(x, y)"),
        (HEIGHTS, "plt.plot(x, y)[0].set_visible(False)"),
        (BARS, "plt.bar([0, 1], [3, 5], visible=False)"),
        (BARS, "plt.bar([1, 2], [5, 3])\nplt.plot([3, 5])"),
        (COUNTS, "plt.fill([1, 1, 2, 2, 3, 3], [0, 1, 1, 2, 2, 3])"),
        (COUNTS, "plt.fill([0, 1, 1], [0, 0, 1])"),
    ],
)
def test_drawings_that_are_others(worker, check, source):
    assert asked(worker, check, source).outcome is Outcome.FAILED


def test_arrays_that_are_too_large_are_left_out(worker):
    source = (
        "import numpy as np\nplt.plot(np.zeros(400_000))\nplt.show()\nplt.plot(x, y)\n"
        "plt.title('Growth')\nplt.show()"
    )
    assert asked(worker, LINE, source).outcome is Outcome.PASSED


def test_a_figure_that_is_drawn_anew_again_and_again_leaves_room_for_others(worker):
    source = (
        "for n in range(60):\n    plt.clf()\n    plt.plot([n, 1])\n    plt.savefig('a.png')\n"
        "plt.close()\nplt.plot(x, y)\nplt.title('Growth')"
    )
    assert asked(worker, LINE, source).outcome is Outcome.PASSED
    assert len(worker.ask(FigureRequest()).value) == 11


EVERY_KIND = """\
import datetime
import numpy as np
days = [datetime.date(2024, 1, 1), datetime.date(2024, 1, 2)]
noise = np.random.default_rng(0).normal(size=(9, 2))
for draw in (
    lambda: plt.subplot(projection="3d").scatter([1], [2], [3]),
    lambda: plt.polar([0, 1], [1, 2]),
    lambda: plt.pie([1, 2]),
    lambda: plt.boxplot(noise, patch_artist=True),
    lambda: plt.violinplot(noise),
    lambda: plt.contourf(noise),
    lambda: plt.hexbin(*noise.T, gridsize=5),
    lambda: plt.quiver([1, 2], [1, 2], [1, 2], [1, 2]),
    lambda: plt.subplot_mosaic("AB;CC"),
    lambda: plt.figure(layout="constrained").subfigures(1, 2)[1].subplots(2),
    lambda: plt.bar(days, [1, 2], width=datetime.timedelta(1)),
    lambda: plt.plot(days, [1, None]),
    lambda: plt.scatter(["a", "b"], [1, np.nan]),
    lambda: plt.gca().secondary_xaxis("top"),
    lambda: plt.hist([]),
    lambda: plt.bar([], []),
):
    draw()
    plt.close()
"""


def test_every_kind_of_plot_can_be_listed(worker):
    assert worker.cell(PLOT + EVERY_KIND, seconds=60).raised is None
    assert len(worker.ask(FigureRequest(), seconds=60).value) == EVERY_KIND.count("lambda")


def test_a_figure_that_is_saved_and_shown_counts_once(worker):
    source = "plt.plot(x, x)\nplt.savefig('a.png')\nplt.savefig('b.png')\nplt.show()"
    result = asked(worker, LINE, source)
    assert sentences(message(result), "en")[0].count("figure 1 of") == 0
    assert [figure["cell"] for figure in worker.ask(FigureRequest()).value] == [1]


YAML = "assignments/doubling/assignment.yaml"


def stated(course, edit, *options):
    """Return the first check of the small course, which is of a figure."""
    write(course / "reference/mistakes/doubling.py", "")
    lines = "\n        ".join(options)
    edit(YAML, "call: double\n        with: [3]\n        gives: 6", lines)
    return load_assignment(find_course(course), "doubling").questions[0].checks[0]


@pytest.mark.parametrize(
    ("written", "axes"), [("axes: 2", 2), ("axes: [1, 2]", (1, 2)), ("title: a", None)]
)
def test_which_axes_the_file_names(course, edit, written, axes):
    assert stated(course, edit, "figure: 1", "ylabel: cm", written).axes == axes


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("axes: 0", ": expected a whole number from 1, or two: [row, column] but got axes=0 (int)"),
        (
            "axes: [1]",
            ": expected a whole number from 1, or two: [row, column] but got axes=[1] (list)",
        ),
        (
            "axes: [1, 2, 3]",
            ": expected a whole number from 1, or two: [row, column] but got axes=[1, 2, 3] (list)",
        ),
        (
            "axes: left",
            ": expected a whole number from 1, or two: [row, column] but got axes='left' (str)",
        ),
        ("axes: [0, 1]", ", axes: expected a whole number from 1 but got 0 (int)"),
    ],
)
def test_axes_in_a_wrong_form(course, edit, written, said):
    with pytest.raises(AssignmentError) as refused:
        stated(course, edit, "figure: 1", "ylabel: cm", written)
    assert f"{course / YAML}:9: double, check 1{said}" in str(refused.value).split("\n")


def test_a_title_of_all_words_holds_none_of_them() -> None:
    assert _holds("Sales of 2026", "sales")
    assert _holds("x" * 400 + "Sales", "y" * 195 + "Sales") is False
    assert not _holds("Sales " + "word " * 100, "sales")
    assert _holds("long " * 100, "long " * 60)
