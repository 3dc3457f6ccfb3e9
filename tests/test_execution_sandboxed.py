"""Sandboxes from start to end: refusing, restarting, sharing, leaving nothing behind.

Tests of `closing.py`, `execution/isolation.py`, `sandbox/launch.py`, `sandbox/ordering.py`,
`sandbox/environment.py`, `sandbox/fixed_limits.py`, `sandbox/jail/template.py`,
`sandbox/jail/beginning.py`, `sandbox/jail/confinement.py`, `sandbox/jail/forking.py`,
`sandbox/jail/orders.py`, `sandbox/jail/process_namespaces.py`.
"""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.errors import SandboxClosed, SandboxError
from autograder.execution.isolation import Isolation
from autograder.execution.sandboxed import MOST_FAILURES, Sandbox
from autograder.execution.worker import Worker
from autograder.records import CellRequest, CellRun, Limits, Value, ValueRequest
from autograder.sandbox.jail.layers import ALL_LAYERS, LANDLOCK, NAMESPACES, SECCOMP
from autograder.sandbox.launch import ENTRY, Template, TemplateGone
from autograder.sandbox.platforms import WAY_OUT
from autograder.sandbox.shortage import Shortage
from tests.paths import ROOT
from tests.processes import children, descendants, is_dead, wait_until
from tests.refusals import refusing
from tests.sandboxes import TIERS, WITHOUT_NAMESPACES, sandbox_of, sandbox_with

pytestmark = pytest.mark.process

GENEROUS = {"seconds": 10.0, "wall": 60.0}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where sandboxes put their folders, which must be empty in the end."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


def kill_all(template: int) -> None:
    """Kill a template, and wait for what dies with it."""
    whole = {template, *descendants(template)}
    os.kill(template, signal.SIGKILL)
    wait_until(lambda: all(is_dead(pid) for pid in whole))


ASLEEP = CellRequest(cell=1, source="import os, time; os.write(1, b'asleep'); time.sleep(600)")


def ask_until_it_is_gone(worker: Worker) -> None:
    """A worker may still answer until the kernel gets round to killing it."""
    for _ in range(100_000):
        worker.ask(ValueRequest(name="x"), **GENEROUS)


def test_a_sandbox_says_what_it_is() -> None:
    with Sandbox() as sandbox:
        assert sandbox.tier in ("A: namespaces, Landlock and seccomp", "B: Landlock and seccomp")
        assert sandbox.tier.startswith("B") == bool(sandbox.namespaces_error)
        versions = dict(sandbox.versions)
        assert versions["python"] == sys.version.split()[0]
        assert {"numpy", "IPython"} <= set(versions)


tiers = pytest.mark.parametrize("layers", TIERS.values(), ids=TIERS)


@tiers
def test_nothing_is_left_behind(layers: frozenset[str]) -> None:
    before = len(os.listdir("/proc/self/fd")), descendants()
    with sandbox_of(layers) as sandbox:
        warm = descendants()
        for _ in range(3):
            with sandbox.worker(Limits()) as worker:
                worker.ask(
                    CellRequest(cell=1, source="open('file', 'w'); import os; os.makedirs('a/b')"),
                    **GENEROUS,
                )
        abandoned = sandbox.worker(Limits())
        begun = descendants() - warm
        assert len(begun) == (2 if NAMESPACES in layers else 1)  # with the init of its namespace
        abandoned.close()
        abandoned.close()
        assert not any(Path(f"/proc/{pid}").exists() for pid in begun)
    assert (len(os.listdir("/proc/self/fd")), descendants()) == before


