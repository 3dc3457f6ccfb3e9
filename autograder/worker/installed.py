"""Worker: Where Python and its libraries are installed, which nobody needs to read."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

import autograder

_OF_PYTHON = ("stdlib", "platstdlib", "purelib", "platlib")
_OF_OTHERS = ("site-packages", "dist-packages")


def _folders() -> tuple[str, ...]:
    """Return the folders from which modules are imported, the deepest first."""
    python = (path for name, path in sysconfig.get_paths().items() if name in _OF_PYTHON)
    others = (path for path in sys.path if Path(path).name in _OF_OTHERS)
    ours = Path(autograder.__file__).parent.parent
    named = {Path(path) for path in [*python, *others]} | {ours}
    found = {f"{path}{os.sep}" for folder in named for path in (folder, folder.resolve())}
    return tuple(sorted(found, key=len, reverse=True))


_FOLDERS = _folders()


def is_of_library(file: str) -> bool:
    """Tell whether a module's file is where Python and its libraries are installed."""
    return file.startswith(_FOLDERS)


def without_folders(text: str) -> str:
    """Name files of the installation as they are imported: `numpy/__init__.py`."""
    for folder in _FOLDERS:
        text = text.replace(folder, "")
    return text
