"""Real submissions in the real sandbox: one question's fault costs one question.

Tests of `execution/kept.py`, `execution/runner.py`, `execution/session.py`,
`execution/__init__.py`, `records/observations.py`.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checks.call import CallCheck
from autograder.checks.source import SourceCheck
from autograder.checks.value import ValueCheck
from autograder.course.submissions.cells import percent_cells
from autograder.errors import SandboxError
from autograder.execution import kept
from autograder.execution.disturbance import may_be_disturbed
from autograder.execution.isolation import Isolation
from autograder.execution.observe import observe
from autograder.execution.sandboxed import Sandbox
from autograder.execution.sandboxed_worker import WALL_GRACE
from autograder.records import (
    Answer,
    Assignment,
    Case,
    CellRequest,
    Check,
    Fault,
    Limits,
    NotAsked,
    Observation,
    Question,
    Raised,
    Stopped,
    Submission,
    Text,
    Undefined,
    Unsendable,
    Value,
)
from tests.processes import descendants
from tests.sizes import any_of

pytestmark = pytest.mark.process

LIMITS = Limits(seconds=20, question_seconds=0.5, memory=256 << 20)


def question(name: str, *cases: Sequence[object]) -> Question:
    check = CallCheck(
        id=f"{name}/1",
        hidden=True,
        name=name,
        cases=tuple(Case(arguments=tuple(c)) for c in cases),
        expected=(None,) * len(cases),
    )
    return asking(name, check)


def asking(name: str, *checks: Check) -> Question:
    return Question(id=name, title=Text.of(en=name, ja=name), points=10, checks=checks)


def observed(
    sandbox: Sandbox,
    source: str,
    *questions: Question,
    limits: Limits = LIMITS,
    file: str = "s.ipynb",
    **how: Any,
) -> Observation:
    assignment = Assignment(
        name="a",
        title=Text.of(en="a", ja="a"),
        lecture="",
        imports=("numpy",),
        limits=limits,
        questions=questions,
        language="en",
        folder=Path("a"),
    )
    submission = Submission(name="s", path=Path(file), cells=percent_cells(source), sha256="0" * 64)
    return observe(assignment, submission, sandbox, **how)


def answers(observation: Observation, name: str) -> tuple[Answer, ...]:
    found = observation.answers(f"{name}/1")
    assert found is not None
    return found


DOUBLE = question("double", (1,), (2,))
DOUBLED = (Value(value=2), Value(value=4))
FIRST = replace(DOUBLE, id="first", checks=(replace(DOUBLE.checks[0], id="first/1"),))


def test_answers_and_outputs(sandbox):
    observation = observed(sandbox, "print('hi')\ndef double(x):\n    return 2 * x\n", DOUBLE)
    assert answers(observation, "double") == DOUBLED
    assert observation.runs[0].outputs[0].content == (("name", "stdout"), ("text", "hi\n"))
    assert (observation.tier, observation.fault) == (sandbox.tier, None)
    assert dict(observation.versions)["numpy"] == np.__version__


FAULTS = {
    "endless loop": ("while True:\n        pass", Stopped(reason="cpu", limit=0.5)),
    "loop that swallows everything": (
        "while True:\n        try:\n            pass\n        except BaseException:\n"
        "            pass",
        Stopped(reason="cpu", limit=0.5),
    ),
    "crash": ("import ctypes\n    ctypes.string_at(0)", Stopped(reason="crash", signal="SIGSEGV")),
    "memory": ("return bytearray(1 << 30)", Stopped(reason="memory", limit=256 << 20)),
    "end of the process": ("import os\n    os._exit(3)", Stopped(reason="exit", status=3)),
}


@pytest.mark.parametrize(("body", "stopped"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_costs_its_own_question(sandbox, body, stopped):
    source = f"def bad(x):\n    {body}\n\ndef double(x):\n    return 2 * x\n"
    bad = question("bad", (1,), (2,))
    observation = observed(sandbox, source, FIRST, bad, DOUBLE)
    assert answers(observation, "bad") == (stopped, NotAsked(because=stopped))
    assert answers(observation, "double") == DOUBLED


def test_leaving_by_sys_exit_is_an_exception(sandbox):
    source = "import sys\ndef bad(x):\n    sys.exit()\ndef double(x):\n    return 2 * x\n"
    observation = observed(sandbox, source, question("bad", (1,)), DOUBLE)
    (answer,) = answers(observation, "bad")
    assert isinstance(answer, Raised)
    assert answer.type == "SystemExit"
    assert answers(observation, "double") == DOUBLED


CELLS = {
    "endless loop": ("while True:\n    pass", Stopped(reason="cpu", limit=0.5)),
    "loop that swallows everything": (
        "while True:\n    try:\n        pass\n    except BaseException:\n        pass",
        Stopped(reason="cpu", limit=0.5),
    ),
    "end of the process": ("import os\nos._exit(0)", Stopped(reason="exit", status=0)),
}


@pytest.mark.parametrize(("cell", "stopped"), CELLS.values(), ids=CELLS.keys())
def test_a_fault_in_a_cell_costs_that_cell(sandbox, cell, stopped):
    source = f"a = 1\n# %%\n{cell}\n# %%\ndef double(x):\n    return 2 * x * a\n"
    observation = observed(sandbox, source, DOUBLE)
    assert [run.stopped for run in observation.runs] == [None, stopped, None]
    assert answers(observation, "double") == DOUBLED


def test_what_a_stopped_cell_defined_before_stays(sandbox):
    source = "def double(x):\n    return 2 * x\nwhile True:\n    pass\n"
    observation = observed(sandbox, source, DOUBLE)
    assert observation.runs[0].stopped == Stopped(reason="cpu", limit=0.5)
    assert answers(observation, "double") == DOUBLED


def test_cells_are_numbered_as_jupyter_counts_them(sandbox):
    source = "# %% [markdown]\n# text\n# %%\nx = 1\n# %%\n1 / 0\n"
    observation = observed(sandbox, source, DOUBLE)
    assert [run.cell for run in observation.runs] == [1, 2]
    raised = observation.runs[1].raised
    assert raised is not None
    assert (raised.type, raised.frames[0].cell, raised.frames[0].line) == (
        "ZeroDivisionError",
        2,
        1,
    )


def test_a_cell_that_raises_or_does_not_parse_does_not_stop_the_later_ones(sandbox):
    source = "1 / 0\n# %%\ndef (:\n# %%\ndef double(x):\n    return 2 * x\n"
    assert answers(observed(sandbox, source, DOUBLE), "double") == DOUBLED


def test_the_whole_submission_has_a_limit(sandbox):
    source = "\n# %%\n".join(["while True:\n    pass"] * 6)
    limits = Limits(seconds=1, question_seconds=0.4)
    observation = observed(sandbox, source, DOUBLE, limits=limits)
    assert observation.runs[0].stopped == Stopped(reason="cpu", limit=0.4)
    assert observation.runs[-1].stopped == Stopped(reason="total", limit=1)
    assert answers(observation, "double")[0] == Stopped(reason="total", limit=1)


def test_a_question_has_one_allowance_for_all_its_calls(sandbox):
    source = (
        "import time\ndef slow(x):\n    end = time.process_time() + 0.2\n"
        "    while time.process_time() < end:\n        pass\n    return x\n"
    )
    observation = observed(sandbox, source, question("slow", *([n] for n in range(6))), DOUBLE)
    given = answers(observation, "slow")
    assert given[0] == Value(value=0)
    assert given[-1] == NotAsked(because=Stopped(reason="cpu", limit=0.5))


def slow_cells(seconds: float) -> str:
    return (
        f"import time\nend = time.process_time() + {seconds}\n"
        "while time.process_time() < end:\n    pass\n"
        "# %%\ndef bad():\n    import os\n    os._exit(1)\n"
        "# %%\ndef double(x):\n    return 2 * x\n"
    )


def bad_questions(count: int) -> list[Question]:
    bad = question("bad", ())
    return [
        replace(bad, id=f"bad{n}", checks=(replace(bad.checks[0], id=f"bad{n}/1"),))
        for n in range(count)
    ]


def test_running_again_takes_nothing_from_what_has_not_run(sandbox):
    limits = Limits(seconds=1, question_seconds=1)
    asked = [*bad_questions(2), DOUBLE]
    observation = observed(sandbox, slow_cells(0.35), *asked, limits=limits)
    assert answers(observation, "double") == DOUBLED


def test_running_again_costs_no_more_than_the_limit_once_more(sandbox):
    limits = Limits(seconds=1, question_seconds=1)
    asked = [*bad_questions(5), DOUBLE]
    counting = Counting(sandbox)
    observation = observed(counting, slow_cells(0.35), *asked, limits=limits)
    used_up = Stopped(reason="again", limit=1)
    assert [answers(observation, f"bad{n}")[0] for n in range(3)] == [
        Stopped(reason="exit", status=1)
    ] * 3
    assert answers(observation, "bad4") == (used_up,)
    assert answers(observation, "double") == (used_up, NotAsked(because=used_up))
    assert sum(worker.cpu_seconds for worker in counting.workers) < 2 * limits.seconds + 0.5
    assert [run.stopped for run in observation.runs] == [None] * 3


def test_cells_that_running_again_leaves_no_time_for_are_stopped_too(sandbox):
    source = slow_cells(0.6) + "# %%\nimport os\nos._exit(1)\n" * 3
    observation = observed(sandbox, source, DOUBLE, limits=Limits(seconds=1, question_seconds=1))
    used_up, exited = Stopped(reason="again", limit=1), Stopped(reason="exit", status=1)
    stops = [run.stopped for run in observation.runs]
    exits = stops.count(exited)  # two where a worker costs nothing, fewer on a busy machine
    assert stops == [None] * 3 + [exited] * exits + [used_up] * (3 - exits)
    assert 1 <= exits <= 2
    assert answers(observation, "double") == (used_up, NotAsked(because=used_up))


ENDS = {
    "abort": "__import__('os').abort()",
    "exit": "__import__('os')._exit(1)",
    "memory": "bytearray(1 << 33)",
    "a stack that overflows": "__import__('sys').setrecursionlimit(1 << 30) or "
    "(f := lambda *_: max([0], key=f))()",
}


@pytest.mark.family(kind=any_of("file"))
@pytest.mark.parametrize("file", ["s.ipynb", "s.py"])
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_thousands_of_cells_that_end_their_worker_have_one_allowance(sandbox, end, file):
    bodies = ["def double(x):\n    return 2 * x\n", *[end] * 700]
    limits = Limits(seconds=2, question_seconds=1)
    counting, ours = Counting(sandbox), time.process_time()
    observation = observed(counting, "\n# %%\n".join(bodies), DOUBLE, limits=limits, file=file)
    assert len(observation.runs) == 701
    reasons = [run.stopped.reason if run.stopped else "" for run in observation.runs]
    ended = [reason for reason in reasons[1:] if reason not in ("again", "")]
    assert 1 < len(ended) <= len(counting.workers) < 70
    assert reasons[len(ended) + 1 :] == ["again"] * (700 - len(ended))
    assert sum(worker.cpu_seconds for worker in counting.workers) < 2 * limits.seconds + 1.5
    assert time.process_time() - ours < 5
    assert answers(observation, "double")[0] == Stopped(reason="again", limit=2)


class Counting:
    """A sandbox that keeps its workers in mind."""

    def __init__(self, sandbox):
        self.tier, self.versions, self.trainer = sandbox.tier, sandbox.versions, sandbox.trainer
        self._sandbox = sandbox
        self.workers = []

    def worker(self, limits):
        self.workers.append(self._sandbox.worker(limits))
        return self.workers[-1]


def test_an_endless_cell_is_run_again_only_for_what_it_defines(sandbox):
    source = (
        "def double(x):\n    return 2 * x\ndef bad():\n    import os\n    os._exit(1)\n"
        "while True:\n    pass\n"
    )
    limits = Limits(seconds=5, question_seconds=3)
    observation = observed(sandbox, source, question("bad", ()), DOUBLE, limits=limits)
    assert observation.runs[0].stopped == Stopped(reason="cpu", limit=3)
    assert answers(observation, "double") == DOUBLED


def test_a_thread_that_a_question_leaves_running_does_not_disturb_the_next(sandbox):
    source = (
        "import threading\n"
        "def bad():\n    def spin():\n        while True:\n            pass\n"
        "    for _ in range(4):\n        threading.Thread(target=spin, daemon=True).start()\n"
        "    return 1\n"
        "def threads():\n    return threading.active_count()\n"
    )
    observation = observed(sandbox, source, question("bad", ()), question("threads", ()))
    assert answers(observation, "bad") == (Value(value=1),)
    assert answers(observation, "threads") == (Value(value=1),)


def test_a_cell_is_stopped_for_what_it_leaves_on_disk_and_nothing_else_is(sandbox):
    files = "for n in range(5):\n    open(f'{n}', 'wb').write(b'x' * (1 << 20))"
    source = f"{files}\n# %%\ndef double(x):\n    import time; time.sleep(0.6)\n    return 2 * x\n"
    limits = replace(LIMITS, disk=1 << 20)
    observation = observed(sandbox, source, DOUBLE, limits=limits)
    assert [run.stopped and run.stopped.reason for run in observation.runs] == ["files", None]
    assert answers(observation, "double") == DOUBLED


def test_what_a_cell_leaves_is_not_blamed_on_the_next(sandbox: Sandbox) -> None:
    source = (
        "import threading, time\nthreading.stack_size(1 << 15)\n# %%\n"
        "for _ in range(300):\n"
        "    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
        "# %%\ndef double(x):\n    return 2 * x\n# %%\nprint(1)"
    )
    observation = observed(sandbox, source, question("double", (2,)))
    stops = [run.stopped and run.stopped.reason for run in observation.runs]
    assert stops == [None, "threads", None, None]
    assert answers(observation, "double") == (Value(value=4),)


def test_what_a_question_leaves_on_disk_does_not_stop_the_next(sandbox):
    source = (
        "import time\n"
        "def first(x):\n    for n in range(5):\n        open(f'{n}', 'wb').write(bytes(1 << 20))\n"
        "    return x\n"
        "def double(x):\n    time.sleep(0.6)\n    return 2 * x\n"
    )
    limits = replace(LIMITS, disk=1 << 20)
    observation = observed(sandbox, source, question("first", (1,)), DOUBLE, limits=limits)
    assert answers(observation, "double") == DOUBLED


def test_visible_checks_are_asked_before_any_hidden_one(sandbox):
    """Or the submission could keep hidden inputs and tell them in an answer that students read."""
    source = (
        "kept = []\ndef first(x):\n    kept.append(x)\n    return x\n"
        "def second(x):\n    return list(kept)\n"
    )
    hidden = CallCheck(
        id="first/2", hidden=True, name="first", cases=(Case(arguments=(7,)),), expected=(7,)
    )
    visible = CallCheck(id="second/1", name="second", cases=(Case(arguments=(1,)),), expected=(1,))
    observation = observed(sandbox, source, asking("first", hidden), asking("second", visible))
    assert observation.answers("first/2") == (Value(value=7),)
    assert observation.answers("second/1") == (Value(value=[]),)


def test_a_question_that_was_stopped_is_not_asked_its_hidden_checks(sandbox):
    visible = CallCheck(id="bad/1", name="bad", cases=(Case(arguments=()),), expected=(1,))
    hidden = CallCheck(
        id="bad/2", hidden=True, name="bad", cases=(Case(arguments=()),), expected=(1,)
    )
    source = "def bad():\n    while True:\n        pass\n"
    observation = observed(sandbox, source, asking("bad", visible, hidden))
    assert observation.answers("bad/2") == (NotAsked(because=Stopped(reason="cpu", limit=0.5)),)


@pytest.mark.parametrize(
    ("cell", "stopped"),
    [
        (
            "import os\nwhile True:\n    os.write(1, bytes(1 << 16))",
            Stopped(reason="output", limit=64 << 20),
        ),
        (
            "import time\nfor n in range(9):\n    with open(f'f{n}', 'wb') as file:\n"
            "        file.write(bytes(1 << 20))\ntime.sleep(9)",
            Stopped(reason="files", limit=4 << 20, entries=10_000),
        ),
        (
            "import threading, time\nthreading.stack_size(1 << 15)\nfor _ in range(300):\n"
            "    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
            "time.sleep(9)",
            Stopped(reason="threads", limit=256),
        ),
    ],
)
def test_what_stops_a_cell_is_said_with_its_limit(sandbox, cell, stopped):
    limits = Limits(seconds=20, question_seconds=2, disk=1 << 20)
    observation = observed(sandbox, cell, DOUBLE, limits=limits)
    assert observation.runs[0].stopped == stopped


def test_cells_that_show_more_than_anybody_reads(sandbox, monkeypatch):
    monkeypatch.setattr(kept, "MOST_SHOWN", 3 << 20)
    source = "\n# %%\n".join(["print('x' * 1_000_000)"] * 6)
    observation = observed(sandbox, source, DOUBLE)
    shown = [
        sum(len(text) for o in run.outputs for _, text in o.content) for run in observation.runs
    ]
    assert shown[0] > 1_000_000
    assert observation.runs[-1].outputs[0].content == (
        ("name", "stdout"),
        ("text", "(left out: the cells show more than 32 MiB, or 4 MiB of text)\n"),
    )
    assert sum(shown) < 4 << 20


def test_answers_that_are_more_than_anybody_wants(sandbox, monkeypatch):
    monkeypatch.setattr(kept, "MOST_ANSWERED", 16 << 20)
    source = "import numpy as np\ndef large(n):\n    return np.full(1 << 20, n, dtype='f8')\n"
    source += "def double(x):\n    return 2 * x\n"
    asked = question("large", *([n] for n in range(3)))
    observation = observed(sandbox, source, asked, DOUBLE)
    given = answers(observation, "large")
    assert isinstance(given[0], Value)
    assert given[-1] == Unsendable(kind="total", number=16 << 20)
    assert answers(observation, "double") == DOUBLED


def test_after_many_large_answers_only_small_ones_are_wanted(sandbox, monkeypatch):
    monkeypatch.setattr(kept, "MOST_KEPT", 8 << 20)
    source = "import numpy as np\ndef large(n):\n    return np.full(1 << 20, n, dtype='f8')\n"
    source += "def double(x):\n    return 2 * x\n"
    asked = question("large", (1,))
    again = CallCheck(
        id="again/1", hidden=True, name="large", cases=(Case(arguments=(2,)),), expected=(None,)
    )
    observation = observed(sandbox, source, asked, asking("again", again), DOUBLE)
    assert isinstance(answers(observation, "large")[0], Value)
    assert answers(observation, "again") == (Unsendable(kind="total", number=1 << 20),)
    assert answers(observation, "double") == DOUBLED


def test_outputs_more_than_a_worker_keeps_are_not_kept(sandbox):
    """It takes over the connection within its first cell, and shows for that what it likes."""
    body = '{"cell": 1, "outputs": [%s], "raised": null, "stopped": null}'
    source = (
        "import os, struct\n"
        'shown = \', \'.join([\'{"kind": "display_data", "content": []}\'] * 2101)\n'
        f"body = ({body!r} % shown).encode()\n"
        "frame = struct.pack('<I', len(body)) + body\n"
        "while frame:\n    frame = frame[os.write(4, frame):]\n"
        "# %%\ndef double(x):\n    return 2 * x\n"
    )
    observation = observed(sandbox, source, DOUBLE)
    assert observation.runs[0].stopped == Stopped(
        reason="wire",
        breach="malformed",
        note="a malformed reply: more outputs than a worker keeps of a cell",
    )
    assert answers(observation, "double") == DOUBLED


def test_many_small_values_have_one_allowance_and_cost_one_question(sandbox):
    source = "def many(n):\n    return [set()] * 50_000\ndef double(x):\n    return 2 * x\n"
    asked = question("many", *([n] for n in range(4)))
    limits = Limits(seconds=60, question_seconds=30)
    given = answers(observation := observed(sandbox, source, asked, DOUBLE, limits=limits), "many")
    assert [type(answer) for answer in given[:2]] == [Value, Value]
    assert given[2:] == (Unsendable(kind="brackets"), Unsendable(kind="brackets"))
    assert answers(observation, "double") == DOUBLED


def test_sleeping_cells_have_one_allowance(sandbox):
    source = "\n# %%\n".join(["import time\ntime.sleep(60)"] * 4)
    limits = Limits(seconds=0.5, question_seconds=0.1)
    observation = observed(sandbox, source, DOUBLE, limits=limits)
    of_a_cell, of_all = Stopped(reason="wall", limit=5.3), Stopped(reason="wall", limit=6.5)
    assert [run.stopped for run in observation.runs] == [of_a_cell, of_all, of_all, of_all]
    assert answers(observation, "double") == (of_all, NotAsked(because=of_all))
    assert may_be_disturbed(observation)


def test_a_worker_that_cannot_be_had_is_our_fault():
    class Empty:
        tier, versions, trainer = "none", (), None

        def worker(self, limits):
            raise SandboxError("no worker today")

    observation = observed(Empty(), "x = 1\n", DOUBLE)
    assert observation.fault == Fault(message="no worker today")
    assert may_be_disturbed(observation)


class Disturbed:
    """A sandbox with somebody beside who kills its second worker when that runs cell 2."""

    def __init__(self, sandbox):
        self.tier, self.versions, self.trainer = sandbox.tier, sandbox.versions, sandbox.trainer
        self._sandbox = sandbox
        self._workers = 0

    def worker(self, limits):
        before = descendants()
        worker = self._sandbox.worker(limits)
        pid = max(descendants() - before)  # it may have an init beside it
        self._workers += 1
        if self._workers == 2:
            ask = worker.ask

            def ask_and_kill(request, **limits):
                if isinstance(request, CellRequest) and request.cell == 2:
                    os.kill(pid, signal.SIGKILL)
                return ask(request, **limits)

            worker.ask = ask_and_kill
        return worker


def test_a_kill_from_outside_while_cells_are_run_again_is_noted(sandbox):
    source = "def bad():\n    import os\n    os._exit(1)\n# %%\ndef double(x):\n    return 2 * x\n"
    asked = question("bad", ()), DOUBLE
    observation = observed(Disturbed(sandbox), source, *asked)
    assert answers(observation, "double") == (Undefined(),) * 2
    assert observation.disturbed
    assert may_be_disturbed(observation)
    alone = observed(sandbox, source, *asked)
    assert answers(alone, "double") == DOUBLED
    assert not may_be_disturbed(alone)


def test_what_is_disturbed_in_the_second_phase_is_asked_again_alone(sandbox):
    source = "def bad():\n    import os\n    os._exit(1)\n# %%\ndef double(x):\n    return 2 * x\n"
    asked = question("bad", ()), DOUBLE
    observation = observed(Disturbed(sandbox), source, *asked, alone=nullcontext)
    assert answers(observation, "bad") == (Stopped(reason="exit", status=1),)
    assert answers(observation, "double") == DOUBLED
    assert not may_be_disturbed(observation)


# ------------------------------------------------------------------ two phases


def visible(id: str, name: str, *cases: Sequence[object]) -> CallCheck:
    given = tuple(Case(arguments=tuple(case)) for case in cases)
    return CallCheck(id=id, name=name, cases=given, expected=(None,) * len(cases))


BUSY_ONCE = """
import os, time
calls = len(os.listdir({folder!r}))
def double(x):
    open(os.path.join({folder!r}, str(time.time_ns())), "w").close()
    if not calls:
        time.sleep(60)
    return 2 * x