@pytest.mark.parametrize("refusal", ["", refusing("close_range", 1)], ids=["at once", "one by one"])
def test_files_are_closed_however_many(refusal: str) -> None:
    program = (
        f"import os, sys\nsys.path.insert(0, {str(ROOT)!r})\n{refusal}\n"
        "from autograder.sandbox.jail.forking import close_from\n"
        "opened = [os.dup(2) for _ in range(200)]\n"
        "close_from(5)\n"
        "print(max(map(int, os.listdir('/proc/self/fd'))))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("5\n", "")


@tiers
def test_each_order_is_carried_out_as_it_says_whatever_the_last_one_said(
    layers: frozenset[str],
) -> None:
    source = (
        "import os, resource\n"
        "print(os.environ['HOME'] == os.getcwd(), 'LEFT' in os.environ, end=' ')\n"
        "print(resource.getrlimit(resource.RLIMIT_FSIZE)[0])\n"
        "os.environ['LEFT'] = 'behind'"
    )
    sizes = (1 << 20, 1 << 20, 2 << 20, 1 << 20)
    with sandbox_of(layers) as sandbox:
        for size in sizes:
            with sandbox.worker(Limits(disk=size)) as worker:
                run = worker.ask(CellRequest(cell=1, source=source), **GENEROUS)
            assert isinstance(run, CellRun)
            assert dict(run.outputs[0].content)["text"] == f"True False {size}\n"


def test_a_sandbox_that_is_closed_takes_its_workers_with_it() -> None:
    sandbox = Sandbox()
    with sandbox.worker(Limits()) as worker:
        sandbox.close()
        with pytest.raises(TemplateGone):
            worker.ask(ValueRequest(name="x"), **GENEROUS)


def test_without_isolation_the_same_is_answered() -> None:
    with Sandbox(isolation=Isolation.NONE) as sandbox:
        assert sandbox.tier == "none"
        with sandbox.worker(Limits()) as worker:
            assert worker.ask(
                CellRequest(cell=1, source="x = open('/proc/version').read()[:5]"), **GENEROUS
            ) == (CellRun(cell=1, outputs=()))
            assert worker.ask(ValueRequest(name="x"), **GENEROUS) == Value(value="Linux")


def test_threads_share_a_sandbox() -> None:
    def square(number: int) -> object:
        with sandbox.worker(Limits()) as worker:
            worker.ask(CellRequest(cell=1, source=f"x = {number} ** 2"), **GENEROUS)
            return worker.ask(ValueRequest(name="x"), **GENEROUS)

    with Sandbox() as sandbox, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(square, range(12))) == [Value(value=n**2) for n in range(12)]


@tiers
def test_a_template_that_was_killed_is_started_again(layers: frozenset[str]) -> None:
    before = children()
    with sandbox_of(layers) as sandbox:
        (template,) = children() - before
        with sandbox.worker(Limits()) as worker:
            gone_with_it = descendants(template)
            os.kill(template, signal.SIGKILL)
            with pytest.raises(TemplateGone) as gone:
                ask_until_it_is_gone(worker)
            assert str(gone.value) == "the process that workers are forked from has ended"
        with sandbox.worker(Limits()) as worker:
            assert worker.ask(CellRequest(cell=1, source="x = 1"), **GENEROUS) == CellRun(
                cell=1, outputs=()
            )
    assert len(gone_with_it) == (4 if NAMESPACES in layers else 1)
    assert all(is_dead(pid) for pid in gone_with_it)


DYING = """
import os, socket
from autograder.sandbox.jail import template
from autograder.protocol.frames import send

class Dying(template.WarmProcess):
    orders = 0

    def _take_order(self):
        self.orders += 1
        if self.orders == 1:
            return super()._take_order()
        _, pipes, _, _ = socket.recv_fds(self._control, 1 << 16, 5)
        send(pipes[1], {"ready": True})
        os._exit(9)

template.WarmProcess = Dying
template.main()
"""


def test_what_a_dying_template_has_begun_is_not_heard() -> None:
    """It had carried out the order, and its worker was ready, but nobody was told."""
    with sandbox_with(entry=DYING) as sandbox, sandbox.worker(Limits()) as worker:
        assert worker.ask(CellRequest(cell=1, source="x = 1"), **GENEROUS) == CellRun(
            cell=1, outputs=()
        )
        assert worker.ask(ValueRequest(name="x"), **GENEROUS) == Value(value=1)


