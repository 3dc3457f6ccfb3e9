"""Zip files as students and LMSs make them, read member by member and never unpacked to disk.

Nothing that a zip file says of itself is believed: reading stops at a limit, names are only names.
Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, of which members that are
stored or deflated; others (LZMA for one) can ask for gigabytes of memory to be read.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from datetime import datetime
from typing import IO

from autograder.course.submissions.caps import (
    MAX_FILES,
    MAX_ZIP_BYTES,
    Unreadable,
    require_files,
    too_many_files,
)
from autograder.frozen import dataclass
from autograder.records.sentences import _

_BYTES_OF_MEMBER = 512  #: in the list of members, which is read as a whole
_END, _END_SIGNATURE = struct.Struct("<4s4H2LH"), b"PK\x05\x06"
_END64, _END64_SIGNATURE = struct.Struct("<4sQ2H2L4Q"), b"PK\x06\x06"
_LOCATOR, _LOCATOR_SIGNATURE = struct.Struct("<4sLQL"), b"PK\x06\x07"
_LONGEST_COMMENT = (1 << 16) - 1
_LOCKED, _UTF8 = 0x1, 0x800  #: bits of a member's flags
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, ValueError, OverflowError, OSError, NotImplementedError),
)


@dataclass(frozen=True)
class Member:
    """A regular file in a zip file, not yet read."""

    parts: tuple[str, ...]  #: of its path
    _archive: zipfile.ZipFile
    _info: zipfile.ZipInfo

    @property
    def changed(self) -> datetime | None:
        """When it was last changed, by the clock where the zip file was made."""
        try:
            return datetime(*self._info.date_time)
        except ValueError:
            return None

    def read(self) -> bytes:
        """Return its bytes, one more than allowed at most; raise Unreadable."""
        if self._info.flag_bits & _LOCKED:
            raise Unreadable(_("the zip file is locked with a password"))
        if self._info.compress_type not in _METHODS:
            raise Unreadable(_("the zip file uses an unusual compression; create it again"))
        try:
            with self._archive.open(self._info) as file:
                return file.read(MAX_ZIP_BYTES + 1)
        except (*_BROKEN, RuntimeError):
            raise _damaged() from None


@dataclass(frozen=True)
class Archive:
    """Contents of a zip file: regular files, and the names of all that is left aside."""

    members: tuple[Member, ...]
    folders: tuple[tuple[str, ...], ...] = ()  #: the parts of the path of each that is named
    strange: tuple[str, ...] = ()  #: links, devices, names that lead out of it


def open_archive(file: IO[bytes], most: int = MAX_FILES) -> Archive:
    """Return what is in a zip file of at most so many files; raise Unreadable."""
    archive = _opened(file, most)
    infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    require_files(len(infos), zipped=True, most=most)
    named = [(info, _parts(info)) for info in infos]
    folders = [_parts(info)[:-1] for info in archive.infolist() if info.filename.endswith("/")]
    members = [Member(parts, archive, i) for i, parts in named if _is_plain(i, parts)]
    strange = ["/".join(parts) for info, parts in named if not _is_plain(info, parts)]
    sound = tuple(parts for parts in folders if not leads_out(parts))
    return Archive(tuple(members), sound, tuple(strange))


def _opened(file: IO[bytes], most: int) -> zipfile.ZipFile:
    if file.seek(0, 2) == 0:
        raise Unreadable(_("the zip file is empty (0 bytes)"))
    try:
        size = _directory_size(file)
        if size <= most * _BYTES_OF_MEMBER:
            return zipfile.ZipFile(file)
    except _BROKEN:
        raise _damaged() from None
    raise too_many_files(zipped=True, most=most)


def _directory_size(file: IO[bytes]) -> int:
    """Return the bytes that the list of members takes; ValueError if there is none."""
    end = file.seek(0, 2)
    file.seek(max(end - _END.size - _LONGEST_COMMENT, 0))
    tail = file.read()
    at = tail.rfind(_END_SIGNATURE)
    if at < 0:
        raise ValueError("not a zip file")
    size = int(_END.unpack_from(tail, at)[5])
    if tail[max(at - _LOCATOR.size, 0) : at].startswith(_LOCATOR_SIGNATURE):
        # The list of a zip file of more than 4 GiB, in which its size stands again; readers differ
        # in where they look for it.
        here = end - len(tail) + at - _LOCATOR.size
        there = _LOCATOR.unpack_from(tail, at - _LOCATOR.size)[2]
        size = max(size, *(_size_64(file, place) for place in (here - _END64.size, there)))
    return size


def _size_64(file: IO[bytes], place: int) -> int:
    file.seek(place)
    record = file.read(_END64.size)
    return int(_END64.unpack(record)[8]) if record.startswith(_END64_SIGNATURE) else 0


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name as it was meant: macOS leaves out that it is UTF-8, Windows uses its own."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    written = info.orig_filename.encode("cp437")
    for encoding in ("utf-8", "cp932"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _is_plain(info: zipfile.ZipInfo, parts: tuple[str, ...]) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return False
    return not leads_out(parts)


def _parts(info: zipfile.ZipInfo) -> tuple[str, ...]:
    return tuple(_name(info).replace("\\", "/").split("/"))


def leads_out(parts: tuple[str, ...]) -> bool:
    """Whether a path leads out of its folder, or is none."""
    return any(part in ("", ".", "..") or "\0" in part or part[1:2] == ":" for part in parts)


def _damaged() -> Unreadable:
    return Unreadable(_("the zip file is damaged"))
