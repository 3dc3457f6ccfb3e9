"""Submissions from files, folders and zip files, each read once.

A file is one submission. A folder or zip file that was named holds those of a class, in one of the
layouts of `layouts.py`. In a folder or zip file of a person's own the handout's file name wins,
else the only candidate; else a person has to look. A zip file in it is opened where there is no
other candidate. Whoever handed something in has a row.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from autograder.course.submissions.caps import Unreadable, require_files
from autograder.course.submissions.cells import SUFFIXES, TYPED, read_cells
from autograder.course.submissions.choosing import candidates, likely
from autograder.course.submissions.files import File, file_at, listed, unzipped
from autograder.course.submissions.hand_ins import (
    HandIn,
    Recognised,
    is_typed,
    of_file,
    of_folder,
)
from autograder.course.submissions.layouts import recognise
from autograder.course.submissions.marimo import is_marimo
from autograder.course.submissions.names import named_apart
from autograder.course.submissions.own_files import beside, without_imported
from autograder.course.submissions.suffixes import is_zip, kind_of, stem, wrong_kind
from autograder.errors import UsageError
from autograder.frozen import dataclass
from autograder.records import Cell, Problem, Status, Submission
from autograder.records.sentences import Listed, Sentence, _
from autograder.texts import did_you_mean

__all__ = [
    "SUFFIXES",
    "Found",
    "find_submissions",
    "read_submission",
    "submission_from_bytes",
    "submission_in_folder",
]

Read = Callable[[bytes, str], tuple[Cell, ...]]
"""What `read_cells` does, here or in a process of its own."""

IsHandout = Callable[[tuple[Cell, ...]], bool]
"""Whether cells are still as they were handed out."""


def never_as_handed_out(cells: tuple[Cell, ...]) -> bool:
    """Tell apart nothing, where no handout is at hand."""
    return False


@dataclass(frozen=True)
class Found:
    """The submissions under the paths that were named, and the files there that are none."""

    submissions: tuple[Submission, ...]
    ignored: tuple[Path, ...]


def find_submissions(
    paths: Sequence[Path],
    handout: str,
    out: Path | None = None,
    read: Read = read_cells,
    is_handout: IsHandout = never_as_handed_out,
) -> Found:
    """Return the submissions at `paths`, each named uniquely; `handout` is the handout's file stem.

    Nothing in the folder `out` is one; `read` makes cells of a file's bytes; `is_handout` tells
    whether cells are still as they were handed out. Raises UsageError if a path is missing or in
    `out`, or a folder holds no submission.
    """
    hand_ins: list[HandIn] = []
    ignored: list[Path] = []
    several = len({path.absolute() for path in paths}) > 1
    with ExitStack() as stack:
        for path in paths:
            found = _found(path, handout, out, stack, several=several)
            known = {hand_in.place.absolute() for hand_in in hand_ins}
            hand_ins += [h for h in found.hand_ins if h.place.absolute() not in known]
            ignored += found.ignored
        submissions = submissions_of(named_apart(hand_ins), handout, read, is_handout)
        return Found(submissions, tuple(dict.fromkeys(ignored)))


def submissions_of(
    hand_ins: Iterable[HandIn],
    handout: str,
    read: Read = read_cells,
    is_handout: IsHandout = never_as_handed_out,
) -> tuple[Submission, ...]:
    """Return the submissions in what was handed in, each read once."""
    reading = _Reading(handout, read, is_handout)
    return tuple(map(reading.submission, hand_ins))


def read_submission(path: Path, name: str | None = None, read: Read = read_cells) -> Submission:
    """Return the submission in one file; what is wrong with it becomes its `problem`."""
    return _read(file_at(path), name or stem(path), read)


def submission_from_bytes(
    content: bytes, filename: str, name: str | None = None, read: Read = read_cells
) -> Submission:
    """Return the submission in a file's bytes; `filename` tells what it is, and its name."""
    path = Path(filename)
    return _read(File(path, (path.name,), lambda: content), name or stem(path), read)


