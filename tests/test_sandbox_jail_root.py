"""A root of its own: what is in it, its bounds, and what happens where it cannot be made.

Tests of `sandbox/jail/mounts.py`.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.errors import SandboxError
from autograder.execution.sandboxed import Sandbox
from autograder.records import (
    CallRequest,
    CellRequest,
    CellRun,
    Limits,
    Stopped,
    Value,
    ValueRequest,
)
from autograder.sandbox.jail.layers import ALL_LAYERS, NAMESPACES
from autograder.sandbox.launch import ENTRY
from autograder.sandbox.platforms import WAY_OUT
from tests.hostile.harness import Arena
from tests.paths import ROOT
from tests.processes import descendants, is_dead, wait_until
from tests.refusals import refusing, refusing_flags
from tests.sandboxes import sandbox_of, sandbox_with

pytestmark = pytest.mark.process

GENEROUS = {"seconds": 10.0, "wall": 60.0}
ALONE = frozenset({NAMESPACES})


@pytest.fixture(scope="module")
def arena() -> Iterator[Arena]:
    with Arena() as arena:
        yield arena


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with sandbox_of(ALL_LAYERS) as sandbox:
        yield sandbox


@pytest.fixture
def run(sandbox: Sandbox) -> Iterator[Callable[[str], CellRun]]:
    with sandbox.worker(Limits(disk=1 << 20)) as worker:
        yield lambda source: worker.ask(CellRequest(cell=1, source=source), **GENEROUS)


# ------------------------------------------------------------------ what is in it


HOST = ("/etc/passwd", "/home", "/tmp", "/var", "/bin", "/dev/shm", "/proc/1", str(ROOT / "tests"))


@pytest.mark.hostile
@pytest.mark.parametrize("path", [p for p in HOST if not Path(sys.prefix).is_relative_to(p)])
def test_nothing_of_the_host_can_be_seen(arena: Arena, path: str) -> None:
    assert arena.run(f"import os; answer = os.path.lexists({path!r})", ALONE).answer == Value(
        value=False
    )


@pytest.mark.hostile
def test_headers_and_tests_of_libraries_are_not_shown(arena: Arena) -> None:
    source = """
import glob, os
packages = os.path.dirname(os.path.dirname(__import__('numpy').__file__))
answer = [len(glob.glob(f'{packages}/*/{name}/*')) for name in ('include', 'tests')]
"""
    assert arena.run(source, ALONE).answer == Value(value=[0, 0])


@pytest.mark.hostile
def test_what_there_is_cannot_be_written_to(arena: Arena) -> None:
    source = """
import os
answer = [top for top, _, _ in os.walk('/') if os.access(top, os.W_OK)]
"""
    assert arena.run(source, ALONE).answer == Value(value=["/scratch"])


@pytest.mark.hostile
def test_no_process_but_its_own_can_be_seen(arena: Arena) -> None:
    source = (
        "import os; answer = [n for n in os.listdir('/proc') if n.isdigit()] == [str(os.getpid())]"
    )
    assert arena.run(source, ALONE).answer == Value(value=True)


@pytest.mark.hostile
def test_there_is_no_network(arena: Arena) -> None:
    source = """
import fcntl, socket, struct
name = struct.pack('16sH22x', b'lo', 0)
flags = struct.unpack('16sH22x', fcntl.ioctl(socket.socket(), 0x8913, name))[1]
answer = socket.if_nameindex() + [flags & 1]
"""
    assert arena.run(source, ALONE).answer == Value(value=[(1, "lo"), 0])


@pytest.mark.hostile
def test_the_host_and_its_user_have_no_name(arena: Arena) -> None:
    source = "import os; answer = os.uname().nodename, os.getuid(), os.getgid()"
    assert arena.run(source, ALONE).answer == Value(value=("localhost", 1000, 1000))
    assert socket.gethostname() != "localhost"


@pytest.mark.hostile
def test_a_worker_sees_nothing_of_another(sandbox: Sandbox) -> None:
    look = "import os; answer = os.listdir('.'), os.path.exists('/scratch/file')"
    with sandbox.worker(Limits()) as one, sandbox.worker(Limits()) as other:
        one.ask(CellRequest(cell=1, source="open('file', 'w')"), **GENEROUS)
        other.ask(CellRequest(cell=1, source=look), **GENEROUS)
        assert other.ask(ValueRequest(name="answer"), **GENEROUS) == Value(value=([], False))


def test_what_libraries_need_is_there(arena: Arena) -> None:
    source = """
import os, ssl, numpy.fft, IPython.lib.pretty
cores = os.listdir('/sys/devices/system/cpu')
answer = [bool(open(path, 'rb').read(1)) for path in
          ('/proc/cpuinfo', '/proc/meminfo', '/proc/self/cmdline', '/dev/urandom')]
