"""The cells print a text, whatever else they print."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.records import (
    CellRun,
    CheckResult,
    Difference,
    Finding,
    Outcome,
    PrintedCheck,
)


def judge_printed(check: PrintedCheck, runs: Sequence[CellRun]) -> CheckResult:
    """Pass if the text is among what the cells printed; runs of white space are one space."""
    printed = "".join(
        dict(output.content)["text"]
        for run in runs
        for output in run.outputs
        if ("name", "stdout") in output.content
    )
    if " ".join(check.text.split()) in " ".join(printed.split()):
        return CheckResult(check, Outcome.PASSED)
    finding = Finding(difference=Difference("printed", expected=check.text))
    return CheckResult(check, Outcome.FAILED, finding)
