"""The corpus under other graders than the one who runs the tests, who in CI is root.

An ordinary user, with Python in a home that nobody else may enter; and root of a container, which
has few capabilities and may make no namespaces.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from errno import EPERM
from itertools import groupby
from pathlib import Path

import pytest

from tests.homes import Home, new_home
from tests.hostile.submissions import Attack, corpus
from tests.paths import ROOT
from tests.refusals import refusing
from tests.sizes import any_of

pytestmark = [pytest.mark.hostile, pytest.mark.process]

ALL = list(corpus())
#: One of each group, and those that ordinary users and tier B once let through.
SOME = [
    *(next(of_group) for _, of_group in groupby(ALL, lambda attack: attack.path.parent)),
    *(
        attack
        for attack in ALL
        if attack.id
        in (
            "availability-09_memory_of_other_kinds",
            "availability-19_closed_folders",
            "availability-34_raises_its_limits",
            "availability-38_kills_itself",
        )
    ),
]
attacks = pytest.mark.parametrize(
    "attacks",
    [pytest.param(SOME, id="some"), pytest.param(ALL, id="all", marks=pytest.mark.exhaustive)],
)

#: Capabilities that Docker leaves to root: CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, SETGID,
#: SETUID, SETPCAP, NET_BIND_SERVICE, NET_RAW, SYS_CHROOT, MKNOD, AUDIT_WRITE, SETFCAP.
KEPT = (0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31)
_DROP = f"""
from autograder.sandbox.jail.kernel import prctl
for capability in range(64):
    if capability not in {KEPT}:
        try: prctl("drop", 24, capability)
        except OSError: pass
"""
#: Root of a namespace that may have no other inside.
_NONE_LEFT = """
import os
from pathlib import Path
from autograder.sandbox.jail.namespaces import _USERS, _unshare
user, group = os.getuid(), os.getgid()
_unshare(_USERS)
for name, words in ("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1"):
    Path("/proc/self", name).write_text(words)
Path("/proc/sys/user/max_user_namespaces").write_text("0")
"""
_RUN = "\nimport os, sys; os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
CONTAINERS = {
    "as Docker": _DROP + refusing("unshare", EPERM) + refusing("setns", EPERM) + _RUN,
    "no namespaces left": _NONE_LEFT + _RUN,
}


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    with new_home() as home:
        yield home


def arguments(attacks: Sequence[Attack], tiers: str, folder: Path) -> list[str]:
    """Return what runs the corpus's own test on these attacks."""
    test = f"{ROOT}/tests/hostile/test_corpus.py::test_an_attack_gets_what_it_deserves"
    return [
        *("-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", f"--basetemp={folder}/tests"),
        *(f"--rootdir={ROOT}", f"--confcutdir={ROOT}", "-c", f"{ROOT}/pyproject.toml"),
        *(f"{test}[{tier}-{attack.id}]" for tier in tiers for attack in attacks),
    ]


@attacks
@pytest.mark.parametrize("tier", ["A", "B"])
def test_of_an_ordinary_user(home: Home, tier: str, attacks: list[Attack]) -> None:
    said = home.run(home.python, *arguments(attacks, tier, home.folder))
    if tier == "A" and "no namespaces can be made here" in said:
        pytest.skip("ordinary users can have no namespaces here")
    assert said.splitlines()[-1].startswith(f"{len(attacks)} passed"), said


@pytest.mark.family(kind=any_of("container"))
@attacks
@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)
def test_in_a_container(tmp_path: Path, container: str, attacks: list[Attack]) -> None:
    better = arguments(attacks[:1], "A", tmp_path)[-1]  # which is not to be had
    command = [sys.executable, "-c", container, *arguments(attacks, "B", tmp_path), better]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    *_, said = done.stdout.splitlines()
    assert said.startswith(f"{len(attacks)} passed, 1 skipped"), done.stdout + done.stderr
