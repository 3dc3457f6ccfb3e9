"""The process itself: prepared without traces, asked over pipes, gone without clean-up.

Tests of `worker/__init__.py`, `worker/versions.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.records import Undefined, UsesRequest, ValueRequest
from tests.programs import said_by
from tests.worker_driver import Template, Worker


@pytest.mark.process
def test_preparing_leaves_nothing_behind(tmp_path: Path) -> None:
    code = (
        "import os, sys, signal\n"
        "streams, main = (sys.stdin, sys.stdout, sys.stderr), sys.modules['__main__']\n"
        "files = set(os.listdir('/proc/self/fd'))\n"
        "import autograder.worker\n"
        "autograder.worker.prepare()\n"
        "assert len(os.listdir('/proc/self/task')) == 1, 'a thread'\n"
        "assert set(os.listdir('/proc/self/fd')) == files, 'an open file'\n"
        "assert (sys.stdin, sys.stdout, sys.stderr) == streams, 'a stream'\n"
        "assert sys.modules['__main__'] is main, 'a module'\n"
        "assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL, 'a handler'\n"
        "print('as it was')"
    )
    assert said_by(code, tmp_path) == "as it was\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.process
def test_what_is_the_same_for_all_is_done_before_a_fork_which_still_complains_where_it_did(
    tmp_path: Path,
) -> None:
    code = (
        "import sys\n"
        "import autograder.worker\n"
        "autograder.worker.prepare()\n"
        "before = sys.stdout, sys.stderr, [*sys.path], [*sys.argv]\n"
        "autograder.worker.move_in()\n"
        "get_ipython()\n"
        "assert sys.modules['__main__'].__name__ == '__main__' and 'before' not in vars("
        "sys.modules['__main__'])\n"
        "import google.colab\n"
        "assert (sys.stdout, sys.stderr, sys.path, sys.argv) == before\n"
        "print('as it was')"
    )
    assert said_by(code, tmp_path) == "as it was\n"


def test_a_worker_writes_no_file_of_its_own(worker: Worker) -> None:
    worker.cell("1\n%time 2\n!ls")
    worker.cell("import os\nfiles = os.listdir('.')")
    assert worker.value("files") == []


def test_a_workers_namespace_is_empty_whatever_was_run_in_another(
    worker_template: Template,
) -> None:
    for _ in range(2):
        with worker_template.worker() as worker:
            assert worker.ask(ValueRequest(name="x")) == Undefined()
            worker.cell("x = 1")


def test_uses_are_answered_without_running(worker: Worker) -> None:
    assert worker.uses("f", "import numpy as np\ndef f(x): return np.dot(x, x)") == ["numpy.dot"]
    assert worker.uses(None, "x = sum([1])") == ["sum"]
    assert worker.uses("g", "def f(x): return x") == Undefined()
    assert worker.ask(ValueRequest(name="f")) == Undefined()


def test_source_that_takes_too_long_to_read_is_stopped(worker: Worker) -> None:
    source = "x = [" + "1, " * 3_000_000 + "]"
    reply = worker.ask(UsesRequest(name=None, sources=(source,)), seconds=0.2)
    assert reply.reason == "cpu"


@pytest.mark.parametrize(("limit", "left"), [(20, 1000), (50, 1000), (5000, 5000)])
def test_a_low_recursion_limit_of_one_request_is_lifted_for_the_next(
    worker: Worker, limit: int, left: int
) -> None:
    worker.cell(f"import sys\ndef f(): sys.setrecursionlimit({limit})\nf()")
    worker.cell("limit = sys.getrecursionlimit()")
    assert worker.value("limit") == left


def test_students_finish_their_process_as_they_like(worker_template: Template) -> None:
    with worker_template.worker() as worker:
        worker.cell(
            "import atexit, threading\n"
            "class D:\n    def __del__(self):\n        while True: pass\n"
            "d = D()\natexit.register(lambda: open('late', 'w'))\n"
            "threading.Thread(target=threading.Event().wait).start()"
        )
    with worker_template.worker() as worker:  # the template has seen the other one end
        assert worker.cell("x = 1").raised is None
