"""Files as they were handed in, on disk or in zip files, listed alike and each read once."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Self

from autograder.course.submissions.archives import Archive, open_archive
from autograder.course.submissions.caps import (
    MAX_CLASS_FILES,
    MAX_FILES,
    MAX_ZIP_BYTES,
    Unreadable,
    require_files,
    require_zip_size,
)
from autograder.course.submissions.suffixes import is_zip
from autograder.errors import UsageError
from autograder.frozen import dataclass
from autograder.records import Status
from autograder.records.sentences import Sentence, _

_NOT_SUBMISSIONS = {"__pycache__", "__MACOSX"}
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)  #: which Windows has no word for


@dataclass(frozen=True)
class File:
    """A regular file."""

    path: Path  #: where it is; in a zip file as if that were a folder
    parts: tuple[str, ...]  #: of its path below the folder that was named
    read: Callable[[], bytes]  #: its bytes, one more than allowed at most; may raise Unreadable
    changed: datetime | None = None  #: as the clock stood where a zip file was made
    is_regular: bool = True  #: False for a pipe, a device, a socket

    @property
    def is_zip(self) -> bool:
        return is_zip(self.path)

    def below(self) -> File:
        """Return it as a listing of its first folder has it."""
        return replace(self, parts=self.parts[1:])


@dataclass(frozen=True)
class Listing:
    """Contents of a folder or zip file, without hidden files."""

    files: tuple[File, ...]  #: directly in it
    #: each with the files below it, of those on disk no more than one more than allowed
    folders: tuple[tuple[Path, tuple[File, ...]], ...]
    others: tuple[Path, ...] = ()  #: links, devices, names that lead out of a zip file

    @property
    def all_files(self) -> tuple[File, ...]:
        """The files in it and in its folders."""
        return (*self.files, *(file for _, files in self.folders for file in files))

    @classmethod
    def of(cls, root: Path, files: Sequence[File], others: tuple[Path, ...] = ()) -> Self:
        """Return a listing of files by the first part of where they stand below `root`."""
        below: dict[str, list[File]] = defaultdict(list)
        for file in files:
            if len(file.parts) > 1:
                below[file.parts[0]].append(file)
        return cls(
            files=tuple(file for file in files if len(file.parts) == 1),
            folders=tuple((root / top, tuple(own)) for top, own in below.items()),
            others=others,
        )


def file_at(path: Path) -> File:
    """Return a file on disk, which may turn out to be none when it is read."""
    return File(path, (path.name,), lambda: _content(path))


def stored_file(path: Path, parts: tuple[str, ...], sha256: str) -> File:
    """Return a file that we have stored; what is no longer as it was costs nobody a point."""

    def read() -> bytes:
        content = _content(path, _NO_LINKS) if path.is_file() else None
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise Unreadable(
                _("{file} is no longer as it was handed in", file=path.name), Status.NOT_GRADED
            )
        return content

    return File(path, parts, read)


def unreadable_file(path: Path, parts: tuple[str, ...], reason: Sentence) -> File:
    """Return a file that was handed in, and could not be read when it was to be stored."""

    def read() -> bytes:
        raise Unreadable(reason)

    return File(path, parts, read)


@contextmanager
def listed(path: Path) -> Iterator[Listing]:
    """Open a folder or zip file while its files are read; raise UsageError if that cannot be."""
    if path.is_dir():
        yield _in_folder(path)
        return
    try:
        with _opened(path) as file:
            yield _in_zip(path, open_archive(file, MAX_CLASS_FILES))
    except Unreadable as unreadable:
        cure = "" if path.stat().st_size else "; download it again"
        raise UsageError(f"{path}: {unreadable.reason}{cure}") from None


def _in_folder(folder: Path) -> Listing:
    entries = _entries(folder)
    own = [entry for entry in entries if not entry.is_symlink()]
    files = [_own_file(entry, folder) for entry in own if entry.is_file()]
    below = ((entry, islice(_below(entry), MAX_FILES + 1)) for entry in own if entry.is_dir())
    folders = [(entry, tuple(files)) for entry, files in below]
    known = {file.path for file in files} | {path for path, _ in folders}
    return Listing(tuple(files), tuple(folders), tuple(e for e in entries if e not in known))


def _in_zip(path: Path, archive: Archive) -> Listing:
    members = list(_members(archive, path))
    unwrapped = _unwrapped(members, path.stem)
    listing = Listing.of(path, unwrapped, tuple(map(Path, archive.strange)))
    start = (members[0].parts[0],) if unwrapped is not members else ()
    known = {place.name for place, _ in listing.folders}
    empty = {f[-1]: () for f in archive.folders if f[:-1] == start and f[-1] not in known}
    folders = ((path / name, ()) for name in empty if not is_hidden(name))
    return replace(listing, folders=(*listing.folders, *folders))


def unzipped(files: Iterable[File]) -> Iterator[File]:
    """Yield the files, and in place of a zip file those in it; raise Unreadable."""
    size = count = 0
    for file in files:
        if not file.is_zip:
            yield file
            continue
        content = file.read()
        size += len(content)
        require_zip_size(size)
        archive = open_archive(io.BytesIO(content))
        count += len(archive.members)
        require_files(count, zipped=True)
        yield from _members(archive, file.path)


def _members(archive: Archive, path: Path) -> Iterator[File]:
    for member in archive.members:
        if not any(map(is_hidden, member.parts)):
            yield File(path.joinpath(*member.parts), member.parts, member.read, member.changed)


def _unwrapped(files: list[File], stem: str) -> list[File]:
    """Leave out the one folder in which all of a zip file may stand, as it is made of a folder.

    With one thing in it that is a student's folder, unless it is called as the zip file is.
    """
    tops = {file.parts[0] for file in files}
    below = {file.parts[1:2] for file in files}
    if len(tops) != 1 or () in below or (tops != {stem} and len(below) == 1):
        return files
    return [file.below() for file in files]


def _entries(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UsageError(f"{folder} cannot be opened: {error.strerror}") from None
    return [entry for entry in entries if not is_hidden(entry.name)]


def _below(folder: Path) -> Iterator[File]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        for name in sorted(names):
            path = Path(root, name)
            if not is_hidden(name) and not path.is_symlink():
                yield _own_file(path, folder.parent)


def _own_file(path: Path, folder: Path) -> File:
    """Return a file that was listed; a link that has come into its place is not followed."""
    parts = path.relative_to(folder).parts
    read = partial(_content, path, _NO_LINKS)
    return File(path, parts, read, is_regular=os.path.isfile(path))


def is_hidden(name: str) -> bool:
    """Whether a file or folder is nobody's work: `.DS_Store`, `._x`, `__MACOSX`, `.git`."""
    return name.startswith(".") or name in _NOT_SUBMISSIONS


def _content(path: Path, flags: int = 0) -> bytes:
    with _opened(path, flags) as file:
        return file.read(MAX_ZIP_BYTES + 1)


@contextmanager
def _opened(path: Path, flags: int = 0) -> Iterator[IO[bytes]]:
    """Open a regular file, never waiting on a pipe or device; raise Unreadable."""
    try:
        descriptor = os.open(path, _READING | flags)
    except OSError as error:
        raise Unreadable(
            _("the file cannot be opened: {error}", error=str(error.strerror))
        ) from None
    with ExitStack() as closed_at_the_end:
        closed_at_the_end.callback(os.close, descriptor)
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(_("this is not a regular file"))
        if flags & _NO_LINKS and status.st_nlink > 1:
            # As with a symbolic link: it may be a file that its owner never handed in.
            raise Unreadable(_("this file is a hard link; replace it with a copy"))
        yield closed_at_the_end.enter_context(open(descriptor, "rb", closefd=False))
