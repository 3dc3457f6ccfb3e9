"""Results judged anew in the stage of an output folder, and compared with those that stand there.

What is on record is judged as it was observed; only what is asked otherwise now is run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from autograder.batch import Batch, Graded, grade
from autograder.errors import UsageError
from autograder.execution.places import Place
from autograder.feedback.readers import READERS_HERE, Readers
from autograder.feedback.readings import Readings
from autograder.frozen import dataclass
from autograder.records import Assignment, Language, Submission, SubmissionResult
from autograder.records.submissions import Status
from autograder.regrading.former import Former
from autograder.regrading.moves import (
    Moved,
    moved_csv,
    moves_of,
    newly_explained,
    standing,
)
from autograder.regrading.reuse import Reuse, Reused, reusable
from autograder.reports.scores import stored_scores_csv
from autograder.store.batches import read_batch
from autograder.store.documents import Document, document_text
from autograder.store.folder import file_names, held, remove, write_whole
from autograder.store.history import MOVED_FILE, have_too, open_stage
from autograder.store.judged_by import judged_by
from autograder.store.output import OutputFolder
from autograder.store.results import read_fields
from autograder.store.shared_errors import SHARED_ERRORS_FILE
from autograder.texts import some_of

Find = Callable[[Set[str] | None], Batch]
"""What reads submissions: those of files with such hashes, the others without cells; or all."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Where submissions are read and run, if they have to be."""

    find: Find
    place: Place
    progress: Callable[[SubmissionResult], None]  #: called for each that is judged
    readers: Readers = READERS_HERE


@dataclass(frozen=True, kw_only=True)
class Staged:
    """What judging anew has found."""

    former: Former
    moves: tuple[Moved, ...]
    explained: Mapping[str, int]  #: how many read of a known mistake now that did not before
    judged: int  #: how many submissions there are
    run: int  #: how many of them were run
    is_open: bool  #: some are not graded


def stage(
    former: Former,
    assignment: Assignment,
    language: Language,
    reading: Reading,
    *,
    whole: bool = False,
) -> Staged:
    """Judge former results anew, beside them; raises UsageError, OutputError.

    `whole`: each is judged as a whole, also where that would find nothing new.
    """
    reuse = None if whole else reusable(former, assignment, language)
    with held(former.folder):
        folder = open_stage(former.folder)
        if reuse is None:
            batch = _of_former(former, reading.find(None))
            output = OutputFolder(
                folder, assignment.name, [s.name for s in batch.submissions], of=former.folder
            )
            graded = _judged(batch, output, reading)
            names = [result.submission.name for result in graded.results]
            run = _run(graded)
            fields = _read(output)
        else:
            output = OutputFolder(folder, assignment.name, former.results, of=former.folder)
            fields, run = _mostly_reused(reuse, output, reading)
            names = list(former.results)
            _put_lists(former, assignment, language, output, fields)
        staged = _compared(former, names, run, fields)
        write_whole(folder / MOVED_FILE, moved_csv(staged.moves))
    return staged


def _judged(batch: Batch, output: OutputFolder, reading: Reading) -> Graded:
    return grade(
        batch,
        output,
        reading.place,
        reading.progress,
        reading.readers,
    )


def _run(graded: Graded) -> int:
    """Return how many were run: of what cannot be read, nothing is."""
    return sum(r.submission.problem is None for r in graded.results) - graded.unchanged


Results = Callable[[str], Document]
"""The fields of each result that is staged, by the submission's name."""


def _read(output: OutputFolder) -> Results:
    return lambda name: read_fields(output.result_path(name))


def _mostly_reused(reuse: Reuse, output: OutputFolder, reading: Reading) -> tuple[Results, int]:
    """Write all results, judging those that have to be; return them, and how many were run."""
    former = reuse.former
    reused = {
        name: found
        for name, fields in former.results.items()
        if (found := reuse.of(former.files[name], fields))
    }
    run = 0
    if left := former.results.keys() - reused.keys():
        _batch, submissions = _found(former, left, reading, with_cells=False)
        reused |= _partly_reused(reuse, submissions, reading, with_cells=False)
    if left := former.results.keys() - reused.keys():
        batch, submissions = _found(former, left, reading, with_cells=True)
        reused |= _partly_reused(reuse, submissions, reading, with_cells=True)
        whole = tuple(s for s in submissions if s.name not in reused)
        if whole:
            graded = _judged(
                replace(batch, submissions=whole, as_recorded=former.as_asked), output, reading
            )
            run = _run(graded)
    for name, found in reused.items():
        _put(former.folder, former.files[name], found, output)

    read = _read(output)
    return lambda name: reused[name].fields if name in reused else read(name), run


