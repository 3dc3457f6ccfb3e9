"""Plots of pandas and seaborn are judged by what matplotlib holds of them.

Tests of `worker/drawn.py` and `checks/drawings.py`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from autograder.checks.drawings import is_drawn
from autograder.checks.figure import FigureCheck
from autograder.checks.judging import judge
from autograder.course.submissions.cells import percent_cells
from autograder.execution.observe import observe
from autograder.execution.sandboxed import Sandbox
from autograder.protocol.values import decode, encode
from autograder.records import Assignment, Limits, Outcome, Question, Submission, Text

SOURCE = """\
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns

df = pd.DataFrame({"c": list("aabbc"), "x": [1, 2, 3, 4, 5], "y": [2.0, 4, 6, 8, 9]})
df["h"] = list("uvuvu")
df.plot(x="x", y="y", title="pandas line")
df.plot.bar(x="c", y="y", title="pandas bar")
df.plot.barh(x="c", y="y", title="pandas barh")
df.plot(kind="bar", x="c", y=["x", "y"], stacked=True, title="pandas stacked")
df.plot.scatter("x", "y", title="pandas scatter")
plt.figure()
df["y"].plot.hist(bins=3, title="pandas hist")
df.hist("y", bins=3)
plt.suptitle("pandas frame hist")
df[["x", "y"]].plot(subplots=True, title="pandas subplots")
for freq in ("D", "MS", "ME", "YS", "QS", "h", "W", "W-WED", "W-SAT", "B"):
    days = pd.date_range("2024-01-01", periods=3, freq=freq)
    plt.figure()
    pd.Series([1, 2, 3], days).plot(title=f"pandas {freq}.")
