"""Magics and shell commands: what cannot run leaves a note, and the cell goes on."""

from __future__ import annotations

import pytest

from tests.worker_driver import Worker, lines, printed, shown


@pytest.mark.parametrize(
    ("source", "note"),
    [
        ("!pip install x", "(not run while grading: !pip install x)\n"),
        ("!!ls", "(not run while grading: !ls)\n"),
        ("%pip install x", "(not run while grading: %pip install x)\n"),
        ("%conda install x", "(not run while grading: %conda install x)\n"),
        ("%run other.py", "(not run while grading: %run other.py)\n"),
        ("%run", "(not run while grading: %run)\n"),
        ("%run 'other", "(not run while grading: %run 'other)\n"),
        ("%run -m timeit", "(not run while grading: %run -m timeit)\n"),
        ("import os\n%run $os.__file__", "(not run while grading: %run $os.__file__)\n"),
        ("%load_ext autoreload", "(not run while grading: %load_ext autoreload)\n"),
        ("%reload_ext autoreload", "(not run while grading: %reload_ext autoreload)\n"),
        ("%autoreload 2", "(not run while grading: %autoreload 2)\n"),
        ("%aimport", "(not run while grading: %aimport)\n"),
        ("%aimport numpy", "(not run while grading: %aimport numpy)\n"),
        ("%system ls", "(not run while grading: !ls)\n"),
        ("%sx ls", "(not run while grading: !ls)\n"),
        ("%ls", "(not run while grading: !ls -F --color)\n"),
        ("%debug", "(not run while grading: %debug)\n"),
        ("get_ipython().system('ls')", "(not run while grading: !ls)\n"),
        ("%no_such_magic 1", "(Line magic function `%no_such_magic` not found.)\n"),
        ("%load_ext tensorboard", "(not available while grading: %load_ext tensorboard)\n"),
        ("%config nothing here", "(Invalid config statement: "),
    ],
)
def test_a_line_leaves_a_note_and_the_cell_goes_on(worker: Worker, source: str, note: str) -> None:
    reply = worker.cell(f"before = 1\n{source}\nafter = 2")
    assert printed(reply).startswith(note)
    assert reply.raised is None
    assert worker.value("after") == 2


@pytest.mark.parametrize("magic", ["bash", "sh", "script false", "python3", "perl", "pip"])
def test_a_foreign_cell_leaves_a_note(worker: Worker, magic: str) -> None:
    reply = worker.cell(f"%%{magic}\nexit 1")
    assert printed(reply) == f"(not run while grading: %%{magic})\n"
    assert reply.raised is None


def test_an_unknown_cell_magic_leaves_a_note(worker: Worker) -> None:
    reply = worker.cell("%%no_such_magic\nx = 1")
    assert printed(reply) == "(Cell magic `%%no_such_magic` not found.)\n"
    assert reply.raised is None


def test_a_command_in_an_expression_gives_nothing(worker: Worker) -> None:
    worker.cell("files = !ls\ncount = len(files)\nempty = list(files)")
    assert worker.value("count") == 0
    assert worker.value("empty") == []


def test_a_timed_line_binds_its_names(worker: Worker) -> None:
    reply = worker.cell("%time x = 3")
    assert "Wall time" in printed(reply)
    assert worker.value("x") == 3


def test_a_timed_cell_is_a_cell(worker: Worker) -> None:
    reply = worker.cell("%%time\nx = 3\nx")
    assert shown(reply, "execute_result") == [{"text/plain": "3"}]
    assert "Wall time: " in printed(reply)
    reply = worker.cell("\n%%time -n\ndef f():\n    return 1 / 0\n")
    reply = worker.cell("%%time\nf()")
    assert lines(reply.raised) == [(3, 2, "<module>", "f()"), (2, 4, "f", "return 1 / 0")]


def test_a_captured_cell_still_binds(worker: Worker) -> None:
    reply = worker.cell("%%capture out\nprint('hidden')\nx = 1")
    assert reply.outputs == ()
    worker.cell("text = out.stdout")
    assert worker.value("text") == "hidden\n"
    assert worker.value("x") == 1


