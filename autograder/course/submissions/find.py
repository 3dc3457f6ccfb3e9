"""Submissions from files, folders and zip files, each read once.

A file is one submission. A folder of files holds one a notebook or module. A folder of folders
holds one a sub-folder: there the handout's file name wins, else the only candidate; else a person
has to look. A zip file that was named is a folder; within a folder it is a student's sub-folder,
and within that it is opened where there is no other candidate.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course.submissions.caps import Unreadable, require_files
from autograder.course.submissions.cells import read_cells
from autograder.course.submissions.files import File, file_at, is_zip, listed, unzipped
from autograder.errors import UsageError
from autograder.records import Cell, Problem, Status, Submission
from autograder.records.sentences import Listed, Sentence, _
from autograder.texts import did_you_mean

SUFFIXES = (".ipynb", ".py")

Read = Callable[[bytes, str], tuple[Cell, ...]]
"""What `read_cells` does, here or in a process of its own."""


@dataclass(frozen=True)
class Found:
    """The submissions under the paths that were named, and the files there that are none."""

    submissions: tuple[Submission, ...]
    ignored: tuple[Path, ...]


def find_submissions(
    paths: Sequence[Path], handout: str, out: Path | None = None, read: Read = read_cells
) -> Found:
    """Return the submissions at `paths`, each named uniquely; `handout` is the handout's file stem.

    Nothing in the folder `out` is one; `read` makes cells of a file's bytes. Raises UsageError if a
    path is missing or in `out`, or a folder holds no submission.
    """
    submissions: list[Submission] = []
    ignored: list[Path] = []
    for path in dict.fromkeys(paths):
        if not _exists(path):
            raise UsageError(f"{path} does not exist{_neighbour(path)}")
        if out is not None and path.resolve().is_relative_to(out.resolve()):
            raise UsageError(
                f"{path} is in {out}; name a folder for --out that holds no submission"
            )
        if path.is_dir() or is_zip(path):
            found = _of_class(path, handout, out, read)
            submissions += found.submissions
            ignored += found.ignored
        else:
            submissions.append(read_submission(path, read=read))
    return Found(_named_apart(submissions), tuple(ignored))


def read_submission(path: Path, name: str | None = None, read: Read = read_cells) -> Submission:
    """Return the submission in one file; what is wrong with it becomes its `problem`."""
    return _read(file_at(path), name or path.stem, read)


def submission_from_bytes(
    content: bytes, filename: str, name: str | None = None, read: Read = read_cells
) -> Submission:
    """Return the submission in a file's bytes; `filename` tells what it is, and its name."""
    path = Path(filename)
    return _read(File(path, (path.name,), lambda: content), name or path.stem, read)


def _read(file: File, name: str, read: Read) -> Submission:
    try:
        content = file.read()
    except Unreadable as unreadable:
        return _unreadable(name, file.path, unreadable)
    digest = hashlib.sha256(content).hexdigest()
    try:
        return Submission(
            name=name,
            path=file.path,
            cells=read(content, file.path.suffix.lower()),
            sha256=digest,
        )
    except Unreadable as unreadable:
        return replace(_unreadable(name, file.path, unreadable), sha256=digest)


def _unreadable(name: str, path: Path, unreadable: Unreadable) -> Submission:
    return Submission(
        name=name, path=path, problem=Problem(status=unreadable.status, reason=unreadable.reason)
    )


def _of_class(path: Path, handout: str, out: Path | None, read: Read) -> Found:
    with listed(path) as listing:
        folders = [(place, files) for place, files in listing.folders if not _is_same(place, out)]
        zips = [(f.path.with_suffix(""), (f,)) for f in listing.files if f.is_zip]
        submissions = [
            _read(file, file.path.stem, read) for file in listing.files if _may_be_one(file)
        ]
        submissions += [
            _of_student(place, files, handout, read) for place, files in (*folders, *zips)
        ]
    if not submissions:
        raise UsageError(f"{path} holds no notebook (.ipynb), no module (.py) and no sub-folder")
    submissions.sort(key=lambda submission: submission.name)
    others = (f.path for f in listing.files if not f.is_zip and not _may_be_one(f))
    return Found(tuple(submissions), (*others, *listing.others))


def _is_same(path: Path, out: Path | None) -> bool:
    return out is not None and path.resolve() == out.resolve()


def _may_be_one(file: File) -> bool:
    return file.path.suffix.lower() in SUFFIXES


def _of_student(folder: Path, files: Sequence[File], handout: str, read: Read) -> Submission:
    """Return the submission in one student's files; never a guess between two."""
    try:
        require_files(len(files), zipped=False)
        candidates = _candidates(files) or _candidates(unzipped(files))
    except Unreadable as unreadable:
        return _unreadable(folder.name, folder, unreadable)
    named = [file for file in candidates if file.path.stem == handout]
    chosen = named if named else candidates
    if len(chosen) == 1:
        return _read(chosen[0], folder.name, read)
    choice = Problem(status=Status.NEEDS_REVIEW, reason=_choice([file.path for file in chosen]))
    return Submission(name=folder.name, path=folder, problem=choice)


def _candidates(files: Iterable[File]) -> list[File]:
    return [file for file in files if _may_be_one(file)]


def _choice(candidates: Sequence[Path]) -> Sentence:
    if not candidates:
        return _("there is no notebook (.ipynb) and no module (.py) in the folder")
    names = Listed(tuple(path.name for path in candidates[:5]))
    return _("it is not clear which file to grade: {names}", names=names)


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
    reason = _("another submission has the name {name}", name=submission.name)
    problem = Problem(status=Status.NEEDS_REVIEW, reason=reason)
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
