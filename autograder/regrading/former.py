"""The results that stand in an output folder, and what has changed since they were judged."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from autograder.errors import UsageError
from autograder.frozen import dataclass
from autograder.records import Assignment
from autograder.records.stored_results import AssignmentDigest
from autograder.records.submissions import Status
from autograder.regrading.differences import Change, differences
from autograder.regrading.moves import standing
from autograder.store.batches import read_batch
from autograder.store.documents import Document
from autograder.store.fingerprint import asked_groups, assignment_digest
from autograder.store.folder import require_swapped
from autograder.store.judged_by import judged_by, read_judged_by
from autograder.store.results import read_fields
from autograder.texts import and_more

_HEAD = 1000  #: bytes of a result in which its assignment is named


@dataclass(frozen=True, kw_only=True)
class Former:
    """The results that stand in an output folder."""

    folder: Path
    results: Mapping[str, Document]  #: fields of each, by the submission's name
    files: Mapping[str, str]  #: stems of their files, likewise, in the order of grading
    damaged: frozenset[str]  #: stems of files that cannot be read as a result
    changes: tuple[Change, ...] | None  #: since they were judged; None if that is not known
    digest: AssignmentDigest  #: of the assignment as it is now

    @property
    def as_asked(self) -> frozenset[str]:
        """Names of submissions that are graded and were asked just what is asked today."""
        return frozenset(
            name
            for name, result in self.results.items()
            if result["status"] == Status.GRADED.value
            and (result.get("assignment_digest") or {}).get("asked") == self.digest.asked
        )


def is_up_to_date(folder: Path, assignment: Assignment) -> bool:
    """Tell whether it is known that judging anew would find the same.

    Of each result only the ends are looked at: that it is whole, and of the assignment.
    """
    paths = list((folder / "results").glob("*.json"))
    before = read_judged_by(folder)
    return (
        bool(paths)
        and before == judged_by(assignment)
        and all(_seems_whole(path, assignment.name) for path in paths)
    )


def _seems_whole(path: Path, assignment: str) -> bool:
    named = f'"assignment": {json.dumps(assignment)}'.encode()
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(-2, os.SEEK_END)
            return named in head and file.read() == b"}\n"
    except OSError:
        return False


def read_former(folder: Path, assignment: Assignment) -> Former:
    """Return the results in a folder; raises UsageError if there are none, or of another one."""
    require_swapped(folder)
    paths = sorted((folder / "results").glob("*.json"))
    if not paths:
        raise UsageError(f"no results in {folder}; `autograder grade` makes some")
    results, files, damaged = dict[str, Document](), dict[str, str](), set[str]()
    for path in paths:
        try:
            fields = read_fields(path)
            standing(fields)
            results[fields["submission"]], files[fields["submission"]] = fields, path.stem
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
    last = read_batch(folder)
    place = {file: number for number, file in enumerate(last.files if last else ())}
    in_order = sorted(files, key=lambda name: place.get(files[name], len(place)))
    return Former(
        folder=folder,
        results={name: results[name] for name in in_order},
        files={name: files[name] for name in in_order},
        damaged=frozenset(damaged),
        changes=changes,
        digest=assignment_digest(assignment, asked_groups(assignment)),
    )


def graded_as_asked(folder: Path, assignment: Assignment) -> frozenset[str]:
    """Return the names of submissions that are graded and were asked just what is asked today."""
    there = any((folder / "results").glob("*.json"))
    return read_former(folder, assignment).as_asked if there else frozenset()


def require_same_judging(folder: Path, assignment: Assignment, command: str) -> None:
    """Raise UsageError if results in a folder were judged by something else than there is today.

    `command` is the one that judges them anew.
    """
    if not any((folder / "results").glob("*.json")):
        return
    former = read_former(folder, assignment)
    if former.changes is None and not _all_of_today(former):
        raise UsageError(
            f"it is not known what the results in {folder} were judged by, so nothing is graded; "
            f"`{command}` shows who moves if they are judged anew, and with --apply does so"
        )
    if changes := [change for change in former.changes or () if not change.only_words]:
        shown = "; ".join(map(str, changes[:5]))
        more = f"; {and_more(len(changes), 5)}" if len(changes) > 5 else ""
        raise UsageError(
            f"{assignment.name} is judged otherwise than the results in {folder}, so nothing is "
            f"graded ({shown}{more}); `{command}` shows who moves by it, and with --apply judges "
            "them anew"
        )


def _all_of_today(former: Former) -> bool:
    """Whether all results say themselves that they were judged by what there is today."""
    digests = [result.get("assignment_digest") or {} for result in former.results.values()]
    return all(digest.get("judging") == former.digest.judging for digest in digests)
