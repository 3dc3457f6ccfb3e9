"""A person's own files beside the one that is graded, which it finds in its folder when it runs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.course.submissions.caps import Unreadable
from autograder.course.submissions.choosing import INSTALLED
from autograder.course.submissions.files import File
from autograder.frozen import dataclass
from autograder.records import Cell, OwnFile

MAX_FILES = 200
MAX_BYTES = 20 << 20  #: of all of them
_MOST_READ = 4 * MAX_BYTES  #: bytes that are looked at before the rest is left aside
_LONGEST = 200  #: bytes of a file's or folder's name

_SUFFIXES = {".pyc", ".pyo", ".so", ".pyd", ".dll", ".dylib"}
#: Of a handout, a course, an output folder: what is beside them is not the person's alone.
_NOT_THEIRS = {"checks.json", "assignment.yaml", "course.yaml", "runs.jsonl", "batch.json"}

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+([\w, ]+)|import[ \t]+([\w., ]+))", re.M
)


@dataclass(frozen=True)
class Beside:
    """What lies beside the file that is graded."""

    files: tuple[OwnFile, ...] = ()
    left_aside: tuple[str, ...] = ()  #: their names


def beside(graded: Path, files: Sequence[File]) -> Beside:
    """Return a person's own files; they are read once now, and again whenever they are given."""
    others = [file for file in files if file.path != graded]
    if any(file.path.name in _NOT_THEIRS for file in files):
        return Beside(left_aside=tuple(_names(others, graded)))
    own: list[OwnFile] = []
    aside: list[str] = []
    size = seen = 0
    for file, name in zip(others, _names(others, graded), strict=True):
        content = _content(file, graded) if len(own) < MAX_FILES and seen < _MOST_READ else None
        seen += len(content or b"")
        if content is None or size + len(content) > MAX_BYTES:
            aside.append(name)
            continue
        size += len(content)
        # What is in a zip file is closed when it is given, and stays in memory.
        kept = None if file.path.is_file() else content
        digest = hashlib.sha256(content).hexdigest()
        own.append(OwnFile(name=name, sha256=digest, path=file.path, content=kept))
    return Beside(tuple(own), tuple(aside))


def without_imported(found: Sequence[tuple[Path, tuple[Cell, ...]]]) -> list[Path]:
    """Return the candidates that no other one imports; all if each is imported."""
    left = [
        path
        for path, _ in found
        if path.name != "__init__.py"
        and not any(_imports(cells, other, path) for other, cells in found if other != path)
    ]
    return left or [path for path, _ in found]


def _imports(cells: Sequence[Cell], importer: Path, module: Path) -> bool:
    if module.suffix.lower() != ".py" or not module.is_relative_to(importer.parent):
        return False
    parts = module.relative_to(importer.parent).with_suffix("").parts
    dotted = ".".join(parts)
    text = "\n".join(cell.source for cell in cells if cell.kind == "code")
    # A module in a package that is imported may be imported by the package.
    return any(name == dotted or name == parts[0] for name in _imported(text))


def _imported(text: str) -> Iterator[str]:
    for origin, names, modules in _IMPORT.findall(text):
        for name in f"{names},{modules}".split(","):
            word = (name.split() or [""])[0]
            yield word.split(".")[0] if modules else word if origin.strip(".") == "" else ""
        if origin.strip("."):
            yield origin.strip(".").split(".")[0]


def _names(files: Sequence[File], graded: Path) -> list[str]:
    return [
        file.path.relative_to(graded.parent).as_posix()
        if file.path.is_relative_to(graded.parent)
        else "/".join(file.parts)
        for file in files
    ]


def _content(file: File, graded: Path) -> bytes | None:
    """Return the bytes of a file, None if it is left out."""
    if not file.path.is_relative_to(graded.parent) or file.path.suffix.lower() in _SUFFIXES:
        return None
    parts = file.path.relative_to(graded.parent).parts
    if INSTALLED & {part.lower() for part in parts[:-1]} or not all(map(_is_possible, parts)):
        return None
    try:
        return file.read()
    except Unreadable:
        return None


def _is_possible(name: str) -> bool:
    """Whether a file can be called so anywhere."""
    return name.isprintable() and len(name.encode("utf-8", "replace")) <= _LONGEST
