"""Kills by the kernel, counted in the control group's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.sandbox.kernel_kills import killed_for_memory

NEW = "low 0\nhigh 0\nmax 7\noom 3\noom_kill 2\noom_group_kill 0\n"
OLD = "oom_kill_disable 0\nunder_oom 0\noom_kill 5\n"


@pytest.mark.parametrize(
    ("membership", "file", "text", "count"),
    [
        ("0::/user/one\n", "user/one/memory.events", NEW, 2),
        ("0::/\n", "memory.events", NEW, 2),
        ("4:cpu,memory:/box\n0::/\n", "memory/box/memory.oom_control", OLD, 5),
        ("0::/\n", "memory.events", "low 0\n", None),
        ("0::/\n", "memory.events", "oom_kill many\n", None),
        ("0::/\n", "elsewhere", NEW, None),
        ("nonsense", "elsewhere", NEW, None),
        ("", "elsewhere", NEW, None),
        ("0::/one\n", "one/memory.events/not-a-file", NEW, None),  # a folder in its place
        ("0::/\n", "memory.events", "oom_kill -1 2\n", None),
        ("0::/\n", "memory.events", "oom_kill \x00\n", None),
        ("0\n", "memory.events", NEW, None),
    ],
)
def test_the_count(
    tmp_path: Path, membership: str, file: str, text: str, count: int | None
) -> None:
    (tmp_path / "cgroup").write_text(membership)
    place = tmp_path / "groups" / file
    place.parent.mkdir(parents=True)
    place.write_text(text)
    assert killed_for_memory(tmp_path / "cgroup", tmp_path / "groups") == count


def test_no_count_is_needed(tmp_path: Path) -> None:
    assert killed_for_memory(tmp_path / "cgroup", tmp_path) is None


def test_what_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "cgroup").write_text("0::/\n")
    (tmp_path / "memory.events").write_bytes(b"\xff\xfe oom_kill 2\n")
    assert killed_for_memory(tmp_path / "cgroup", tmp_path) is None
    (tmp_path / "memory.events").unlink()
    (tmp_path / "memory.events").symlink_to("/proc/self/mem")  # which refuses to be read
    assert killed_for_memory(tmp_path / "cgroup", tmp_path) is None
