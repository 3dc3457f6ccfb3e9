"""Results that are staged beside those in an output folder, and former ones in its `history/`.

    <folder>/staged/      what `autograder regrade` has judged, before it is applied
    <folder>/history/<n>/ what stood in the folder before; the highest number is the latest

Both are inside of the folder, so that they are on one disk with it wherever it is mounted.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from autograder.errors import OutputError, UsageError
from autograder.store.batches import BATCH_FILE
from autograder.store.folder import flush_all, refused, write_whole
from autograder.store.judged_by import JUDGED_BY_FILE
from autograder.store.shared_errors import SHARED_ERRORS_FILE
from autograder.store.swaps import (
    SWAP_FILE,
    Event,
    Swap,
    finish_swap,
    flush_folder,
    remove_if_empty,
    swap_json,
    take_back_swap,
)

STAGED, HISTORY, REVEALED = "staged", "history", "revealed"
MOVED_FILE = "moved.csv"

#: All that is made of observations and an assignment, and is no longer true of others.
OF_RESULTS = (
    *("results", "observations", "executed", "feedback"),
    *(BATCH_FILE, JUDGED_BY_FILE, SHARED_ERRORS_FILE, MOVED_FILE, "runs.jsonl"),
    *("scores.csv", "points.csv", "index.html", "report.html", "why", REVEALED),
)


def _untold(step: str) -> None:
    """Tell nobody."""


def former(folder: Path) -> list[Path]:
    """Return the folders of former results, the latest one last."""
    return [path for path in _numbered(folder) if (path / "results").is_dir()]


def _numbered(folder: Path) -> list[Path]:
    numbered = [path for path in (folder / HISTORY).glob("*/") if path.name.isdecimal()]
    return sorted(numbered, key=lambda path: int(path.name))


def open_stage(folder: Path) -> Path:
    """Return an empty stage, in which what is on record is found; raises OutputError.

    What an earlier stage has asked since stays: it would have to be asked again.
    """
    stage = folder / STAGED
    try:
        stage.mkdir(exist_ok=True)
        for name in (path.name for path in stage.iterdir() if path.name != "observations"):
            _remove_all(stage / name)
        (stage / "observations").mkdir(exist_ok=True)
        for path in (folder / "observations").glob("*"):
            have_too(path, stage / "observations" / path.name)
        if (runs := folder / "runs.jsonl").exists():
            shutil.copyfile(runs, stage / runs.name)
    except OSError as error:
        raise refused(f"cannot write to {stage}", error) from None
    return stage


def close_stage(folder: Path) -> None:
    """Remove what is staged; raises OutputError."""
    try:
        _remove_all(folder / STAGED)
    except OSError as error:
        raise refused(f"cannot remove {folder / STAGED}", error) from None


def apply_stage(folder: Path, event: Event = _untold) -> Path:
    """Swap results for the staged ones; return where the former are. Raises OutputError.

    If it cannot be done, as on a full disk, the results are whole and as they were. A kill at any
    moment leaves it to be done by whoever opens the folder next.
    """
    there = _numbered(folder)
    number = int(there[-1].name) + 1 if there else 1
    away = f"{HISTORY}/{number}"
    _swap(folder, away, STAGED, event)
    return folder / away


def undo(folder: Path, event: Event = _untold) -> Path:
    """Swap results for the former ones; return where those were. Raises UsageError, OutputError.

    What is undone is staged again.
    """
    if not (found := former(folder)):
        raise UsageError(f"{folder} has no former results to go back to: nothing was regraded")
    close_stage(folder)
    source = f"{HISTORY}/{found[-1].name}"
    _swap(folder, STAGED, source, event)
    return folder / source


def _swap(folder: Path, away: str, source: str, event: Event) -> None:
    """Swap under `swap.json`: once that stands there, only renames are left to be done."""
    swap = Swap(
        away=away,
        source=source,
        leaving=tuple(name for name in OF_RESULTS if os.path.lexists(folder / name)),
        coming=tuple(name for name in OF_RESULTS if os.path.lexists(folder / source / name)),
    )
    try:
        (folder / away).mkdir(parents=True, exist_ok=True)
        event("the place is made")
        flush_all()  # all of the stage: it was written without waiting for the disk
        write_whole(folder / SWAP_FILE, swap_json(swap))
        flush_folder(folder)
    except OSError as error:
        raise refused(f"cannot write to {folder}", error) from None
    finally:
        if not (folder / SWAP_FILE).exists():
            remove_if_empty(folder / away)
    event("the swap is written down")
    try:
        finish_swap(folder, event)
    except OutputError as error:
        with suppress(OSError):  # then it is gone on with, as it says
            take_back_swap(folder)
            remove_if_empty(folder / away)
            raise OutputError(f"{error}".partition("; ")[0] + "; they are as they were") from None
        raise


def have_too(path: Path, place: Path) -> None:
    """Have a file in another place as well, if it is there and no later one is; OutputError."""
    if not path.exists():
        return
    try:
        place.parent.mkdir(exist_ok=True)
        if not place.exists() or place.stat().st_mtime_ns < path.stat().st_mtime_ns:
            place.unlink(missing_ok=True)
            _link(path, place)
    except OSError as error:
        raise OutputError(f"cannot write {place}: {error.strerror}") from None


def _link(path: Path, place: Path) -> None:
    try:
        os.link(path, place)
    except OSError:  # no such links on this file system
        shutil.copy2(path, place)


def _remove_all(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
