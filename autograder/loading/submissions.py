"""Submissions from files and folders, each read once.

A file is one submission. A folder of files holds one a notebook or module. A folder of folders
holds one a sub-folder: there the handout's file name wins, else the only candidate; else a person
has to look.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.errors import UsageError
from autograder.loading.cells import MAX_BYTES, Unreadable, read_cells
from autograder.loading.schema import did_you_mean
from autograder.records import Problem, Status, Submission, Text

SUFFIXES = (".ipynb", ".py")
_NOT_SUBMISSIONS = {"__pycache__", "__MACOSX"}


@dataclass(frozen=True)
class Found:
    """The submissions under the paths that were named, and the files there that are none."""

    submissions: tuple[Submission, ...]
    ignored: tuple[Path, ...]


def find_submissions(paths: Sequence[Path], handout: str) -> Found:
    """Return the submissions at `paths`, each named uniquely; `handout` is the handout's file stem.

    Raises UsageError if a path is missing, a folder holds no submission, or two have one name.
    """
    submissions: list[Submission] = []
    ignored: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist{_neighbour(path)}")
        if path.is_dir():
            found = _in_folder(path, handout)
            submissions += found.submissions
            ignored += found.ignored
        else:
            submissions.append(read_submission(path))
    return Found(_named_apart(submissions), tuple(ignored))


def read_submission(path: Path, name: str | None = None) -> Submission:
    """Return the submission in one file; what is wrong with it becomes its `problem`."""
    name = name or path.stem
    try:
        content = _content(path)
    except Unreadable as unreadable:
        return _unreadable(name, path, unreadable)
    digest = hashlib.sha256(content).hexdigest()
    try:
        return Submission(name, path, read_cells(content, path.suffix.lower()), digest)
    except Unreadable as unreadable:
        return replace(_unreadable(name, path, unreadable), sha256=digest)


def _content(path: Path) -> bytes:
    """Return the file's bytes, one more than allowed at most; never waits on a pipe or device."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise Unreadable(
            f"the file cannot be opened: {error.strerror}",
            f"ファイルを開けません ({error.strerror})",
        ) from None
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unreadable("this is not a regular file", "通常のファイルではありません")
        return file.read(MAX_BYTES + 1)


def _unreadable(name: str, path: Path, unreadable: Unreadable) -> Submission:
    return Submission(name, path, problem=Problem(Status.UNREADABLE, unreadable.reason))


def _in_folder(folder: Path, handout: str) -> Found:
    entries = [entry for entry in _entries(folder) if not entry.is_symlink()]
    files = [entry for entry in entries if entry.is_file()]
    submissions = [read_submission(file) for file in files if _is_candidate(file)]
    submissions += [_of_student(entry, handout) for entry in entries if entry.is_dir()]
    if not submissions:
        raise UsageError(f"{folder} holds no notebook (.ipynb), no module (.py) and no sub-folder")
    links = [entry for entry in _entries(folder) if entry.is_symlink()]
    return Found(tuple(submissions), tuple([f for f in files if not _is_candidate(f)] + links))


def _entries(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UsageError(f"{folder} cannot be opened: {error.strerror}") from None
    return [e for e in entries if not e.name.startswith(".") and e.name not in _NOT_SUBMISSIONS]


def _is_candidate(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _of_student(folder: Path, handout: str) -> Submission:
    """Return the submission in one student's sub-folder; never a guess between two."""
    candidates = list(_candidates(folder))
    named = [path for path in candidates if path.stem == handout]
    chosen = named if named else candidates
    if len(chosen) == 1:
        return read_submission(chosen[0], name=folder.name)
    return Submission(folder.name, folder, problem=Problem(Status.NEEDS_REVIEW, _choice(chosen)))


def _candidates(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and f not in _NOT_SUBMISSIONS
        )
        for name in sorted(files):
            path = Path(root, name)
            if not name.startswith(".") and _is_candidate(path) and not path.is_symlink():
                yield path


def _choice(candidates: Sequence[Path]) -> Text:
    if not candidates:
        return Text(
            "there is no notebook (.ipynb) and no module (.py) in the folder",
            "フォルダーにノートブック (.ipynb) もモジュール (.py) もありません",
        )
    names = ", ".join(path.name for path in candidates[:5])
    return Text(
        f"it is not clear which file is meant: {names}",
        f"どのファイルを採点すればよいか決められません: {names}",
    )


def _named_apart(submissions: Iterable[Submission]) -> tuple[Submission, ...]:
    """Let submissions of one stem keep their suffixes; raise UsageError if that does not help."""
    submissions = tuple(submissions)
    stems = Counter(_key(submission.name) for submission in submissions)
    named = tuple(
        replace(s, name=s.path.name) if stems[_key(s.name)] > 1 else s for s in submissions
    )
    full = Counter(_key(submission.name) for submission in named)
    for submission in named:
        if full[_key(submission.name)] > 1:
            same = [str(s.path) for s in named if _key(s.name) == _key(submission.name)]
            raise UsageError(
                f"two submissions are both named {submission.name}: {same[0]} and {same[1]}; "
                "rename one, or put each into a folder of its student's name"
            )
    return named


def _key(name: str) -> str:
    """Return what two names share that some file systems cannot tell apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _neighbour(path: Path) -> str:
    parent = path.parent
    return did_you_mean(path.name, [p.name for p in parent.iterdir()]) if parent.is_dir() else ""
