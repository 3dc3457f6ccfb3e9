"""A figure shows what is asked for, on the axes asked for."""

from __future__ import annotations

from typing import Any

from autograder.checks.answers import outcome_of
from autograder.checks.comparison import difference
from autograder.records import (
    Answer,
    CheckResult,
    Difference,
    Fault,
    FigureCheck,
    FigureRequest,
    Finding,
    Outcome,
    Value,
)


def judge_figure(check: FigureCheck, answer: Answer) -> CheckResult:
    """Pass if the figure has the texts, and one of its lines, points, … is as expected."""
    if isinstance(check.expected, Fault):
        return CheckResult(check, Outcome.NOT_GRADED, Finding(fault=check.expected))
    if not isinstance(answer, Value):
        return CheckResult(check, outcome_of(answer), Finding(FigureRequest(), answer))
    if differs := _differs(check, answer.value):
        finding = Finding(FigureRequest(), answer, difference=differs)
        return CheckResult(check, Outcome.FAILED, finding)
    return CheckResult(check, Outcome.PASSED)


def _differs(check: FigureCheck, figures: object) -> Difference | None:
    figure = _item(figures, check.figure)
    if figure is None:
        count = len(figures) if isinstance(figures, list) else 0
        return Difference("figure", str(count), str(check.figure))
    axes = _item(_entry(figure, "axes"), check.axes)
    if axes is None:
        return Difference("axes", str(check.figure), str(check.axes))
    for place, text in check.texts:
        found = _entry(axes, place)
        if not isinstance(found, str) or text.casefold() not in found.casefold():
            return Difference("text", place, text)
    return _plotted(check, axes) if check.shows else None


def _plotted(check: FigureCheck, axes: object) -> Difference | None:
    drawn = _entry(axes, str(check.shows))
    if isinstance(drawn, list):
        for one in drawn:
            if difference(one, check.expected, check.tolerance) is None:
                return None
    return Difference("plot", str(len(drawn) if isinstance(drawn, list) else 0), str(check.shows))


def _item(items: object, number: int) -> Any:
    """Return the item of that number from 1; None if the submission has sent something else."""
    return items[number - 1] if isinstance(items, list) and len(items) >= number else None


def _entry(facts: object, key: str) -> Any:
    return facts.get(key) if isinstance(facts, dict) else None