class _Changing(Sandbox):
    """Its templates after the first are of another make: without namespaces, and with a module."""

    first: str  #: tier
    started = 0

    def _new_template(self) -> Template:
        self.started += 1
        if self.started == 1:
            return Template(["numpy"], TIERS[self.first])
        return Template(["numpy", "IPython", "json"], WITHOUT_NAMESPACES)


@pytest.mark.parametrize(("first", "changed"), [("A", "tier and versions"), ("B", "versions")])
def test_a_template_that_has_become_another_is_not_used(first: str, changed: str) -> None:
    sandbox_of(TIERS[first]).close()
    before = children()
    with type("Changing", (_Changing,), {"first": first})() as sandbox:
        was = sandbox.tier, sandbox.versions, sandbox.trainer, sandbox.namespaces_error
        (template,) = children() - before
        kill_all(template)
        for _ in range(2):
            with pytest.raises(SandboxError) as refused:
                sandbox.worker(Limits())
            assert str(refused.value) == (
                f"workers are no longer what they were: their {changed} changed when the process "
                "that they are forked from was started again"
            )
        assert (sandbox.tier, sandbox.versions, sandbox.trainer, sandbox.namespaces_error) == was
    assert children() == before


class _Mortal(Sandbox):
    """Its templates after the first end when they are asked for a worker."""

    started = 0

    def _new_template(self) -> Template:
        self.started += 1
        if self.started == 1:
            return super()._new_template()
        suicide = (
            "from autograder.sandbox.jail.template import WarmProcess; "
            "WarmProcess._take_order = quit; "
        )
        return Template(
            ["numpy"],
            ALL_LAYERS,
            "quit = lambda self: __import__('os')._exit(9); " + suicide + ENTRY,
        )


def test_templates_that_end_again_and_again_are_given_up() -> None:
    before = children()
    with _Mortal() as sandbox:
        (template,) = children() - before
        kill_all(template)
        for _ in range(MOST_FAILURES):
            with pytest.raises(TemplateGone):
                sandbox.worker(Limits())
        started = sandbox.started
        with pytest.raises(SandboxError) as given_up:
            sandbox.worker(Limits())
        assert str(given_up.value) == (
            "the process that workers are forked from has ended 5 times in a row and is not "
            "started any more; is the machine short of memory?"
        )
        assert sandbox.started == started


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (LANDLOCK, "reading a file outside is not prevented"),
        (SECCOMP, "opening a socket is not prevented"),
    ],
)
def test_a_missing_layer_is_noticed(missing: str, sentence: str) -> None:
    with pytest.raises(SandboxError) as refused:
        sandbox_with(layers=ALL_LAYERS - {missing})
    assert str(refused.value) == f"Student code cannot be isolated here: {sentence}. {WAY_OUT}"


@pytest.mark.parametrize(
    ("call", "error", "sentence"),
    [
        ("landlock_create_ruleset", errno.ENOSYS, "this kernel has no Landlock"),
        ("landlock_create_ruleset", errno.EOPNOTSUPP, "Landlock is switched off at boot"),
        ("landlock_create_ruleset", errno.EPERM, "an outer seccomp profile forbids Landlock"),
        (
            "landlock_restrict_self",
            errno.E2BIG,
            "landlock_restrict_self: Argument list too long (E2BIG)",
        ),
        ("seccomp", errno.EPERM, "seccomp: Operation not permitted (EPERM)"),
        ("seccomp", errno.ENOSYS, "seccomp: Function not implemented (ENOSYS)"),
        ("seccomp", errno.EINVAL, "seccomp: Invalid argument (EINVAL)"),
        ("prctl", errno.EINVAL, "no_new_privs: Invalid argument (EINVAL)"),
        ("capset", errno.EPERM, "capset: Operation not permitted (EPERM)"),
    ],
)
def test_a_machine_that_cannot_isolate_is_refused(call: str, error: int, sentence: str) -> None:
    with pytest.raises(SandboxError) as refused:
        sandbox_with(entry=refusing(call, error) + ENTRY)
    assert str(refused.value) == f"Student code cannot be isolated here: {sentence}. {WAY_OUT}"


