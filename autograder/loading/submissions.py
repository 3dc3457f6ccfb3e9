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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.errors import UsageError
from autograder.loading.cells import MAX_BYTES, Unreadable, read_cells
from autograder.loading.schema import did_you_mean
from autograder.records import Problem, Status, Submission, Text

SUFFIXES = (".ipynb", ".py")
_NOT_SUBMISSIONS = {"__pycache__", "__MACOSX"}
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Found:
    """The submissions under the paths that were named, and the files there that are none."""

    submissions: tuple[Submission, ...]
    ignored: tuple[Path, ...]


def find_submissions(paths: Sequence[Path], handout: str, out: Path | None = None) -> Found:
    """Return the submissions at `paths`, each named uniquely; `handout` is the handout's file stem.

    Nothing in the folder `out` is one. Raises UsageError if a path is missing, or a folder holds
    no submission.
    """
    submissions: list[Submission] = []
    ignored: list[Path] = []
    for path in dict.fromkeys(paths):
        if not _exists(path):
            raise UsageError(f"{path} does not exist{_neighbour(path)}")
        if path.is_dir():
            found = _in_folder(path, handout, out)
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
        descriptor = os.open(path, _READING)
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


def _in_folder(folder: Path, handout: str, out: Path | None) -> Found:
    entries = [e for e in _entries(folder) if not e.is_symlink() and not _is_same(e, out)]
    files = [entry for entry in entries if entry.is_file()]
    submissions = [read_submission(file) for file in files if _is_candidate(file)]
    submissions += [_of_student(entry, handout) for entry in entries if entry.is_dir()]
    if not submissions:
        raise UsageError(f"{folder} holds no notebook (.ipynb), no module (.py) and no sub-folder")
    submissions.sort(key=lambda submission: submission.name)
    links = [entry for entry in _entries(folder) if entry.is_symlink()]
    return Found(tuple(submissions), tuple([f for f in files if not _is_candidate(f)] + links))


def _entries(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UsageError(f"{folder} cannot be opened: {error.strerror}") from None
    return [e for e in entries if not e.name.startswith(".") and e.name not in _NOT_SUBMISSIONS]


def _is_same(path: Path, out: Path | None) -> bool:
    return out is not None and path.resolve() == out.resolve()


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
    """Let submissions of one stem keep their suffixes, else be called by their folders.

    What two files still share then is for a person to sort out.
    """
    named = _renamed(tuple(submissions), lambda s: s.path.name if s.path.stem == s.name else s.name)
    named = _renamed(named, lambda s: s.path.parent.name or s.name)
    seen: Counter[str] = Counter()
    return tuple(_counted(submission, seen) for submission in named)


def _renamed(
    submissions: tuple[Submission, ...], other: Callable[[Submission], str]
) -> tuple[Submission, ...]:
    """Give submissions of equal names their other name, unless that is taken too."""
    names = Counter(_key(submission.name) for submission in submissions)
    alike = [s for s in submissions if names[_key(s.name)] > 1]
    others = Counter(_key(other(s)) for s in alike) + Counter(
        {name: 1 for name, count in names.items() if count == 1}
    )
    return tuple(
        replace(s, name=other(s)) if names[_key(s.name)] > 1 and others[_key(other(s))] == 1 else s
        for s in submissions
    )


def _counted(submission: Submission, seen: Counter[str]) -> Submission:
    seen[_key(submission.name)] += 1
    count = seen[_key(submission.name)]
    if count == 1:
        return submission
    reason = Text(
        f"another submission has the name {submission.name}",
        f"{submission.name} という名前の提出物がほかにもあります",
    )
    problem = Problem(Status.NEEDS_REVIEW, reason)
    return replace(submission, name=f"{submission.name} ({count})", problem=problem)


def _key(name: str) -> str:
    """Return what two names share that look alike (macOS writes é as two characters)."""
    return unicodedata.normalize("NFC", name)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that no file can have
        return False


def _neighbour(path: Path) -> str:
    parent = path.parent
    return did_you_mean(path.name, [p.name for p in parent.iterdir()]) if parent.is_dir() else ""