def submission_in_folder(
    folder: Path,
    name: str,
    handout: str,
    read: Read = read_cells,
    is_handout: IsHandout = never_as_handed_out,
) -> Submission:
    """Return the submission in a folder of which all is one person's, whatever lies in it."""
    with listed(folder) as listing:
        hand_in = replace(of_folder(folder, listing.all_files), name=name)
        return _Reading(handout, read, is_handout).submission(hand_in)


def _found(
    path: Path, handout: str, out: Path | None, stack: ExitStack, *, several: bool
) -> Recognised:
    """Return what was handed in at a path, whose files can be read as long as `stack` is open."""
    require_there(path)
    if out is not None and path.resolve().is_relative_to(out.resolve()):
        raise UsageError(f"{path} is in {out}; name a folder for --out that holds no submission")
    if not path.is_dir() and not is_zip(path):
        return Recognised(hand_ins=(of_file(file_at(path)),))
    listing = stack.enter_context(listed(path))
    if out is not None:
        folders = tuple((p, files) for p, files in listing.folders if not _is_same(p, out))
        listing = replace(listing, folders=folders)
    if several and any(_is_named(file, handout) for file in listing.files):
        # One student's folder of many: CLASS/*.
        return Recognised(hand_ins=(of_folder(path, listing.all_files),))
    found = recognise(listing, handout)
    if not found.hand_ins:
        raise UsageError(f"{path} holds no notebook (.ipynb), no module (.py) and no sub-folder")
    return found


@dataclass(frozen=True)
class _Reading:
    """How what was handed in becomes submissions."""

    handout: str
    read: Read
    is_handout: IsHandout

    def submission(self, hand_in: HandIn) -> Submission:
        found = self._of_person(hand_in) if hand_in.has_own_folder else self._of_pile(hand_in)
        submission = replace(found, student=hand_in.student, attempt=hand_in.attempt)
        if not hand_in.namesake:
            return submission
        reason = _("another submission has the name {name}", name=hand_in.namesake)
        return replace(submission, problem=Problem(status=Status.NEEDS_REVIEW, reason=reason))

    def _of_pile(self, hand_in: HandIn) -> Submission:
        (file,) = hand_in.files
        return _read(file, hand_in.name, self.read)

    def _of_person(self, hand_in: HandIn) -> Submission:
        """Return the submission in one student's files; never a guess between two."""
        try:
            files = _unpacked(hand_in.files)
        except Unreadable as unreadable:
            return _unreadable(hand_in.name, hand_in.place, unreadable)
        found = candidates(files)
        typed = [file for file in files if is_typed(file)]
        if not found and len(typed) == len(files) == 1:
            return replace(_read(typed[0], hand_in.name, self.read), remark=_typed())
        files = [file for file in files if file not in typed]
        if not found:
            return _problem(hand_in, _closed(hand_in.place) or _no_candidate(files))
        submissions = [_read(f, hand_in.name, self.read) for f in likely(found, self.handout)]
        if len(submissions) > 1:
            kept = without_imported([(s.path, s.cells) for s in submissions])
            submissions = [s for s in submissions if s.path in kept]
        if len(submissions) == 1 and len(found) == 1:
            return _with_own_files(submissions[0], files)
        worked_on = self._worked_on(submissions)
        if not worked_on and len(found) > len(submissions):
            others = [file for file in found if file.path not in {s.path for s in submissions}]
            worked_on = self._worked_on([_read(f, hand_in.name, self.read) for f in others])
        chosen = worked_on or submissions[:1]
        if len(chosen) == 1:
            return _with_own_files(chosen[0], files)
        return _problem(hand_in, _choice([s.path for s in chosen], hand_in.place))

    def _worked_on(self, submissions: Sequence[Submission]) -> list[Submission]:
        return [s for s in submissions if not self.is_handout(s.cells)]


