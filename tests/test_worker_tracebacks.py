"""Exceptions show the student's own lines, and survive anything that an exception class does.

Tests of `worker/installed.py`.
"""

from __future__ import annotations

import sysconfig
from pathlib import Path

import numpy as np
import pytest

import autograder
from tests.worker_driver import Worker, lines, printed, shown


def test_frames_are_the_students_outermost_first(worker: Worker) -> None:
    worker.cell("import numpy as np\n\ndef f(x):\n    return np.dot(x, [1, 2])")
    reply = worker.cell("# a comment\nf([1, 2, 3])")
    assert lines(reply.raised) == [
        (2, 2, "<module>", "f([1, 2, 3])"),
        (1, 4, "f", "return np.dot(x, [1, 2])"),
    ]


def test_the_error_shows_no_file_of_ours(worker: Worker) -> None:
    worker.cell("def f(x):\n    return 1 / x")
    (error,) = shown(worker.cell("for i in [1, 0]:\n    f(i)"), "error")
    assert error == {
        "ename": "ZeroDivisionError",
        "evalue": "division by zero",
        "traceback": (
            "Cell 2, line 2\n"
            "    f(i)\n"
            "Cell 1, line 2, in f\n"
            "    return 1 / x\n"
            "ZeroDivisionError: division by zero"
        ),
    }


def test_what_led_to_an_exception_comes_first(worker: Worker) -> None:
    (error,) = shown(
        worker.cell(
            "try:\n    {}['k']\nexcept KeyError as e:\n    raise ValueError('no k') from e"
        ),
        "error",
    )
    assert error["traceback"] == (
        "Cell 1, line 2\n    {}['k']\nKeyError: 'k'\n\n"
        "Cell 1, line 4\n    raise ValueError('no k') from e\nValueError: no k"
    )


def test_a_context_that_is_suppressed_is_not_shown(worker: Worker) -> None:
    (error,) = shown(
        worker.cell("try:\n    {}['k']\nexcept KeyError:\n    raise ValueError('no k') from None"),
        "error",
    )
    assert "KeyError" not in error["traceback"]


def test_a_runaway_recursion_shows_both_ends(worker: Worker) -> None:
    reply = worker.cell("def f(n):\n    return f(n + 1)\nf(0)")
    frames = lines(reply.raised)
    assert reply.raised.type == "RecursionError"
    assert len(frames) == 20
    assert frames[0] == (1, 3, "<module>", "f(0)")
    assert frames[-1] == (1, 2, "f", "return f(n + 1)")


def test_messages_are_cut_and_cleaned(worker: Worker) -> None:
    reply = worker.cell("raise ValueError('\\x1b[31m\\x00\\ud800' + 'x' * 1000)")
    assert set(reply.raised.message) == {"x"}
    assert 400 < len(reply.raised.message) <= 500


def test_exceptions_that_fight_back(worker: Worker) -> None:
    worker.cell(
        "class Text(str):\n"
        "    def __getitem__(self, key): return 1 / 0\n"
        "class Named(type):\n"
        "    __name__ = property(lambda self: 1 / 0)\n"
        "class Raises(Exception, metaclass=Named):\n"
        "    def __str__(self): raise SystemExit\n"
        "class NoText(Exception):\n"
        "    def __str__(self): return 5\n"
        "class OwnText(Exception):\n"
        "    def __str__(self): return Text('own')\n"
        "    __cause__ = property(lambda self: 1 / 0)\n"
        "    __traceback__ = property(lambda self: 1 / 0)\n"
        "def f(kind): raise [Raises, NoText, OwnText][kind]"
    )
    for kind, (type_name, message) in enumerate(
        [
            ("Raises", "(its text cannot be read)"),
            ("NoText", "(its text cannot be read)"),
            ("OwnText", "own"),
        ]
    ):
        for raised in (worker.cell(f"f({kind})").raised, worker.call("f", kind)):
            assert (raised.type, raised.message) == (type_name, message)


