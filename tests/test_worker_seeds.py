"""Random numbers are the same each time, whatever was asked before."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.records import CallRequest
from tests.worker_driver import Template, Worker

DRAWS = {
    "random": "import random\ndef f(): return [random.random() for _ in range(3)]",
    "numpy": "import numpy as np\ndef f(): return np.random.rand(3)",
    "generator": "from numpy.random import default_rng\ndef f(): return default_rng().random(3)",
    "bits": "import numpy as np\ndef f(): return np.random.Generator(np.random.PCG64()).random(3)",
    "state": "import numpy as np\ndef f(): return np.random.RandomState().rand(3)",
}


@pytest.mark.parametrize("source", DRAWS.values(), ids=DRAWS.keys())
def test_each_call_starts_anew(worker: Worker, source: str) -> None:
    worker.cell(source)
    first = list(worker.answer("f"))
    assert list(worker.answer("f")) == first
    assert len(set(first)) == 3


@pytest.mark.parametrize("source", DRAWS.values(), ids=DRAWS.keys())
def test_a_call_that_goes_on_does_not(worker: Worker, source: str) -> None:
    worker.cell(source)
    drawn = [
        worker.ask(CallRequest(name="f", arguments=(), goes_on=goes_on)).value
        for goes_on in (False, True, True, False, True)
    ]
    first, second, third, *again = map(list, drawn)
    assert again == [first, second]
    assert len({*first, *second, *third}) == 9


def test_the_seed_matters(worker: Worker) -> None:
    worker.cell(
        "import random\nfrom autograder.worker.seeds import seed_all\n"
        "def f(seed):\n    seed_all(seed)\n    return random.random()"
    )
    assert worker.answer("f", 0) != worker.answer("f", 1)


def test_two_unseeded_generators_differ(worker: Worker) -> None:
    worker.cell(
        "import numpy as np\n"
        "def f(): return [np.random.default_rng().random(), np.random.default_rng().random()]"
    )
    first, second = worker.answer("f")
    assert first != second


def test_a_seed_of_the_students_own_holds(worker: Worker) -> None:
    worker.cell("import numpy as np\ndef f(): return np.random.default_rng(7).integers(10**9)")
    worker.cell("expected = np.random.Generator(np.random.PCG64(7)).integers(10**9)")
    assert worker.answer("f") == worker.value("expected")


def test_cells_are_seeded_too(worker_template: Template) -> None:
    drawn = []
    for _ in range(2):
        with worker_template.worker() as worker:
            worker.cell(
                "import random, numpy as np\n"
                "x = [random.random(), np.random.rand(), np.random.default_rng().random()]"
            )
            drawn.append(worker.value("x"))
    assert drawn[0] == drawn[1]


def test_the_second_try_with_lists_is_seeded_like_the_first(worker: Worker) -> None:
    worker.cell(
        "import random\ndef f(x):\n    r = random.random()\n    return r if x == [1, 2] else 0"
    )
    worker.cell("def g(): return random.random()")
    reply = worker.call("f", np.array([1, 2]))
    assert reply.with_lists is True
    assert reply.value == worker.answer("g")
