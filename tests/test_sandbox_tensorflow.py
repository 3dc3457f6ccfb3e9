"""TensorFlow in real, locked-down workers: it trains, saves, and keeps within its limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.execution.sandboxed import Sandbox
from autograder.execution.worker import Worker
from autograder.records import CellRequest, CellRun, Limits, Stopped, Value, ValueRequest
from tests.sandboxes import WITHOUT_NAMESPACES, sandbox_of

GENEROUS = {"seconds": 60.0, "wall": 200.0}
MODEL = """
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers
x = np.array([[n >> 3 & 1, n >> 2 & 1, n >> 1 & 1, n & 1] for n in range(16)])
y = np.zeros(16, int)
m = tf.keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(3)])
m.compile(loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), optimizer="sgd")
"""


@pytest.fixture
def worker(tensorflow: Sandbox) -> Iterator[Worker]:
    with tensorflow.worker(Limits(seconds=100, memory=512 << 20)) as worker:
        yield worker


@pytest.fixture
def run(worker: Worker) -> Callable[[str], CellRun]:
    return lambda source: worker.ask(CellRequest(cell=1, source=source), **GENEROUS)


def test_versions_name_what_training_depends_on(tensorflow: Sandbox) -> None:
    assert {"tensorflow", "keras", "numpy"} <= set(dict(tensorflow.versions))


WHOSE_FIT = "import keras\nwhose = keras.Model.fit.__code__.co_filename"


def test_the_trainer_is_named(tensorflow: Sandbox) -> None:
    keras = dict(tensorflow.versions)["keras"]
    assert tensorflow.trainer == f"fast-keras 1 (keras {keras})"


def test_keras_alone_can_train(worker: Worker) -> None:
    with Sandbox(("tensorflow",), stock_keras=True) as stock, stock.worker(Limits()) as other:
        assert stock.trainer == f"stock keras {dict(stock.versions)['keras']}"
        files = []
        for one in (worker, other):
            assert one.ask(CellRequest(cell=1, source=WHOSE_FIT), **GENEROUS).raised is None
            answer = one.ask(ValueRequest(name="whose"), **GENEROUS)
            assert isinstance(answer, Value)
            files.append(Path(str(answer.value)).parts)
    assert [("autograder" in parts, "keras" in parts) for parts in files] == [
        (True, False),
        (False, True),
    ]


def test_where_there_is_no_keras_nothing_trains(sandbox: Sandbox) -> None:
    assert sandbox.trainer is None


def test_a_model_trains_and_predicts_and_is_saved(worker: Worker) -> None:
    ran = worker.ask(
        CellRequest(
            cell=1,
            source=MODEL + "history = m.fit(x, y, epochs=2, batch_size=8, verbose=0).history\n"
            "p = m.predict(x, verbose=0)\n"
            "m.save('m.keras')\n"
            "again = tf.keras.models.load_model('m.keras').predict(x, verbose=0)\n"
            "m.save_weights('m.weights.h5')\n"
            "m.load_weights('m.weights.h5')\n"
            "image = tf.ones((1, 4, 4, 1))\n"
            "convolved = layers.Conv2D(2, 3, kernel_initializer='ones')(image).shape\n"
            "answer = [history['loss'][1] < history['loss'][0], np.array_equal(p, again),"
            " tuple(convolved)]\n",
        ),
        **GENEROUS,
    )
    assert (ran.raised, ran.stopped) == (None, None)
    assert worker.ask(ValueRequest(name="answer"), **GENEROUS) == Value(
        value=[True, True, (1, 2, 2, 2)]
    )


def test_the_same_program_learns_the_same_weights(tensorflow: Sandbox) -> None:
    source = MODEL + "m.fit(x, y, epochs=2, batch_size=5, verbose=0)\nw = m.get_weights()[2]\n"

    def learned() -> object:
        with tensorflow.worker(Limits()) as worker:
            worker.ask(CellRequest(cell=1, source=source), **GENEROUS)
            answer = worker.ask(ValueRequest(name="w"), **GENEROUS)
            assert isinstance(answer, Value)
            return answer.value.tolist()  # type: ignore[attr-defined]

    assert learned() == learned()


def test_tensors_beyond_the_memory_limit_are_no_exception_of_the_students(
    run: Callable[[str], CellRun],
) -> None:
    ran = run("import tensorflow as tf\nx = []\nwhile True: x.append(tf.zeros(1 << 22))")
    assert (ran.raised, ran.stopped) == (None, Stopped(reason="memory"))


def test_a_worker_that_c_code_aborts_for_memory(run: Callable[[str], CellRun]) -> None:
    ran = run(
        "import os\nos.write(2, b\"terminate called after throwing 'std::bad_alloc'\")\nos.abort()"
    )
    assert ran.stopped == Stopped(reason="memory")


def test_too_little_memory_for_the_threads_of_tensorflow(tensorflow: Sandbox) -> None:
    with tensorflow.worker(Limits(memory=8 << 20)) as worker:
        ran = worker.ask(CellRequest(cell=1, source=MODEL + "m.fit(x, y, verbose=0)"), **GENEROUS)
    assert ran.stopped == Stopped(reason="memory")


def test_what_tensorflow_writes_has_bounds(tensorflow: Sandbox) -> None:
    source = "import tensorflow as tf\nfor i in range(6): tf.io.write_file(str(i), 'x' * 900_000)"
    with tensorflow.worker(Limits(disk=1 << 20)) as worker:
        ran = worker.ask(CellRequest(cell=1, source=source), **GENEROUS)
    assert ran.stopped == Stopped(reason="files", limit=4194304, entries=10_000)


@pytest.mark.slow
@pytest.mark.process
def test_it_is_the_same_without_namespaces() -> None:
    with (
        sandbox_of(WITHOUT_NAMESPACES, ["tensorflow"]) as sandbox,
        sandbox.worker(Limits()) as worker,
    ):
        trains = MODEL + "m.fit(x, y, epochs=2, verbose=0)\nm.save('m.keras')\nanswer = True"
        assert worker.ask(CellRequest(cell=1, source=trains), **GENEROUS).stopped is None
        assert worker.ask(ValueRequest(name="answer"), **GENEROUS) == Value(value=True)


def test_only_its_own_command_line_is_open_besides_the_pipes(worker: Worker) -> None:
    worker.ask(
        CellRequest(
            cell=1,
            source="import os\n"
            "answer = []\n"
            "for fd in range(128):\n"
            "    try:\n"
            "        os.fstat(fd)\n"
            "    except OSError:\n"
            "        continue\n"
            "    answer.append(fd)\n"
            "same = os.path.sameopenfile(answer[-1], os.open('/proc/self/cmdline', os.O_RDONLY))\n",
        ),
        **GENEROUS,
    )
    answer = worker.ask(ValueRequest(name="answer"), **GENEROUS)
    assert isinstance(answer, Value)
    assert answer.value[:5] == [0, 1, 2, 3, 4]  # type: ignore[index]
    assert len(answer.value) == 6  # type: ignore[arg-type]
    assert worker.ask(ValueRequest(name="same"), **GENEROUS) == Value(value=True)


@pytest.mark.hostile
@pytest.mark.parametrize("file", ["environ", "maps", "status", "mem"])
def test_nothing_else_of_its_process_can_be_read(run: Callable[[str], CellRun], file: str) -> None:
    ran = run(f"open({str(Path('/proc/self', file))!r}, 'rb')")
    assert ran.raised is not None
    assert ran.raised.type == "PermissionError"


def test_a_worker_without_tensorflow_can_import_it(sandbox: Sandbox) -> None:
    """Where its program's name cannot be read, TensorFlow aborts the process."""
    source = "import tensorflow as tf\na = tf.one_hot([1, 2], 3).numpy().tolist()"
    with sandbox.worker(Limits(seconds=100, memory=1 << 30)) as worker:
        ran = worker.ask(CellRequest(cell=1, source=source), **GENEROUS)
        assert (ran.raised, ran.stopped) == (None, None)
        answer = worker.ask(ValueRequest(name="a"), **GENEROUS)
    assert answer == Value(value=[[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
