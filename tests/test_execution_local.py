"""Workers in plain child processes: the same answers as in the sandbox, and nothing left behind.

Tests of `execution/worker.py`, `worker/local.py`.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile

import pytest

from autograder.errors import SandboxError
from autograder.execution import local
from autograder.execution.local import LocalWorkers, ending
from autograder.execution.worker import file_requests
from autograder.records import (
    CallRequest,
    CellRequest,
    FigureRequest,
    Limits,
    Raised,
    Stopped,
    Undefined,
    UsesRequest,
    Value,
    ValueRequest,
)

pytestmark = pytest.mark.process

LIMIT = {"seconds": 5.0, "wall": 20.0}


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path, monkeypatch):
    """Look into it afterwards: a worker leaves nothing there."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


@pytest.fixture
def worker():
    with LocalWorkers(["numpy"]).worker(Limits()) as fresh:
        yield fresh


def test_cells_run_and_are_asked(worker):
    run = worker.ask(
        CellRequest(
            cell=1, source="import numpy as np\nprint('hi')\ndef f(x): return x + 1\ny = 3"
        ),
        **LIMIT,
    )
    assert [dict(output.content)["text"] for output in run.outputs] == ["hi\n"]
    assert worker.ask(CallRequest(name="f", arguments=(2,)), **LIMIT) == Value(value=3)
    assert worker.ask(ValueRequest(name="y"), **LIMIT) == Value(value=3)
    assert worker.ask(CallRequest(name="g", arguments=()), **LIMIT) == Undefined()
    assert worker.ask(
        UsesRequest(name="h", sources=("def h():\n    for x in []: pass",)), **LIMIT
    ) == Value(value=["for"])
    assert worker.ask(FigureRequest(), **LIMIT) == Value(value=[])
    assert worker.cpu_seconds > 0


def test_an_error_names_the_students_line(worker):
    run = worker.ask(CellRequest(cell=3, source="x = 1\n1 / 0"), **LIMIT)
    assert isinstance(run.raised, Raised)
    assert [(frame.cell, frame.line) for frame in run.raised.frames] == [(3, 2)]


def test_a_loop_is_stopped_and_the_rest_is_asked(worker):
    worker.ask(CellRequest(cell=1, source="def f():\n    while True: pass"), **LIMIT)
    assert worker.ask(CallRequest(name="f", arguments=()), seconds=0.2, wall=5) == Stopped(
        reason="cpu", limit=0.2
    )
    assert worker.alive
    assert worker.ask(ValueRequest(name="__name__"), **LIMIT) == Value(value="__main__")


def test_what_cannot_be_interrupted_is_killed(worker, monkeypatch):
    monkeypatch.setattr(local, "WALL_GRACE", 0.2)
    worker.ask(CellRequest(cell=1, source="import signal, time\nsignal.pthread_sigmask"), **LIMIT)
    source = (
        "def f():\n    while True:\n        try: time.sleep(9)\n        except BaseException: pass"
    )
    worker.ask(CellRequest(cell=2, source=source), **LIMIT)
    assert worker.ask(CallRequest(name="f", arguments=()), seconds=0.2, wall=0.3) == Stopped(
        reason="wall", limit=0.3
    )
    assert not worker.alive
    assert worker.ask(ValueRequest(name="x"), **LIMIT) == Stopped(reason="wall", limit=0.3)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import os\nos._exit(3)", Stopped(reason="exit", status=3)),
        ("import ctypes\nctypes.string_at(0)", Stopped(reason="crash", signal="SIGSEGV")),
        (
            "import os\nfor fd in range(3, 20):\n    try: os.close(fd)\n    except OSError: pass",
            None,
        ),
    ],
    ids=["exit", "crash", "closed pipes"],
)
def test_an_end_is_told(worker, source, why):
    run = worker.ask(CellRequest(cell=1, source=source), **LIMIT)
    assert run.stopped if why is None else run.stopped == why
    assert not worker.alive


def test_how_windows_tells_of_a_crash():
    assert ending(0xC0000005) == Stopped(reason="crash", signal="0xc0000005")
    assert ending(1) == Stopped(reason="exit", status=1)


def test_data_files_are_given_and_the_students_folder_is_not_there(worker):
    content = bytes(range(256)) * (40 << 10)  # 10 MiB: more than a message holds
    requests = [*file_requests("data/numbers.bin", content), *file_requests("empty", b"")]
    assert len(requests) > 2
    for request in requests:
        assert worker.ask(request, **LIMIT) == Value(value=None)
    source = (
        "import hashlib, os\n"
        "digest = hashlib.sha256(open('data/numbers.bin', 'rb').read()).hexdigest()\n"
        "there = sorted(os.listdir())"
    )
    worker.ask(CellRequest(cell=1, source=source), **LIMIT)
    assert worker.ask(ValueRequest(name="digest"), **LIMIT) == Value(
        value=hashlib.sha256(content).hexdigest()
    )
    assert worker.ask(ValueRequest(name="there"), **LIMIT) == Value(value=["data", "empty"])


def test_random_numbers_are_those_of_grading(worker, sandbox):
    source = "import random, numpy as np\nx = [random.random(), np.random.default_rng().random()]"
    worker.ask(CellRequest(cell=1, source=source), **LIMIT)
    with sandbox.worker(Limits()) as graded:
        graded.ask(CellRequest(cell=1, source=source), **LIMIT)
        assert graded.ask(ValueRequest(name="x"), **LIMIT) == worker.ask(
            ValueRequest(name="x"), **LIMIT
        )


def test_check_magics_are_left_out_as_at_grading(worker, sandbox):
    source = "%load_ext autograder\n%check\nx = 1"
    run = worker.ask(CellRequest(cell=1, source=source), **LIMIT)
    note = "(not run while grading: %load_ext autograder)\n(not run while grading: %check)\n"
    assert [dict(output.content)["text"] for output in run.outputs] == [note]
    with sandbox.worker(Limits()) as graded:
        assert graded.ask(CellRequest(cell=1, source=source), **LIMIT) == run


def test_python_that_does_not_start(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    with pytest.raises(SandboxError, match="Python did not start"):
        LocalWorkers(["numpy"]).worker(Limits())
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with pytest.raises(SandboxError, match="workers cannot be run: No such file or directory"):
        LocalWorkers(["numpy"]).worker(Limits())
