"""Tables for the terminal: scores, validation, isolation."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from autograder.doctor.examination import Capabilities
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


def score_table(assignment: Assignment, results: Sequence[SubmissionResult]) -> Table:
    """Return a table with a row a submission and a column a question."""
    wordings = dict.fromkeys(wording for _, wording in sorted(assignment.title.by_language))
    title = one_line(" · ".join(wordings))
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("submission", overflow="fold", min_width=12)
    for question in assignment.questions:
        table.add_column(question.id, justify="right", overflow="fold")
    table.add_column(f"points of {format_points(assignment.possible)}", justify="right")
    table.add_column("status")
    for result in results:
        table.add_row(*_row(result), style=_COLOURS[result.status])
    return table


def _row(result: SubmissionResult) -> Sequence[str | Text]:
    points = [format_points(question.points) or "—" for question in result.questions]
    total = Text(format_points(result.points) or "—", style="bold")
    return [Text(one_line(result.submission.name)), *points, total, result.status.value]
