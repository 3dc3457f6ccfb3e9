"""What student code tries in a real worker, and must not get."""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

import autograder
from autograder.execution.sandboxed import Sandbox
from autograder.records import CellRequest, CellRun, Limits, Value, ValueRequest
from tests.sandboxes import TIERS, sandbox_of
from tests.sizes import any_of

pytestmark = [pytest.mark.hostile, pytest.mark.family(kind=any_of("sandbox"))]

GENEROUS = {"seconds": 10.0, "wall": 60.0}


@pytest.fixture(scope="module", params=TIERS.values(), ids=TIERS)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with sandbox_of(request.param) as sandbox:
        yield sandbox


@pytest.fixture
def run(sandbox: Sandbox) -> Iterator[Callable[[str], CellRun]]:
    """Run a cell in a fresh worker."""
    with sandbox.worker(Limits(memory=256 << 20, disk=1 << 20)) as worker:
        yield lambda source: worker.ask(CellRequest(cell=1, source=source), **GENEROUS)


@pytest.fixture
def evaluate(sandbox: Sandbox) -> Iterator[Callable[[str], object]]:
    """Return the value that a cell's `answer` has at its end."""
    with sandbox.worker(Limits()) as worker:

        def value_of_answer(source: str) -> object:
            ran = worker.ask(CellRequest(cell=1, source=source), **GENEROUS)
            assert ran.raised is None, ran.raised
            assert ran.stopped is None, ran.stopped
            answer = worker.ask(ValueRequest(name="answer"), **GENEROUS)
            assert isinstance(answer, Value)
            return answer.value

        yield value_of_answer


CHECKOUT = Path(autograder.__file__).parent.parent
ATTEMPTS = {
    "internet socket": "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
    "datagram socket": "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "unix socket": "import socket; socket.socket(socket.AF_UNIX)",
    "netlink socket": "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "fork": "import os; os.fork()",
    "vfork": "import _posixsubprocess, subprocess; subprocess.Popen(['/bin/true'])",
    "spawn": "import os; os.posix_spawn('/bin/true', ['true'], {})",
    "exec": "import os; os.execv('/bin/true', ['true'])",
    "multiprocessing": "import multiprocessing as m; m.Process(target=print).start()",
    "kill parent": "import os; os.kill(os.getppid(), 9)",
    "kill all": "import os; os.kill(-1, 9)",
    "kill group": "import os; os.killpg(0, 9)",
    "pidfd": "import os; os.pidfd_open(os.getppid())",
    "limits of parent": "import os, resource as r; r.prlimit(os.getppid() or 1, r.RLIMIT_CPU)",
    "priority": "import os; os.setpriority(os.PRIO_PROCESS, os.getppid(), 10)",
    "own the signal": "import fcntl, os; fcntl.fcntl(1, fcntl.F_SETOWN, os.getppid())",
    "who holds a lock": "import fcntl, numpy; fcntl.fcntl(open(numpy.__file__), 5, bytes(32))",
    "who has locked an open file": "import fcntl, numpy\n"
    "fcntl.fcntl(open(numpy.__file__), 36, bytes(32))",
    "choose the signal": "import fcntl; fcntl.fcntl(1, 10, 9)",
    "read passwords": "open('/etc/passwd')",
    "read the grader": f"open({str(CHECKOUT / 'pyproject.toml')!r})",
    "list the grader": f"import os; os.listdir({str(CHECKOUT)!r})",
    "list the installation": f"import os; os.listdir({sys.prefix!r})",
    "list the root": "import os; os.listdir('/')",
    "list scratch folders": "import os; os.listdir('..')",
    "list home": f"import os; os.listdir({str(Path.home())!r})",
    "environment of parent": "import os; open(f'/proc/{os.getppid()}/environ')",
    "command of parent": "import os; open(f'/proc/{os.getppid()}/cmdline')",
    "memory": "open('/proc/self/mem', 'r+b')",
    "mounts": "open('/proc/mounts')",
    "write beside": "open('../file', 'w')",
    "write to /tmp": "open('/tmp/akapen-was-here', 'w')",
    "write to /dev/shm": "open('/dev/shm/akapen-was-here', 'w')",
    "write to a library": "import numpy; open(numpy.__file__, 'a')",
    "write a library": "import numpy; open(numpy.__path__[0] + '/new.py', 'w')",
    "delete a library": "import numpy, os; os.unlink(numpy.__file__)",
    "rename out": "import os; open('a', 'w').close(); os.rename('a', '../a')",
    "symbolic link": "import os; os.symlink('/etc/passwd', 'link')",
    "hard link": "import numpy, os; os.link(numpy.__file__, 'link')",
    "named pipe": "import os; os.mkfifo('pipe')",
    "truncate": "import numpy, os; os.truncate(numpy.__file__, 0)",
    "truncate on opening": "import numpy, os; os.open(numpy.__file__, os.O_RDONLY | os.O_TRUNC)",
    "become somebody": "import os; os.setuid(12345)",
    "new session": "import os; os.setsid()",
}