open('/dev/null', 'w').write('x')
"""
    assert arena.run(source, ALONE).answer == Value(value=[True] * 4)


# ------------------------------------------------------------------ bounds

FULL = {
    "bytes": "for i in range(5): open(str(i), 'wb').write(bytes(1 << 20))",
    "a temporary file": "import tempfile\n"
    "with tempfile.TemporaryDirectory() as t:\n"
    "    for i in range(5): open(f'{t}/{i}', 'wb').write(bytes(1 << 20))",
    "files": "for i in range(11_000): open(str(i), 'w')",
    "folders": "import os\nfor i in range(11_000): os.mkdir(str(i))",
    "numpy": "import numpy as np\nfor i in range(6): np.save(str(i), np.zeros(100_000))",
    "a file in memory": "import mmap\n"
    "for i in range(5):\n"
    "    file = open(str(i), 'wb+'); file.truncate(1 << 20)\n"
    "    mmap.mmap(file.fileno(), 0).write(bytes(1 << 20))",
    "nobody minds": "import contextlib\n"
    "while True:\n"
    "    with contextlib.suppress(OSError):\n"
    "        for i in range(5): open(str(i), 'ab').write(bytes(1 << 16))",
}


@pytest.mark.parametrize("source", FULL.values(), ids=FULL)
def test_a_full_disk_is_a_limit(run: Callable[[str], CellRun], source: str) -> None:
    assert run(source) == CellRun(
        cell=1, outputs=(), stopped=Stopped(reason="files", limit=4194304, entries=10_000)
    )


def test_a_call_that_fills_the_disk_is_stopped(sandbox: Sandbox) -> None:
    source = "def fill():\n    for i in range(5): open(str(i), 'wb').write(bytes(1 << 20))"
    with sandbox.worker(Limits(disk=1 << 20)) as worker:
        worker.ask(CellRequest(cell=1, source=source), **GENEROUS)
        assert worker.ask(CallRequest(name="fill", arguments=()), **GENEROUS) == Stopped(
            reason="files", limit=4194304, entries=10_000
        )
        assert not worker.alive


def test_what_was_deleted_is_free_again(run: Callable[[str], CellRun]) -> None:
    source = "for i in range(20): open('x', 'wb').write(bytes(1 << 20))"
    assert run(source) == CellRun(cell=1, outputs=())


def test_thousands_of_nested_folders_go_with_their_worker(sandbox: Sandbox) -> None:
    with sandbox.worker(Limits()) as worker:
        nest = "import os\nfor i in range(3000): os.mkdir('d'); os.chdir('d')\nanswer = 1"
        worker.ask(CellRequest(cell=1, source=nest), **GENEROUS)
        assert worker.ask(ValueRequest(name="answer"), **GENEROUS) == Value(value=1)
    with sandbox.worker(Limits()) as worker:
        worker.ask(CellRequest(cell=1, source="import os; answer = os.listdir('.')"), **GENEROUS)
        assert worker.ask(ValueRequest(name="answer"), **GENEROUS) == Value(value=[])


# ------------------------------------------------------------------ its end

KILLED = """
import sys
sys.path.insert(0, sys.argv[1])
from autograder.records import CellRequest, Limits, ValueRequest
from autograder.execution.sandboxed import Sandbox
with Sandbox(()) as sandbox, sandbox.worker(Limits()) as worker:
    print(sandbox.namespaces_error, flush=True)
    worker.ask(CellRequest(cell=1, source="import time; time.sleep(600)"), seconds=600, wall=600)
