"""Submissions that a command is about, and the folder of their results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from autograder import (
    Assignment,
    ClassFolder,
    Course,
    Found,
    find_course,
    find_submissions,
    open_class,
    read_master,
)
from autograder.classes.work import find_attempts
from autograder.course.submissions.find import IsHandout, Read
from autograder.errors import AssignmentError, UsageError
from autograder.frozen import dataclass
from autograder.handout.checks_file import cell_digests
from autograder.store.batches import read_batch


@dataclass(frozen=True, kw_only=True)
class Work:
    """What is to be graded, and into which folder, once the assignment's name is known."""

    find: Callable[[str, Read, IsHandout], Found]
    out: Callable[[str], Path]
    of: ClassFolder | None = None  #: None without a class folder
    named: tuple[Path, ...] = ()  #: paths of submissions on the command line

    def course(self, named: Path | None) -> Course:
        """Return the course: as named, as the class says, or around the current folder."""
        return find_course(named or (self.of.course if self.of else None))


def work_of(submissions: tuple[Path, ...], out: Path | None, class_folder: Path | None) -> Work:
    """Return what `autograder grade` is about; raises UsageError, ClassError."""
    if class_folder is None:
        if not submissions or out is None:
            raise UsageError(
                "name SUBMISSIONS and, with --out, a folder for what is graded; or name the "
                "class's folder with --class"
            )
        return Work(
            find=lambda name, read, is_handout: find_submissions(
                submissions, name, out, read, is_handout
            ),
            out=lambda name: out,
            named=submissions,
        )
    if submissions or out is not None:
        raise UsageError(
            "with --class, what is in the class's attempts/ is graded into its graded/; leave "
            "out SUBMISSIONS and --out"
        )
    return _of_class(open_class(class_folder))


def _of_class(of: ClassFolder) -> Work:
    return Work(
        find=lambda name, read, is_handout: Found(find_attempts(of, name, read, is_handout), ()),
        out=of.graded,
        of=of,
    )


def graded_work(submissions: tuple[Path, ...], out: Path | None, class_folder: Path | None) -> Work:
    """Return what was graded into a folder before; raises UsageError, ClassError."""
    if class_folder is not None:
        return work_of(submissions, out, class_folder)
    if out is None:
        raise UsageError(
            "name the folder of the results with --out, or the class's folder with --class"
        )
    return Work(
        find=lambda name, read, is_handout: find_submissions(
            submissions or _sources(out), name, None, read, is_handout
        ),
        out=lambda name: out,
        named=submissions,
    )


def _sources(folder: Path) -> tuple[Path, ...]:
    """Return where submissions were found; raises UsageError if that is not known."""
    last = read_batch(folder)
    there = tuple(path for path in map(Path, last.sources if last else ()) if path.exists())
    if not there:
        raise UsageError(
            f"it is not known where the submissions in {folder} came from; name them after the "
            "assignment, as for `autograder grade`"
        )
    return there


def handout_of(course: Course, assignment: Assignment) -> IsHandout:
    """Return what tells whether cells are still as they were handed out, in any language."""
    try:
        master = read_master(assignment.folder, course.languages)
    except AssignmentError:  # what is wrong with it keeps nobody from being graded
        return lambda cells: False
    handouts = {cell_digests(master.handout(language)) for language in course.languages}
    return lambda cells: cell_digests(cells) in handouts
