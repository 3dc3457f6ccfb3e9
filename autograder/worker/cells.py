"""Worker: Running one cell: its outputs, its exception, and what stopped it."""

from __future__ import annotations

from typing import Any

from autograder.worker.shell import WorkerShell
from autograder.worker.timing import Exceeded, TimeLimits, within

Reply = dict[str, Any]


def run_cell(shell: WorkerShell, number: int, source: str, limits: TimeLimits) -> Reply:
    """Run a cell and return its outputs; whatever happens, the names it has bound stay."""
    transcript = shell.screen.turn_page()
    shell.screen.close_keyboard()
    stopped = None
    try:
        within(limits, lambda: _run(shell, number, source))
    except Exceeded as limit:
        stopped = by_time(limit)
    if shell.out_of_memory and stopped is None:
        stopped = by_memory()
    raised = None if stopped else shell.raised
    return {"outputs": transcript.outputs(), "raised": raised, "stopped": stopped}


def by_time(limit: Exceeded) -> Reply:
    return {"reason": limit.reason, "detail": f"{limit.seconds:g}"}


def by_memory() -> Reply:
    return {"reason": "memory", "detail": ""}


def _run(shell: WorkerShell, number: int, source: str) -> None:
    try:
        shell.run_numbered(number, source)
    except Exception:  # student code has broken the shell itself; the next cell may mend it
        shell.showtraceback()
    shell.screen.flush()
