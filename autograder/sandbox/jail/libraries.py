"""Template: Files that Python reads while it runs: libraries, and a few of the system's.

Never the folder of an installation itself (it may hold `pip.conf`), nor one that an editable
install put on `sys.path`: a course and its answers may lie there.
"""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from autograder.sandbox.jail.landlock import READ, READ_AND_WRITE_FILE

_SYSTEM = (
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/lib",
    "/lib64",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/dev/urandom",
    "/dev/random",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
)
#: TensorFlow, which any submission may import, looks up its program there, and aborts if it cannot.
OWN_COMMAND = Path("/proc/self/cmdline")
_PACKAGES = ("site-packages", "dist-packages")
#: Folders of packages that nobody opens who imports them: headers, and tests.
_UNUSED = ("include", "tests")


def readable() -> Iterator[tuple[Path, int]]:
    """Every path that workers may open, with the access to it."""
    for path in (*folders(sys.path), *map(Path, _SYSTEM)):
        yield path, READ
    yield Path("/dev/null"), READ_AND_WRITE_FILE


def shown() -> list[Path]:
    """Every path of the host that a root of its own shows, none of them inside another."""
    paths = [path for path, _ in readable() if path.exists() and not path.is_relative_to("/proc")]
    outer: list[Path] = []
    for path in sorted(paths, key=lambda path: len(path.parts)):
        if not any(path.is_relative_to(other) for other in outer):
            outer.append(path)
    return outer


def unused(search_path: Iterable[str], loaded: Collection[str]) -> list[Path]:
    """Return the folders of installed packages that no import opens; none that one has opened.

    What is in them is seldom in memory, so that reading it would leave a mark for all to see.
    """
    return [
        package / name
        for folder in _installed(search_path)
        for package in sorted(folder.glob("[!_.]*"))
        for name in _UNUSED
        if f"{package.name}.{name}" not in loaded and _is_folder(package / name)
    ]


def folders(search_path: Iterable[str]) -> list[Path]:
    """Folders of the standard library and of installed packages."""
    standard = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")]
    return [Path(sys.base_prefix, "lib"), *standard, *_installed(search_path)]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _installed(search_path: Iterable[str]) -> list[Path]:
    return [Path(entry) for entry in search_path if Path(entry).name in _PACKAGES]


def without_checkouts(search_path: Iterable[str]) -> list[str]:
    """Return the entries of a search path that lie in a library's folder."""
    allowed = folders(entries := list(search_path))
    return [e for e in entries if any(Path(e).is_relative_to(folder) for folder in allowed)]
