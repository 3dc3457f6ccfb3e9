"""The command line where there is no Linux: everything but grading works, and grading says why."""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograder.doctor.container import ADVICE as CONTAINER
from tests.paths import ROOT

pytestmark = pytest.mark.process

# What only Linux has is taken away from our own modules; libraries know how to do without.
PROGRAM = """
import builtins, os, platform, select, signal, socket, sys
sys.path.insert(0, sys.argv[1])

real_import = builtins.__import__

def without_unix(name, scope=None, *rest):
    ours = (scope or {}).get("__name__", "").startswith("autograder")
    if ours and name in ("resource", "fcntl", "pwd", "grp", "termios"):
        raise ModuleNotFoundError(f"No module named {name!r}")
    return real_import(name, scope, *rest)

import click, nbformat, rich.progress, subprocess, tempfile, zoneinfo
builtins.__import__ = without_unix
platform.system = lambda: sys.argv[2]
platform.machine = lambda: sys.argv[3]
sys.platform = sys.argv[4]
absent = {
    os: ("sched_getaffinity", "O_NOFOLLOW", "O_DIRECTORY", "O_ACCMODE", "O_CLOEXEC", "pidfd_open",
         "getuid", "setsid"),
    socket: ("AF_UNIX", "SOCK_SEQPACKET", "send_fds", "recv_fds"),
    signal: ("SIGXCPU", "SIGKILL", "pidfd_send_signal", "setitimer"),
    select: ("poll", "POLLIN", "POLLOUT"),
}
for module, names in absent.items():
    for name in names:
        delattr(module, name)
"""

GRADE = """
from autograder.execution.isolation import Isolation
from autograder.execution.sandboxed import Sandbox
from autograder.errors import SandboxError
for isolation in Isolation:
    try:
        Sandbox(isolation=isolation)
    except SandboxError as error:
        print(error)
"""

ELSEWHERE = [
    ("Windows", "AMD64", "win32"),
    ("Darwin", "arm64", "darwin"),
    ("Linux", "riscv64", "linux"),
]


def run(system: tuple[str, str, str], program: str) -> str:
    command = [sys.executable, "-c", PROGRAM + program, str(ROOT), *system]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("system", ELSEWHERE[:2], ids=str)
def test_the_command_line_can_be_imported(system: tuple[str, str, str]) -> None:
    assert run(system, "import autograder.cli; print('imported')") == "imported\n"


@pytest.mark.parametrize("system", ELSEWHERE, ids=str)
def test_grading_names_a_way_out_that_exists(system: tuple[str, str, str]) -> None:
    name, machine, _ = system
    sentence = (
        f"Student code cannot be run on {name} ({machine}): grading needs Linux on x86_64 or "
        "aarch64, as in the container or under WSL 2.\n"
    )
    assert run(system, GRADE) == sentence * 2


@pytest.mark.parametrize("system", ELSEWHERE[:2], ids=str)
def test_the_doctor_says_so_too(system: tuple[str, str, str]) -> None:
    program = (
        "from autograder.doctor.examination import probe\n"
        "found = probe()\n"
        "print(found.cores > 0, found.layers.landlock, found.sandbox.works, sep='; ')\n"
        "print(found.advice[0].partition(' cannot')[0], found.advice[1], sep='; ')"
    )
    assert run(system, program) == (
        "True; Ability(works=False, detail='needs Linux on x86_64 or aarch64'); False\n"
        f"{'macOS' if system[0] == 'Darwin' else system[0]}; {CONTAINER}\n"
    )
