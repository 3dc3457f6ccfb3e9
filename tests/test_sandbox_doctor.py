from __future__ import annotations

import errno
import os
import platform
import subprocess
import sys

import pytest

from autograder.sandbox.doctor import Ability, probe
from tests.paths import ROOT
from tests.refusals import refusing


def test_this_machine_is_described() -> None:
    found = probe()
    assert found.system == f"Linux {platform.release()} {platform.machine()}"
    assert found.python == f"{platform.python_version()} at {sys.executable}"
    assert found.cores == len(os.sched_getaffinity(0))
    assert found.seccomp == Ability(True, "filters")


def test_isolation_works_where_its_layers_do() -> None:
    found = probe()
    if not found.landlock.works:
        pytest.skip(f"no Landlock here: {found.landlock.detail}")
    assert found.landlock.detail.startswith("ABI ")
    assert found.sandbox == Ability(True, "Landlock and seccomp")


def test_a_machine_without_landlock_is_described() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from autograder.sandbox.doctor import probe\n"
        f"{refusing('landlock_create_ruleset', errno.ENOSYS)}\n"
        "found = probe()\n"
        "print(found.landlock, found.seccomp, found.sandbox.works, found.sandbox.detail, sep='\\n')"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "Ability(works=False, detail='this kernel has no Landlock')",
        "Ability(works=True, detail='filters')",
        "False",
        "Student code cannot be isolated here: this kernel has no Landlock. "
        "Run it on Linux 5.13 or later, in the container, or under WSL 2; "
        "for code that you trust, --isolation none runs it without protection.",
    ]
