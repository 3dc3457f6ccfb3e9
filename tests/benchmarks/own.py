"""What grading costs beyond a student's own computing. Run: python -m tests.benchmarks.own

The cells of each student and the calls of their questions are run by a plain `exec` in a fork of a
warm Python, with our trainer of Keras models and the same seeds: that is their own computing. The
rest of the CPU time that the command takes for a student, and its processes, is ours. What starting
costs is told by a class of two.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import pickle
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from autograder.sandbox.environment import of_template, of_worker
from autograder.worker import training
from autograder.worker.seeds import seed_all
from tests.benchmarks.__main__ import FEW, Class
from tests.benchmarks.classes import KINDS, Kind
from tests.benchmarks.graders import Ours


def main() -> None:
    asked = _arguments()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {sys.version.split()[0]}")
    for name in asked.kinds:
        kind = KINDS[name]
        own = 1e3 * median(_own_computing(kind, asked.people))
        with tempfile.TemporaryDirectory() as folder:
            sizes = [Class(Ours(1), kind, Path(folder) / str(n), n) for n in (FEW, asked.people)]
            for _ in range(asked.rounds):
                for graded in sizes:
                    graded.grade()
        few, many = (size.cpu for size in sizes)
        each = median((m - f) / (asked.people - FEW) for f, m in zip(few, many, strict=True)) * 1e3
        print(f"{name}: {each:.1f} ms of CPU a student, {own:.1f} their own: {each - own:.1f} ours")


def _own_computing(kind: Kind, people: int) -> list[float]:
    """Return the CPU seconds that each student's own computing takes."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update({**of_template(before), **of_worker(folder)})  # as many threads as there
        tempfile.tempdir = folder  # in which TensorFlow leaves files
        try:
            importlib.import_module(kind.imports)
            if kind.imports == "tensorflow":
                training.install()
            return [_in_fork(kind, number) for number in range(people)]
        finally:
            tempfile.tempdir = None
            os.environ.clear()
            os.environ.update(before)


def _in_fork(kind: Kind, number: int) -> float:
    """Return the CPU seconds that a student's cells and calls take in a fork of this process."""
    ours, theirs = os.pipe()
    if (child := os.fork()) == 0:
        try:
            with open(theirs, "wb") as told:
                pickle.dump(_computed(kind, number), told)
        finally:
            os._exit(0)
    os.close(theirs)
    with open(ours, "rb") as told:
        seconds: float = pickle.load(told)
    os.waitpid(child, 0)
    return seconds


def _computed(kind: Kind, number: int) -> float:
    seed_all(0)
    namespace: dict[str, object] = {}
    start = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in kind.cells(number):
            exec(cell, namespace)
        for question in kind.questions:
            for call in (question.visible, question.hidden):
                eval(call.source, namespace)
    return time.process_time() - start


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--people", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    # No plots: under a plain `exec` nothing draws them.
    kinds = [name for name in KINDS if name != "plot"]
    parser.add_argument("--kinds", nargs="+", choices=kinds, default=kinds)
    return parser.parse_args()


if __name__ == "__main__":
    main()