def test_the_way_out_is_named() -> None:
    assert WAY_OUT == (
        "Run it on Linux 5.13 or later, in the container, or under WSL 2; "
        "for code that you trust, --isolation none runs it without protection."
    )


def test_a_module_that_is_not_installed_is_missed_by_who_imports_it() -> None:
    """An assignment that names one is refused when it is loaded; here others work without it."""
    with Sandbox(imports=["no_such_module"]) as sandbox, sandbox.worker(Limits()) as worker:
        told = worker.ask(CellRequest(cell=1, source="import no_such_module"), **GENEROUS)
        assert isinstance(told, CellRun)
        assert told.raised is not None
        assert told.raised.message == "No module named 'no_such_module'"
        assert worker.ask(CellRequest(cell=2, source="x = 1"), **GENEROUS) == CellRun(
            cell=2, outputs=()
        )


def test_a_template_with_two_threads_forks_nothing() -> None:
    thread = "import threading, time; threading.Thread(target=time.sleep, args=(600,), daemon=True)"
    with pytest.raises(SandboxError) as refused:
        sandbox_with(entry=f"{thread}.start(); {ENTRY}")
    assert str(refused.value) == (
        "no worker can be started: the template has 2 threads, and a fork would copy only one"
    )


def test_a_worker_that_does_not_start_is_told() -> None:
    ends_early = "import os; from autograder.sandbox.jail import confinement\n"
    ends_early += "confinement.confine = lambda *_: os._exit(3)\n"
    with pytest.raises(SandboxError) as refused:
        sandbox_with(entry=ends_early + ENTRY)
    assert str(refused.value) == "a worker did not start: exit 3"


# ------------------------------------------------------------------ being short of something


def test_no_room_for_a_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(Shortage) as short:
        Sandbox()
    assert str(short.value).startswith("workers cannot be run: No such file or directory: ")


def test_no_room_for_a_worker(tmp_path: Path) -> None:
    with sandbox_of(WITHOUT_NAMESPACES) as sandbox:
        (folder,) = tmp_path.iterdir()
        folder.rmdir()
        with pytest.raises(Shortage) as short:
            sandbox.worker(Limits())
        folder.mkdir()
        with sandbox.worker(Limits()) as worker:
            assert worker.ask(CellRequest(cell=1, source="x = 1"), **GENEROUS) == CellRun(
                cell=1, outputs=()
            )
    assert str(short.value).startswith("workers cannot be run: No such file or directory: ")


FULL = """
import os, subprocess, sys
sys.path.insert(0, sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", os.environ["TMPDIR"]], check=True)
from autograder.records import CellRequest, Limits
from tests.sandboxes import WITHOUT_NAMESPACES, sandbox_with
with sandbox_with(WITHOUT_NAMESPACES) as sandbox, sandbox.worker(Limits()) as worker:
    cell = CellRequest(cell=1, source="open('x', 'wb').write(bytes(1 << 23))")
    try:
        print(worker.ask(cell, seconds=10, wall=60))
    except Exception as error:
        print(type(error).__name__, error)
"""


def test_a_temporary_folder_that_is_full_is_our_fault(tmp_path: Path) -> None:
    command = ["unshare", "--mount", sys.executable, "-c", FULL, str(ROOT)]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if "permitted" in done.stderr:
        pytest.skip("nothing can be mounted here, which takes root")
    assert re.fullmatch(
        rf"Shortage workers cannot be run: No space left on device: {tmp_path}/akapen-scratch-\w+; "
        "make room there, or set TMPDIR to another folder, and run the same command again\n",
        done.stdout,
    ), done.stdout + done.stderr


NO_SECOND_HANDLE = """import os
opened, pidfd_open = [], os.pidfd_open
def refuse_the_second(pid):
    opened.append(pid)
    if len(opened) == 2:
        raise OSError(24, "Too many open files")
    return pidfd_open(pid)
os.pidfd_open = refuse_the_second
"""


