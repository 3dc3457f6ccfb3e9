"""Submissions of a command judged anew: read and run only if they have to be."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence, Set
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from autograder import (
    Assignment,
    Batch,
    Course,
    Isolation,
    Reader,
    Sandbox,
    Submission,
    SubmissionResult,
    Threads,
    choose_language,
    require_catalogues,
)
from autograder.classes.decisions import ADJUSTMENTS
from autograder.cli.adjust import user_name
from autograder.cli.screen import progress_bar
from autograder.cli.work import Work, handout_of
from autograder.course.submissions.imports import shared_libraries
from autograder.course.submissions.remarks import remarked
from autograder.errors import OutputError
from autograder.execution.on_demand import SandboxOnDemand
from autograder.feedback.show.catalogues import languages
from autograder.frozen import dataclass
from autograder.records import Cell, Language
from autograder.records.people import Adjustment
from autograder.regrading.consequences import (
    Consequences,
    consequences,
    keeping,
    told,
    write_adjustments,
)
from autograder.regrading.former import Former, read_former
from autograder.regrading.staging import Reading, Staged, stage
from autograder.regrading.telling import told_changes, told_moves
from autograder.store.batches import LastBatch, read_batch
from autograder.store.folder import held, remove, write_whole
from autograder.store.history import MOVED_FILE, STAGED, apply_stage
from autograder.texts import counted


@dataclass(frozen=True, kw_only=True)
class Judging:
    """What is judged anew, and how it is run where it has to be."""

    course: Course
    assignment: Assignment
    work: Work
    jobs: int
    isolation: Isolation
    stock_keras: bool
    fresh: bool

    @cached_property
    def last(self) -> LastBatch | None:
        """The batch that the results are of, if that is on record."""
        return read_batch(self.work.out(self.assignment.name))

    @property
    def language(self) -> Language:
        """The language that students were told in before."""
        if self.last:
            return self.last.language
        return choose_language(None, self.course, languages())

    def shown(self, *, is_applied: bool, never_lower: bool) -> int:
        """Judge anew, show who moves, put it in place if that is wanted; return the exit status."""
        former = read_former(self.work.out(self.assignment.name), self.assignment)
        staged = self._staged(former)
        people = self._people(staged)
        concerned = told(people, never_lower=never_lower) if people else ()
        for line in (*told_changes(former), *told_moves(staged), *concerned):
            click.echo(line)
        if is_applied:
            _put_in_place(former.folder, people if never_lower else None, self.language)
        else:
            click.echo(
                f"Everybody who moves: {former.folder / STAGED / MOVED_FILE}. The results are as "
                "they were; --apply puts these in their place."
            )
        return 1 if staged.is_open else 0

    def _people(self, staged: Staged) -> Consequences | None:
        of, name = self.work.of, self.assignment.name
        if of is None or name not in of.dates:
            return None
        at = datetime.now(ZoneInfo(of.plan.zone))
        return consequences(of, name, staged.former.folder / STAGED, at)

    def _staged(self, former: Former) -> Staged:
        """Return what judging former results anew finds; raises UsageError, OutputError."""
        require_catalogues()
        found: list[Submission] = []

        def sandbox() -> Sandbox:
            return Sandbox(
                self.assignment.imports,
                self.isolation,
                stock_keras=self.stock_keras,
                libraries=shared_libraries(found),
            )

        with (
            progress_bar("Judging", None) as bar,
            Reader() as reader,
            SandboxOnDemand(sandbox) as workers,
        ):
            (running,) = bar.task_ids

            def find(wanted: Set[str] | None) -> Batch:
                batch = self._batch(reader, wanted)
                found.extend(batch.submissions)
                return batch

            def progress(result: SubmissionResult) -> None:
                bar.advance(running)

            reading = Reading(
                find=find,
                place=Threads(workers, self.jobs),
                progress=progress,
                readers=reader,
            )
            return stage(former, self.assignment, self.language, reading, whole=self.fresh)

    def _batch(self, reader: Reader, wanted: Set[str] | None) -> Batch:
        """Return what was graded; cells only of files of the wanted hashes, unless of all."""

        def cells(content: bytes, name: str) -> tuple[Cell, ...]:
            if wanted is not None and hashlib.sha256(content).hexdigest() not in wanted:
                return ()
            return reader.cells(content, name)

        is_handout = handout_of(self.course, self.assignment)
        found = self.work.find(self.assignment.name, cells, is_handout).submissions
        return Batch(
            assignment=self.assignment,
            submissions=tuple(remarked(found, self.assignment, is_handout)),
            language=self.language,
            sources=self.work.named or tuple(map(Path, self.last.sources if self.last else ())),
            fresh=self.fresh,
        )


def _put_in_place(folder: Path, people: Consequences | None, language: Language) -> None:
    """Swap the results; where nobody is to fall, with an adjustment for who would."""
    if people is None:
        with held(folder):
            away = apply_stage(folder)
    else:
        at = datetime.now(ZoneInfo(people.of.plan.zone))
        kept = keeping(people, user_name(), at, language)
        with held(people.of.folder), held(folder):
            away = _applied_with(people.of.folder, kept, folder)
        click.echo(f"{counted(len(kept), 'adjustment')} in {people.of.folder / ADJUSTMENTS}")
    click.echo(
        f"The results are in place; the former ones are in {away}, and --undo puts them back. "
        f"Everybody who has moved: {folder / MOVED_FILE}. Pages are made by `autograder report`."
    )


def _applied_with(class_folder: Path, adjustments: Sequence[Adjustment], folder: Path) -> Path:
    """Write the decisions, then swap: before it, a least that is there already changes nothing."""
    path = class_folder / ADJUSTMENTS
    before = path.read_bytes() if path.exists() else None
    if adjustments:
        write_adjustments(class_folder, adjustments)
    try:
        return apply_stage(folder)
    except OutputError:
        with suppress(OutputError):  # such as are left change no grade either
            remove(path) if before is None else write_whole(path, before)
        raise