"""
"""Waits in its first worker as if the machine were busy with others, and in no other."""


@pytest.fixture
def hurried(monkeypatch):
    """Wait for nobody longer than a test should take."""
    for module in ("budget", "runner", "session"):
        monkeypatch.setattr(f"autograder.execution.{module}.wall_limit", lambda s: 3 * s + 0.5)


@pytest.fixture(scope="module")
def unprotected():
    """Workers that can leave something behind for the next, which nothing else lets them do."""
    with Sandbox(("numpy",), Isolation.NONE) as open_sandbox:
        yield open_sandbox


def test_a_visible_call_that_waits_on_a_busy_machine_costs_nothing(unprotected, hurried, tmp_path):
    source = BUSY_ONCE.format(folder=str(tmp_path))
    limits = Limits(seconds=0.5, question_seconds=0.1)  # one wait uses up nearly all of it
    alone = []

    @contextmanager
    def noted():
        alone.append("alone")
        yield

    asked = asking("double", visible("double/2", "double", (5,)), *DOUBLE.checks)
    observation = observed(unprotected, source, asked, limits=limits, alone=noted)
    assert observation.answers("double/2") == (Value(value=10),)
    assert answers(observation, "double") == DOUBLED
    assert alone == ["alone"]
    assert not may_be_disturbed(observation)


TELLS = """
import os
left = {left!r}
if os.path.exists(left):
    print("hidden:", open(left).read())