def test_a_worker_of_which_there_can_be_no_handle_does_not_stay() -> None:
    with sandbox_with(WITHOUT_NAMESPACES, NO_SECOND_HANDLE + ENTRY) as sandbox:
        warm = descendants()
        with pytest.raises(SandboxError) as refused:
            sandbox.worker(Limits())
        assert descendants() == warm
        with sandbox.worker(Limits()) as worker:
            assert worker.ask(CellRequest(cell=1, source="x = 1"), **GENEROUS) == CellRun(
                cell=1, outputs=()
            )
    assert str(refused.value) == "no worker can be started: [Errno 24] Too many open files"


SHORT_OF_FILES = """
import contextlib, os, resource, sys
sys.path.insert(0, sys.argv[1])
from autograder.errors import SandboxError
from autograder.records import CellRequest, Limits, ValueRequest
from tests.sandboxes import TIERS, sandbox_with

def open_files():
    return {int(fd) for fd in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{fd}")}

@contextlib.contextmanager
def room_for(spare):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = max(open_files())
    gaps = [os.open("/dev/null", os.O_RDONLY) for _ in range(most + 1 - len(open_files()))]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most + spare, hard))
    try:
        yield
    except SandboxError as error:
        print(spare, error)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for fd in gaps:
            os.close(fd)

with sandbox_with(TIERS[sys.argv[2]]) as sandbox:
    before = open_files()
    for spare in range(16):
        with room_for(spare):
            sandbox.worker(Limits()).close()
        assert open_files() == before, spare
    with sandbox.worker(Limits()) as worker, room_for(0):
        sleep = "import time; time.sleep(600)"
        ran = worker.ask(CellRequest(cell=1, source=sleep), seconds=1, wall=2)
        print(ran.stopped.reason, ran.stopped.limit)
"""


@pytest.mark.parametrize(
    ("tier", "sentence"),
    [
        ("A", "wall 2"),  # the kernel watches the disk
        ("B", "0 workers cannot be run: Too many open files: "),
    ],
)
def test_open_files_that_run_out_are_our_fault(tier: str, sentence: str) -> None:
    sandbox_of(TIERS[tier]).close()
    command = [sys.executable, "-c", SHORT_OF_FILES, str(ROOT), tier]
    environment = {**os.environ, "TMPDIR": tempfile.gettempdir()}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    *spawning, asking = done.stdout.splitlines()
    assert [line.partition(": /")[0] for line in spawning] == [
        f"{spare} workers cannot be run: Too many open files" for spare in range(len(spawning))
    ]
    assert 10 <= len(spawning) < 16
    assert asking.startswith(sentence)


# ------------------------------------------------------------------ ending it all


def test_closing_wakes_whoever_waits_for_a_worker() -> None:
    with Sandbox() as sandbox, ThreadPoolExecutor(3) as threads:
        workers = [sandbox.worker(Limits()) for _ in range(3)]
        waiting = [threads.submit(worker.ask, ASLEEP, seconds=600, wall=600) for worker in workers]
        wait_until(lambda: all(worker.printed.total for worker in workers))
        sandbox.close()
        errors = [future.exception(timeout=60) for future in waiting]
        for worker in workers:
            worker.close()
        with pytest.raises(SandboxClosed) as closed:
            sandbox.worker(Limits())
    assert [type(error) for error in errors] == [TemplateGone] * 3
    assert str(closed.value) == "the sandbox has been closed"


class Restarting(Sandbox):
    """Its second template imports for ever."""

    marker = ""  #: file that appears when that one runs
    started = 0

    def _new_template(self) -> Template:
        self.started += 1
        if self.started == 1:
            return super()._new_template()
        self.before_restart()
        endless = f"import time; open({self.marker!r}, 'w').close(); time.sleep(600); "
        return Template(("numpy",), ALL_LAYERS, endless + ENTRY)

    def before_restart(self) -> None:
        pass