"""


def test_all_of_it_dies_with_the_grader(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(ROOT)]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as grader:
        assert grader.stdout is not None
        namespaces_error = grader.stdout.readline().decode().strip()
        started = descendants(grader.pid)
        grader.send_signal(signal.SIGKILL)
    if namespaces_error:
        pytest.skip(f"no namespaces can be made here: {namespaces_error}")
    assert len(started) == 5  # template, keeper, inhabitant, init, worker
    wait_until(lambda: all(is_dead(pid) for pid in started))


@pytest.mark.parametrize("which", [0, 1, 2], ids=["template", "keeper", "inhabitant"])
def test_all_of_it_dies_with_each_of_its_parts(which: int) -> None:
    before = descendants()
    with sandbox_of(ALL_LAYERS) as sandbox:
        started = sorted(descendants() - before)
        os.kill(started[which], signal.SIGKILL)
        wait_until(lambda: all(is_dead(pid) for pid in started))
        with sandbox.worker(Limits()) as worker:
            assert worker.ask(CellRequest(cell=1, source="x = 1"), **GENEROUS) == CellRun(
                cell=1, outputs=()
            )
    assert descendants() == before


# ------------------------------------------------------------------ where it cannot be made

REFUSALS = [
    ("unshare", errno.EPERM, "unshare: Operation not permitted (EPERM)"),
    ("unshare", errno.ENOSPC, "unshare: No space left on device (ENOSPC)"),
    ("open_tree", errno.ENOSYS, "open_tree: Function not implemented (ENOSYS)"),
    ("mount_setattr", errno.EPERM, "mount_setattr: Operation not permitted (EPERM)"),
    ("fsopen", errno.EPERM, "fsopen: Operation not permitted (EPERM)"),
    ("move_mount", errno.EACCES, "move_mount: Permission denied (EACCES)"),
    ("setns", errno.EPERM, "setns: Operation not permitted (EPERM)"),
    ("pivot_root", errno.EPERM, "pivot_root: Operation not permitted (EPERM)"),
]


@pytest.mark.parametrize(("call", "error", "reason"), REFUSALS)
def test_without_namespaces_the_second_tier_is_used(call: str, error: int, reason: str) -> None:
    before = descendants()
    with sandbox_with(entry=refusing(call, error) + ENTRY, imports=()) as sandbox:
        assert (sandbox.tier, sandbox.namespaces_error) == ("B: Landlock and seccomp", reason)
        with sandbox.worker(Limits()) as worker:
            source = "import os; answer = os.getcwd() != '/scratch'"
            assert worker.ask(CellRequest(cell=1, source=source), **GENEROUS) == CellRun(
                cell=1, outputs=()
            )
            assert worker.ask(ValueRequest(name="answer"), **GENEROUS) == Value(value=True)
        assert len(descendants() - before) == 1
    assert descendants() == before


#: Each kind of namespace that a machine may refuse alone, and calls without which none is of use.
PARTLY = {
    **{
        name: (refusing_flags("unshare", flag, errno.EPERM), "unshare: Operation not permitted")
        for name, flag in {
            "no users": 0x10000000,
            "no mounts": 0x20000,
            "no processes": 0x20000000,
            "no network": 0x40000000,
            "no IPC": 0x8000000,
            "no host names": 0x4000000,
        }.items()
    },
    "no more networks": (
        refusing_flags("unshare", 0x40000000, errno.ENOSPC),
        "unshare: No space left on device",
    ),
    "unknown networks": (
        refusing_flags("unshare", 0x40000000, errno.EINVAL),
        "unshare: Invalid argument",
    ),
    "no users, no mounts set up": (
        refusing_flags("unshare", 0x10000000, errno.EPERM) + refusing("fsopen", errno.ENOSYS),
        "unshare: Operation not permitted",
    ),
    **{
        f"no {call}": (refusing(call, errno.EPERM), f"{call}: Operation not permitted")
        for call in ("umount2", "fsconfig", "fsmount")
    },
}


@pytest.mark.family
@pytest.mark.parametrize(("refused", "reason"), PARTLY.values(), ids=PARTLY)
def test_where_namespaces_are_partly_there_the_second_tier_works(refused: str, reason: str) -> None:
    with sandbox_with(entry=refused + ENTRY, imports=()) as sandbox:
        assert sandbox.tier == "B: Landlock and seccomp"
        assert sandbox.namespaces_error.startswith(reason)
        with sandbox.worker(Limits()) as worker:
            assert worker.ask(CellRequest(cell=1, source="x = 1"), **GENEROUS) == CellRun(
                cell=1, outputs=()
            )


NO_SCRATCH = """
from autograder.sandbox.jail import root
def refuse(scratch):
    raise OSError(1, "no folder for anybody")
root.take_scratch = refuse
"""


def test_a_root_that_no_worker_can_live_in_is_not_used() -> None:
    with sandbox_with(entry=NO_SCRATCH + ENTRY, imports=()) as sandbox:
        assert sandbox.tier == "B: Landlock and seccomp"
        assert sandbox.namespaces_error == "[Errno 1] no folder for anybody"


def test_a_maker_that_is_killed_makes_no_root() -> None:
    kill = "import os; from autograder.sandbox.jail import root\n"
    kill += "root._furnish = lambda shown, hidden: os.kill(os.getppid() or os._exit(9), 9)\n"
    with sandbox_with(entry=kill + ENTRY, imports=()) as sandbox:
        assert sandbox.namespaces_error == "what should have made it was killed"


def test_namespaces_without_landlock_are_refused() -> None:
    no_landlock = refusing("landlock_create_ruleset", errno.ENOSYS)
    with pytest.raises(SandboxError) as refused:
        sandbox_with(entry=no_landlock + ENTRY, imports=())
    assert str(refused.value) == (
        f"Student code cannot be isolated here: this kernel has no Landlock. {WAY_OUT}"
    )


def test_a_root_that_shows_the_host_is_refused() -> None:
    shows = "from autograder.sandbox.jail import libraries, root; from pathlib import Path\n"
    shows += "libraries.shown.__globals__['_SYSTEM'] += ('/etc/passwd',)\n"
    with pytest.raises(SandboxError) as refused:
        sandbox_with(entry=shows + ENTRY, imports=())
    assert str(refused.value) == (
        "Student code cannot be isolated here: seeing a file outside is not prevented. " + WAY_OUT
    )
