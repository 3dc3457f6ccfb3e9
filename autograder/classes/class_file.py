"""`class.yaml`: time zone, dates, which attempt counts, what lateness costs, weights.

time_zone: Asia/Tokyo
late: {per: day, deduct: 10 %, floor: 40 %}
bank: {days: 4, each: 2}
assignments:
  units: {due: 2026-05-01 23:59, closes: 2026-05-08}
lms:
  moodle: {url: https://moodle.example.org, course: 2, assignments: {units: 42}}
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from autograder.classes.lms_places import lms_faults, lms_places
from autograder.classes.moments import EXPECTED, NoMoment, beginning_of, end_of, zone_fault
from autograder.course.schema import validate_yaml
from autograder.course.yaml_lines import LinedYaml, YamlPath, read_yaml
from autograder.errors import AssignmentError, ClassError, SourceFault
from autograder.frozen import dataclass
from autograder.gradebook.totals import Weighing
from autograder.records.dates import NOTHING, Amount, Bank, Dates, LatePolicy, Span, Step, Unit
from autograder.records.lms import NOWHERE, LmsPlaces

NAME = "class.yaml"
_UNITS: tuple[Unit, ...] = ("minute", "hour", "day")


@dataclass(frozen=True, kw_only=True)
class ClassPlan:
    """What `class.yaml` says."""

    zone: str
    course: str | None
    term: str
    dates: tuple[Dates, ...]  #: of the assignments, in the order of the file
    bank: Bank
    weighing: Weighing
    lms: LmsPlaces = NOWHERE


def class_schema() -> dict[str, Any]:
    """Return the JSON Schema of `class.yaml`."""
    text = files("autograder.classes").joinpath("class.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def read_class_file(path: Path) -> ClassPlan:
    """Return what the file says; raises ClassError with all of its faults."""
    try:
        read = read_yaml(path)
    except AssignmentError as error:
        raise ClassError(error.faults) from None
    file = replace(read, data=_times_as_text(read.data))
    try:
        validate_yaml(file, class_schema())
        faults = list(_faults(file))
    except AssignmentError as error:
        faults = [*error.faults, *_no_times(file)]
    if faults:
        raise ClassError(sorted(faults, key=lambda fault: fault.line or 0))
    return _plan(file.data)


def _no_times(file: LinedYaml) -> Iterator[SourceFault]:
    """Find times that there are not in a file that the schema refuses for something else."""
    data = file.data if isinstance(file.data, dict) else {}
    assignments = data.get("assignments")
    for name, own in assignments.items() if isinstance(assignments, dict) else ():
        for key, written in own.items() if isinstance(own, dict) else ():
            try:
                if key in ("opens", "due", "closes") and isinstance(written, str):
                    end_of(written, "UTC")
            except NoMoment as error:
                if not str(error).startswith(EXPECTED):  # that one the schema finds
                    yield _fault(file, ("assignments", name, key), f"{name}: `{key}`: {error}")


def _times_as_text(data: Any) -> Any:
    """Return the data with times as they were written; YAML reads some of them, and not others."""
    match data:
        case dict():
            return {key: _times_as_text(value) for key, value in data.items()}
        case list():
            return [_times_as_text(value) for value in data]
        case datetime():
            return (
                data.replace(tzinfo=None).isoformat(sep=" ") if data.tzinfo is None else str(data)
            )
        case date():
            return data.isoformat()
    return data


def _plan(data: Mapping[str, Any]) -> ClassPlan:
    assignments = data["assignments"]
    return ClassPlan(
        zone=data["time_zone"],
        course=data.get("course"),
        term=data.get("term", ""),
        dates=tuple(_dates(data, name) for name in assignments),
        bank=Bank(**data.get("bank", {})),
        weighing=Weighing(
            weights={name: float(a["weight"]) for name, a in assignments.items() if "weight" in a},
            bonus=frozenset(name for name, a in assignments.items() if a.get("bonus")),
            drop_lowest=data.get("drop_lowest", 0),
        ),
        lms=lms_places(data.get("lms", {})),
    )


def _dates(data: Mapping[str, Any], name: str) -> Dates:
    own, zone = data["assignments"][name], data["time_zone"]
    return Dates(
        assignment=name,
        zone=zone,
        opens_at=beginning_of(own["opens"], zone) if "opens" in own else None,
        due_at=end_of(own["due"], zone) if "due" in own else None,
        closes_at=end_of(own["closes"], zone) if "closes" in own else None,
        counts=own.get("counts", data.get("counts", "last")),
        late=_policy(_joined(data.get("late", {}), own.get("late", {}))),
        bank=own.get("bank", True),
    )


def _joined(common: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the policy with an assignment's changes; `steps` and `deduct` replace each other."""
    left_out = {"per", "deduct"} if "steps" in own else {"steps"} if "deduct" in own else set()
    return {key: value for key, value in common.items() if key not in left_out} | dict(own)


