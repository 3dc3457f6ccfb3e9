"""Temporary folders of graders that were killed go with the next run, and no other ones."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.execution.local import LocalWorkers
from autograder.sandbox import temporary
from autograder.sandbox.scratch import Scratch
from autograder.sandbox.temporary import TemporaryFolder, remove_left_over
from tests.paths import ROOT
from tests.sandboxes import TIERS, sandbox_of

NAME = "akapen-scratch-0123abc_"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_nobody_holds_is_removed(folder: Path) -> None:
    (folder / NAME / "worker" / "inner").mkdir(parents=True)
    Scratch().close()
    assert names(folder) == []


def test_what_somebody_holds_stays(folder: Path) -> None:
    held = TemporaryFolder()
    (held.path / "file").touch()
    Scratch().close()
    assert [path.name for path in held.path.iterdir()] == ["file"]
    held.release()
    held.release()
    Scratch().close()
    assert names(folder) == []


@pytest.mark.parametrize("name", ["akapen-scratch-", "akapen-scratch-of-mine", "akapen", "other"])
def test_what_is_not_ours_stays(folder: Path, name: str) -> None:
    (folder / name).mkdir()
    Scratch().close()
    assert names(folder) == [name]


def test_a_link_is_not_followed(folder: Path) -> None:
    (folder / "kept" / "inner").mkdir(parents=True)
    (folder / NAME).symlink_to(folder / "kept")
    Scratch().close()
    assert names(folder / "kept") == ["inner"]


def test_a_file_of_that_name_stays(folder: Path) -> None:
    (folder / NAME).touch()
    Scratch().close()
    assert names(folder) == [NAME]


def test_one_that_was_taken_for_left_over_is_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    mkdtemp = tempfile.mkdtemp

    def taken_at_once(prefix: str) -> str:
        path = mkdtemp(prefix=prefix)
        if len(made) == 0:
            remove_left_over(lambda folder: folder.rmdir())
        made.append(path)
        return path

    monkeypatch.setattr(tempfile, "mkdtemp", taken_at_once)
    held = TemporaryFolder()
    assert len(made) == 2
    assert held.path == Path(made[1])
    held.release()


def test_one_that_is_being_removed_is_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flock, tried = fcntl.flock, []

    def held_by_another(fd: int, how: int) -> None:
        tried.append(fd)
        if len(tried) == 1:
            raise BlockingIOError
        flock(fd, how)

    monkeypatch.setattr(fcntl, "flock", held_by_another)
    held = TemporaryFolder()
    assert len(tried) == 2
    held.release()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_where_there_are_no_locks_folders_are_made_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(fd: int, how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    (folder / NAME).mkdir()
    scratch = Scratch()
    assert len(names(folder)) == 2
    scratch.close()
    assert names(folder) == [NAME]


def test_where_there_are_no_locks_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(temporary, "HAS_LOCKS", False)
    (folder / NAME).mkdir()
    Scratch().close()
    assert names(folder) == [NAME]


def test_too_many_open_files_leave_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> int | None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(temporary, "_locked", refuse)
    with pytest.raises(OSError, match="Too many"):
        TemporaryFolder()
    assert names(folder) == []


def test_workers_without_a_sandbox_clean_up_too(folder: Path) -> None:
    (folder / NAME).mkdir()
    LocalWorkers(())
    assert names(folder) == []


def test_somebody_elses_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / NAME).mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    remove_left_over(shutil.rmtree)
    assert names(folder) == [NAME]


KILLED = """
import signal, sys
# Whoever runs the tests may ignore them.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
sys.path.insert(0, sys.argv[1])
from autograder.records import CellRequest, Limits
from tests.sandboxes import TIERS, sandbox_with
with sandbox_with(TIERS[sys.argv[2]]) as sandbox, sandbox.worker(Limits()) as worker:
    source = "import os, time; os.makedirs('a/b'); open('file', 'w'); time.sleep(600)"
    print("ready", flush=True)
    worker.ask(CellRequest(cell=1, source=source), seconds=600, wall=600)
"""


@pytest.mark.process
@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_killed_grader_leaves_nothing_that_the_next_does_not_clean(
    folder: Path, tier: str, number: int
) -> None:
    command = [sys.executable, "-c", KILLED, str(ROOT), tier]
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as grader:
        assert grader.stdout is not None
        assert grader.stdout.readline() == b"ready\n"
        grader.send_signal(number)
    for _ in range(2):  # what has not quite died may still write while the first cleans up
        sandbox_of(TIERS["B"]).close()
    assert names(folder) == []