def double(x):
    if x == 41.5:
        with open(left, "a") as file:
            file.write(f"{{x}} ")
        {then}
    return 2 * x
def told():
    return os.path.exists(left)
"""
ENDS = {
    "killed": "os.kill(os.getpid(), 9)",
    "waits": "import time; time.sleep(60)",
    "hangs up": "os.closerange(3, 60)",
    "ends": "os._exit(3)",
}
TELLING = asking(
    "double",
    visible("double/1", "double", (1,)),
    visible("double/2", "told", ()),
    CallCheck(
        id="double/3", hidden=True, name="double", cases=(Case(arguments=(41.5,)),), expected=(83,)
    ),
)
TELLING_LIMITS = Limits(seconds=5, question_seconds=0.2)


@pytest.mark.parametrize("then", ENDS.values(), ids=ENDS.keys())
def test_nothing_that_runs_after_a_hidden_request_is_shown(unprotected, hurried, tmp_path, then):
    source = TELLS.format(left=str(tmp_path / "left"), then=then)
    sealed = []
    how = {"limits": TELLING_LIMITS, "alone": nullcontext}
    observation = observed(unprotected, source, TELLING, seal=sealed.append, **how)
    assert (tmp_path / "left").exists()
    assert observation.runs[0].outputs == ()
    assert observation.answers("double/2") == (Value(value=False),)
    assert [seal.runs for seal in sealed] == [observation.runs]
    assert [dict(seal.exchanges).keys() for seal in sealed] == [{"double/1", "double/2"}]

    again = observed(unprotected, source, TELLING, recorded=sealed[0], **how)  # as after a kill
    assert again.runs == observation.runs
    assert again.answers("double/2") == (Value(value=False),)
    assert type(again.answers("double/3")[0]) is Stopped


def test_what_is_sealed_comes_before_the_first_hidden_request(unprotected, tmp_path):
    left = tmp_path / "left"
    source = TELLS.format(left=str(left), then="pass")
    seen = []
    observed(unprotected, source, TELLING, seal=lambda sealed: seen.append(left.exists()))
    assert (seen, left.exists()) == ([False], True)


def test_an_undisturbed_submission_needs_one_worker(sandbox):
    counting = Counting(sandbox)
    asked = asking("double", visible("double/2", "double", (5,)), *DOUBLE.checks)
    source = "def double(x):\n    return 2 * x\n"
    observation = observed(counting, source, asked, alone=nullcontext)
    assert answers(observation, "double") == DOUBLED
    assert len(counting.workers) == 1


def test_hidden_answers_that_still_hold_are_taken_and_only_the_others_asked(sandbox):
    source = "print('hi')\ndef double(x):\n    return 2 * x\n"
    others = replace(DOUBLE, id="others", checks=(replace(DOUBLE.checks[0], id="others/1"),))
    recorded = observed(sandbox, source, DOUBLE, others)
    assert observed(None, source, DOUBLE, others, recorded=recorded) is recorded
    kept = tuple(e for e in recorded.exchanges if e[0] != "double/1")
    counting = Counting(sandbox)
    again = observed(counting, source, DOUBLE, others, recorded=replace(recorded, exchanges=kept))
    assert again == recorded
    assert len(counting.workers) == 1


def test_a_fault_of_ours_in_the_first_phase_is_repeated_before_anything_hidden_is_asked(sandbox):
    class FirstFails(Counting):
        def worker(self, limits):
            if not self.workers:
                self.workers.append(None)
                raise SandboxError("no worker today")
            return super().worker(limits)

    source = "def double(x):\n    return 2 * x\n"
    observation = observed(FirstFails(sandbox), source, DOUBLE, alone=nullcontext)
    assert (answers(observation, "double"), observation.fault) == (DOUBLED, None)
    without = observed(FirstFails(sandbox), source, DOUBLE)
    assert (without.fault, without.exchanges) == (Fault(message="no worker today"), ())


def test_who_waits_in_vain_waits_no_more_than_twice(sandbox, hurried):
    """The whole of both allowances, and not once more for each phase."""
    source = "import time\ntime.sleep(60)\n"
    limits = Limits(seconds=0.2, question_seconds=0.2)
    start = time.monotonic()
    observation = observed(sandbox, source, DOUBLE, limits=limits, alone=nullcontext)
    assert time.monotonic() - start < 2 * 1.1 + 4 * WALL_GRACE
    assert answers(observation, "double")[0].reason == "wall"


def test_undefined_and_not_callable(sandbox):
    observation = observed(sandbox, "f = 3\n", question("f", (1,)), question("g", (1,)))
    assert answers(observation, "f") == (Undefined(callable=False),)
    assert answers(observation, "g") == (Undefined(callable=True),)


def test_variables_are_read(sandbox):
    check = ValueCheck(id="x/1", name="x", expected=1)
    observation = observed(sandbox, "x = (1, 2)\n", asking("x", check))
    assert answers(observation, "x") == (Value(value=(1, 2)),)


def test_the_source_is_read_without_being_run(sandbox):
    source = (
        "import sys, numpy as np\n"
        "for module in list(sys.modules.values()):\n"
        "    if getattr(module, 'uses', None):\n        module.uses = lambda *a: ['sum']\n"
        "def f(x):\n    return np.convolve(x, x)\n"
    )
    check = SourceCheck(id="f/1", name="f", must_use=("sum",))
    (answer,) = answers(observed(sandbox, source, asking("f", check)), "f")
    assert isinstance(answer, Value)
    assert answer.value == ["numpy.convolve"]


def test_no_answer_depends_on_earlier_calls_through_random_numbers(sandbox):
    source = (
        "import numpy as np\ndef f():\n"
        "    return np.random.rand() + np.random.default_rng().random()\n"
    )
    observation = observed(sandbox, source, question("f", (), ()))
    first, second = answers(observation, "f")
    assert first == second


def test_outputs_are_sealed_before_the_first_call(sandbox):
    source = "def double(x):\n    print('called with', x)\n    return 2 * x\n"
    observation = observed(sandbox, source, DOUBLE)
    assert observation.runs[0].outputs == ()


def test_arrays_first_then_lists(sandbox):
    source = "def f(x):\n    return x + [3]\n\ndef g(x):\n    return type(x).__name__\n"
    case = [np.array([1, 2])]
    observation = observed(sandbox, source, question("f", [[1, 2]]), question("g", case))
    assert answers(observation, "g") == (Value(value="ndarray"),)
    source = "def f(x):\n    return [1, 2].index(x.index(2))\n"
    (answer,) = answers(observed(sandbox, source, question("f", case)), "f")
    assert answer == Value(value=0, with_lists=True)
