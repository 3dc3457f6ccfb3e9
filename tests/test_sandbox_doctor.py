from __future__ import annotations

import os
import sys

from autograder.sandbox.doctor import Ability, probe


def test_this_machine_is_described() -> None:
    found = probe()
    assert found.system.startswith("Linux ")
    assert found.python.endswith(sys.executable)
    assert found.cores == len(os.sched_getaffinity(0))
    assert found.seccomp == Ability(True, "filters")
    assert found.landlock.works is found.sandbox.works
    assert found.sandbox == Ability(True, "Landlock and seccomp") or "Landlock" in (
        found.sandbox.detail
    )
