"""Results swapped for others: whole before, whole after, whatever strikes in between.

Tests of `store/history.py` and `store/swaps.py`.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograder.errors import OutputError, UsageError
from autograder.store.folder import held
from autograder.store.history import apply_stage, close_stage, former, open_stage, undo
from autograder.store.points import read_points
from autograder.store.results import read_results
from autograder.store.swaps import SWAP_FILE
from tests.class_folders import write_result
from tests.paths import ROOT
from tests.small_course import write

EVENTS = (
    "the place is made",
    "the swap is written down",
    *(f"{name} has left" for name in ("results", "feedback", "scores.csv")),
    *(f"{name} has come" for name in ("results", "feedback", "moved.csv", "scores.csv")),
    "all is swapped",
)
KILLED = """\
import os, signal, sys
from pathlib import Path
from autograder.store.folder import held
from autograder.store.history import apply_stage, undo

folder, act, last = Path(sys.argv[1]), sys.argv[2], sys.argv[3]

def event(step):
    if step == last:
        os.kill(os.getpid(), signal.SIGKILL)

with held(folder):
    {"apply": apply_stage, "undo": undo}[act](folder, event)
"""


def folder_with(tmp_path: Path, points: float, name: str = "out") -> Path:
    """Return an output folder with one result of so many points."""
    course = tmp_path / name
    write_result(course, "units", "s1", (points,))
    out = course / "graded/units"
    write(out / "scores.csv", f"{points}")
    write(out / "feedback/s1.md", f"{points}")
    write(out / "grades.csv", "made by gradebook")
    return out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder: 4 points now, 6 in the stage."""
    out = folder_with(tmp_path, 4)
    folder_with(tmp_path, 6, "new").rename(out / "staged")
    (out / "staged/grades.csv").unlink()
    write(out / "staged/moved.csv", "s1")
    return out


def found(folder: Path) -> tuple[float, str, str]:
    """Return the points that a reader finds in each place."""
    (points,) = read_points(folder, "units")
    (result,) = read_results(folder).values()
    assert points.points == result.points
    return (
        points.points,
        (folder / "scores.csv").read_text(),
        (folder / "feedback/s1.md").read_text(),
    )


OLD, NEW = (4.0, "4", "4"), (6.0, "6", "6")


def test_what_is_applied_is_in_place_and_what_was_there_is_kept(folder: Path) -> None:
    away = apply_stage(folder)
    assert away == folder / "history/1"
    assert found(folder) == NEW
    assert found(away) == OLD
    assert (folder / "moved.csv").read_text() == "s1"
    assert (folder / "grades.csv").read_text() == "made by gradebook"
    assert not (folder / "staged").exists()
    assert former(folder) == [away]


def test_undo_puts_the_former_results_back_and_stages_what_it_takes_away(folder: Path) -> None:
    apply_stage(folder)
    assert undo(folder) == folder / "history/1"
    assert found(folder) == OLD
    assert not (folder / "moved.csv").exists()
    assert not (folder / "history").exists()
    apply_stage(folder)
    assert found(folder) == NEW


def test_each_time_the_former_results_have_a_number_of_their_own(folder: Path, tmp_path) -> None:
    apply_stage(folder)
    folder_with(tmp_path, 8, "third").rename(folder / "staged")
    assert apply_stage(folder) == folder / "history/2"
    assert (found(folder)[0], found(folder / "history/2")[0]) == (8, 6)
    undo(folder)
    undo(folder)
    assert found(folder) == OLD
    with pytest.raises(UsageError) as caught:
        undo(folder)
    assert str(caught.value) == (
        f"{folder} has no former results to go back to: nothing was regraded"
    )


@pytest.mark.process
@pytest.mark.family
@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("reader", ["results", "points", "writer"])
def test_a_killed_apply_is_undone_or_completed_by_whoever_comes_next(
    folder: Path, event: str, reader: str
) -> None:
    killed(folder, "apply", event)
    by = {"results": read_results, "points": lambda f: read_points(f, "units"), "writer": opened}
    by[reader](folder)
    assert not (folder / SWAP_FILE).exists()
    if event == "the place is made":
        assert found(folder) == OLD
        assert former(folder) == []
        apply_stage(folder)
    assert found(folder) == NEW
    assert found(former(folder)[-1]) == OLD


@pytest.mark.process
@pytest.mark.family
@pytest.mark.parametrize("event", ["results has come", "the swap is written down"])
def test_a_killed_undo_is_completed_too(folder: Path, event: str) -> None:
    apply_stage(folder)
    killed(folder, "undo", event)
    assert found(folder) == OLD
    assert former(folder) == []


def killed(folder: Path, act: str, event: str) -> None:
    print(f"killed in {act} when {event}")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, folder, act, event], env=environment, check=False
    )
    assert done.returncode == -signal.SIGKILL


def opened(folder: Path) -> None:
    with held(folder):
        pass


@contextmanager
def full_disk(room: int = 0) -> Iterator[None]:
    """No file can grow beyond so many bytes: what a full disk is to who writes one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_on_a_full_disk_the_results_stay_as_they_are(folder: Path) -> None:
    with full_disk(), pytest.raises(OutputError) as caught:
        apply_stage(folder)
    assert str(caught.value) == f"cannot write {folder / 'swap.json'}: File too large"
    assert found(folder) == OLD
    assert former(folder) == []
    apply_stage(folder)
    assert found(folder) == NEW


def test_what_cannot_be_renamed_is_put_back(folder: Path, monkeypatch) -> None:
    rename, left = Path.rename, []

    def until_full(self: Path, target: Path) -> Path:
        if self.name == "moved.csv" and not left:
            left.append(self)
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", until_full)
    with pytest.raises(OutputError) as caught:
        apply_stage(folder)
    assert str(caught.value) == (
        f"cannot swap the results in {folder}: No space left on device; they are as they were"
    )
    assert found(folder) == OLD
    assert not (folder / SWAP_FILE).exists()
    assert found(folder / "staged") == NEW


def test_a_record_of_a_swap_that_nobody_can_read_is_looked_at_by_a_person(folder: Path) -> None:
    (folder / SWAP_FILE).write_text("{")
    with pytest.raises(
        OutputError, match=r"swap\.json cannot be read .*look at it, then remove it"
    ):
        read_results(folder)
    assert (folder / "scores.csv").read_text() == "4"


def test_a_stage_has_what_is_on_record_and_keeps_what_it_has_asked_since(folder: Path) -> None:
    close_stage(folder)
    write(folder / "observations/s1.json", "old")
    write(folder / "observations/s2.json", "same")
    stage = open_stage(folder)
    (stage / "observations/s1.json").unlink()
    write(stage / "observations/s1.json", "asked again")
    write(stage / "results/s1.json", "judged")
    open_stage(folder)
    assert (stage / "observations/s1.json").read_text() == "asked again"
    assert (stage / "observations/s2.json").read_text() == "same"
    assert not (stage / "results").exists()
    assert (folder / "observations/s1.json").read_text() == "old"
    later = (stage / "observations/s1.json").stat().st_mtime_ns + 1
    os.utime(folder / "observations/s1.json", ns=(later, later))
    open_stage(folder)
    assert (stage / "observations/s1.json").read_text() == "old"
