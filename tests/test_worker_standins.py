"""What is missing while grading costs nothing by itself.

Tests of `worker/colab.py`, `worker/hollow.py`, `worker/marimo.py`, `worker/older.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.protocol.values import Opaque
from autograder.records import FileRequest, ValueRequest
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
    assert reply.raised is None
    reply = worker.cell("import google.colab\nfrom google.colab.patches import cv2_imshow")
    assert (reply.outputs, reply.raised) == ((), None)
    assert worker.value("x") == 1


@pytest.mark.parametrize(
    "imported",
    [
        "from google.colab import drive",
        "import google.colab.drive as drive",
        "import google.colab\ndrive = google.colab.drive",
    ],
)
def test_folders_of_a_mounted_drive_are_entered_in_name_only(worker: Worker, imported: str) -> None:
    worker.cell(f"import os, pathlib\nbefore = os.getcwd()\n{imported}")
    folder = "/content/drive/My Drive/Colab Notebooks"
    note = f"(not run while grading: os.chdir({folder!r}))\n"
    raised = worker.cell(f"os.chdir({folder!r})").raised
    assert raised.type == "FileNotFoundError"
    worker.cell("drive.mount('/content/drive/', force_remount=True)")
    for path in (f"{folder!r}", f"pathlib.Path({folder!r})", f"{folder!r}.encode()"):
        reply = worker.cell(f"os.chdir({path})")
        assert (printed(reply), reply.raised) == (note, None)
    reply = worker.cell(f"%cd {folder}\n%cd /content/drive")
    assert printed(reply) == note + "(not run while grading: os.chdir('/content/drive'))\n"
    worker.cell("drive.flush_and_unmount()\nafter = os.getcwd() == before")
    assert worker.value("after") is True


def test_other_folders_are_entered_as_ever(worker: Worker) -> None:
    worker.cell("from google.colab import drive\ndrive.mount('/content/drive')\nimport os")
    assert worker.cell("os.chdir('/content/drives')").raised.type == "FileNotFoundError"
    assert worker.cell("os.chdir([])").raised.type == "TypeError"
    reply = worker.cell("os.mkdir('made')\nos.chdir('made')\nos.chdir(os.open('..', os.O_RDONLY))")
    assert (reply.outputs, reply.raised) == ((), None)
    worker.cell("os.chdir('made')\nwhere = os.path.basename(os.getcwd())")
    assert worker.value("where") == "made"


def test_nothing_is_uploaded_to_colab(worker: Worker) -> None:
    reply = worker.cell(
        "from google.colab import files\n"
        "for name in files.upload(): print(name)\n"
        "files.download('x.csv')\nuploaded = files.upload()"
    )
    assert reply.raised is None
    assert worker.value("uploaded") == {}


def test_what_is_uploaded_are_the_files_that_came_with_the_assignment(worker: Worker) -> None:
    for name, content in (("x.csv", b"1,"), ("x.csv", b"2\n"), ("data/y.csv", b"3\n")):
        worker.ask(FileRequest(name=name, content=content))
    worker.cell("open('mine.csv', 'w').close()")
    reply = worker.cell(
        "import io\nfrom google.colab import files\nuploaded = files.upload()\n"
        "read = io.BytesIO(uploaded['x.csv']).read()"
    )
    assert reply.raised is None
    assert worker.value("read") == b"1,2\n"
    assert worker.value("uploaded") == {"x.csv": b"1,2\n", "y.csv": b"3\n"}
    assert worker.cell("files.upload()['mine.csv']").raised.type == "KeyError"


def test_folders_elsewhere_are_made_as_ever(worker: Worker) -> None:
    worker.cell("import os")
    assert worker.cell("os.mkdir('a/b')").raised.type == "FileNotFoundError"
    assert worker.cell("os.makedirs([])").raised.type == "TypeError"
    worker.cell("os.makedirs('a/b', 0o700)")
    assert worker.cell("os.makedirs('a/b')").raised.type == "FileExistsError"
    assert worker.cell("os.makedirs('a/b', exist_ok=True)").raised is None


def test_other_missing_modules_are_missing(worker: Worker) -> None:
    reply = worker.cell("import google.nothing_like_it")
    assert reply.raised.type == "ModuleNotFoundError"
    reply = worker.cell("import no_such_module")
    assert reply.raised.message == "No module named 'no_such_module'"


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
    assert reply.raised is None
    assert MATPLOTLIB_NOTE in printed(reply)
    assert bare_worker.value("x") == 1


def test_a_hollow_value_is_shown_and_sent_as_nothing_known(bare_worker: Worker) -> None:
    reply = bare_worker.cell("import matplotlib.pyplot as plt\nfigure = plt.figure()\nfigure")
    assert shown(reply, "execute_result") == [{"text/plain": "(not available while grading)"}]
    reply = bare_worker.ask(ValueRequest(name="figure"))
    assert isinstance(reply.value, Opaque)


def test_numpy_does_not_take_a_hollow_value_for_an_array(bare_worker: Worker) -> None:
    reply = bare_worker.cell(
        "import numpy as np, matplotlib.pyplot as plt\nnp.asarray(plt.axes()).dtype.kind"
    )
    assert reply.raised is None


# ------------------------------------------------------------------ marimo

MARIMO_NOTE = "(marimo is not available while grading: its elements have their first values)\n"


def test_marimo_has_first_values(worker: Worker) -> None:
    reply = worker.cell("import marimo as mo, math\nx = math.tau")
    assert (printed(reply), reply.raised) == (MARIMO_NOTE, None)
    for source, value in {
        "mo.ui.slider(1, 10)": 1,
        "mo.ui.slider(1, 10, value=4)": 4,
        "mo.ui.slider(steps=[2, 4])": 2,
        "mo.ui.number(3, 5)": 3,
        "mo.ui.range_slider(1, 9)": [1, 9],
        "mo.ui.range_slider(steps=[1, 2, 3])": [1, 3],
        "mo.ui.range_slider(1, 9, value=[2, 3])": [2, 3],
        "mo.ui.checkbox(label='a')": False,
        "mo.ui.switch(True)": True,
        "mo.ui.text(placeholder='a')": "",
        "mo.ui.text_area('a')": "a",
        "mo.ui.dropdown(['a', 'b'])": None,
        "mo.ui.dropdown({'a': 1}, value='a')": 1,
        "mo.ui.radio(['a', 'b'], 'b')": "b",
        "mo.ui.multiselect({'a': 1, 'b': 2}, ['b'])": [2],
        "mo.ui.array([mo.ui.slider(1, 2), mo.ui.text('a')])": [1, "a"],
        "mo.ui.dictionary({'a': mo.ui.slider(1, 2)})": {"a": 1},
        "mo.ui.data_editor([1, 2])": [1, 2],
        "mo.ui.table([1, 2])": [],
        "mo.ui.table({'a': 1})": [],
        "mo.ui.run_button()": False,
        "mo.ui.button(value=0)": 0,
        "mo.ui.slider(1, 2).form()": None,
        "mo.ui.text('a').form(clear_on_submit=True)": None,
        "mo.ui.anywidget(object())": None,
    }.items():
        assert worker.cell(f"element = {source}\nvalue = element.value").raised is None, source
        assert worker.value("value") == value, source


def test_what_else_marimo_does(worker: Worker) -> None:
    source = """
