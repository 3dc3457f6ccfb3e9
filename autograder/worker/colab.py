"""Worker: Services of Colab and JupyterLite that notebooks can do without: a drive, an upload."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

Path = str | bytes | os.PathLike[str] | os.PathLike[bytes]
Functions = Mapping[str, Callable[..., object]]


def functions(note: Callable[[str], None]) -> Mapping[str, Functions]:
    """Return what those modules can do here; all else in them is hollow."""
    return MappingProxyType(
        {
            "google.colab.drive": {"mount": Drive(note).mount},
            "google.colab.files": {"upload": upload_nothing},
            "micropip": {"install": install_nothing},
            "piplite": {"install": install_nothing},
        }
    )


def upload_nothing(*_: object, **__: object) -> dict[str, bytes]:
    """Return what was chosen in the dialogue."""
    return {}


async def install_nothing(*_: object, **__: object) -> None:
    """Return as soon as packages would be there."""


class Drive:
    """Mounted in name only: its folders can be entered, and that changes nothing."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note
        self._mounted: list[str] = []
        self._really_enter = os.chdir
        self._really_make = os.makedirs

    def mount(self, mountpoint: str = "/content/drive", *_: object, **__: object) -> None:
        """Let `os.chdir`, with it `%cd`, and `os.makedirs` pass over folders of the drive."""
        self._mounted.append(os.path.normpath(mountpoint))
        os.chdir = self._enter
        os.makedirs = self._make

    def _enter(self, path: int | Path) -> None:
        if isinstance(path, int) or not self._holds(os.fsdecode(path)):
            self._really_enter(path)
        else:
            self._note(f"not run while grading: os.chdir({os.fsdecode(path)!r})")

    def _make(self, name: Path, mode: int = 0o777, exist_ok: bool = False) -> None:
        if self._holds(os.fsdecode(name)):
            self._note(f"not run while grading: os.makedirs({os.fsdecode(name)!r})")
        else:
            self._really_make(name, mode, exist_ok)

    def _holds(self, path: str) -> bool:
        folder = PurePath(os.path.normpath(path))
        return any(folder.is_relative_to(mountpoint) for mountpoint in self._mounted)
