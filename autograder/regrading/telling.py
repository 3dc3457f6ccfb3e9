"""What a teacher is told of results that were judged anew, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from autograder.regrading.former import Former
from autograder.regrading.moves import Moved
from autograder.regrading.staging import Staged, totals
from autograder.texts import and_more, counted, format_points, one_line

_MOST = 40  #: people that are shown; a table has all of them


def told_changes(former: Former) -> Iterator[str]:
    """Yield what is judged by otherwise than before."""
    if former.changes is None:
        yield (
            "It is not known what the results were judged by: they are of an earlier version of "
            "autograder, or some are of an earlier run. Who moves is shown, and not why."
        )
    elif former.changes:
        yield "Judged by otherwise than before:"
        yield from (f"  {change}" for change in former.changes)
    for file in sorted(former.damaged):
        yield one_line(f"{file}.json cannot be read as a result; it is judged anew")


def told_moves(staged: Staged) -> Iterator[str]:
    """Yield who moves, by question, by how much and why."""
    by_person = totals(staged.moves)
    everybody = counted(staged.judged, "submission")
    if not by_person:
        yield f"Moved: none of {everybody}."
    else:
        up = sum(by is not None and by > 0 for by in by_person.values())
        down = sum(by is not None and by < 0 for by in by_person.values())
        yield f"Moved: {len(by_person)} of {everybody}, {up} up, {down} down."
        yield from _by_question(staged.moves)
        yield from _by_person(staged, by_person)
    for mistake, count in sorted(staged.explained.items()):
        yield f"Newly explained by the known mistake {mistake}: {counted(count, 'submission')}."
    if staged.run:
        yield f"Run, for what is not on record: {counted(staged.run, 'submission')}."
    else:
        yield "Nothing was run again."


def _by_question(moves: Sequence[Moved]) -> Iterator[str]:
    ordered = sorted(moves, key=lambda moved: moved.question)
    for question, group in groupby(ordered, key=lambda moved: moved.question):
        by = [moved.by for moved in group]
        known = [points for points in by if points is not None]
        ends = dict.fromkeys(map(signed, sorted({min(known), max(known)}))) if known else {}
        yield f"  {question}: {len(by)}{', ' if ends else ''}{' to '.join(ends)}"


def _by_person(staged: Staged, totals: dict[str, float | None]) -> Iterator[str]:
    ordered = sorted(totals, key=lambda name: (totals[name] or 0.0, name))
    for name in ordered[:_MOST]:
        yield one_line(f"{name} {signed(totals[name])}")
        for moved in (moved for moved in staged.moves if moved.submission == name):
            why = "; ".join(map(str, moved.because))
            was, now = (format_points(points) or "—" for points in (moved.before, moved.after))
            yield one_line(f"  {moved.question}: {was} → {now} ({why})")
    if more := and_more(len(ordered), _MOST):
        yield f"… {more}"


def signed(points: float | None) -> str:
    """Return by how much something moves, with its sign."""
    if points is None:
        return "by an unknown number of points"
    return f"{'+' if points >= 0 else '−'}{format_points(abs(points))}"