def _found(
    former: Former, names: Set[str], reading: Reading, *, with_cells: bool
) -> tuple[Batch, tuple[Submission, ...]]:
    """Return a batch, and of it the submissions with such names; raises UsageError.

    Most of a class can do without cells, which take long to make.
    """
    wanted = replace(former, results={name: former.results[name] for name in names})
    hashes = {result["sha256"] for result in wanted.results.values()}
    batch = reading.find(hashes if with_cells else frozenset())
    known = {s.name: s for s in batch.submissions if s.name in names}
    _require_there(wanted, known)
    _require_same(wanted, known)
    return batch, tuple(known.values())


def _partly_reused(
    reuse: Reuse, submissions: Iterable[Submission], reading: Reading, *, with_cells: bool
) -> dict[str, Reused]:
    """Return those of which only a few questions have to be judged anew."""
    former = reuse.former
    readings = Readings(former.folder)
    read_by = readings.by if with_cells else readings.without_cells

    def one(submission: Submission, *_: object) -> tuple[str, Reused | None]:
        name, sha256 = submission.name, submission.sha256
        file, result = former.files[name], former.results[name]
        reader = read_by(reading.readers.of(sha256), file, sha256)
        with reader.account.charged():
            return name, reuse.partly(file, result, submission, reader)

    found = reading.place.map(one, submissions)
    return {name: reused for name, reused in found if reused}


def _put(folder: Path, file: str, found: Reused, output: OutputFolder) -> None:
    """Write a result that was not judged; what stays as it is stands in both places."""
    write_whole(
        output.folder / "results" / f"{file}.json", document_text(found.fields), flushed=False
    )
    feedback, executed = f"feedback/{file}.md", f"executed/{file}.ipynb"
    have_too(folder / executed, output.folder / executed)
    if found.feedback is None:
        have_too(folder / feedback, output.folder / feedback)
    else:
        write_whole(output.folder / feedback, found.feedback, flushed=False)


def _put_lists(
    former: Former,
    assignment: Assignment,
    language: Language,
    output: OutputFolder,
    fields: Results,
) -> None:
    """Write the lists of all submissions, of which nothing was observed anew."""
    results = map(fields, former.results)
    last = read_batch(former.folder)
    sources = tuple(map(Path, last.sources if last else ()))
    output.write_scores(stored_scores_csv(assignment, results), language, sources)
    remove(output.folder / SHARED_ERRORS_FILE)
    have_too(former.folder / SHARED_ERRORS_FILE, output.folder / SHARED_ERRORS_FILE)
    output.end_judging(judged_by(assignment))


def _of_former(former: Former, batch: Batch) -> Batch:
    """Return the batch of all submissions that have results, and of no others."""
    known = {submission.name: submission for submission in batch.submissions}
    _require_there(former, known)
    _require_same(former, known)
    names = file_names(known)
    there = [
        s for s in known.values() if s.name in former.results or names[s.name] in former.damaged
    ]
    return replace(batch, submissions=tuple(there), as_recorded=former.as_asked)


def _require_there(former: Former, known: Mapping[str, Submission]) -> None:
    if missing := [name for name in former.results if name not in known]:
        raise UsageError(
            f"{some_of(missing, 5)}: what was handed in is not there any more; name where it is "
            f"after the assignment, or remove what is in {former.folder / 'results'} of it"
        )


def _require_same(former: Former, known: Mapping[str, Submission]) -> None:
    changed = [n for n, r in former.results.items() if r["sha256"] != known[n].sha256]
    if changed:
        raise UsageError(
            f"{some_of(changed, 5)}: the file has changed since it was graded; `autograder grade` "
            "is for that"
        )


def _compared(former: Former, names: Sequence[str], run: int, results: Results) -> Staged:
    moves, explained, is_open = list[Moved](), Counter[str](), False
    for name in names:
        there = former.results.get(name)
        before = standing(there) if there else None
        fields = results(name)
        after = standing(fields)
        moves += moves_of(name, before, after, former.changes)
        explained.update(newly_explained(before, after))
        is_open = is_open or fields["status"] == Status.NOT_GRADED.value
    return Staged(
        former=former,
        moves=tuple(moves),
        explained=explained,
        judged=len(names),
        run=run,
        is_open=is_open,
    )


def totals(moves: Iterable[Moved]) -> dict[str, float | None]:
    """Return by how much each submission moves in all; None if that is not known."""
    by: dict[str, float | None] = {}
    for moved in moves:
        so_far = by.get(moved.submission, 0.0)
        by[moved.submission] = (
            None if None in (so_far, moved.by) else (so_far or 0) + (moved.by or 0)
        )
    return by
