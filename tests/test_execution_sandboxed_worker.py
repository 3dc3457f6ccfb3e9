"""Real workers that use too much, break off or lie.

Tests of `sandbox/conversation.py`, `sandbox/disks.py`, `sandbox/pipes.py`,
`sandbox/processes.py`, `sandbox/shortage.py`, `sandbox/__init__.py`, `sandbox/jail/usage.py`.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from autograder.execution.sandboxed import Sandbox
from autograder.execution.sandboxed_worker import SandboxedWorker
from autograder.records import (
    CallRequest,
    CellRequest,
    CellRun,
    Limits,
    Raised,
    Stopped,
    Undefined,
    Unsendable,
    UsesRequest,
    Value,
    ValueRequest,
)
from autograder.sandbox import processes
from autograder.sandbox.shortage import CannotAsk
from tests.processes import wait_until
from tests.sandboxes import TIERS, sandbox_of

GENEROUS = {"seconds": 10.0, "wall": 60.0}
DEAF = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n"


@pytest.fixture(scope="module", params=TIERS.values(), ids=TIERS)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with sandbox_of(request.param) as sandbox:
        yield sandbox


@pytest.fixture
def worker(sandbox: Sandbox) -> Iterator[SandboxedWorker]:
    limits = Limits(seconds=5, memory=256 << 20, disk=1 << 20, output=1 << 16)
    with sandbox.worker(limits) as worker:
        yield worker


@pytest.fixture
def run(worker: SandboxedWorker) -> Callable[[str], CellRun]:
    return lambda source: worker.ask(CellRequest(cell=1, source=source), **GENEROUS)


def test_a_conversation(worker: SandboxedWorker) -> None:
    source = "import numpy as np\nx = 3\ndef twice(a): return a * 2\ndef fails(): return 1 / 0"
    assert worker.ask(CellRequest(cell=1, source=source), **GENEROUS) == CellRun(cell=1, outputs=())
    answer = worker.ask(CallRequest(name="twice", arguments=(np.arange(2),)), **GENEROUS)
    assert isinstance(answer, Value)
    assert answer.value.tolist() == [0, 2]
    assert worker.ask(ValueRequest(name="x"), **GENEROUS) == Value(value=3)
    assert worker.ask(ValueRequest(name="y"), **GENEROUS) == Undefined()
    assert worker.ask(CallRequest(name="x", arguments=()), **GENEROUS) == Undefined(callable=False)
    failure = worker.ask(CallRequest(name="fails", arguments=()), **GENEROUS)
    assert isinstance(failure, Raised)
    assert (failure.type, failure.message) == ("ZeroDivisionError", "division by zero")
    assert worker.ask(UsesRequest(name="twice", sources=(source,)), **GENEROUS) == Value(value=[])
    assert 0 < worker.cpu_seconds < 5


def test_too_large_a_value_is_unsendable(worker: SandboxedWorker) -> None:
    worker.ask(CellRequest(cell=1, source="x = [0] * 300_000"), **GENEROUS)
    assert worker.ask(ValueRequest(name="x"), **GENEROUS) == Unsendable(
        kind="values", number=200000
    )


def test_a_loop_that_hears_no_signal_is_killed(worker: SandboxedWorker) -> None:
    ran = worker.ask(CellRequest(cell=1, source=DEAF + "while True: pass"), seconds=0.2, wall=60)
    assert ran.stopped == Stopped(reason="cpu", limit=0.2)
    assert worker.cpu_seconds > 1
    assert worker.ask(ValueRequest(name="x"), **GENEROUS) == Stopped(reason="cpu", limit=0.2)


def test_sleep_that_hears_no_signal_is_killed(worker: SandboxedWorker) -> None:
    ran = worker.ask(
        CellRequest(cell=1, source=DEAF + "import time; time.sleep(600)"), seconds=10, wall=0.2
    )
    assert ran.stopped == Stopped(reason="wall", limit=0.2)


def test_the_kernel_ends_what_outlives_its_cpu_seconds(sandbox: Sandbox) -> None:
    # Its bound is twice the seconds and five more: here one second.
    with sandbox.worker(Limits(seconds=-2)) as worker:
        ran = worker.ask(CellRequest(cell=1, source="while True: pass"), seconds=60, wall=60)
    assert ran.stopped == Stopped(reason="cpu", limit=1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import ctypes; ctypes.string_at(0)", Stopped(reason="crash", signal="SIGSEGV")),
        ("import os; os.abort()", Stopped(reason="crash", signal="SIGABRT")),
        ("import os; os._exit(3)", Stopped(reason="exit", status=3)),
        ("import os; os.kill(os.getpid(), 15)", Stopped(reason="crash", signal="SIGTERM")),
        ("import os; os.kill(os.getpid(), 1)", Stopped(reason="crash", signal="SIGHUP")),
        ("import os; os.kill(os.getpid(), 10)", Stopped(reason="crash", signal="SIGUSR1")),
        ("import os; os.kill(os.getpid(), 40)", Stopped(reason="crash", signal="signal 40")),
        (
            "import signal as s; s.raise_signal(s.SIGTERM)",
            Stopped(reason="crash", signal="SIGTERM"),
        ),
        ("import ctypes; ctypes.CDLL(None).abort()", Stopped(reason="crash", signal="SIGABRT")),
        (
            "import os; os.write(4, b'\\xff' * 8)",
            Stopped(reason="wire", breach="malformed", note="a message of 4294967295 bytes"),
        ),
        (
            "import os; os.write(4, b'\\2\\0\\0\\0no')",
            Stopped(reason="wire", breach="malformed", note="not JSON: JSONDecodeError"),
        ),
        (
            "import os; os.write(4, b'\\2\\0\\0\\0{}')",
            Stopped(
                reason="wire",
                breach="malformed",
                note="a malformed reply: CellRun needs a field 'cell'",
            ),
        ),
        ("import os; os.close(4)", Stopped(reason="wire", breach="closed")),
        (
            "import os, time; os.close(4); time.sleep(600)",
            Stopped(reason="wire", breach="closed"),
        ),
        (
            "import threading as t, time; t.stack_size(32768)\n"
            "for i in range(1000): t.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"
            "time.sleep(600)",
            Stopped(reason="threads", limit=256),
        ),
        (
            "import time\n"
            "for i in range(5): open(str(i), 'wb').write(bytes(1 << 20))\n"
            "time.sleep(600)",
            Stopped(reason="files", limit=4194304, entries=10_000),
        ),
        (
            "import os\nwhile True: os.write(1, bytes(65536))",
            Stopped(reason="output", limit=67108864),
        ),
    ],
    ids=lambda case: case[:40] if isinstance(case, str) else case.reason,
)
def test_why_a_worker_was_stopped(
    run: Callable[[str], CellRun], source: str, expected: Stopped
) -> None:
    assert run(source) == CellRun(cell=1, outputs=(), stopped=expected)


@pytest.mark.parametrize(
    ("before", "kills", "expected"),
    [
        ("", None, Stopped(reason="crash", signal="SIGKILL")),
        (
            "x = bytearray(b'x') * (220 << 20)\n",
            None,
            Stopped(reason="memory", signal="SIGKILL"),
        ),
        ("x = bytearray(b'x') * (220 << 20)\n", 0, Stopped(reason="crash", signal="SIGKILL")),
    ],
    ids=["small", "large", "large, and the kernel has killed nobody"],
)
def test_a_kill_from_outside(
    worker: SandboxedWorker,
    monkeypatch: pytest.MonkeyPatch,
    before: str,
    kills: int | None,
    expected: Stopped,
) -> None:
    monkeypatch.setattr(processes, "killed_for_memory", lambda: kills)
    monkeypatch.setattr(worker._process, "_kills_before", kills)
    asleep = f"import os, time\n{before}os.write(1, b'asleep'); time.sleep(600)"
    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(worker.ask, CellRequest(cell=1, source=asleep), **GENEROUS)
        wait_until(lambda: worker.printed.total > 0)
        signal.pidfd_send_signal(worker._process.handle, signal.SIGKILL)
        assert running.result() == CellRun(cell=1, outputs=(), stopped=expected)


def test_memory_is_bounded(worker: SandboxedWorker) -> None:
    ran = worker.ask(
        CellRequest(cell=1, source="import numpy as np; x = np.ones(1 << 27)"), **GENEROUS
    )
    assert ran.stopped == Stopped(reason="memory") or (ran.raised and "Memory" in ran.raised.type)
    assert worker.ask(ValueRequest(name="x"), **GENEROUS) == Undefined()


def test_shared_memory_is_bounded(run: Callable[[str], CellRun]) -> None:
    ran = run("import mmap\nx = [mmap.mmap(-1, 1 << 28) for i in range(40)]")
    assert ran.stopped is None
    assert ran.raised is not None
    assert ran.raised.message == "[Errno 12] Cannot allocate memory"


def test_one_file_is_bounded(run: Callable[[str], CellRun]) -> None:
    ran = run("open('large', 'wb').write(bytes(2 << 20))")
    assert ran.raised is not None
    assert ran.raised.message == "[Errno 27] File too large"


def test_open_files_are_bounded(run: Callable[[str], CellRun]) -> None:
    ran = run("import os\nx = [os.dup(0) for i in range(1000)]")
    assert ran.raised is not None
    assert ran.raised.message == "[Errno 24] Too many open files"


def test_a_flood_of_output_is_drained_and_counted(worker: SandboxedWorker) -> None:
    source = "import os\nfor i in range(160): os.write(1 + i % 2, b'x' * 65536)"
    assert worker.ask(CellRequest(cell=1, source=source), **GENEROUS).stopped is None
    worker.ask(ValueRequest(name="i"), **GENEROUS)
    assert worker.printed.total == 160 * 65536
    assert len(worker.printed.head) + len(worker.printed.tail) == 1 << 16


def test_threads_that_were_left_running_are_counted(worker: SandboxedWorker) -> None:
    source = (
        "import threading\n"
        "go = threading.Event()\n"
        "def start():\n"
        "    for i in range(3): threading.Thread(target=go.wait, daemon=True).start()\n"
    )
    worker.ask(CellRequest(cell=1, source=source), **GENEROUS)
    assert worker.threads == 1
    worker.ask(CallRequest(name="start", arguments=()), **GENEROUS)
    assert worker.threads == 4
    worker.close()
    assert worker.threads == 0


def ahead(worker: SandboxedWorker, *sources: str) -> list[CellRun]:
    """Return the runs of cells that are all sent at once."""
    cells = [CellRequest(cell=n, source=source) for n, source in enumerate(sources, 1)]
    worker.work_ahead(cells, **GENEROUS, together=(10.0, 60.0))
    assert worker.is_ahead
    return [worker.ask(cell, **GENEROUS) for cell in cells]


def test_what_is_sent_at_once_is_answered_one_after_the_other(worker: SandboxedWorker) -> None:
    runs = ahead(worker, "x = 1", "print(x)", "1 / 0", "x += 1")
    assert [run.cell for run in runs] == [1, 2, 3, 4]
    assert [len(run.outputs) for run in runs] == [0, 1, 1, 0]
    assert not worker.is_ahead
    assert worker.ask(ValueRequest(name="x"), **GENEROUS) == Value(value=2)


def test_the_one_that_ends_a_worker_is_the_first_that_is_not_answered(
    worker: SandboxedWorker,
) -> None:
    runs = ahead(worker, "x = 1", "import os; os._exit(3)", "x = 2")
    why = Stopped(reason="exit", status=3)
    assert [run.stopped for run in runs] == [None, why, why]
    assert not worker.alive


def test_what_comes_after_a_stopped_call_is_not_begun(worker: SandboxedWorker) -> None:
    worker.ask(
        CellRequest(cell=1, source="n = 0\ndef f():\n global n; n += 1\n while n == 2: pass"),
        **GENEROUS,
    )
    calls = [CallRequest(name="f", arguments=()) for _ in range(4)]
    worker.work_ahead(calls, seconds=0.2, wall=5, together=(0.2, 5.0))
    first, second = (worker.ask(call, seconds=0.2, wall=5) for call in calls[:2])
    assert (first, second.reason) == (Value(value=None), "cpu")
    assert not worker.is_ahead
    assert worker.ask(ValueRequest(name="n"), **GENEROUS) == Value(value=2)


def test_time_of_all_together_is_kept_by_the_worker_itself(worker: SandboxedWorker) -> None:
    busy = "import time\nt = time.process_time()\nwhile time.process_time() < t + 0.3: pass"
    cells = [CellRequest(cell=n, source=busy) for n in (1, 2, 3)]
    worker.work_ahead(cells, seconds=1.0, wall=20.0, together=(0.5, 20.0))
    runs = [worker.ask(cell, **GENEROUS) for cell in cells]
    assert [run.stopped and run.stopped.reason for run in runs] == [None, "cpu", "cpu"]
    assert worker.alive


def test_too_much_for_one_message_is_asked_alone(worker: SandboxedWorker) -> None:
    calls = [CallRequest(name="len", arguments=("x" * (1 << 20),)) for _ in range(2)]
    worker.work_ahead(calls, **GENEROUS, together=(10.0, 60.0))
    assert not worker.is_ahead


def test_a_request_that_cannot_be_sent_is_our_fault(worker: SandboxedWorker) -> None:
    with pytest.raises(CannotAsk) as refused:
        worker.ask(CellRequest(cell=1, source=f"x = '{'畳' * (3 << 20)}'"), **GENEROUS)
    assert str(refused.value) == "a request cannot be sent to a worker: a message of 18874488 bytes"
    with pytest.raises(CannotAsk) as refused:
        worker.ask(CallRequest(name="f", arguments=(np.zeros(2 << 20),)), **GENEROUS)
    assert str(refused.value) == "a request cannot be sent to a worker: more than 8 MiB"
    assert worker.ask(CellRequest(cell=1, source="x = 1"), **GENEROUS) == CellRun(
        cell=1, outputs=()
    )


def test_an_answer_before_the_question_is_refused(worker: SandboxedWorker) -> None:
    forged = b'{"value": ["int", "0x2a"], "with_lists": false}'
    frame = len(forged).to_bytes(4, "little") + forged
    ran = worker.ask(
        CellRequest(
            cell=1,
            source="import os, threading\n"
            'answer = b\'{"cell": 1, "outputs": [], "raised": null, "stopped": null}\'\n'
            f"os.write(4, len(answer).to_bytes(4, 'little') + answer + {frame!r})",
        ),
        **GENEROUS,
    )
    assert ran == CellRun(cell=1, outputs=())
    assert worker.ask(ValueRequest(name="x"), **GENEROUS) == Stopped(
        reason="wire", breach="unasked"
    )


def test_a_large_request_reaches_a_worker_that_prints_meanwhile(worker: SandboxedWorker) -> None:
    source = "import os\ndef size(x):\n    os.write(1, bytes(300_000))\n    return x.size"
    worker.ask(CellRequest(cell=1, source=source), **GENEROUS)
    assert worker.ask(
        CallRequest(name="size", arguments=(np.zeros(500_000),)), **GENEROUS
    ) == Value(value=500_000)


def test_one_submission_sees_nothing_of_another(sandbox: Sandbox) -> None:
    look = "import builtins, os; x = os.listdir('.'), hasattr(builtins, 'seen')"
    with sandbox.worker(Limits()) as one, sandbox.worker(Limits()) as other:
        one.ask(
            CellRequest(cell=1, source="import builtins; builtins.seen = 1; open('file', 'w')"),
            **GENEROUS,
        )
        other.ask(CellRequest(cell=1, source=look), **GENEROUS)
        assert one.ask(ValueRequest(name="seen"), **GENEROUS) == Undefined()
        assert other.ask(ValueRequest(name="x"), **GENEROUS) == Value(value=([], False))
