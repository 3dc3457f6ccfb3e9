"""Sandboxes from start to end: refusing, restarting, sharing, leaving nothing behind."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.errors import SandboxError
from autograder.records import CellRun, Limits, Value
from autograder.sandbox.client import WAY_OUT, Isolation, Sandbox
from autograder.sandbox.confinement import ALL_LAYERS, LANDLOCK, SECCOMP
from autograder.sandbox.launch import ENTRY, TemplateGone
from autograder.sandbox.syscall_numbers import numbers
from autograder.sandbox.workers import Worker

GENEROUS = {"seconds": 10.0, "wall": 60.0}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where sandboxes put their folders, which must be empty in the end."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


def children() -> set[str]:
    lists = Path("/proc/self/task").glob("*/children")
    return {pid for children in lists for pid in children.read_text().split()}


def is_dead(pid: int) -> bool:
    """An orphan may stay in the table until somebody reaps it."""
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "State:\tZ" in status.read_text()


def ask_until_it_is_gone(worker: Worker) -> None:
    """A worker may still answer until the kernel gets round to killing it."""
    for _ in range(100_000):
        worker.value("pid", **GENEROUS)


def test_a_sandbox_says_what_it_is() -> None:
    with Sandbox() as sandbox:
        assert sandbox.tier == "Landlock and seccomp"
        versions = dict(sandbox.versions)
        assert versions["python"] == sys.version.split()[0]
        assert {"numpy", "IPython"} <= set(versions)


def test_nothing_is_left_behind() -> None:
    before = len(os.listdir("/proc/self/fd")), children()
    with Sandbox() as sandbox:
        for _ in range(3):
            with sandbox.worker(Limits()) as worker:
                worker.run_cell(1, "open('file', 'w'); import os; os.makedirs('a/b')", **GENEROUS)
        abandoned = sandbox.worker(Limits())
        abandoned.run_cell(1, "import os; pid = os.getpid()", **GENEROUS)
        pid = abandoned.value("pid", **GENEROUS)
        abandoned.close()
        abandoned.close()
    assert (len(os.listdir("/proc/self/fd")), children()) == before
    assert isinstance(pid, Value)
    assert not Path(f"/proc/{pid.value}").exists()


def test_a_sandbox_that_is_closed_takes_its_workers_with_it() -> None:
    sandbox = Sandbox()
    with sandbox.worker(Limits()) as worker:
        sandbox.close()
        with pytest.raises(TemplateGone):
            worker.value("x", **GENEROUS)


def test_without_isolation_the_same_is_answered() -> None:
    with Sandbox(isolation=Isolation.NONE) as sandbox:
        assert sandbox.tier == "none"
        with sandbox.worker(Limits()) as worker:
            assert worker.run_cell(1, "x = open('/proc/version').read()[:5]", **GENEROUS) == (
                CellRun(1, ())
            )
            assert worker.value("x", **GENEROUS) == Value("Linux")


def test_threads_share_a_sandbox() -> None:
    def square(number: int) -> object:
        with sandbox.worker(Limits()) as worker:
            worker.run_cell(1, f"x = {number} ** 2", **GENEROUS)
            return worker.value("x", **GENEROUS)

    with Sandbox() as sandbox, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(square, range(12))) == [Value(n**2) for n in range(12)]


def test_a_template_that_was_killed_is_started_again() -> None:
    with Sandbox() as sandbox:
        with sandbox.worker(Limits()) as worker:
            worker.run_cell(1, "import os; pid = os.getpid()", **GENEROUS)
            pid = worker.value("pid", **GENEROUS)
            os.kill(sandbox.template_pid, signal.SIGKILL)
            with pytest.raises(TemplateGone) as gone:
                ask_until_it_is_gone(worker)
            assert str(gone.value) == "the process that workers are forked from has ended"
        with sandbox.worker(Limits()) as worker:
            assert worker.run_cell(1, "x = 1", **GENEROUS) == CellRun(1, ())
    assert isinstance(pid, Value)
    assert is_dead(pid.value)


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (LANDLOCK, "reading a file outside is not prevented"),
        (SECCOMP, "opening a socket is not prevented"),
    ],
)
def test_a_missing_layer_is_noticed(missing: str, sentence: str) -> None:
    with pytest.raises(SandboxError) as refused:
        Sandbox(layers=ALL_LAYERS - {missing})
    assert str(refused.value) == f"Student code cannot be isolated here: {sentence}. {WAY_OUT}"


# A filter of its own makes the template live on a kernel that refuses one call.
REFUSING = """
from autograder.sandbox.seccomp import Instruction, load
load(b"".join(i.packed() for i in (
    Instruction(0x20, 0), Instruction(0x15, {number}, if_false=1),
    Instruction(0x06, 0x50000 | {error}), Instruction(0x06, 0x7FFF0000))))
"""


@pytest.mark.parametrize(
    ("number", "error", "sentence"),
    [
        (444, errno.ENOSYS, "this kernel has no Landlock"),
        (444, errno.EOPNOTSUPP, "Landlock is switched off at boot"),
        (444, errno.EPERM, "an outer seccomp profile forbids Landlock"),
        (446, errno.E2BIG, "landlock_restrict_self: Argument list too long (E2BIG)"),
        (
            numbers(os.uname().machine)["seccomp"],
            errno.EPERM,
            "seccomp: Operation not permitted (EPERM)",
        ),
    ],
)
def test_a_machine_that_cannot_isolate_is_refused(number: int, error: int, sentence: str) -> None:
    entry = REFUSING.format(number=number, error=error) + ENTRY
    with pytest.raises(SandboxError) as refused:
        Sandbox(entry=entry)
    assert str(refused.value) == f"Student code cannot be isolated here: {sentence}. {WAY_OUT}"


def test_the_way_out_is_named() -> None:
    assert WAY_OUT == (
        "Run it on Linux 5.13 or later, in the container, or under WSL 2; "
        "for code that you trust, --isolation none runs it without protection."
    )


def test_a_module_that_is_not_installed_is_named() -> None:
    with pytest.raises(SandboxError) as refused:
        Sandbox(imports=["no_such_module"])
    assert str(refused.value) == (
        "workers cannot be started: ModuleNotFoundError: No module named 'no_such_module'"
    )


def test_a_template_with_two_threads_forks_nothing() -> None:
    thread = "import threading, time; threading.Thread(target=time.sleep, args=(600,), daemon=True)"
    with pytest.raises(SandboxError) as refused:
        Sandbox(entry=f"{thread}.start(); {ENTRY}")
    assert str(refused.value) == (
        "no worker can be started: the template has 2 threads, and a fork would copy only one"
    )


AS_NOBODY = """
import os, sys
sys.path.insert(0, sys.argv[1])
os.setgroups([]); os.setgid(65534); os.setuid(65534)
from autograder.records import Limits
from autograder.sandbox.client import Sandbox
with Sandbox() as sandbox, sandbox.worker(Limits()) as worker:
    worker.run_cell(1, "import os; os.mkdir('closed', 0); x = 1", seconds=10, wall=60)
    print(worker.value("x", seconds=10, wall=60), sandbox.tier)
"""


def others_may_enter(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o1 for folder in path.resolve().parents)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become an ordinary user")
@pytest.mark.skipif(
    not others_may_enter(Path(sys.executable)), reason="the interpreter is in a closed folder"
)
def test_an_ordinary_user_is_served_as_well() -> None:
    ours = str(Path(__file__).parent.parent)
    command = [sys.executable, "-c", AS_NOBODY, ours]
    environment = {**os.environ, "TMPDIR": "/tmp"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "Value(value=1, with_lists=False) Landlock and seccomp\n"
