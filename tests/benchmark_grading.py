"""What grading costs beyond the student's own computing. Run: python -m tests.benchmark_grading

Prints, for each bundled numpy assignment, medians over `ROUNDS` rounds of one run:
own      ms to execute the master's cells and answer all requests, in this process, unprotected
A, B     ms a submission, one at a time, in the sandbox of that tier, with all files written
none     the same with --isolation none
A adds   how much of it isolation is; B adds likewise
worker   the same three for a worker that is started, locked in and ended, and does nothing
and the peak memory of the grader and of its largest child (the warm template or a worker).
"""

from __future__ import annotations

import contextlib
import io
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.course.submissions.find import find_submissions
from autograder.execution.sandboxed import Sandbox
from autograder.grading import grade_one, report
from autograder.handout import as_module
from autograder.records import Assignment, CallRequest, Limits
from autograder.store.output import Asking, OutputFolder
from tests.paths import ROOT
from tests.sandboxes import TIERS, sandbox_with

ROUNDS, COPIES = 5, 20
LAYERS = {**TIERS, "none": frozenset[str]()}


def main() -> None:
    course = find_course(ROOT)
    columns = (*LAYERS, "own", "A adds", "B adds")
    print(f"{'':14}" + "".join(f"{column:>8}" for column in columns) + "   ms a submission")
    with contextlib.ExitStack() as stack:
        sandboxes = {
            tier: stack.enter_context(sandbox_with(layers)) for tier, layers in LAYERS.items()
        }
        for name in ("units", "convolution"):
            assignment = load_assignment(course, name)
            source = as_module(read_master(assignment.folder).solved("ja"))
            own = _medians({"own": lambda s=source, a=assignment: _alone(a, s)})
            graded = _graded(assignment, source, sandboxes)
            adds = [graded[tier] - graded["none"] for tier in "AB"]
            figures = (*graded.values(), *own.values(), *adds)
            print(f"{name:14}" + "".join(f"{figure:8.1f}" for figure in figures))
        ready = _medians(
            {tier: lambda s=sandbox: _workers(s) for tier, sandbox in sandboxes.items()}, COPIES
        )
        print(f"{'worker':14}" + "".join(f"{figure:8.1f}" for figure in ready.values()))
    for who, whose in (("grader", resource.RUSAGE_SELF), ("child", resource.RUSAGE_CHILDREN)):
        print(f"peak memory, {who}: {resource.getrusage(whose).ru_maxrss / 1024:.0f} MiB")


def _medians(acts: Mapping[str, Callable[[], None]], times: int = 1) -> dict[str, float]:
    """Milliseconds of each act, one of whose runs does it so many times; all in turn."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            start = time.perf_counter()
            act()
            taken[name].append((time.perf_counter() - start) * 1e3 / times)
    return {name: statistics.median(found) for name, found in taken.items()}


def _alone(assignment: Assignment, source: str) -> None:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(source, "master", "exec"), namespace)
        for question in assignment.questions:
            for check in question.checks:
                for request in check.requests:
                    if isinstance(request, CallRequest):
                        namespace[request.name](*request.arguments)


def _graded(
    assignment: Assignment, source: str, sandboxes: Mapping[str, Sandbox]
) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "master.py")
        path.write_text(source, "utf-8")
        (submission,) = find_submissions([path], "x").submissions
        output = OutputFolder(Path(folder), assignment.name, [submission.name])

        def grade_copies(sandbox: Sandbox) -> None:
            asking = Asking(groups=(), base=lambda: "", limits=assignment.limits, fresh=True)
            record = output.record(submission, asking)
            for _ in range(COPIES):
                result = grade_one(assignment, submission, sandbox, record=record)
                output.write(submission, report(assignment, result, "ja")[1])

        acts = {t: lambda s=sandbox: grade_copies(s) for t, sandbox in sandboxes.items()}
        return _medians(acts, COPIES)


def _workers(sandbox: Sandbox) -> None:
    for _ in range(COPIES):
        sandbox.worker(Limits()).close()


if __name__ == "__main__":
    main()