import marimo as mo
from marimo import md, ui
@mo.cache
def f(x): return x + 1
@mo.persistent_cache
def g(x): return x + 2
@mo.lru_cache(maxsize=3)
def h(x): return x + 3
with mo.persistent_cache("name"):
    y = 4
get, put = mo.state(5)
put(lambda old: old + 1)
first = get()
put(7)
mo.stop(True, mo.md("stopped"))
rounds = [n for n in mo.status.progress_bar(range(3), title="a")]
with mo.status.spinner(title="a") as spinner:
    spinner.update("b")
place = str(mo.notebook_dir() / "a.csv")[-5:]
args = mo.cli_args(), mo.query_params().get("a"), mo.running_in_notebook()
mo.output.append(mo.hstack([mo.ui.slider(1, 2), md("a")]))
found = f(1), g(1), h(1), y, first, get(), rounds, place, args
"""
    assert worker.cell(source).raised is None
    assert worker.value("found") == (2, 3, 4, 4, 6, 7, [0, 1, 2], "a.csv", ({}, None, False))
    (result,) = shown(worker.cell("mo.md(f'The mean is **{found[0]}**.').center()\nmo.md('a')"),
                      "execute_result")  # fmt: skip
    assert result == {"text/plain": "a"}
    assert worker.cell("mo.ui._repr_html_").raised.type == "AttributeError"