DENIED = {errno.EPERM, errno.EACCES}
OUT_OF_SIGHT = {
    errno.ENOENT,
    errno.EROFS,
    errno.EXDEV,
}  #: how tier A denies what is outside


@pytest.mark.parametrize("source", ATTEMPTS.values(), ids=ATTEMPTS)
def test_an_attempt_is_denied(sandbox: Sandbox, run: Callable[[str], CellRun], source: str) -> None:
    ran = run(source)
    assert ran.stopped is None
    assert ran.raised is not None
    expected = DENIED | OUT_OF_SIGHT if sandbox.tier.startswith("A") else DENIED
    assert any(os.strerror(number) in ran.raised.message for number in expected)


RAW = """
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
answer = errno.errorcode[ctypes.get_errno()] if libc.{call} < 0 else "allowed"
"""


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("unshare(0x10000000)", "EPERM"),
        ("syscall(425, 1, 0)", "ENOSYS"),
        ("inotify_init1(0)", "EPERM"),
        ("ptrace(16, 1, 0, 0)", "EPERM"),
        ("setxattr(b'.', b'user.x', b'1', 1, 0)", "ENOTSUP"),
        ("shmget(0, 4096, 0o1600)", "EPERM"),
        ("memfd_create(b'x', 0)", "ENOSYS"),
        ("mount(b'none', b'/', b'tmpfs', 0, None)", "EPERM"),
        ("prctl(1, 0, 0, 0, 0)", "EPERM"),
        ("personality(0)", "EPERM"),
    ],
)
def test_a_raw_call_is_denied(evaluate: Callable[[str], object], call: str, expected: str) -> None:
    assert evaluate(RAW.format(call=call)) == expected


def test_a_mode_is_not_changed(evaluate: Callable[[str], object], tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.touch(mode=0o644)
    evaluate(f"import os; answer = os.chmod({str(outside)!r}, 0)")
    assert outside.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("command", [fcntl.F_SETLK, fcntl.F_SETLKW, 37, 38])
def test_a_lock_is_seen_by_nobody(evaluate: Callable[[str], object], command: int) -> None:
    evaluate(
        "import fcntl, numpy, struct\n"
        "file = open(numpy.__file__)\n"
        f"fcntl.fcntl(file, {command}, struct.pack('hhqqi4x', fcntl.F_RDLCK, 0, 0, 0, 0))\n"
        "answer = None"
    )
    with open(np.__file__) as file:
        asked = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0)
        (found, *_) = struct.unpack("hhqqi4x", fcntl.fcntl(file, fcntl.F_GETLK, asked))
    assert found == fcntl.F_UNLCK


