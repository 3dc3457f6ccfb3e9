"""Worker: Running one cell: its outputs, its exception, and what stopped it."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.records import CellRequest, CellRun, Stopped
from autograder.worker.shell import WorkerShell
from autograder.worker.steps import Step
from autograder.worker.timing import Exceeded, TimeLimits, within


def run_cell(
    shell: WorkerShell,
    request: CellRequest,
    limits: TimeLimits,
    module: Sequence[Sequence[Step]] = (),
) -> CellRun:
    """Run a cell, or a step of the module's; whatever happens, the names it has bound stay."""
    transcript = shell.screen.turn_page()
    shell.screen.close_keyboard()
    stopped = None
    try:
        within(limits, lambda: _run(shell, request, module))
    except Exceeded as limit:
        stopped = by_time(limit)
    if shell.out_of_memory and stopped is None:
        stopped = BY_MEMORY
    return CellRun(
        cell=request.cell,
        step=request.step,
        outputs=transcript.outputs(),
        raised=None if stopped else shell.raised,
        stopped=stopped,
    )


BY_MEMORY = Stopped(reason="memory")


def by_time(limit: Exceeded) -> Stopped:
    return Stopped(reason=limit.reason, limit=limit.seconds)


def _run(shell: WorkerShell, request: CellRequest, module: Sequence[Sequence[Step]]) -> None:
    shell.figures.cell = request.cell if request.step is None else None
    try:
        if request.step is None:
            shell.run_numbered(request.cell, request.source)
        else:
            shell.run_step(module[request.cell - 1][request.step])
    except Exception:  # student code has broken the shell itself; the next cell may mend it
        shell.showtraceback()
    shell.screen.flush()
