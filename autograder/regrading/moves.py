"""Who moves when results are judged anew: by question, by how much, and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from autograder.frozen import dataclass
from autograder.regrading.differences import Change
from autograder.texts import format_points, plain_cell

ASKED_AGAIN = Change(what="run again, and answered otherwise")
UNKNOWN = Change(what="it is not known what it was judged by before")
GONE = Change(what="gone")
_COLUMNS = ("submission", "question", "before", "after", "change", "because")
_LEAST = 0.0005  #: points that are a difference


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Points and outcomes in one result."""

    points: float | None
    questions: Mapping[str, float | None]
    checks: Mapping[str, Any]  #: outcome of each check, how many went wrong, and why
    mistakes: Mapping[str, str]  #: the known mistake that is named, by question
    observation: str | None


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One question of one submission, of which the points move."""

    submission: str
    question: str
    before: float | None  #: None: not graded, or not known
    after: float | None
    because: tuple[Change, ...] = field(default=())

    @property
    def by(self) -> float | None:
        """How many points more it is; None if that is not known."""
        return None if None in (self.before, self.after) else (self.after or 0) - (self.before or 0)


def standing(result: Mapping[str, Any]) -> Standing:
    """Return the points in the fields of a result file; raises ValueError if it has none."""
    try:
        return _standing(result)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no result: {error}") from None


def _standing(result: Mapping[str, Any]) -> Standing:
    questions = result["questions"]
    checks = [check for question in questions for check in question["checks"]]
    return Standing(
        points=result["points"],
        questions={question["id"]: question["points"] for question in questions},
        checks={
            check["id"]: (check["outcome"], check["failing"], _fraction(check)) for check in checks
        },
        mistakes={
            question["id"]: check["mistake"]
            for question in questions
            for check in question["checks"]
            if check["mistake"]
        },
        observation=result.get("observation"),
    )


def _fraction(check: Mapping[str, Any]) -> float | None:
    if check["points"] is None or not check["possible"]:
        return None
    return float(round(check["points"] / check["possible"], 4))


def moves_of(
    submission: str, before: Standing | None, after: Standing, changes: Sequence[Change] | None
) -> Iterator[Moved]:
    """Yield each question that moves; `changes` are None if it is not known what has changed."""
    for question, now in after.questions.items():
        was = before.questions.get(question) if before else None
        if before is None or _differs(was, now):
            because = tuple(_reasons(question, before, after, changes))
            yield Moved(
                submission=submission, question=question, before=was, after=now, because=because
            )
    for gone in before.questions.keys() - after.questions.keys() if before else ():
        was = before.questions[gone] if before else None
        because = tuple(c for c in changes or () if c.question == gone) or (GONE,)
        yield Moved(submission=submission, question=gone, before=was, after=0.0, because=because)


def _differs(was: float | None, now: float | None) -> bool:
    if was is None or now is None:
        return was is not now
    return abs(was - now) > _LEAST


def _reasons(
    question: str, before: Standing | None, after: Standing, changes: Sequence[Change] | None
) -> Iterator[Change]:
    """Yield what moved a question: its own changes, of which checks went otherwise; else all's."""
    if before is None or changes is None:
        yield UNKNOWN
        return
    own = [c for c in changes if c.question == question and _counts(c, before, after)]
    yield from own
    asked_again = before.observation != after.observation
    asks_otherwise = any(change.structural for change in changes)
    if asked_again and not (own and asks_otherwise):  # else the record differs by what is asked
        yield ASKED_AGAIN
    if not own:
        whole = [c for c in changes if c.question is None and not c.moves_none]
        yield from whole or (() if asked_again else (UNKNOWN,))


def _counts(change: Change, before: Standing, after: Standing) -> bool:
    if change.moves_none or change.moves_all:
        return change.moves_all
    was = before.checks.get(change.former or change.check or "")
    return was != after.checks.get(change.check or "")


def newly_explained(before: Standing | None, after: Standing) -> list[str]:
    """Return the known mistakes that are named now and were not before."""
    were = before.mistakes if before else {}
    return [m for question, m in after.mistakes.items() if were.get(question) != m]


def moved_csv(moves: Iterable[Moved]) -> bytes:
    """Return the table of all that move, for a teacher to sort."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for moved in moves:
        writer.writerow(
            [
                plain_cell(moved.submission),
                plain_cell(moved.question),
                format_points(moved.before),
                format_points(moved.after),
                "" if moved.by is None else f"{moved.by:+.2f}",
                "; ".join(map(str, moved.because)),
            ]
        )
    return text.getvalue().encode("utf-8-sig", "backslashreplace")