def test_closing_wakes_whoever_waits_for_a_template(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    marker = tmp_path_factory.mktemp("marker") / "started"
    before = children()
    with Restarting() as sandbox, ThreadPoolExecutor(1) as threads:
        sandbox.marker = str(marker)
        (template,) = children() - before
        kill_all(template)
        waiting = threads.submit(sandbox.worker, Limits())
        wait_until(marker.exists)
        sandbox.close()
        assert isinstance(waiting.exception(timeout=60), SandboxError)
    assert children() == before


def test_closing_stops_a_template_from_being_started_again() -> None:
    class ClosedMeanwhile(Restarting):
        def before_restart(self) -> None:
            closing.append(threads.submit(self.close))
            wait_until(lambda: self._closed)

    closing: list[Future[None]] = []
    before = children()
    with ThreadPoolExecutor(2) as threads, ClosedMeanwhile() as sandbox:
        (template,) = children() - before
        kill_all(template)
        waiting = threads.submit(sandbox.worker, Limits())
        assert type(waiting.exception(timeout=60)) is SandboxClosed
        closing[0].result(timeout=60)
    assert children() == before


INTERRUPTED = """
import signal, sys
sys.path.insert(0, sys.argv[1])
signal.signal(signal.SIGTERM, signal.default_int_handler)
from autograder.records import CellRequest, Limits, ValueRequest
from autograder.execution.sandboxed import Sandbox
with Sandbox() as sandbox, sandbox.worker(Limits()) as worker:
    worker.ask(CellRequest(cell=1, source="open('file', 'w')"), seconds=10, wall=60)
    print("asleep", flush=True)
    worker.ask(CellRequest(cell=2, source="import time; time.sleep(600)"), seconds=600, wall=600)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_grader_leaves_nothing_behind(number: int) -> None:
    command = [sys.executable, "-c", INTERRUPTED, str(ROOT)]
    environment = {**os.environ, "TMPDIR": tempfile.gettempdir()}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as grader:
        assert grader.stdout is not None
        assert grader.stdout.readline() == b"asleep\n"
        started = descendants(grader.pid)
        grader.send_signal(number)
        _, complaints = grader.communicate(timeout=60)
    assert complaints.endswith(b"KeyboardInterrupt\n")
    assert len(started) >= 2
    assert all(is_dead(pid) for pid in started)


# ------------------------------------------------------------------ without any privilege

POWERLESS = """
import os, sys
sys.path.insert(0, sys.argv[1])
from autograder.records import CellRequest, Limits, ValueRequest
from autograder.execution.sandboxed import Sandbox
from autograder.sandbox.jail.privileges import drop_capabilities
drop_capabilities()
with open("/proc/self/status") as status:
    print(*(line.split()[1].strip("0") for line in status if line.startswith("Cap")), sep="")
hidden = "import os; os.mkdir('hidden', 0o300)"
fill = "for i in range(5): open(f'hidden/{i}', 'w').write('x' * (1 << 20))"
with Sandbox() as sandbox:
    print(sandbox.tier)
    with sandbox.worker(Limits()) as worker:
        worker.ask(CellRequest(cell=1, source="x = 1"), seconds=10, wall=60)
        print(worker.ask(ValueRequest(name="x"), seconds=10, wall=60).value)
        closed = "import os, time; os.makedirs('a/b'); os.mkdir('closed', 0)\\n"
        closed += "os.mkdir('blind', 0o400); os.mkdir('silent', 0o300); open('silent/x', 'w')\\n"
        closed += "time.sleep(0.6)"
        print(worker.ask(CellRequest(cell=2, source=closed), seconds=10, wall=60).stopped)
    with sandbox.worker(Limits(disk=1 << 20)) as worker:
        source = f"{hidden}\\n{fill}\\nwhile True: pass"
        ran = worker.ask(CellRequest(cell=1, source=source), seconds=10, wall=60)
        print(ran.stopped.reason, ran.stopped.limit)
"""


def test_a_grader_without_any_capability_is_served_as_well() -> None:
    command = [sys.executable, "-c", POWERLESS, str(ROOT)]
    environment = {**os.environ, "TMPDIR": tempfile.gettempdir()}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.stdout.splitlines() == [
        "",
        "B: Landlock and seccomp",  # only who may give files capabilities may map root
        "1",
        "None",
        "files 4194304",
    ], done.stderr
