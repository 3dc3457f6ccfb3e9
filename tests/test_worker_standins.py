"""What is missing while grading costs nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.worker_driver import Template, Worker, printed, shown

COLAB_NOTE = "(google.colab is not available while grading: calls to it do nothing)\n"
MATPLOTLIB_NOTE = "(matplotlib is not available while grading: calls to it do nothing)\n"


@pytest.fixture(scope="module")
def bare_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    with Template(
        tmp_path_factory.mktemp("bare"), missing=["matplotlib", "mpl_toolkits"]
    ) as template:
        yield template


@pytest.fixture
def bare_worker(bare_template: Template) -> Iterator[Worker]:
    """A worker on a machine without matplotlib."""
    with bare_template.worker() as worker:
        yield worker


def test_colab_is_hollow_and_says_so_once(worker: Worker) -> None:
    reply = worker.cell(
        "from google.colab import drive, files\ndrive.mount('/content/drive')\nx = 1"
    )
    assert printed(reply) == COLAB_NOTE
    assert reply["raised"] is None
    reply = worker.cell("import google.colab\nfrom google.colab.patches import cv2_imshow")
    assert (reply["outputs"], reply["raised"]) == ([], None)
    assert worker.value("x") == 1


def test_other_missing_modules_are_missing(worker: Worker) -> None:
    reply = worker.cell("import google.nothing_like_it")
    assert reply["raised"]["type"] == "ModuleNotFoundError"
    reply = worker.cell("import no_such_module")
    assert reply["raised"]["message"] == "No module named 'no_such_module'"


def test_plots_do_nothing_without_matplotlib(bare_worker: Worker) -> None:
    reply = bare_worker.cell(
        "%matplotlib inline\n"
        "import matplotlib.pyplot as plt\n"
        "from mpl_toolkits.mplot3d import Axes3D\n"
        "plt.rcParams['font.family'] = 'sans-serif'\n"
        "fig, (left, right) = plt.subplots(1, 2, figsize=(4, 3))\n"
        "left.plot([1, 2], label='x').set_color('red')\n"
        "counts, bins, _ = plt.hist([1, 2])\n"
        "line, = plt.plot([1])\n"
        "grid = plt.subplots(2, 2)[1]\n"
        "grid[0, 1].imshow([[1]], cmap=plt.cm.gray)\n"
        "with plt.style.context('ggplot'):\n    plt.show()\n"
        "for axis in grid.flat:\n    axis.set_title(str(axis))\n"
        "class Mine(plt.Figure):\n    pass\n"
        "x = 1"
    )
    assert reply["raised"] is None
    assert MATPLOTLIB_NOTE in printed(reply)
    assert bare_worker.value("x") == 1


def test_a_hollow_value_is_shown_and_sent_as_nothing_known(bare_worker: Worker) -> None:
    reply = bare_worker.cell("import matplotlib.pyplot as plt\nfigure = plt.figure()\nfigure")
    assert shown(reply, "execute_result") == [{"text/plain": "(not available while grading)"}]
    reply = bare_worker.ask({"do": "value", "name": "figure"})
    assert reply["value"][0] == "opaque"


def test_numpy_does_not_take_a_hollow_value_for_an_array(bare_worker: Worker) -> None:
    reply = bare_worker.cell(
        "import numpy as np, matplotlib.pyplot as plt\nnp.asarray(plt.axes()).dtype.kind"
    )
    assert reply["raised"] is None
