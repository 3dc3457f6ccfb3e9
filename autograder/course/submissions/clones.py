"""A folder of git clones, as GitHub Classroom's `gh classroom clone` makes them.

Handed in is what the commit of HEAD holds, received when it was made: by the clock of whoever made
it. A clone may be a student's own making, so nothing of it is run or believed: git reads its
objects through a repository of ours, which has none of its settings, hooks, remotes or filters.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from autograder.course.submissions.archives import leads_out
from autograder.course.submissions.caps import (
    MAX_FILES,
    MAX_ZIP_BYTES,
    Unreadable,
    require_files,
)
from autograder.course.submissions.files import File, Listing, is_hidden
from autograder.course.submissions.hand_ins import (
    HandIn,
    Person,
    Recognised,
    Sender,
    of_person,
)
from autograder.frozen import dataclass
from autograder.records.sentences import _

_GIT = ".git"
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REF = re.compile(r"refs/(?:[\w.-]+/)*[\w.-]+")
_FILE = re.compile(rb"100[0-7]{3} blob ([0-9a-f]+) +(\d+)\t(.*)", re.DOTALL)
_MOST_SECONDS = 60
_LONGEST = MAX_ZIP_BYTES + 1  #: bytes of what git prints


def recognise(listing: Listing, assignment: str) -> Recognised | None:
    """Return a hand-in for each clone, None unless all folders are clones."""
    places = [place for place, _ in listing.folders]
    if not places or not all(_is_clone(place) for place in places):
        return None
    found: list[HandIn] = []
    remarks = []
    for place, files in listing.folders:
        try:
            found.append(_hand_in(place, assignment))
        except _NotRead as why:
            remarks.append(f"{place.name}: {why}; its files are taken as they lie there")
            found.append(of_person(place.name, files, _sender(place, assignment)))
    times = "times are those of the commits, which the clock of who made them has set"
    return Recognised(
        hand_ins=tuple(found),
        ignored=(*(file.path for file in listing.files), *listing.others),
        layout="git clones, of each the commit of HEAD",
        remarks=(*remarks, times),
    )


class _NotRead(Exception):
    """A clone whose HEAD cannot be read; `str()` says why."""


@dataclass(frozen=True)
class _Objects:
    """The objects of a clone, read without its settings."""

    folder: Path
    ours: Path  #: an empty repository

    def git(self, *arguments: str) -> bytes:
        """Return what git prints; raise _NotRead."""
        command = ["git", "--no-replace-objects", *arguments]
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.ours),
            "GIT_DIR": str(self.ours),
            "GIT_OBJECT_DIRECTORY": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0",
            "LC_ALL": "C",
        }
        try:
            with subprocess.Popen(
                command,
                env=environment,
                cwd=self.ours,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            ) as process:
                return _output(process)
        except FileNotFoundError:
            raise _NotRead("git is not installed") from None


def _output(process: subprocess.Popen[bytes]) -> bytes:
    """Return what git prints; a tree can be made that it would list for ever."""
    clock = threading.Timer(_MOST_SECONDS, process.kill)
    clock.start()
    try:
        assert process.stdout is not None
        found = process.stdout.read(_LONGEST + 1)
        if len(found) > _LONGEST:
            process.kill()
        if process.wait() != 0:
            raise _NotRead("git cannot read its objects; clone it again")
        return found
    finally:
        clock.cancel()


def _is_clone(place: Path) -> bool:
    git = place / _GIT
    with suppress(PermissionError):  # of a folder that nobody may look into
        return git.is_dir() and not git.is_symlink() and (git / "HEAD").is_file()
    return False


def _hand_in(place: Path, assignment: str) -> HandIn:
    with tempfile.TemporaryDirectory() as ours:
        objects = _opened(place, Path(ours))
        commit = _head(place / _GIT)
        stamp = objects.git("show", "-s", "--no-show-signature", "--format=%ct", commit)
        listed = objects.git("ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    files = tuple(_files(place, listed))
    if not files:
        raise _NotRead("the commit of HEAD holds no file")
    with suppress(ValueError, OverflowError):
        return of_person(
            place.name, files, _sender(place, assignment, datetime.fromtimestamp(int(stamp), UTC))
        )
    raise _NotRead("the commit of HEAD has no time")


def _opened(place: Path, ours: Path) -> _Objects:
    """Return a clone's objects beside a repository of ours that is empty."""
    folder = place / _GIT / "objects"
    if (folder / "info/alternates").exists() or folder.is_symlink() or not folder.is_dir():
        raise _NotRead("it borrows objects from another repository; clone it again")
    for name in ("objects", "refs"):
        (ours / name).mkdir()
    (ours / "HEAD").write_text("ref: refs/heads/none\n")
    return _Objects(folder.resolve(), ours)


def _head(git: Path) -> str:
    """Return the commit that HEAD names, as the files say."""
    text = _text(git / "HEAD")
    if not text.startswith("ref: "):
        return _require_hash(text)
    ref = text.removeprefix("ref: ").strip()
    if not _REF.fullmatch(ref) or ".." in ref:
        raise _NotRead("its HEAD cannot be read")
    if (loose := git / ref).is_file() and not loose.is_symlink():
        return _require_hash(_text(loose))
    packed = (line.split(" ") for line in _text(git / "packed-refs").splitlines())
    return _require_hash(next((pair[0] for pair in packed if pair[1:] == [ref]), ""))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST).decode("utf-8", "replace").rstrip("\n")
    except OSError:
        return ""


def _require_hash(text: str) -> str:
    if not _HASH.fullmatch(text.strip()):
        raise _NotRead("it has no commit")
    return text.strip()


def _files(place: Path, listed: bytes) -> Iterator[File]:
    """Yield the regular files of a commit; links and submodules are none."""
    entries = listed.split(b"\0")
    with suppress(Unreadable):
        require_files(len(entries), zipped=False)
    for entry in entries[: MAX_FILES + 1]:
        found = _FILE.fullmatch(entry)
        if found is None:
            continue
        parts = tuple(found[3].decode("utf-8", "replace").split("/"))
        if leads_out(parts) or any(map(is_hidden, parts)):
            continue
        read = partial(_content, place, found[1].decode(), int(found[2]))
        yield File(place.joinpath(*parts), (place.name, *parts), read)


def _content(place: Path, object_: str, size: int) -> bytes:
    if size > MAX_ZIP_BYTES:
        return b" " * (MAX_ZIP_BYTES + 1)  # more than is read, of whatever it is
    try:
        with tempfile.TemporaryDirectory() as ours:
            return _opened(place, Path(ours)).git("cat-file", "blob", object_)
    except _NotRead:
        raise Unreadable(_("the file is damaged")) from None


def _sender(place: Path, assignment: str, received_at: datetime | None = None) -> Sender:
    login = place.name.removeprefix(f"{assignment}-")
    keys = (("github", login), ("login", login), ("any", place.name))
    return Sender(
        people=(Person(name=login, keys=keys),),
        source=f"git:{place.name}",
        received_at=received_at,
    )
