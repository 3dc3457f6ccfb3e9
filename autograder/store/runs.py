"""`runs.jsonl`, for instructors: what grading each submission took, a line each time.

    {"submission": "s01", "began": "2026-04-01T09:30:00Z", "seconds": 1.234, "unchanged": false,
     "cells": [[1, 0.05], …], "questions": [["conv1d", 0.31], …]}

All that differs from run to run stands here, so that results do not. Only the class report reads
it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from autograder.codec import Codec
from autograder.records.runs import Run
from autograder.store.folder import refused


class Stopwatch:
    """The time that one submission takes, and the CPU seconds of its cells and questions."""

    def __init__(self) -> None:
        self._began, self._start = datetime.now(UTC), monotonic()
        self._spent: dict[int | str, float] = {}

    def charge(self, what: int | str, seconds: float) -> None:
        """Add the CPU seconds of a cell (its number) or a question (its id)."""
        self._spent[what] = self._spent.get(what, 0.0) + seconds

    def run(self, submission: str, *, unchanged: bool) -> Run:
        """Return what it has taken until now."""
        spent: Mapping[int | str, float] = {w: round(s, 3) for w, s in self._spent.items()}
        return Run(
            submission=submission,
            began=self._began.strftime("%Y-%m-%dT%H:%M:%SZ"),
            seconds=round(monotonic() - self._start, 3),
            unchanged=unchanged,
            cells=tuple((what, s) for what, s in spent.items() if isinstance(what, int)),
            questions=tuple((what, s) for what, s in spent.items() if isinstance(what, str)),
        )


def append_run(path: Path, run: Run) -> None:
    """Add a line to the file; raises OutputError."""
    line = json.dumps(Codec().dump(Run, run), ensure_ascii=False) + "\n"
    try:
        with path.open("ab") as file:
            file.write(line.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise refused(f"cannot write {path}", error) from None


def read_runs(path: Path) -> dict[str, Run]:
    """Return the last run of each submission in which its code was run; none if there is no file.

    A line that is damaged, as of a run that was killed, counts as not there.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return {}
    runs: dict[str, Run] = {}
    for line in lines:
        with suppress(ValueError):
            run = Codec().load(Run, json.loads(line))
            if not run.unchanged or run.submission not in runs:
                runs[run.submission] = run
    return runs
