"""The self-check where there is no POSIX: what only Unix has is taken from our own modules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.handouts import RIGHT, hand_out_from, hand_out_small
from tests.paths import ROOT
from tests.small_course import write

pytestmark = pytest.mark.process

# Python runs it at each start, and so in the child process that runs the student's code too. Our
# modules get stand-ins without the names; libraries, which know how to do without, the real ones.
WITHOUT_UNIX = """
import builtins

ABSENT = {
    "os": {"O_NONBLOCK", "O_CLOEXEC", "fork", "getuid", "setsid", "killpg", "pidfd_open", "wait4",
           "WIFEXITED", "sched_getaffinity", "sysconf", "register_at_fork", "set_blocking"},
    "signal": {"SIGALRM", "SIGPROF", "SIGKILL", "SIGXCPU", "SIGUSR1", "ITIMER_REAL", "ITIMER_PROF",
               "setitimer", "pthread_sigmask", "SIG_UNBLOCK", "pause", "pidfd_send_signal"},
    "mmap": {"MAP_PRIVATE", "MAP_ANONYMOUS", "MAP_SHARED", "PROT_READ"},
    "select": {"poll", "epoll", "POLLIN", "POLLOUT"},
    "socket": {"AF_UNIX", "SOCK_SEQPACKET", "send_fds", "recv_fds"},
    "time": {"clock_gettime", "pthread_getcpuclockid"},
}
MISSING = {"resource", "fcntl", "pwd", "grp", "termios", "pty", "tty", "posix"}


class Without:
    def __init__(self, module, absent):
        self.__dict__.update(module=module, absent=absent)

    def __getattr__(self, name):
        if name in self.absent:
            raise AttributeError(name)
        return getattr(self.module, name)

    def __setattr__(self, name, value):
        setattr(self.module, name, value)


real_import = builtins.__import__


def without_unix(name, globals=None, locals=None, fromlist=(), level=0):
    module = real_import(name, globals, locals, fromlist, level)
    if level or not (globals or {}).get("__name__", "").startswith("autograder"):
        return module
    if name in MISSING:
        raise ModuleNotFoundError(f"No module named {name!r}")
    return Without(module, ABSENT[name]) if name in ABSENT else module


builtins.__import__ = without_unix
"""


@pytest.fixture
def unixless(tmp_path) -> dict[str, str]:
    """The environment of a Python in which our modules find nothing of Unix.

    With a temporary folder of its own: what it cannot lock there, a grader of this machine takes
    for left over.
    """
    write(tmp_path / "site/sitecustomize.py", WITHOUT_UNIX)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    path = os.pathsep.join([str(tmp_path / "site"), str(ROOT)])
    return {**os.environ, "PYTHONPATH": path, "TMPDIR": str(temporary)}


def run(folder: Path, environment: dict[str, str], *arguments: str):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_stand_ins_take_away_what_they_should(tmp_path, unixless):
    write(tmp_path / "autograder_probe.py", "from signal import SIGALRM\n")
    done = run(tmp_path, unixless, "-c", "import autograder_probe")
    assert "ImportError: cannot import name 'SIGALRM'" in done.stderr
    done = run(tmp_path, unixless, "-c", "import autograder.sandbox.jail.rlimits")
    assert "No module named 'resource'" in done.stderr


def test_a_check_from_the_command_line_and_from_pytest(tmp_path, unixless):
    folder = hand_out_small(tmp_path / "handout")
    write(folder / "doubling.py", RIGHT)
    done = run(folder, unixless, "-m", "autograder", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "double: 1 of 1 visible checks pass;" in done.stdout
    done = run(folder, unixless, "-m", "pytest", "-q")
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_a_loop_is_stopped_without_timers(tmp_path, unixless, course, edit):
    yaml = "assignments/doubling/assignment.yaml"
    edit(yaml, "questions:", "limits: {question_seconds: 0.2}\nquestions:")
    hand_out_from(course, "doubling", tmp_path / "h")
    write(tmp_path / "h/doubling.py", "def double(x):\n    while True: pass\n")
    done = run(tmp_path / "h", unixless, "-m", "autograder", "check")
    assert done.returncode == 1
    assert "Stopped after 0.2 s in `double`. Is there a loop that never ends?" in done.stdout


def test_the_magic_can_be_loaded(tmp_path, unixless):
    program = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "shell.run_line_magic('load_ext', 'autograder')\n"
        "shell.run_cell('def double(x): return 2 * x')\n"
        "shell.run_line_magic('check', 'double')\n"
    )
    folder = hand_out_small(tmp_path / "handout")
    done = run(folder, {**unixless, "HOME": str(tmp_path)}, "-c", program)
    assert done.returncode == 0, done.stderr
    assert "double: 1 of 1 visible checks pass;" in done.stdout