def test_the_environment_holds_nothing_of_ours(
    evaluate: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", "secret")
    environment = evaluate("import os; answer = dict(os.environ)")
    assert isinstance(environment, dict)
    assert "TOKEN" not in environment
    assert environment["PYTHONDONTWRITEBYTECODE"] == "1"
    assert evaluate("import sys; answer = sys.dont_write_bytecode") is True
    homes = {environment[name] for name in ("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR")}
    assert homes == {evaluate("import os; answer = os.getcwd()")}


OPEN_FILES = """
import os
answer = []
for fd in range(1024):
    try:
        os.fstat(fd)
    except OSError:
        continue
    answer.append(fd)
"""


def test_open_files_are_the_five_and_a_name_that_cannot_be_read(
    evaluate: Callable[[str], object],
) -> None:
    """The sixth keeps alive the rule that lets TensorFlow read the process's own command line."""
    answer = evaluate(OPEN_FILES)
    assert isinstance(answer, list)
    *five, named = answer
    assert five == [0, 1, 2, 3, 4]
    assert evaluate(
        "import fcntl, os\n"
        f"same = os.path.sameopenfile({named}, os.open('/proc/self/cmdline', os.O_RDONLY))\n"
        f"is_name = fcntl.fcntl({named}, fcntl.F_GETFL) & os.O_PATH == os.O_PATH\n"
        f"try:\n    os.read({named}, 1)\nexcept OSError as error:\n    code = error.errno\n"
        "answer = same, is_name, code"
    ) == (True, True, errno.EBADF)


def test_memory_is_hidden_from_others(evaluate: Callable[[str], object]) -> None:
    pr_get_dumpable = 3
    source = f"import ctypes; answer = ctypes.CDLL(None).prctl({pr_get_dumpable}, 0, 0, 0, 0)"
    assert evaluate(source) == 0


def test_files_are_for_their_maker_only(evaluate: Callable[[str], object]) -> None:
    source = "import os; open('file', 'w').close(); answer = os.stat('file').st_mode & 0o777"
    assert evaluate(source) == 0o600


def test_the_course_is_not_importable(evaluate: Callable[[str], object]) -> None:
    found = "import importlib.util as u; answer = [u.find_spec(n) for n in ('reference', 'tests')]"
    assert evaluate(found) == [None, None]
    paths = evaluate("import sys; answer = sys.path")
    assert isinstance(paths, list)
    assert str(CHECKOUT) not in paths


@pytest.mark.skipif(os.getuid() != 0, reason="an ordinary user's bounding set means nothing")
def test_no_capability_can_be_had_again(evaluate: Callable[[str], object]) -> None:
    source = """
import ctypes
answer = [ctypes.CDLL(None).prctl(23, capability, 0, 0, 0) for capability in range(38)]
"""
    assert evaluate(source) == [0] * 38


def test_root_without_capabilities_cannot_raise_its_limits(
    run: Callable[[str], CellRun],
) -> None:
    ran = run(
        "import resource as r\n"
        "soft, hard = r.getrlimit(r.RLIMIT_AS)\n"
        "r.setrlimit(r.RLIMIT_AS, (hard + 1, hard + 1))"
    )
    assert ran.raised is not None
    assert ran.raised.message == "not allowed to raise maximum limit"


HONEST = {
    "threads": "import threading as t; x = t.Thread(target=print); x.start(); x.join(); answer = 1",
    "pool": "from concurrent.futures import ThreadPoolExecutor as P\n"
    "answer = sum(P(2).map(int, '001'))",
    "asyncio": "import asyncio\nasync def f():\n    await asyncio.sleep(0)\n    return 1\n"
    "answer = await f()",
    "temporary files": "import tempfile as t\nwith t.TemporaryFile() as f:\n"
    "    answer = f.write(b'1')",
    "database": "import sqlite3 as s; c = s.connect('db'); c.execute('create table t (x)')\n"
    "c.execute('insert into t values (1)'); c.commit()\n"
    "answer = c.execute('select x from t').fetchone()[0]",
    "two connections": "import sqlite3 as s\n"
    "a, b = (s.connect('db', timeout=0, isolation_level=level) for level in ('', None))\n"
    "a.execute('create table t (x)'); a.commit()\n"
    "a.execute('insert into t values (1)')\n"
    "try: b.execute('insert into t values (2)'); answer = 'both write'\n"
    "except s.OperationalError: pass\n"
    "before = b.execute('select count(*) from t').fetchone()[0]; a.commit()\n"
    "answer = b.execute('select count(*) from t').fetchone()[0] - before",
    "locking one's own file": "import fcntl\nwith open('f', 'w') as f:\n"
    "    fcntl.lockf(f, fcntl.LOCK_EX); answer = f.write('1'); fcntl.lockf(f, fcntl.LOCK_UN)",
    "copying": "import pathlib as p, shutil as s; p.Path('a').write_text('1'); s.copy2('a', 'b')\n"
    "answer = int(p.Path('b').read_text())",
    "own module": "open('mine.py', 'w').write('one = 1'); import mine; answer = mine.one",
    "lazy import": "import decimal, fractions, statistics, xml.dom; answer = 1",
    "linear algebra": "import numpy as np; answer = int(round(np.linalg.det(np.eye(50))))",
    "random": "import os, secrets, numpy.random as r; r.default_rng(); os.urandom(4); answer = 1",
    "use of resources": "import resource as r; u = r.getrusage(r.RUSAGE_SELF)\n"
    "answer = int(u.ru_utime + u.ru_stime > 0 == u.ru_majflt == u.ru_inblock == u.ru_nvcsw == 0)",
    "timing a cell": "%time answer = 1",
    "a file mapped into memory": "import mmap; f = open('f', 'wb+'); f.truncate(4096)\n"
    "m = mmap.mmap(f.fileno(), 0); m[0] = 1; answer = m[0]",
    "private memory": "import mmap as p; m = p.mmap(-1, 4096, p.MAP_PRIVATE)\n"
    "m[0] = 1; answer = m[0]",
    "advice on reading": "import os; f = open('f', 'wb')\n"
    "answer = 1 + (os.posix_fadvise(f.fileno(), 0, 0, os.POSIX_FADV_SEQUENTIAL) or 0)",
    "a signal of one's own": "import signal as s; got = []\n"
    "s.signal(s.SIGUSR1, lambda *a: got.append(1)); s.raise_signal(s.SIGUSR1); answer = got[0]",
    "local time": "import datetime as d; d.datetime.now().astimezone(); answer = 1",
}


@pytest.mark.parametrize("source", HONEST.values(), ids=HONEST)
def test_honest_work_is_not_hindered(evaluate: Callable[[str], object], source: str) -> None:
    assert evaluate(source) == 1
