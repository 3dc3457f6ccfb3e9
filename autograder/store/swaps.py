"""`swap.json` in an output folder: results that are being swapped for others, until all are.

    {"format": "akapen-swap", "version": 1, "autograder": "0.2.0",
     "away": "history/1", "source": "staged",
     "leaving": ["results", "scores.csv", …], "coming": ["results", "scores.csv", …]}

It is there from before the first rename until after the last, so that whoever opens the folder
after a kill carries the swap to its end. Renames within a folder take no room on the disk.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from autograder.errors import OutputError
from autograder.frozen import dataclass
from autograder.store.documents import Format, NoDocument

SWAP_FILE = "swap.json"


@dataclass(frozen=True, kw_only=True)
class Swap:
    """Entries of an output folder that leave it, and those that come instead."""

    away: str  #: the folder inside that they leave for
    source: str  #: the folder inside that the others come from
    leaving: tuple[str, ...]
    coming: tuple[str, ...]


_FORMAT = Format(name="akapen-swap", version=1, kind=Swap)

Event = Callable[[str], None]
"""What is told of each step that has just been taken."""


def swap_json(swap: Swap) -> str:
    """Return the text of the file."""
    return _FORMAT.text(swap)


def _untold(step: str) -> None:
    """Tell nobody."""


def finish_swap(folder: Path, event: Event = _untold) -> None:
    """Carry a swap to its end if one was begun; raises OutputError, and then nothing is lost."""
    if (swap := _begun(folder)) is None:
        return
    try:
        for name in swap.leaving:
            _move(folder / name, folder / swap.away / name)
            event(f"{name} has left")
        for name in swap.coming:
            _move(folder / swap.source / name, folder / name)
            event(f"{name} has come")
        _end(folder)
        remove_if_empty(folder / swap.source)
        remove_if_empty((folder / swap.source).parent)
        event("all is swapped")
    except OSError as error:
        raise OutputError(
            f"cannot swap the results in {folder}: {error.strerror}; "
            "the next command that opens the folder goes on with it"
        ) from None


def take_back_swap(folder: Path) -> None:
    """Put everything back where it was before a swap; raises OSError."""
    if (swap := _begun(folder)) is None:
        return
    for name in swap.coming:
        _move(folder / name, folder / swap.source / name)
    for name in swap.leaving:
        _move(folder / swap.away / name, folder / name)
    _end(folder)


def _begun(folder: Path) -> Swap | None:
    path = folder / SWAP_FILE
    try:
        return _FORMAT.read(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, NoDocument) as error:
        raise OutputError(f"{path} cannot be read ({error}); look at it, then remove it") from None


def _move(here: Path, there: Path) -> None:
    """Rename, unless that has been done."""
    if not os.path.lexists(there) and os.path.lexists(here):
        here.rename(there)


def _end(folder: Path) -> None:
    flush_folder(folder)
    (folder / SWAP_FILE).unlink()
    flush_folder(folder)


def flush_folder(folder: Path) -> None:
    """Have the disk know the names in a folder, as far as its file system can."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_if_empty(folder: Path) -> None:
    """Remove a folder that holds nothing any more."""
    with suppress(OSError):
        folder.rmdir()
