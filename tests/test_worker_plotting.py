"""Plots are drawn inline, whichever window they were meant for."""

from __future__ import annotations

import pytest

from autograder.worker.plotting import wants_window
from tests.worker_driver import Worker, printed, shown

PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n"
SPOKEN = "(not available while grading: {}; plots are drawn inline)\n"


@pytest.mark.parametrize(
    ("before", "wish"),
    [
        ("%matplotlib qt", "%matplotlib qt"),
        ("%matplotlib tk", "%matplotlib tk"),
        ("%pylab tk", "%pylab tk"),
        ("import matplotlib\nmatplotlib.use('TkAgg')", "the backend TkAgg"),
        ("import matplotlib\nmatplotlib.use('Qt5Agg', force=True)", "the backend Qt5Agg"),
        ("import matplotlib.pyplot as plt\nplt.switch_backend('WXAgg')", "the backend WXAgg"),
        ("import os\nos.environ['MPLBACKEND'] = 'nbAgg'", "the backend nbAgg"),
        ("import pylab, matplotlib\nmatplotlib.use('MacOSX')", "the backend MacOSX"),
    ],
)
def test_a_window_is_not_opened(worker: Worker, before: str, wish: str) -> None:
    pytest.importorskip("matplotlib")
    reply = worker.cell(f"{before}\n{PLOT}", seconds=30)
    assert reply.raised is None
    assert printed(reply).lower().startswith(SPOKEN.format(wish).lower())
    assert [set(content) for content in shown(reply, "display_data")] == [
        {"text/plain", "image/png"}
    ]
    forgotten_show = worker.cell("plt.plot([1, 2]);", seconds=30)
    assert len(shown(forgotten_show, "display_data")) == 1


def test_a_window_that_nobody_chose_in_so_many_words(worker: Worker) -> None:
    pytest.importorskip("matplotlib")
    worker.cell("import matplotlib\nmatplotlib.rcParams['backend'] = 'GTK3Agg'")
    assert len(shown(worker.cell(PLOT, seconds=30), "display_data")) == 1


def test_a_backend_without_a_window_is_the_students_choice(worker: Worker) -> None:
    pytest.importorskip("matplotlib")
    reply = worker.cell(
        "import matplotlib\nmatplotlib.use('Agg')\nimport matplotlib.pyplot as plt\n"
        "plt.plot([1, 2])\nplt.savefig('plot.png')\nname = matplotlib.get_backend().lower()",
        seconds=30,
    )
    assert (reply.outputs, reply.raised) == ((), None)
    assert worker.value("name") == "agg"


def test_back_from_a_file_to_a_window_is_inline(worker: Worker) -> None:
    pytest.importorskip("matplotlib")
    worker.cell("import matplotlib\nmatplotlib.use('Agg')")
    reply = worker.cell(f"matplotlib.use('TkAgg')\n{PLOT}", seconds=30)
    assert len(shown(reply, "display_data")) == 1


@pytest.mark.parametrize("name", ["inline", "agg", "Agg", "pdf", "module://matplotlib_x", ""])
def test_names_without_a_window(name: str) -> None:
    assert not wants_window(name)


@pytest.mark.parametrize("name", ["tk", " QtAgg", "module://ipympl.backend_nbagg", "widget", "osx"])
def test_names_of_windows(name: str) -> None:
    assert wants_window(name)