days = pd.to_datetime(["2024-01-01", "2024-01-05", "2024-01-09"])
plt.figure()
plt.plot(days, [1, 2, 3])
plt.title("dates")
plt.show()
# %%
plt.close("all")
figure, axes = plt.subplots(3, 3)
sns.lineplot(df, x="x", y="y", ax=axes[0, 0])
sns.lineplot(df, x="c", y="y", ax=axes[0, 1])
sns.scatterplot(df, x="x", y="y", hue="h", ax=axes[0, 2])
sns.barplot(df, x="c", y="y", ax=axes[1, 0])
sns.barplot(df, y="c", x="y", ax=axes[1, 1])
sns.barplot(df, x="c", y="y", hue="h", ax=axes[1, 2])
sns.histplot(df, x="y", bins=3, kde=True, ax=axes[2, 0])
sns.heatmap(np.array([[1.0, 2], [3, 4]]), annot=True, ax=axes[2, 1])
sns.countplot(df, x="c", ax=axes[2, 2])
figure.suptitle("seaborn")
# %%
grid = sns.relplot(df, x="x", y="y", col="h")
grid.figure.suptitle("facets")
sns.catplot(df, x="c", y="y", kind="bar").figure.suptitle("catplot")
sns.displot(df, x="y", bins=3).figure.suptitle("displot")
"""

XY = [[1, 2], [2, 4], [3, 6], [4, 8], [5, 9]]


def figure(title, shows, expected, axes=None) -> FigureCheck:
    return FigureCheck(
        id="f/1",
        hidden=False,
        figure=1,
        axes=axes,
        texts=(("title", title),),
        shows=shows,
        expected=expected,
    )


@pytest.fixture(scope="module")
def observation():
    assignment = Assignment(
        name="a",
        title=Text.of(en="a"),
        lecture="",
        imports=("numpy", "pandas", "matplotlib"),
        limits=Limits(seconds=200, question_seconds=60),
        questions=(
            Question(id="f", title=Text.of(en="f"), points=1, checks=(figure("", "line", []),)),
        ),
        language="en",
        folder=Path("a"),
    )
    submission = Submission(name="s", path=Path("s.ipynb"), cells=percent_cells(SOURCE))
    with Sandbox(("numpy", "pandas", "matplotlib")) as sandbox:
        seen = observe(assignment, submission, sandbox)
    assert [run.raised for run in seen.runs if run.raised] == []
    return seen


@pytest.mark.process
@pytest.mark.parametrize(
    "check",
    [
        figure("pandas line", "line", XY),
        figure("pandas bar", "bars", [2, 4, 6, 8, 9]),
        figure("pandas barh", "bars", [2, 4, 6, 8, 9]),
        figure("pandas stacked", "bars", [2, 4, 6, 8, 9]),
        figure("pandas stacked", "bars", [1, 2, 3, 4, 5]),
        figure("pandas scatter", "points", XY),
        figure("pandas hist", "bars", [2, 1, 2]),
        figure("pandas frame hist", "bars", [2, 1, 2]),
        figure("pandas subplots", "line", [2, 4, 6, 8, 9], 2),
        figure("pandas subplots", "line", [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5]], (1, 1)),
        figure(
            "dates", "line", [[date(2024, 1, 1), 1], [date(2024, 1, 5), 2], [date(2024, 1, 9), 3]]
        ),
        figure("seaborn", "line", XY, (1, 1)),
        figure("seaborn", "line", [["a", 3], ["b", 7], ["c", 9]], (1, 2)),
        figure("seaborn", "points", XY, (1, 3)),
        figure("seaborn", "bars", [3, 7, 9], (2, 1)),
        figure("seaborn", "bars", [3, 7, 9], (2, 2)),
        figure("seaborn", "bars", [2, 6, 9], (2, 3)),
        figure("seaborn", "bars", [2, 4, 6, 8, 9], 6),
        figure("seaborn", "bars", [2, 1, 2], (3, 1)),
        figure("seaborn", "image", np.array([[1, 2], [3, 4]]), (3, 2)),
        figure("seaborn", "bars", [2, 2, 1], 9),
        figure("facets", "points", [[2, 4], [4, 8]], (1, 2)),
        figure("facets", "points", [[1, 2], [3, 6], [5, 9]]),
        figure("catplot", "bars", [3, 7, 9]),
        figure("displot", "bars", [2, 1, 2]),
    ],
    ids=lambda check: f"{check.texts[0][1]} {check.axes}",
)
def test_plots_of_libraries(observation, check):
    assert judge(check, observation).outcome is Outcome.PASSED


@pytest.mark.process
@pytest.mark.parametrize("freq", ["D", "MS", "ME", "YS", "QS", "h", "W", "W-WED", "W-SAT", "B"])
def test_regular_times_of_pandas(observation, freq):
    pandas = pytest.importorskip("pandas")
    days = pandas.date_range("2024-01-01", periods=3, freq=freq)
    expected = decode(encode(pandas.Series([1, 2, 3], days)))
    check = figure(f"pandas {freq}.", "line", expected)
    assert judge(check, observation).outcome is Outcome.PASSED
    later = decode(encode(pandas.Series([1, 2, 3], days + pandas.Timedelta(days=800))))
    other = figure(f"pandas {freq}.", "line", later)
    assert judge(other, observation).outcome is Outcome.FAILED


def drawn(expected, got=((0, 1), (1, 2))):
    return is_drawn("line", np.array(got, float), expected, None, None)


def test_what_may_be_expected_of_a_line():
    pandas = pytest.importorskip("pandas")
    frame = decode(encode(pandas.DataFrame({"a": [0, 1], "b": [1, 2]})))
    assert drawn([[0, 1], [1, 2]])
    assert drawn(np.array([[0, 1], [1, 2]]))
    assert drawn([1, 2])
    assert drawn([["a", 1], ["b", 2]])
    assert drawn(frame)
    assert drawn(decode(encode(pandas.Series([1, 2], ["a", "b"]))))
    assert drawn([[datetime(1970, 1, 1, tzinfo=UTC), 1], [date(1970, 1, 2), 2]])


@pytest.mark.parametrize(
    "expected",
    [
        *(None, 3, [], [[]], [2, 1], [[0, 1]], [["a", 1], ["a", 2]], [[0, "a"], [1, "b"]]),
        *([[None, 1], ["b", 2]], [[0, 1, 2], [1, 2, 3]], "ab", [[date(1970, 1, 1), 1], [1, 2]]),
        np.zeros((2, 2, 2)),
    ],
)
def test_what_is_no_such_line(expected):
    assert not drawn(expected)


@pytest.mark.parametrize("got", [[1, 2], [[1, 2, 3]], [[[1, 2]]], []])
def test_what_a_submission_might_send_in_place_of_one(got):
    assert not drawn([1, 2], got)
    assert not is_drawn("line", None, [1, 2], None, None)
    assert not is_drawn("bars", None, [1, 2], None, None)
