"""Worker: Services of Colab and JupyterLite that notebooks can do without: a drive, an upload."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

AnyPath = str | bytes | os.PathLike[str] | os.PathLike[bytes]
Functions = Mapping[str, Callable[..., object]]


def functions(note: Callable[[str], None], files: Sequence[str]) -> Mapping[str, Functions]:
    """Return what those modules can do here; all else in them is hollow.

    `files` names what the grader has put beside the submission.
    """
    return MappingProxyType(
        {
            "google.colab.drive": {"mount": Drive(note).mount},
            "google.colab.files": {"upload": partial(upload, files)},
            "micropip": {"install": install_nothing},
            "piplite": {"install": install_nothing},
        }
    )


def upload(files: Sequence[str], *_: object, **__: object) -> dict[str, bytes]:
    """Return what a student would choose in the dialogue: the files that are here already."""
    paths = (Path(name) for name in dict.fromkeys(files))
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


async def install_nothing(*_: object, **__: object) -> None:
    """Return as soon as packages would be there."""


class Drive:
    """Mounted in name only: its folders can be made and entered, and that changes nothing."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note
        self._mounted = ["/content/drive"]
        self._really_enter = os.chdir
        self._really_make, self._really_make_all = os.mkdir, os.makedirs
        vars(os).update(mkdir=self._make, makedirs=self._make_all)

    def mount(self, mountpoint: str = "/content/drive", *_: object, **__: object) -> None:
        """Let `os.chdir`, and with it `%cd`, pass over folders of the drive."""
        self._mounted.append(os.path.normpath(mountpoint))
        os.chdir = self._enter

    def _enter(self, path: int | AnyPath) -> None:
        if not self._passes_over("os.chdir", path):
            self._really_enter(path)

    def _make(self, path: AnyPath, *how: Any, **more: Any) -> None:
        if self._passes_over("os.mkdir", path):
            os.chdir = self._enter
        else:
            self._really_make(path, *how, **more)

    def _make_all(self, name: AnyPath, *how: Any, **more: Any) -> None:
        if self._passes_over("os.makedirs", name):
            os.chdir = self._enter
        else:
            self._really_make_all(name, *how, **more)

    def _passes_over(self, call: str, path: int | AnyPath) -> bool:
        if isinstance(path, int):
            return False
        name = os.fsdecode(path)
        folder = PurePath(os.path.normpath(name))
        held = any(folder.is_relative_to(mountpoint) for mountpoint in self._mounted)
        if held:
            self._note(f"not run while grading: {call}({name!r})")
        return held
