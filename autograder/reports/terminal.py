"""Tables for the terminal: scores, validation, isolation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from autograder.doctor.examination import Capabilities
from autograder.frozen import dataclass
from autograder.records import Assignment, Status, SubmissionResult, Validation
from autograder.texts import format_points, one_line, sanitize

_COLOURS = {
    Status.GRADED: "",
    Status.UNREADABLE: "red",
    Status.NEEDS_REVIEW: "yellow",
    Status.NOT_GRADED: "bold red",
}


def validation_table(found: Validation) -> Table:
    """Return a table of an assignment's checks, and how many known mistakes each catches.

    A hidden check that catches the same ones as another is marked: no known mistake needs both.
    """
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("check")
    table.add_column("mistakes caught", justify="right")
    table.add_column("by it alone", justify="right")
    table.add_column("")
    for check in found.catches:
        remark = f"the same as {check.same_as}" if check.same_as else ""
        alone = str(check.alone) if check.alone else "—"
        table.add_row(check.check, str(check.mistakes), alone, remark)
    return table


def capability_table(found: Capabilities) -> Table:
    """Return a table of what a machine offers for isolation, and why not."""
    table = Table(box=box.SIMPLE_HEAD, show_header=False, padding=(0, 1, 0, 0))
    table.add_row("system", found.system)
    table.add_row("Python", found.python)
    table.add_row("cores", str(found.cores))
    abilities = {
        "Landlock": found.layers.landlock,
        "seccomp": found.layers.seccomp,
        "namespaces": found.layers.namespaces,
        "isolation": found.sandbox,
    }
    for name, ability in abilities.items():
        table.add_row(name, ("yes: " if ability.works else "no: ") + sanitize(ability.detail))
    return table


@dataclass(frozen=True)
class ScoreTable:
    """A table with a row a submission and a column a question.

    Where it is wider than the terminal, questions are numbered, a few stand beside each other, and
    the rest in more tables below; what the numbers stand for comes last.
    """

    assignment: Assignment
    results: Sequence[SubmissionResult]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        heads = [question.id for question in self.assignment.questions]
        rows = [_points(result) for result in self.results]
        widths = [
            max(map(cell_len, (head, *(row[place] for row in rows)))) + 1
            for place, head in enumerate(heads)
        ]
        left = options.max_width - _NAMES - len(self._total) - _STATUS
        if sum(widths) <= left:
            yield self._table(heads, range(len(heads)), is_last=True)
            return
        numbers = [str(number) for number in range(1, len(heads) + 1)]
        for shown, is_last in _parts(len(heads), options.max_width - _NAMES, left):
            yield self._table([numbers[place] for place in shown], shown, is_last=is_last)
        told = ", ".join(f"{number} {id_}" for number, id_ in zip(numbers, heads, strict=True))
        yield Text(f"Questions: {told}")

    @property
    def _total(self) -> str:
        return f"points of {format_points(self.assignment.possible)}"

    def _table(self, heads: Sequence[str], shown: Sequence[int], *, is_last: bool) -> Table:
        wordings = dict.fromkeys(said for _, said in sorted(self.assignment.title.by_language))
        title = one_line(" · ".join(wordings)) if 0 in shown else None
        table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
        table.add_column("submission", overflow="fold", min_width=12)
        for head in heads:
            table.add_column(head, justify="right", overflow="fold")
        if is_last:
            table.add_column(self._total, justify="right")
            table.add_column("status")
        for result in self.results:
            points = _points(result)
            cells = [points[place] for place in shown]
            total = Text(format_points(result.points) or "—", style="bold")
            last = [total, result.status.value] if is_last else []
            name = Text(one_line(result.submission.name))
            table.add_row(name, *cells, *last, style=_COLOURS[result.status])
        return table


def _parts(count: int, width: int, of_last: int) -> Iterator[tuple[range, bool]]:
    """Yield which columns of points stand in each table, and whether it is the last one.

    Beside the last ones there is less room: the total and the status stand there too.
    """
    each, last = (max(1, room // (_WIDEST_POINTS + 1)) for room in (width, of_last))
    start = 0
    while count - start > last:
        end = min(start + each, count - 1)
        yield range(start, end), False
        start = end
    yield range(start, count), True


_NAMES, _STATUS = 16, 13  #: columns that names and statuses take at least
_WIDEST_POINTS = 5  #: as 12.25


def score_table(assignment: Assignment, results: Sequence[SubmissionResult]) -> ScoreTable:
    """Return the table of a batch, as wide as the terminal at most."""
    return ScoreTable(assignment, results)


def _points(result: SubmissionResult) -> list[str]:
    return [format_points(question.points) or "—" for question in result.questions]
