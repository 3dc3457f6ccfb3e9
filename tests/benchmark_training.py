"""How often an honest training fails by bad luck. Run: python -m tests.benchmark_training [SEEDS]

The master of `keras-training` is run with one seed after another (200 by default), all in this
process and on the fast path, and every check of the assignment is made as in grading. Prints each
seed that loses points, and in the end the share of them, the losses that the networks came to, and
the smallest output for class 1 that any of them gives for the pattern 0101.
"""

from __future__ import annotations

import contextlib
import io
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import keras

from autograder.checks.custom import CustomCheck
from autograder.checks.judging import check_submission
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.models import Model, read_model
from autograder.protocol.answers import answer
from autograder.records import (
    Answer,
    Assignment,
    Cell,
    Check,
    ModelRequest,
    Observation,
    Outcome,
    Request,
    Value,
)
from autograder.worker import training
from autograder.worker.calls import value
from autograder.worker.models import Models
from reference.cases.training import cross_entropy, labels, patterns
from tests.paths import ROOT


def main() -> None:
    seeds = range(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    assignment = load_assignment(find_course(ROOT), "keras-training")
    cells = read_master(assignment.folder).solved("en")
    print(f"trained with {training.install()}")
    start, unlucky, losses, outputs = time.perf_counter(), 0, [], []
    for seed in seeds:
        observation = observe(assignment, cells, seed)
        if lost := list(_lost(assignment, observation)):
            unlucky += 1
            print(f"seed {seed} loses points: {', '.join(lost)}")
        model = _trained(assignment, observation)
        losses.append(cross_entropy(model.forward(patterns()), labels()))
        outputs.append(float(model.forward([[0, 1, 0, 1]])[0, 1]))
    print(f"{unlucky} of {len(seeds)} seeds fail ({unlucky / len(seeds):.1%})")
    print(
        f"loss {min(losses):.3f} to {max(losses):.3f}, median {sorted(losses)[len(seeds) // 2]:.3f}"
    )
    print(f"output for class 1 of the pattern 0101: at least {min(outputs):.3f}")
    print(f"{time.perf_counter() - start:.0f} s")


def observe(assignment: Assignment, cells: tuple[Cell, ...], seed: int) -> Observation:
    """Return what the cells, run from this seed in this process, answer to every check."""
    keras.utils.clear_session()
    keras.utils.set_random_seed(seed)
    defined: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in cells:
            if cell.kind == "code":
                exec(cell.source, defined)
    ask = _asking(defined)
    checks = (check for question in assignment.questions for check in question.checks)
    asked = tuple((check.id, tuple(check.exchanges(ask))) for check in checks)
    return Observation(
        submission=f"seed {seed}",
        sha256="",
        assignment=assignment.name,
        tier="none",
        versions=(),
        runs=(),
        exchanges=asked,
    )


def _asking(defined: dict[str, Any]) -> Callable[[Request], Answer]:
    models = Models(defined)

    def ask(request: Request) -> Answer:
        if not isinstance(request, ModelRequest):
            return answer(value(defined, request.name or ""))  # type: ignore[union-attr]
        shape, examples = request.input_shape, request.predict
        return answer(
            models.describe(request.name, request.builder, shape, examples, request.weights)  # type: ignore[arg-type]
        )

    return ask


def _lost(assignment: Assignment, observation: Observation) -> Iterator[str]:
    for result in check_submission(assignment, observation):
        if result.outcome is not Outcome.PASSED:
            yield result.check.id


def _trained(assignment: Assignment, observation: Observation) -> Model:
    checks = (check for question in assignment.questions for check in question.checks)
    judged: Check = next(check for check in checks if isinstance(check, CustomCheck))
    (told,) = observation.answers(judged.id) or ()
    assert isinstance(told, Value)
    model = read_model(told.value)
    assert model is not None
    return model


if __name__ == "__main__":
    main()