def test_an_exception_of_a_forged_class_keeps_its_type(worker: Worker) -> None:
    worker.cell(
        "class Forged(Exception):\n"
        "    @property\n"
        "    def __class__(self): return SyntaxError\n"
        "def f(): raise Forged('x')"
    )
    raised = worker.call("f")
    assert (raised.type, raised.message) == ("Forged", "x")


def test_lines_are_counted_from_the_top_of_the_cell(worker: Worker) -> None:
    for source, line in [("\n\n1 / 0", 3), ("  \n\n%time 1 / 0", 3), ("%%time\n\n1 / 0", 3)]:
        (frame, *_) = worker.cell(source).raised.frames
        assert frame.line == line, source


def test_lines_are_those_that_python_counts(worker: Worker) -> None:
    for character in "\x0c\x1c\x85\u2028":
        reply = worker.cell(f"s = 'a{character}b'\n\x0c\n1 / 0")
        assert [frame[1:] for frame in lines(reply.raised)] == [(3, "<module>", "1 / 0")]
    reply = worker.cell("x = 1\r\ry = 2\r\n1 / 0")
    assert [frame[1:] for frame in lines(reply.raised)] == [(4, "<module>", "1 / 0")]


INSTALLED = (
    "from numpy import no_such_name",
    "import json.no_such_module",
    "from autograder.texts import no_such_name",
    "import numpy\nopen(numpy.__file__ + '/x')",
    "import numpy, os\nos.stat(os.path.dirname(numpy.__file__) + '/no/such/file')",
    "import json\nraise ValueError(json.__file__)",
    "import json\nraise ImportError('gone', path=json.__file__)",
)
FOLDERS = {
    *(sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")),
    *(str(Path(module.__file__).parent.parent) for module in (np, autograder)),
}


@pytest.mark.parametrize("source", INSTALLED)
def test_an_error_shows_nothing_of_where_libraries_are(worker: Worker, source: str) -> None:
    reply = worker.cell(source)
    assert reply.raised is not None
    (error,) = shown(reply, "error")
    for text in (reply.raised.message, error["evalue"], error["traceback"]):
        assert [folder for folder in FOLDERS if folder in text] == []


def test_an_import_error_names_the_module_only(worker: Worker) -> None:
    assert worker.cell(INSTALLED[0]).raised.message == (
        "cannot import name 'no_such_name' from 'numpy'"
    )
    worker.cell("open('helper.py', 'w').close()")
    assert worker.cell("from helper import two").raised.message == (
        "cannot import name 'two' from 'helper'"
    )
    assert worker.cell("raise ImportError('as (it) stands')").raised.message == "as (it) stands"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("import traceback, json\ntry: json.loads('x')\nexcept ValueError: traceback.print_exc()",
         'File "json/decoder.py", line'),
        ("import traceback, json\ntry: json.loads('x')\n"
         "except ValueError: print(traceback.format_exc())", 'File "json/decoder.py", line'),
        ("import numpy as np\nnp.mean([])", "numpy/_core/fromnumeric.py:"),
        ("import numpy as np\nprint(np)", "<module 'numpy' from 'numpy/__init__.py'>"),
        ("import numpy as np, logging\ntry: np.mean('a')\n"
         "except Exception: logging.exception('a')", 'File "numpy/_core/'),
    ],
)  # fmt: skip
def test_what_is_printed_names_files_as_they_are_imported(
    worker: Worker, source: str, text: str
) -> None:
    reply = worker.cell(source)
    told = printed(reply) + "".join(output["text"] for output in shown(reply, "stream"))
    assert text in told
    assert [folder for folder in FOLDERS if folder in told] == []


def test_other_folders_are_shown(worker: Worker) -> None:
    assert (
        printed(worker.cell("print('/content/drive', '/usr/bin')")) == "/content/drive /usr/bin\n"
    )
    assert worker.cell("open('/content/x.csv')").raised.message == (
        "[Errno 2] No such file or directory: '/content/x.csv'"
    )
