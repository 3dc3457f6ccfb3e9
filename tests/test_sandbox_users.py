"""Graders who are not root: an ordinary user, with Python in a home that nobody else may enter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.homes import USER, Home, new_home
from tests.paths import ROOT
from tests.sandboxes import TIERS

pytestmark = pytest.mark.process

PROGRAM = """
import os, sys
sys.path.insert(0, sys.argv[1])
from autograder.records import CellRequest, Limits, ValueRequest
from tests.sandboxes import TIERS, sandbox_with
source = '''
import os, lazily_imported
answer = lazily_imported.one, os.path.exists('/etc/passwd')
'''
with sandbox_with(TIERS[sys.argv[2]]) as sandbox, sandbox.worker(Limits(disk=1 << 20)) as worker:
    print(os.getuid(), sandbox.tier, sandbox.namespaces_error, sep="; ")
    print(worker.ask(CellRequest(cell=1, source=source), seconds=10, wall=60).raised)
    print(worker.ask(ValueRequest(name="answer"), seconds=10, wall=60).value)
    print(worker.threads, worker.cpu_seconds > 0)
    fill = "for i in range(5): open(str(i), 'wb').write(bytes(1 << 20))"
    wait = "import time; time.sleep(9)"
    ran = worker.ask(CellRequest(cell=2, source=f"{fill}\\n{wait}"), seconds=10, wall=60)
    print(ran.stopped.reason, ran.stopped.limit)
print(os.listdir(os.environ["TMPDIR"]))
"""


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    with new_home() as home:
        (packages,) = home.folder.glob("venv/lib/*/site-packages")
        (packages / "lazily_imported.py").write_text("one = 1\n")
        yield home


@pytest.mark.parametrize("tier", TIERS)
def test_an_ordinary_user_grades_as_well(home: Home, tier: str) -> None:
    assert home.folder.stat().st_mode & 0o777 == 0o700
    printed = home.run(home.python, "-c", PROGRAM, str(ROOT), tier).splitlines()
    user, named, namespaces_error = printed[0].split("; ")
    if tier == "A" and named.startswith("B"):
        pytest.skip(f"ordinary users can have no namespaces here: {namespaces_error}")
    assert (user, named[0]) == (str(USER), tier)
    assert printed[1:] == [
        "None",
        str((1, tier == "B")),
        "1 True",
        "files 4194304",
        "[]",
    ]