def _with_own_files(submission: Submission, files: Sequence[File]) -> Submission:
    if submission.problem:
        return submission
    found = beside(submission.path, files)
    return replace(submission, files=found.files, left_aside=found.left_aside)


def _unpacked(files: Sequence[File]) -> list[File]:
    """Return the files, with those in zip files where there is no other candidate."""
    require_files(len(files), zipped=False)
    return list(files) if candidates(files) else list(unzipped(files))


def _read(file: File, name: str, read: Read) -> Submission:
    kind = TYPED if is_typed(file) else kind_of(file.path)
    if kind not in (*SUFFIXES, TYPED):
        reason = wrong_kind(file.path)
        problem = Problem(status=Status.NEEDS_REVIEW, reason=reason)
        return Submission(name=name, path=file.path, problem=problem)
    try:
        content = file.read()
    except Unreadable as unreadable:
        return _unreadable(name, file.path, unreadable)
    digest = hashlib.sha256(content).hexdigest()
    try:
        cells = read(content, kind)
    except Unreadable as unreadable:
        return replace(_unreadable(name, file.path, unreadable), sha256=digest)
    as_notebook = kind == ".py" and is_marimo(content)
    return Submission(
        name=name, path=file.path, cells=cells, sha256=digest, as_notebook=as_notebook
    )


def _unreadable(name: str, path: Path, unreadable: Unreadable) -> Submission:
    return Submission(
        name=name, path=path, problem=Problem(status=unreadable.status, reason=unreadable.reason)
    )


def _problem(hand_in: HandIn, reason: Sentence) -> Submission:
    problem = Problem(status=Status.NEEDS_REVIEW, reason=reason)
    return Submission(name=hand_in.name, path=hand_in.place, problem=problem)


def _typed() -> Sentence:
    return _(
        "There is no file, only a text that was typed online: that is what was run. Code is safer "
        "in a notebook (.ipynb) or module (.py)."
    )


def _closed(folder: Path) -> Sentence | None:
    """Return that a folder, or one in it, cannot be opened, if that is so.

    One in a zip file, and one of a person who has handed in nothing, is no folder.
    """
    errors: list[OSError] = []
    deque(os.walk(folder, onerror=errors.append), maxlen=0)
    for error in errors:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            return _("the folder cannot be opened: {error}", error=str(error.strerror))
    return None


def _no_candidate(files: Iterable[File]) -> Sentence:
    paths = [file.path for file in files]
    if not paths:
        return _("the folder is empty; hand in the notebook (.ipynb) or module (.py)")
    if len(paths) == 1:
        return wrong_kind(paths[0])
    return _(
        "there is no notebook (.ipynb) and no module (.py) among {names}; hand in the notebook "
        "(.ipynb) or module (.py) itself",
        names=Listed(tuple(path.name for path in paths[:5])),
    )


def _choice(found: Sequence[Path], folder: Path) -> Sentence:
    """Return the question which file is meant; files of one name are told apart by their paths."""
    names = [path.name for path in found]
    if len(set(names)) < len(names):
        names = [path.relative_to(folder).as_posix() for path in found]
    return _("it is not clear which file to grade: {names}", names=Listed(tuple(names[:5])))


def _is_same(path: Path, out: Path) -> bool:
    return path.resolve() == out.resolve()


def _is_named(file: File, handout: str) -> bool:
    return kind_of(file.path) in SUFFIXES and stem(file.path) == handout


def require_there(path: Path) -> None:
    """Raise UsageError if nothing is at a path."""
    if not _exists(path):
        raise UsageError(f"{path} does not exist{_neighbour(path)}")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that no file can have
        return False


def _neighbour(path: Path) -> str:
    parent = path.parent
    return did_you_mean(path.name, [p.name for p in parent.iterdir()]) if parent.is_dir() else ""
