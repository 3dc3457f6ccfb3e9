"""A class folder as a whole: `class.yaml`, `roster.csv`, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from autograder.classes.attempts import read_attempts
from autograder.classes.class_file import NAME, ClassPlan, read_class_file
from autograder.classes.decisions import (
    ADJUSTMENTS,
    EXTENSIONS,
    Known,
    read_adjustments,
    read_extensions,
)
from autograder.classes.people import People
from autograder.classes.roster import NAME as ROSTER, read_roster
from autograder.errors import ClassError, SourceFault, UsageError
from autograder.frozen import dataclass
from autograder.records.dates import Dates
from autograder.records.people import Adjustment, Attempt, Extension
from autograder.texts import did_you_mean


@dataclass(frozen=True, kw_only=True)
class ClassFolder:
    """What a class folder says about people, dates and decisions."""

    folder: Path
    plan: ClassPlan
    people: People
    extensions: tuple[Extension, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    #: output folders that stand for those of assignments, as results that are only staged
    instead: Mapping[str, Path] = field(default_factory=dict)

    @property
    def dates(self) -> Mapping[str, Dates]:
        return {dates.assignment: dates for dates in self.plan.dates}

    @property
    def course(self) -> Path | None:
        """The course's folder, if class.yaml says where it is."""
        return None if self.plan.course is None else self.folder / self.plan.course

    @property
    def known(self) -> Known:
        return Known(people=self.people, dates=self.dates, zone=self.plan.zone)

    def assignment(self, name: str) -> Dates:
        """Return an assignment's dates; UsageError if the class has none of that name."""
        if name not in self.dates:
            has = ", ".join(self.dates) or "none"
            near = did_you_mean(name, self.dates) or f"; it has: {has}"
            raise UsageError(f"there is no assignment `{name}` in {self.folder / NAME}{near}")
        return self.dates[name]

    def attempts(self, assignment: str) -> list[Attempt]:
        """Return all that was handed in for an assignment; raises ClassError."""
        return read_attempts(self.folder, assignment)

    def graded(self, assignment: str) -> Path:
        """Return the output folder of an assignment."""
        return self.instead.get(assignment, self.folder / "graded" / assignment)


def open_class(folder: Path) -> ClassFolder:
    """Return what a class folder says; raises UsageError, ClassError with all faults."""
    if not (folder / NAME).is_file():
        raise UsageError(
            f"{folder} is not a class folder: there is no {NAME} in it; name the class's folder "
            "with --class, or write one with `time_zone: Asia/Tokyo` and `assignments:`"
        )
    plan = read_class_file(folder / NAME)
    people = _people(folder / ROSTER)
    known = Known(people=people, dates={d.assignment: d for d in plan.dates}, zone=plan.zone)
    faults: list[SourceFault] = []
    extensions: tuple[Extension, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    try:
        extensions = read_extensions(folder / EXTENSIONS, known)
    except ClassError as error:
        faults += error.faults
    try:
        adjustments = read_adjustments(folder / ADJUSTMENTS, known)
    except ClassError as error:
        faults += error.faults
    if faults:
        raise ClassError(faults)
    return ClassFolder(
        folder=folder, plan=plan, people=people, extensions=extensions, adjustments=adjustments
    )


def _people(path: Path) -> People:
    if not path.exists():
        message = "is missing; `autograder roster FILE --class DIR` makes one of an LMS's list"
        raise ClassError([SourceFault(path, None, message)])
    return read_roster(path).people