def test_magics_see_the_variables_of_their_line(worker: Worker) -> None:
    worker.cell("name = 'there'\n!echo {name}")
    reply = worker.cell("def f():\n    folder = 'made'\n    %mkdir {folder}\nf()")
    assert printed(reply).startswith("(not run while grading: !mkdir")
    reply = worker.cell("import os\nos.mkdir('made')\nfolder = 'made'\n%cd -q $folder\n")
    worker.cell("where = os.path.basename(os.getcwd())")
    assert worker.value("where") == "made"


def test_a_changed_folder_is_not_shown(worker: Worker) -> None:
    reply = worker.cell(
        "import os\nos.mkdir('made')\n%cd made\nwhere = os.path.basename(os.getcwd())"
    )
    assert (reply.outputs, worker.value("where")) == ((), "made")


def test_harmless_magics_work(worker: Worker) -> None:
    for source in (
        "%config InlineBackend.figure_format = 'retina'",
        "%matplotlib inline",
        "%who",
        "%precision 3",
        "%env",
        "len?",
        "%timeit -n1 -r1 1",
    ):
        reply = worker.cell(source, seconds=30)
        assert reply.raised is None, source
        assert "not run" not in printed(reply), source


def test_a_module_that_the_submission_has_written_is_run(worker: Worker) -> None:
    worker.cell(
        "%%writefile own.py\nimport sys\nlimit = 3\ndef f(x): return limit * x\n"
        "name, words = __name__, sys.argv[1:]"
    )
    for line in ("%run own.py a -i", "%run own", "%run -i ./own.py", "%run 'own.py'"):
        reply = worker.cell(f"{line}\nx = f(2)\ndel f, limit")
        assert (printed(reply), reply.raised) == ("", None), line
        assert worker.value("x") == 6
    worker.cell("%run own.py a -i")
    assert worker.value("words") == ["a", "-i"]
    assert worker.value("name") == "__main__"
    assert worker.answer("f", 5) == 15


def test_a_module_that_raises_ends_with_its_exception(worker: Worker) -> None:
    worker.cell("%%writefile own.py\nx = 1\n1 / 0\ny = 2")
    reply = worker.cell("%run own.py\nz = 3")
    assert reply.raised.type == "ZeroDivisionError"
    assert worker.value("z") == 3


def test_a_module_elsewhere_is_not_run(worker: Worker) -> None:
    reply = worker.cell(f"import os\nos.symlink({__file__!r}, 'link.py')\n%run link.py")
    assert printed(reply) == "(not run while grading: %run link.py)\n"
    reply = worker.cell("%run /elsewhere/hw.py")
    assert printed(reply) == "(not run while grading: %run /elsewhere/hw.py)\n"


def test_magics_as_old_exports_write_them(worker: Worker) -> None:
    for source, note in [
        ("get_ipython().magic('pip install x')", "(not run while grading: %pip install x)\n"),
        ("get_ipython().magic(u'%pip install x')", "(not run while grading: %pip install x)\n"),
        ("get_ipython().magic('autoreload')", "(not run while grading: %autoreload)\n"),
        ("get_ipython().magic('nothing')", "(Line magic function `%nothing` not found.)\n"),
        ("get_ipython().run_line_magic('pip', 'list')", "(not run while grading: %pip list)\n"),
        ("get_ipython().run_line_magic('matplotlib', 'inline')", ""),
        ("get_ipython().magic('matplotlib inline')", ""),
        ("get_ipython().magic('time x = 3')", "CPU times"),
    ]:
        reply = worker.cell(f"{source}\nafter = 1", seconds=30)
        assert printed(reply).startswith(note), source
        assert reply.raised is None, source
    assert worker.value("x") == 3


def test_an_old_magic_sees_the_variables_of_its_line(worker: Worker) -> None:
    worker.cell("import os\nos.mkdir('made')")
    worker.cell("def f():\n    folder = 'made'\n    get_ipython().magic('cd -q $folder')\nf()")
    worker.cell("where = os.path.basename(os.getcwd())")
    assert worker.value("where") == "made"


