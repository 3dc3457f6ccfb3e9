"""The process that reads what students write: what it answers, and what its end costs.

Tests of `reading/limits.py`, `reading/messages.py`, `reading/process.py`, `limited/limits.py`,
`limited/messages.py`, `limited/processes.py`, `limited/starting.py`, `limited/watch.py` and
`feedback/readers.py`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from autograder import account
from autograder.bindings import CellBindings, bindings_of_cells
from autograder.course.submissions.caps import Unreadable
from autograder.course.submissions.cells import read_cells
from autograder.course.submissions.find import find_submissions
from autograder.feedback.changes import ChangeAsked, ChangeFound, find_change
from autograder.feedback.changes.asked import Asked, Wrong
from autograder.feedback.code import CodeAsked, CodeRead, read_code
from autograder.limited import processes
from autograder.reading import reader as readers
from autograder.reading.reader import ENTRY, Reader
from autograder.records import Agreement, CallRequest, Cell, Status, Value
from autograder.reports.pages.markup import marked_up
from tests.processes import children, is_dead, wait_until
from tests.said import both, told
from tests.small_course import write

pytestmark = pytest.mark.process

TOO_MUCH = (
    "to read the file takes more than 3 s or 300 MiB of memory; if it is a notebook, clear its "
    "outputs and save it again",
    "ファイルを読み込むのに 3 秒または 300 MiB のメモリでは足りません。ノートブックなら、"
    "出力を消してから保存し直してください",
)
STOPPED = (
    "the process that reads submissions was stopped; grade again",
    "提出物を読み込むプロセスが止められました。もう一度採点してください",
)
LIMITS = "from autograder.reading import limits; "
LITTLE_MEMORY = LIMITS + "limits.MOST_MEMORY = 8 << 20; " + ENTRY
LARGE = b"x = 1 # " + b"a" * (12 << 20)


def too_much(seconds: float) -> tuple[str, str]:
    """Return that it takes more than so many whole seconds."""
    english, japanese = TOO_MUCH
    return english.replace("3 s", f"{int(seconds)} s"), japanese.replace(
        "3 秒", f"{int(seconds)} 秒"
    )


SLOW = b"# %%\n" + (b":" * 300 + b"x\n") * 50_000  #: to look for blocks in takes over a second
X = (Cell(kind="code", source="x = 1"),)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as warm:
        yield warm


def refusal(reader: Reader, content: bytes) -> object:
    with pytest.raises(Unreadable) as refused:
        reader.cells(content, ".py")
    return refused.value.status, both(refused.value.reason)


# ------------------------------------------------------------------ what it answers


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"x = 1\n", ".py"),
        ("# %% [markdown]\n# 日本\n# %%\nx = '😀'\n".encode(), ".py"),
        (json.dumps({"nbformat": 4, "cells": []}).encode(), ".ipynb"),
        (
            json.dumps(
                {
                    "nbformat": 4,
                    "cells": [
                        {"cell_type": kind, "source": "\ud800\udc00 \ud800 a\r\n"}
                        for kind in ("code", "markdown", "raw")
                    ],
                }
            ).encode(),
            ".ipynb",
        ),
        (LARGE, ".py"),
    ],
)
def test_cells_are_the_same_as_here(reader: Reader, content: bytes, suffix: str) -> None:
    assert reader.cells(content, suffix) == read_cells(content, suffix)


@pytest.mark.parametrize(("content", "suffix"), [(b"", ".py"), (b"{", ".ipynb"), (b"x", ".docx")])
def test_refusals_are_the_same_as_here(reader: Reader, content: bytes, suffix: str) -> None:
    with pytest.raises(Unreadable) as there:
        reader.cells(content, suffix)
    with pytest.raises(Unreadable) as here:
        read_cells(content, suffix)
    assert (there.value.reason, there.value.status) == (here.value.reason, Status.UNREADABLE)


def test_bindings_are_the_same_as_here(reader: Reader) -> None:
    sources = ["x = 1", "def f(a): pass", "y = (", "", "ｚ = '\ud800'", "a = 1\n" * 200_000]
    assert reader.of("").bindings(sources) == list(bindings_of_cells(sources))
    assert reader.of("").bindings([]) == []


def test_code_is_read_as_here(reader: Reader) -> None:
    sources = [
        "def f(x):\n    for v in x:\n        return v\n",
        "def main():\n    g = 2.9\n",
        "x = (",
    ]
    asked = CodeAsked(names=("f", "g"), module="units.py", above=(0, 9, 12))
    found = reader.of("").code(sources, asked)
    assert found == read_code(sources, asked)
    assert [shown.name for shown in found.shown] == ["f"]
    assert [name for name, _said in found.hidden] == ["g"]
    assert reader.of("").code([], asked) == CodeRead()


WRONG_SIGN = "def f(x):\n    return x - 1\n"
LESS, MORE = np.array([0.0, 1.0, 2.0]), np.array([2.0, 3.0, 4.0])


def change_asked(source: str, answer: object = LESS, expected: object = MORE) -> ChangeAsked:
    """Return what is asked of a function that gave one answer where another was expected."""
    request = CallRequest(name="f", arguments=(np.array([1.0, 2.0, 3.0]),))
    agreement = Agreement(answers=(expected,), margin={0: 0.1} if source == "" else 1e-6)
    return ChangeAsked(
        names=("f",),
        wrong=(Wrong(request=request, answer=Value(value=answer), expected=expected),),
        calls=(Asked(requests=(request,), agreement=agreement),),
    )


def test_a_change_is_found_as_here(reader: Reader) -> None:
    asked = change_asked(WRONG_SIGN)
    found = reader.of("").change([WRONG_SIGN], asked)
    assert found == find_change([WRONG_SIGN], asked)
    assert found.sentence is not None
    assert 0 < found.steps < asked.steps
    assert reader.of("").change([], change_asked("")) == find_change([], change_asked(""))


def test_who_comes_later_is_told_the_same_as_here(reader: Reader) -> None:
    """What the process remembers of others is of the very same code, in the very same place."""
    asked = change_asked(WRONG_SIGN)
    for cells in ([WRONG_SIGN], ["", WRONG_SIGN], [f"# \x0c\n{WRONG_SIGN}"], [WRONG_SIGN]):
        of_one = reader.of("")
        assert of_one.change(cells, asked) == find_change(cells, asked)
        about = CodeAsked(names=("f",))
        assert of_one.code(cells, about) == read_code(cells, about)


def test_what_is_too_much_to_work_out_can_still_be_read() -> None:
    """The process that works it out is another one; whoever it ends with costs nothing else."""
    ends = (
        "import os; from autograder.reading import process; "
        "process.find_change = lambda *_: os._exit(77); process.main()"
    )
    with Reader(ends) as reader:
        assert reader.of("").change([WRONG_SIGN], change_asked(WRONG_SIGN)) == ChangeFound()
        assert reader.of("").bindings([WRONG_SIGN]) == list(bindings_of_cells([WRONG_SIGN]))
        assert reader.of("").change([WRONG_SIGN], change_asked(WRONG_SIGN)) == ChangeFound()


def test_values_that_cannot_be_sent_end_nothing(reader: Reader) -> None:
    huge = change_asked(WRONG_SIGN, expected=[[0.5] * 1000] * 1000)
    assert reader.of("").change([WRONG_SIGN], huge) == ChangeFound()
    assert reader.of("").change([WRONG_SIGN], change_asked(WRONG_SIGN)).sentence is not None


def test_markup_is_the_same_as_here(reader: Reader) -> None:
    cells = [
        Cell(kind="code", source="x = 1\n# 日本"),
        Cell(kind="markdown", source="# a $x_1$ ![b](c)"),
        Cell(kind="raw", source="<b>"),
    ]
    assert reader.of("").markup(cells, "ja") == marked_up(cells, "ja")


def test_threads_share_it(reader: Reader) -> None:
    contents = [f"x = {n}\n".encode() * 1000 for n in range(50)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda content: reader.cells(content, ".py"), contents))
    assert found == [read_cells(content, ".py") for content in contents]


def test_one_process_answers_everything_and_ends_with_its_reader() -> None:
    before = children()
    with Reader() as reader:
        assert children() == before
        reader.get_ready()
        (pid,) = children() - before
        reader.get_ready()
        reader.cells(b"x = 1\n", ".py")
        reader.of("").bindings(["x = 1"])
        assert refusal(reader, b"")
        assert children() - before == {pid}
    assert is_dead(pid)
    assert reader.cells(b"x = 1\n", ".py") == X  # and may be begun again
    reader.close()
    assert children() == before


ONE_THAT_TAKES_LONG = """
import time
from autograder.reading import process
at_once = process._answer
def later(*asked):
    time.sleep(1)
    return at_once(*asked)
