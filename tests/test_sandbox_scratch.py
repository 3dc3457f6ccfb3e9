"""Scratch folders: made, filled, removed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.sandbox import scratch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def nest(folder: Path, depth: int) -> None:
    """Make folders in folders, deeper than a path can be long."""
    fd = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("deeper", dir_fd=fd)
        inner = os.open("deeper", os.O_RDONLY, dir_fd=fd)
        os.close(fd)
        fd = inner
    os.close(fd)


def test_files_folders_and_links_are_removed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    (folder / "file").write_text("x")
    (folder / "inner" / "innermost").mkdir(parents=True)
    (folder / "inner" / "file").write_text("x")
    (folder / "link").symlink_to(outside)
    (folder / "inner" / "link").symlink_to(outside / "kept")
    (folder / "b\udcff\n").write_text("odd name")
    os.mkfifo(folder / "pipe")
    scratch.remove(folder)
    assert not folder.exists()
    assert (outside / "kept").read_text() == "kept"


@pytest.mark.slow
def test_thousands_of_nested_folders_are_removed(folder: Path) -> None:
    nest(folder, 3000)
    scratch.remove(folder)
    assert not folder.exists()


def test_folders_without_permissions_are_removed(folder: Path) -> None:
    (folder / "closed" / "inner").mkdir(parents=True)
    (folder / "closed" / "inner").chmod(0)
    (folder / "closed").chmod(0)
    scratch.remove(folder)
    assert not folder.exists()


def test_use_counts_what_lies_deeper(folder: Path) -> None:
    before = scratch.used(folder)
    (folder / "inner").mkdir()
    (folder / "inner" / "file").write_bytes(b"x" * 100_000)
    assert 100_000 <= scratch.used(folder) - before < 200_000


def test_a_hole_takes_no_space(folder: Path) -> None:
    with open(folder / "hole", "wb") as file:
        file.truncate(1 << 30)
    assert scratch.used(folder) < 1 << 20


def test_endless_trees_are_not_counted_to_their_end(folder: Path) -> None:
    nest(folder, 3000)
    assert scratch.used(folder) >= scratch.ENDLESS
    scratch.remove(folder)


@pytest.mark.parametrize("mode", [0, 0o300, 0o400, 0o600])
def test_a_closed_folder_is_opened_to_be_counted(folder: Path, mode: int) -> None:
    closed = folder / "closed"
    (closed / "inner").mkdir(parents=True)
    (closed / "inner" / "file").write_bytes(b"x" * 100_000)
    (closed / "inner").chmod(mode)
    closed.chmod(mode)
    assert 100_000 <= scratch.used(folder) < 200_000
    assert closed.stat().st_mode & 0o777 == 0o700


def test_a_crowd_of_files_is_endless(folder: Path) -> None:
    for i in range(10_001):
        (folder / str(i)).touch()
    assert scratch.used(folder) >= scratch.ENDLESS


def test_a_folder_that_is_gone_uses_nothing(folder: Path) -> None:
    folder.rmdir()
    assert scratch.used(folder) == 0