@pytest.mark.parametrize(
    "source",
    [
        "%timeit ran.append(1)",
        "%timeit -n 1000 -r 7 ran.append(1)",
        "%timeit -n1000 -q ran.append(1)",
        "%%timeit -r 3\nran.append(1)",
        "result = %timeit -o -r 5 ran.append(1)",
        "get_ipython().run_line_magic('timeit', 'ran.append(1)')",
    ],
)
def test_timing_runs_once(worker: Worker, source: str) -> None:
    worker.cell("ran = []")
    assert worker.cell(source).raised is None
    assert printed(worker.cell("print(len(ran))")) == "1\n"


ONLY_SHOWN = [
    "from IPython.core.display import display, HTML",
    "from IPython.display import set_matplotlib_formats\nset_matplotlib_formats('svg')",
    "import IPython.display\nIPython.display.set_matplotlib_formats('retina')",
    "get_ipython().kernel.do_shutdown(True)",
    "%notebook out.ipynb",
    "import nest_asyncio\nnest_asyncio.apply()",
    "import matplotlib.pyplot as plt\nplt.style.use('seaborn')",
    "import matplotlib.pyplot as plt\nplt.style.use('seaborn-whitegrid')",
    "import piplite\nawait piplite.install('numpy')",
    "import micropip\nawait micropip.install('numpy')",
    "from google.colab import drive\ndrive.mount('/content/drive')\n"
    "import os\nos.makedirs('/content/drive/MyDrive/hw', exist_ok=True)\nos.makedirs('mine')",
    "import os\nos.makedirs('/content/drive/MyDrive/hw', exist_ok=True)\nos.makedirs('a/b')",
    "import os\nos.mkdir('/content/drive/hw')\nos.mkdir('a', mode=0o700)\n"
    "assert os.listdir() == ['a']",
    "import os\nos.makedirs('/content/drive/hw')\nos.chdir('/content/drive/hw')",
    "from pathlib import Path\nPath('/content/drive/a/b').mkdir(parents=True, exist_ok=True)\n"
    "Path('a/b').mkdir(parents=True)\nassert Path('a/b').is_dir()",
    "import locale\nlocale.setlocale(locale.LC_ALL, 'xx_XX')",
]


@pytest.mark.parametrize("source", ONLY_SHOWN)
def test_older_names_that_only_show_something_cost_nothing(worker: Worker, source: str) -> None:
    reply = worker.cell(f"{source}\ndone = 1")
    assert (reply.raised, reply.stopped) == (None, None)
    assert worker.value("done") == 1


LINES = (
    *("print(f(3))", "f(3)", "x", "x = 3", "x.real", "x = ls", "_", "f (3)", "f(3);", "f(3)  # ls"),
    *(
        "ls",
        "ls -l",
        "ls(3)",
        "ls = 3",
        "cd x",
        "pwd",
        "time f(3)",
        "timeit",
        "who",
        "pip install x",
    ),
    *(
        "%time f(3)",
        "!ls",
        "x = !ls",
        "f?",
        "?f",
        "f??",
        "x = %pwd",
        "print 3",
        "f 3",
        "f, 3",
        "/f 3",
    ),
    *("print(1)\n", "print(1)\n\n", "print(1)  ", " f(3)", "", "\n", "(3)", "[3]", "'ls'", "@f"),
    *("mine 3", "mine", "mine(3)", "exit", "quit()", "late", "late(3)", "if x: pass", "日本(3)"),
)


def test_a_line_of_its_own_is_what_ipython_makes_of_it(worker: Worker) -> None:
    worker.cell(
        "from IPython.core.autocall import IPyAutocall\n"
        "class Late(IPyAutocall):\n    def __call__(self, *given): return given\n"
        "ip = get_ipython()\nlate, f = Late(), abs\n"
        "ip.register_magic_function(lambda line: line, magic_name='mine')"
    )
    compared = (
        "theirs = super(type(ip), ip).transform_cell\n"
        f"same = [(ip.transform_cell(l), theirs(l)) for l in {LINES!r}]\n"
    )
    for autocall in (0, 1):
        worker.cell(f"ip.autocall = {autocall}")
        worker.cell(compared)
        same = worker.value("same")
        assert [ours for ours, _ in same] == [theirs for _, theirs in same]
    assert worker.cell("late(3)").raised is None
