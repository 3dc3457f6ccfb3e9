"""Results judged anew in the stage of an output folder, and compared with those that stand there.

What is on record is judged as it was observed; only what is asked otherwise now is run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.batch import Batch, Graded, grade
from autograder.bindings import FindBindings, bindings_of_cells
from autograder.errors import UsageError
from autograder.execution.places import Place
from autograder.feedback.changes import FindChange, find_change
from autograder.feedback.code import ReadCode, read_code
from autograder.records import Assignment, Submission, SubmissionResult
from autograder.records.submissions import Status
from autograder.regrading.differences import Change, differences
from autograder.regrading.moves import (
    Moved,
    moved_csv,
    moves_of,
    newly_explained,
    standing,
)
from autograder.store.documents import Document
from autograder.store.fingerprint import asked_groups, assignment_digest, judging_hash
from autograder.store.folder import file_names, held, require_swapped, write_whole
from autograder.store.history import MOVED_FILE, open_stage
from autograder.store.judged_by import judged_by, read_judged_by
from autograder.store.output import OutputFolder
from autograder.store.results import read_fields


@dataclass(frozen=True, kw_only=True)
class Former:
    """The results that stand in an output folder."""

    folder: Path
    results: Mapping[str, Document]  #: fields of each, by the submission's name
    damaged: frozenset[str]  #: stems of files that cannot be read as a result
    changes: tuple[Change, ...] | None  #: since they were judged; None if that is not known

    @property
    def is_up_to_date(self) -> bool:
        """Whether it is known that judging anew would find the same."""
        return self.changes == () and not self.damaged


@dataclass(frozen=True, kw_only=True)
class Staged:
    """What judging anew has found."""

    former: Former
    graded: Graded
    moves: tuple[Moved, ...]
    explained: Mapping[str, int]  #: how many read of a known mistake now that did not before

    @property
    def run(self) -> int:
        """How many submissions were run."""
        return len(self.graded.results) - self.graded.unchanged


def read_former(folder: Path, assignment: Assignment) -> Former:
    """Return the results in a folder; raises UsageError if there are none, or of another one."""
    require_swapped(folder)
    paths = sorted((folder / "results").glob("*.json"))
    if not paths:
        raise UsageError(f"no results in {folder}; `autograder grade` makes some")
    results, damaged = dict[str, Document](), set[str]()
    for path in paths:
        try:
            fields = read_fields(path)
            standing(fields)
            results[fields["submission"]] = fields
        except (UsageError, ValueError, KeyError):
            damaged.add(path.stem)
            continue
        if fields["assignment"] != assignment.name:
            raise UsageError(
                f"{path} is a result of {fields['assignment']}, not of {assignment.name}; "
                "grade each assignment into a folder of its own"
            )
    before = read_judged_by(folder)
    changes = differences(before, judged_by(assignment)) if before else None
    return Former(folder=folder, results=results, damaged=frozenset(damaged), changes=changes)


def stage(
    former: Former,
    batch: Batch,
    place: Place,
    progress: Callable[[SubmissionResult], None],
    find_bindings: FindBindings = bindings_of_cells,
    read_code: ReadCode = read_code,
    find_change: FindChange = find_change,
) -> Staged:
    """Judge the submissions of former results anew, beside them; raises UsageError, OutputError."""
    batch = _of_former(former, batch)
    with held(former.folder):
        folder = open_stage(former.folder)
        output = OutputFolder(folder, batch.assignment.name, [s.name for s in batch.submissions])
        graded = grade(batch, output, place, progress, find_bindings, read_code, find_change)
        staged = _compared(former, output, graded)
        write_whole(folder / MOVED_FILE, moved_csv(staged.moves))
    return staged


def _of_former(former: Former, batch: Batch) -> Batch:
    """Return the batch of all submissions that have results, and of no others."""
    known = {submission.name: submission for submission in batch.submissions}
    _require_there(former, known)
    _require_same(former, known)
    names = file_names(known)
    there = [
        s for s in known.values() if s.name in former.results or names[s.name] in former.damaged
    ]
    return replace(batch, submissions=tuple(there), as_recorded=_as_asked(former, batch.assignment))


def graded_as_asked(folder: Path, assignment: Assignment) -> frozenset[str]:
    """Return the names of submissions that are graded and were asked just what is asked today."""
    there = any((folder / "results").glob("*.json"))
    return _as_asked(read_former(folder, assignment), assignment) if there else frozenset()


def _as_asked(former: Former, assignment: Assignment) -> frozenset[str]:
    asked = assignment_digest(assignment, asked_groups(assignment)).asked
    return frozenset(
        name
        for name, result in former.results.items()
        if result["status"] == Status.GRADED.value
        and (result.get("assignment_digest") or {}).get("asked") == asked
    )


def require_same_judging(folder: Path, assignment: Assignment, command: str) -> None:
    """Raise UsageError if results in a folder were judged by something else than there is today.

    `command` is the one that judges them anew.
    """
    if not any((folder / "results").glob("*.json")):
        return
    former = read_former(folder, assignment)
    if former.changes is None and not _all_of_today(former, assignment):
        raise UsageError(
            f"it is not known what the results in {folder} were judged by, so nothing is graded; "
            f"`{command}` shows who moves if they are judged anew, and with --apply does so"
        )
    if former.changes:
        shown = "; ".join(map(str, former.changes[:5]))
        more = f"; and {len(former.changes) - 5} more" if len(former.changes) > 5 else ""
        raise UsageError(
            f"{assignment.name} is judged otherwise than the results in {folder}, so nothing is "
            f"graded ({shown}{more}); `{command}` shows who moves by it, and with --apply judges "
            "them anew"
        )


def _all_of_today(former: Former, assignment: Assignment) -> bool:
    """Whether all results say themselves that they were judged by what there is today."""
    today = judging_hash(assignment)
    digests = [result.get("assignment_digest") or {} for result in former.results.values()]
    return all(digest.get("judging") == today for digest in digests)


def _require_there(former: Former, known: Mapping[str, Submission]) -> None:
    if missing := [name for name in former.results if name not in known]:
        raise UsageError(
            f"{_named(missing)}: what was handed in is not there any more; name where it is after "
            f"the assignment, or remove what is in {former.folder / 'results'} of it"
        )


def _require_same(former: Former, known: Mapping[str, Submission]) -> None:
    changed = [n for n, r in former.results.items() if r["sha256"] != known[n].sha256]
    if changed:
        raise UsageError(
            f"{_named(changed)}: the file has changed since it was graded; `autograder grade` is "
            "for that"
        )


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def _compared(former: Former, output: OutputFolder, graded: Graded) -> Staged:
    moves, explained = list[Moved](), Counter[str]()
    for result in graded.results:
        name = result.submission.name
        there = former.results.get(name)
        before = standing(there) if there else None
        after = standing(read_fields(output.result_path(name)))
        moves += moves_of(name, before, after, former.changes)
        explained.update(newly_explained(before, after))
    return Staged(former=former, graded=graded, moves=tuple(moves), explained=explained)


def totals(moves: Iterable[Moved]) -> dict[str, float | None]:
    """Return by how much each submission moves in all; None if that is not known."""
    by: dict[str, float | None] = {}
    for moved in moves:
        so_far = by.get(moved.submission, 0.0)
        by[moved.submission] = (
            None if None in (so_far, moved.by) else (so_far or 0) + (moved.by or 0)
        )
    return by
