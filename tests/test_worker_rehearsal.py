"""What was rehearsed in a template makes its workers quick, and nothing else."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.protocol.records import load
from autograder.records import CallRequest, CellRequest, ValueRequest, WorkerRequest
from autograder.worker.rehearsal import rehearse
from autograder.worker.timing import TimeLimits
from tests.programs import said_by

_PROGRAM = """
import json, sys
from autograder.protocol.records import dump
from autograder.records import CallRequest, CellRequest, ValueRequest, WorkerRequest
from autograder.worker import service
from autograder.worker.shell import WorkerShell
from autograder.worker.timing import TimeLimits
if sys.argv[1] == "cold":
    service.rehearse = lambda answer: None
service.prepare()
out = sys.stdout
asked = service.Service(WorkerShell.instance())
asked.move_in()
asked.begin()
cells = (
    "1 / 0", "x = [f'{1}', 0.5]\\nx", "[*globals()]", "import numpy as np\\nnp.random.rand(3)",
    "import random\\nrandom.random(), In, Out", "import sys\\nsorted(sys.modules)",
    "def f(x): return np.asarray(x) / 3",
)
requests = [CellRequest(cell=n, source=source) for n, source in enumerate(cells, 1)]
requests += [CallRequest(name="f", arguments=([1, 2],)), ValueRequest(name="x")]
for request in requests:
    reply = asked.answer(dump(WorkerRequest, request), TimeLimits(10.0, 10.0))
    print(json.dumps(reply), file=out)
"""


@pytest.mark.process
def test_a_worker_shows_answers_and_has_loaded_the_same_with_and_without_it(
    tmp_path: Path,
) -> None:
    cold, warm = (_replies(tmp_path, how) for how in ("cold", "warm"))
    assert len(cold.splitlines()) == 9
    assert warm == cold


_LEARNED = """
import builtins
from autograder.worker import service
from autograder.worker.shell import WorkerShell
seen = []
def see(answer=None):
    seen.append((*vars(builtins), *map(id, vars(WorkerShell).values()), WorkerShell._instance))
service.rehearse = see
service.prepare()
service.move_in()
see()
assert seen[0] == seen[1]
"""


@pytest.mark.process
def test_a_worker_changes_nothing_that_python_has_learned_of_builtins_and_its_shell(
    tmp_path: Path,
) -> None:
    said_by(_LEARNED, tmp_path)


def _replies(folder: Path, how: str) -> str:
    return said_by(_PROGRAM, folder, how)


def test_it_asks_what_workers_are_asked_and_leaves_signals_alone() -> None:
    before = signal.getsignal(signal.SIGALRM)
    asked = []

    def answer(data: Mapping[str, Any], limits: TimeLimits) -> Mapping[str, Any]:
        asked.append(type(load(WorkerRequest, data)))
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        return {}

    rehearse(answer)
    assert set(asked) == {CellRequest, CallRequest, ValueRequest}
    assert signal.getsignal(signal.SIGALRM) is before
