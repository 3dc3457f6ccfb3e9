"""What grading costs beyond the student's own computing. Run: python -m tests.benchmark_grading

Prints, for each bundled numpy assignment, medians over `ROUNDS` rounds of one run:
own      ms to execute the master's cells and answer all requests, in this process, unprotected
graded   ms a submission, one at a time, in the sandbox, with all files written
plain    the same with --isolation none
and the peak memory of the grader and of its largest child (the warm template or a worker).
"""

from __future__ import annotations

import contextlib
import io
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.checks.requests import requests
from autograder.handout import as_module
from autograder.loading.assignment import load_assignment
from autograder.loading.course import find_course
from autograder.loading.master import read_master
from autograder.loading.submissions import find_submissions
from autograder.pipeline import Class, Grading, grade_one
from autograder.records import Assignment, CallRequest
from autograder.sandbox.client import Isolation, Sandbox
from tests.paths import ROOT

ROUNDS, COPIES = 5, 20


def main() -> None:
    course = find_course(ROOT)
    print(f"{'':14}{'own':>8}{'graded':>8}{'plain':>8}{'beyond':>8}   ms a submission")
    for name in ("units", "convolution"):
        assignment = load_assignment(course, name)
        source = as_module(read_master(assignment.folder).solved("ja"))
        own = _median(lambda s=source, a=assignment: _alone(a, s))
        graded, plain = (_graded(assignment, source, isolation) for isolation in Isolation)
        print(f"{name:14}{own:8.1f}{graded:8.1f}{plain:8.1f}{graded - own:8.1f}")
    for who, whose in (("grader", resource.RUSAGE_SELF), ("child", resource.RUSAGE_CHILDREN)):
        print(f"peak memory, {who}: {resource.getrusage(whose).ru_maxrss / 1024:.0f} MiB")


def _median(act: Callable[[], None]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def _alone(assignment: Assignment, source: str) -> None:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(source, "master", "exec"), namespace)
        for question in assignment.questions:
            for check in question.checks:
                for request in requests(check):
                    if isinstance(request, CallRequest):
                        namespace[request.name](*request.arguments)


def _graded(assignment: Assignment, source: str, isolation: Isolation) -> float:
    with tempfile.TemporaryDirectory() as folder, Sandbox(("numpy",), isolation) as sandbox:
        path = Path(folder, "master.py")
        path.write_text(source, "utf-8")
        group = Class(assignment, find_submissions([path], "x").submissions, "ja")

        grading = Grading(group, Path(folder), sandbox)

        def grade_copies() -> None:
            for _ in range(COPIES):
                grading.tell(grade_one(assignment, group.submissions[0], sandbox))

        return _median(grade_copies) / COPIES


if __name__ == "__main__":
    main()