process._answer = later
process.main()
"""


@pytest.mark.parametrize(("entry", "most"), [(ENTRY, 1), (ONE_THAT_TAKES_LONG, 2)])
def test_another_is_started_where_one_is_waited_for_as_long_as_that_takes(
    entry: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if most == 1:
        monkeypatch.setattr(processes, "_START_SECONDS", 60.0)  # however busy the machine is
    before = children()
    with Reader(entry, processes=2) as reader, ThreadPoolExecutor(2) as pool:
        reader.get_ready()
        found = list(pool.map(lambda content: reader.cells(content, ".py"), [b"x = 1\n"] * 4))
        assert found == [X] * 4
        assert len(children() - before) == most
    assert children() == before


# ------------------------------------------------------------------ too much


@pytest.mark.parametrize(
    ("entry", "seconds", "content"), [(LITTLE_MEMORY, 3.0, LARGE), (ENTRY, 0.2, SLOW)]
)
def test_what_is_too_much_is_refused_by_name_and_ends_nothing_else(
    tmp_path: Path, entry: str, seconds: float, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "SECONDS_FOR_CELLS", seconds)
    write(tmp_path / "abe.py", "x = 1\n")
    (tmp_path / "ito.py").write_bytes(content)
    write(tmp_path / "sato.py", "x = 1\n")
    with Reader(entry) as reader:
        found = find_submissions([tmp_path], "units", read=reader.cells).submissions
    assert [(s.cells, told(s.problem)) for s in found] == [
        (X, None),
        ((), (Status.UNREADABLE, too_much(seconds))),
        (X, None),
    ]


def test_what_was_too_much_once_is_not_tried_again() -> None:
    before, slow = children(), ["#" * (20 << 20)]
    with Reader(LITTLE_MEMORY) as reader:
        assert reader.of("").bindings(slow) == [CellBindings(read=False)]
        assert children() == before
        assert reader.of("").bindings(slow) == [CellBindings(read=False)]
        assert reader.of("").code(slow, CodeAsked(names=())) == CodeRead()
        assert children() == before  # nobody was asked
        assert reader.of("").bindings(["x = 1"]) == list(bindings_of_cells(["x = 1"]))


def test_advice_and_colours_that_are_too_much_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = [Cell(kind="markdown", source="[a](" * 9_000)] * 20
    monkeypatch.setattr(account, "MOST_SECONDS_FOR_HELP", 0.1)
    with Reader() as reader:
        assert reader.of("").markup(slow, "en") is None
        monkeypatch.undo()
        assert reader.of("").markup(X, "en") == marked_up(X, "en")
    with Reader(LITTLE_MEMORY) as reader:
        assert reader.of("").bindings(["x = 1", "#" * (20 << 20)]) == [CellBindings(read=False)] * 2
        assert reader.of("").bindings(["x = 1"]) == list(bindings_of_cells(["x = 1"]))


# ------------------------------------------------------------------ ends of its own

EVENTS = {
    "before it is ready": "end()",
    "before a request": "process.receive = ending(process.receive)",
    "within a request": "process.limit = ending(process.limit)",
    "before an answer": "process.send = ending(process.send)",
    "within an answer": (
        "send = process.send\n"
        "def half(fd, *rest):\n"
        "    end(lambda: os.write(fd, b'\\x90\\0\\0\\0{'))\n"
        "    send(fd, *rest)\n"
        "process.send = half"
    ),
    "after an answer": (
        "send = process.send\ndef last(*rest):\n    send(*rest)\n    end()\nprocess.send = last"
    ),
}
ANSWERS = {
    "nonsense": "os.write(fd, b'no frame at all' * 9); raise SystemExit",
    "a huge frame": r"os.write(fd, b'\xff\xff\xff\xff'); raise SystemExit",
    "no JSON": r"os.write(fd, b'\x04\0\0\0{{{{')",
    "another record": "send(fd, Reply, process.BindingsFound(cells=()))",
    "other texts": "send(fd, Reply, process.CellsRead(kinds=('code',), above=(0,)), [b'x', b'y'])",
    "no text at all": "send(fd, Reply, process.CellsRead(kinds=('code',), above=(0,)), [b'\\xff'])",
    "an unknown record": 'frames.send(fd, {"message": {"Eval": {}}, "sizes": []})',
    "more than there is": 'frames.send(fd, {"message": {"MarkedUp": {}}, "sizes": [1 << 40]})',
    "less than nothing": 'frames.send(fd, {"message": {"MarkedUp": {}}, "sizes": [-1]})',
    "an error of ours": "raise RuntimeError('a fault')",
}


def ending(event: str, flag: Path | None = None) -> str:
    """Return a program that ends at an event: the first time if there is a flag, else always."""
    return (
        "import os, signal\n"
        "from autograder.reading import process\n"
        "def end(last=lambda: None):\n"
        f"    if not ({flag is not None} and os.path.exists({str(flag)!r})):\n"
        f"        open({str(flag or os.devnull)!r}, 'w').close()\n"
        "        last()\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "def ending(function):\n"
        "    return lambda *given: (end(), function(*given))[1]\n"
        f"{event}\n"
        "process.main()"
    )


def answering(answer: str) -> str:
    """Return a program that answers so, in place of `send(fd, *rest)`."""
    return (
        "import os\n"
        "from autograder.protocol import frames\n"
        "from autograder.reading import process\n"
        "from autograder.limited.messages import send\n"
        "from autograder.reading.messages import Reply\n"
        "def answer(fd, *rest):\n"
        f"    {answer}\n"
        "process.send = answer\n"
        "process.main()"
    )


@pytest.mark.parametrize("event", EVENTS)
def test_a_reader_that_is_killed_is_replaced(tmp_path: Path, event: str) -> None:
    with Reader(as_one(ending(EVENTS[event], tmp_path / "flag"))) as reader:
        assert reader.cells(b"x = 1\n", ".py") == X
        assert reader.cells(b"x = 1\n", ".py") == X
        assert reader.of("").bindings(["x = 1"]) == list(bindings_of_cells(["x = 1"]))
    assert (tmp_path / "flag").exists()


@pytest.mark.family
@pytest.mark.parametrize("event", [event for event in EVENTS if event != "after an answer"])
def test_a_reader_that_is_always_killed_costs_nobody_points(event: str) -> None:
    with Reader(as_one(ending(EVENTS[event]))) as reader:
        assert refusal(reader, b"x = 1\n") == (Status.NOT_GRADED, STOPPED)
        assert reader.of("").bindings(["x = 1"]) == [CellBindings(read=False)]
        assert reader.of("").markup(X, "en") is None


def test_the_right_answer_is_taken_from_the_same_program() -> None:
    with Reader(as_one(answering("send(fd, *rest)"))) as reader:
        assert reader.cells(b"x = 1\n", ".py") == X


@pytest.mark.family
@pytest.mark.parametrize("answer", ANSWERS)
def test_nonsense_is_no_answer(answer: str) -> None:
    with Reader(as_one(answering(ANSWERS[answer]))) as reader:
        assert refusal(reader, b"x = 1\n") == (Status.NOT_GRADED, STOPPED)


def test_a_reader_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "WALL_SECONDS", 0.5)
    with Reader("import time; time.sleep(600)") as reader:
        assert refusal(reader, LARGE) == (Status.NOT_GRADED, STOPPED)  # it does not even listen


def test_a_reader_that_cannot_be_started_costs_nobody_points(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with Reader() as reader:
        reader.get_ready()
        assert refusal(reader, b"x = 1\n") == (Status.NOT_GRADED, STOPPED)


def test_a_reader_ends_with_a_grader_that_is_killed() -> None:
    pid = os.fork()
    if not pid:
        Reader().__enter__().cells(b"x = 1\n", ".py")
        signal.pause()
    wait_until(lambda: bool(children(pid)))
    (reader,) = children(pid)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    wait_until(lambda: is_dead(reader))


def as_one(program: str) -> str:
    """Return a program of several lines as one statement, which can stand behind others."""
    return f"exec({program!r})"
