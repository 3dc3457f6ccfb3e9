"""The examination of a machine: what can be isolated here, and what is said of it.

Tests of `doctor/abilities.py`, `doctor/host_facts.py`, `doctor/probe.py`, `doctor/__init__.py`.
"""

from __future__ import annotations

import errno
import os
import platform
import subprocess
import sys

import pytest

from autograder.doctor.abilities import Ability
from autograder.doctor.container import ADVICE as CONTAINER
from autograder.doctor.examination import probe
from tests.paths import ROOT
from tests.refusals import refusing

pytestmark = pytest.mark.process


def test_this_machine_is_described() -> None:
    found = probe()
    assert found.system == f"Linux {platform.release()} {platform.machine()}"
    assert found.python == f"{platform.python_version()} at {sys.executable}"
    assert found.cores == len(os.sched_getaffinity(0))
    assert found.layers.seccomp == Ability(True, "filters")


def test_isolation_works_where_its_layers_do() -> None:
    found = probe()
    if not found.layers.landlock.works:
        pytest.skip(f"no Landlock here: {found.layers.landlock.detail}")
    assert found.layers.landlock.detail.startswith("ABI ")
    if found.layers.namespaces.works:
        assert found.layers.namespaces.detail == "a root, processes and a network of its own"
        assert found.sandbox == Ability(True, "A: namespaces, Landlock and seccomp")
        assert found.advice == ()
    else:
        assert found.sandbox == Ability(True, "B: Landlock and seccomp")
        assert len(found.advice) == 1


def found_where(refusals: str, printed: str) -> list[str]:
    """Lines that a program prints which finds out what there is after some refusals."""
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from autograder.doctor.examination import probe\n"
        f"{refusals}\n"
        "found = probe()\n"
        f"print({printed}, sep='\\n')"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_a_machine_without_namespaces_is_described() -> None:
    lines = found_where(
        refusing("unshare", errno.EPERM),
        "found.layers.namespaces, found.sandbox, len(found.advice), found.advice[0].split(' (')[0]",
    )
    assert lines[:3] == [
        "Ability(works=False, detail='unshare: Operation not permitted (EPERM)')",
        "Ability(works=True, detail='B: Landlock and seccomp')",
        "1",
    ]
    assert lines[3].endswith("Grading works without it")


def test_a_machine_without_landlock_is_described() -> None:
    lines = found_where(
        refusing("landlock_create_ruleset", errno.ENOSYS),
        "found.layers.landlock, found.layers.seccomp, found.sandbox.works, found.sandbox.detail, "
        "found.advice[-1]",
    )
    assert lines == [
        "Ability(works=False, detail='this kernel has no Landlock')",
        "Ability(works=True, detail='filters')",
        "False",
        "Student code cannot be isolated here: this kernel has no Landlock. "
        "Run it on Linux 5.13 or later, in the container, or under WSL 2; "
        "for code that you trust, --isolation none runs it without protection.",
        *CONTAINER.splitlines(),
    ]
