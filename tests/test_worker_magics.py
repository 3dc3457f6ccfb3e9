"""Magics and shell commands: what cannot run leaves a note, and the cell goes on."""

from __future__ import annotations

import pytest

from tests.worker_driver import Worker, printed, shown


@pytest.mark.parametrize(
    ("source", "note"),
    [
        ("!pip install x", "(not run while grading: !pip install x)\n"),
        ("!!ls", "(not run while grading: !ls)\n"),
        ("%pip install x", "(not run while grading: %pip install x)\n"),
        ("%conda install x", "(not run while grading: %conda install x)\n"),
        ("%run other.py", "(not run while grading: %run other.py)\n"),
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
    assert reply["raised"] is None
    assert worker.value("after") == 2


@pytest.mark.parametrize("magic", ["bash", "sh", "script false", "python3", "perl", "pip"])
def test_a_foreign_cell_leaves_a_note(worker: Worker, magic: str) -> None:
    reply = worker.cell(f"%%{magic}\nexit 1")
    assert printed(reply) == f"(not run while grading: %%{magic})\n"
    assert reply["raised"] is None


def test_an_unknown_cell_magic_leaves_a_note(worker: Worker) -> None:
    reply = worker.cell("%%no_such_magic\nx = 1")
    assert printed(reply) == "(Cell magic `%%no_such_magic` not found.)\n"
    assert reply["raised"] is None


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
    assert reply["raised"]["frames"] == [[3, 2, "<module>", "f()"], [2, 4, "f", "return 1 / 0"]]


def test_a_captured_cell_still_binds(worker: Worker) -> None:
    reply = worker.cell("%%capture out\nprint('hidden')\nx = 1")
    assert reply["outputs"] == []
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


def test_harmless_magics_work(worker: Worker) -> None:
    for source in (
        "%config InlineBackend.figure_format = 'retina'",
        "%load_ext autoreload\n%autoreload 2",
        "%matplotlib inline",
        "%who",
        "%precision 3",
        "%env",
        "len?",
        "%timeit -n1 -r1 1",
    ):
        reply = worker.cell(source, seconds=30)
        assert reply["raised"] is None, source
        assert "not run" not in printed(reply), source