def _policy(data: Mapping[str, Any]) -> LatePolicy:
    return LatePolicy(
        grace=_span(data.get("grace")),
        free=_span(data.get("free")),
        per=data.get("per", "day"),
        deduct=_amount(data.get("deduct")) or NOTHING,
        steps=tuple(
            Step(until=_span(step.get("until")), deduct=_amount(step["deduct"]) or NOTHING)
            for step in data.get("steps", ())
        ),
        of=data.get("of", "possible"),
        most=_amount(data.get("most")),
        floor=_amount(data.get("floor")),
    )


def _span(text: str | None) -> Span | None:
    if text is None:
        return None
    count, unit = text.split(" ")
    return Span(count=float(count), unit=next(u for u in _UNITS if unit.startswith(u)))


def _amount(written: float | str | None) -> Amount | None:
    if written is None:
        return None
    number = str(written).rstrip("% points")
    return Amount(value=float(number), per_cent=str(written).endswith("%"))


def _faults(file: LinedYaml) -> Iterator[SourceFault]:
    """Find what a schema cannot say."""
    data = file.data
    if wrong := zone_fault(data["time_zone"]):
        yield _fault(file, ("time_zone",), wrong)
        return
    yield from _steps(file, ("late",), data.get("late", {}))
    for name, own in data["assignments"].items():
        place: YamlPath = ("assignments", name)
        yield from _order(file, place, own, data["time_zone"])
        yield from _steps(file, (*place, "late"), own.get("late", {}))
    yield from lms_faults(file)
    weighed = [name for name, own in data["assignments"].items() if "weight" in own]
    if weighed:
        for name in data["assignments"]:
            if name not in weighed:
                message = f"{name}: `weight` is missing: give one to each assignment, or to none"
                yield _fault(file, ("assignments", name), message)


def _order(
    file: LinedYaml, place: YamlPath, own: Mapping[str, str], zone: str
) -> Iterator[SourceFault]:
    """Find times that there are not, and those in the wrong order."""
    moments = {}
    for key, read in (("opens", beginning_of), ("due", end_of), ("closes", end_of)):
        try:
            if key in own:
                moments[key] = read(own[key], zone)
        except NoMoment as error:
            yield _fault(file, (*place, key), f"{place[-1]}: `{key}`: {error}")
    for earlier, later in (("opens", "due"), ("due", "closes"), ("opens", "closes")):
        if earlier in moments and later in moments and moments[later] < moments[earlier]:
            message = f"{place[-1]}: `{later}` {own[later]} is before `{earlier}` {own[earlier]}"
            yield _fault(file, (*place, later), message)
            return
    if "closes" in own and "due" not in own:
        yield _fault(file, (*place, "closes"), f"{place[-1]}: `due` is missing: say when it is due")


def _steps(file: LinedYaml, place: YamlPath, late: Mapping[str, Any]) -> Iterator[SourceFault]:
    steps = late.get("steps", ())
    if steps and ("deduct" in late or "per" in late):
        yield _fault(file, place, "only one of `steps` and `deduct` can be given")
    for number, step in enumerate(steps):
        if ("until" in step) == (number == len(steps) - 1):
            message = (
                "the last step has no `until`: it holds for ever"
                if "until" in step
                else f"step {number + 1}: `until` is missing: only the last step holds for ever"
            )
            yield _fault(file, (*place, "steps", number), message)


def _fault(file: LinedYaml, place: YamlPath, message: str) -> SourceFault:
    return SourceFault(file.path, file.line(place), message)
