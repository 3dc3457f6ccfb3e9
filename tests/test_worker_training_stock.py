"""Where the quick training gives way to Keras, what it is called, and how it can be stopped.

Tests of `worker/training/known.py`, `worker/watching.py`.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

import numpy as np
import pytest

import autograder.worker.training as training
from tests.keras_pairs import (
    METHODS,
    STOCK,
    compiled,
    keras,
    labels,
    looped,
    network,
    quick_keras,
    tf,
    trained,
    twice,
    x,
    y,
)

from autograder.worker.training.arrays import LARGEST, SmallArrays, are_small  # isort: skip

pytestmark = [pytest.mark.slow, pytest.mark.family]


class OwnStep(keras.Model):  # type: ignore[misc]
    def train_step(self, batch: Any) -> Any:
        return super().train_step(batch)


def with_own_step() -> Any:
    ends = keras.Input((4,))
    return OwnStep(ends, keras.layers.Dense(3, activation="softmax")(ends))


class Halves(keras.utils.PyDataset):
    def __len__(self) -> int:
        return 2

    def __getitem__(self, half: int) -> Any:
        return x[8 * half : 8 * half + 8], y[8 * half : 8 * half + 8]


def dataset() -> Any:
    return tf.data.Dataset.from_tensor_slices((x.astype("float32"), y)).batch(4)


@pytest.mark.parametrize(
    ("build", "call"),
    [
        (lambda: compiled(with_own_step()), {}),
        (lambda: compiled(run_eagerly=True), {}),
        (lambda: compiled(jit_compile=True), {}),
        (lambda: compiled(steps_per_execution=2), {"batch_size": 4}),
        (compiled, {"steps_per_epoch": 2, "batch_size": 4}),
        (compiled, {"shuffle": "batch"}),
        (compiled, lambda: {"x": dataset(), "y": None, "shuffle": False}),
        (compiled, lambda: {"validation_data": dataset()}),
        (compiled, lambda: {"x": Halves(), "y": None, "shuffle": False}),
    ],
)
def test_what_is_not_known_is_left_to_keras(build: Any, call: Any) -> None:
    assert not looped(twice(build, call))


def test_only_small_dense_numbers_are_known() -> None:
    assert are_small([x, {"y": tf.constant(y)}, None])
    assert not are_small(np.zeros(LARGEST + 1, dtype=np.uint8))
    assert not are_small(np.zeros((0, 4)))
    assert not are_small(np.array(["a"]))
    assert not are_small(np.float64(3))
    assert not are_small([[0, 1], [1, 0]])
    assert not are_small(tf.sparse.from_dense(x))
    assert not are_small(tf.Variable(x))


WRONG: list[dict[str, Any]] = [
    {"y": y[:3]},
    {"y": labels},
    {"x": x[:, :2]},
    {"x": x.tolist(), "y": y.tolist()},
    {"x": None},
    {"y": None},
    {"class_weight": {0: 1.0}, "sample_weight": labels},
    {"validation_split": 0.99},
    {"batch_size": -1},
    {"epoch": 5},
    {"epochs": "5"},
    {"validation_data": (x,)},
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("call", WRONG)
def test_what_is_wrong_is_said_by_keras(call: dict[str, Any]) -> None:
    expected = _error(compiled, call)
    with quick_keras():
        assert _error(compiled, call) == expected


def test_a_model_that_is_not_compiled_is_said_by_keras() -> None:
    expected = _error(network, {})
    with quick_keras():
        assert _error(network, {}) == expected


def _error(build: Any, call: dict[str, Any]) -> tuple[type, str]:
    keras.utils.clear_session()
    with pytest.raises(Exception) as caught:  # noqa: PT011
        trained(build, call)
    return caught.type, str(caught.value)


def test_a_label_out_of_range_is_the_same_error() -> None:
    def error() -> str:
        with pytest.raises(tf.errors.InvalidArgumentError) as caught:
            trained(lambda: compiled(loss="sparse_categorical_crossentropy"), {"y": labels + 2})
        return str(caught.value).partition("Received a label")[2].partition("\n")[0]

    expected = error()
    with quick_keras():
        assert error() == expected
    assert "outside the valid range of [0, 3)" in expected


@pytest.mark.parametrize("verbose", ["auto", 2])
def test_the_lines_printed_are_those_of_keras(verbose: Any, capsys: Any) -> None:
    def printed() -> list[str]:
        trained(compiled, {"epochs": 2, "batch_size": 5, "verbose": verbose}).evaluate(x, y)
        return [_line(line) for line in capsys.readouterr().out.split("\n")]

    expected = printed()
    with quick_keras():
        assert printed() == expected
    assert expected[0::2] == ["Epoch 1/2", "Epoch 2/2", expected[4]]


def _line(line: str) -> str:
    """Return what stands there in the end, without colours and times."""
    last = re.sub(r"\x1b\[\d*m|\x08", "", line).rpartition("\r")[2]
    return re.sub(r"\d+[mu]?s", "…", last).strip()


class Stop(BaseException):
    """As at a time limit."""


@pytest.fixture
def alarm() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        """Only within `fit`: a late alarm must not hit pytest."""
        while frame is not None:
            if frame.f_code.co_filename.endswith("training/methods.py"):
                raise Stop
            frame = frame.f_back

    before = signal.signal(signal.SIGALRM, stop)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("alarm")
def test_a_long_training_can_be_interrupted_and_the_model_is_whole() -> None:
    with quick_keras():
        model = trained(compiled, {"epochs": 50})
        signal.setitimer(signal.ITIMER_REAL, 0.5, 0.2)  # again: TensorFlow can swallow one
        with pytest.raises(Stop):
            model.fit(x, y, epochs=10**8, verbose=0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        assert int(model.optimizer.iterations) > 50
        assert len(model.history.epoch) <= int(model.optimizer.iterations) - 50
        model.fit(x, y, epochs=2, verbose=0)
        assert model.history.epoch == [0, 1]


def test_without_a_seed_every_epoch_has_its_own_order() -> None:
    tf.random.set_seed(None)
    arrays = SmallArrays(np.arange(50.0), batch_size=20, shuffle=True)
    first, second = (np.concatenate(list(arrays)) for _ in range(2))
    assert sorted(first) == sorted(second) == list(range(50))
    assert first.tolist() != second.tolist()


def test_it_is_named_in_results() -> None:
    with quick_keras() as name:
        assert name == f"fast-keras 1 (keras {keras.__version__})"


def test_stock_keras_can_be_asked_for() -> None:
    assert training.install(stock=True) == f"stock keras {keras.__version__}"
    assert {name: getattr(keras.Model, name) for name in METHODS} == STOCK


def test_a_keras_that_was_not_compared_stays_stock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "VERIFIED", frozenset({"3.0"}))
    assert training.install() == f"stock keras {keras.__version__}"
    assert {name: getattr(keras.Model, name) for name in METHODS} == STOCK


@pytest.mark.parametrize("missing", [ImportError, AttributeError])
def test_a_keras_that_lacks_something_stays_stock(
    monkeypatch: pytest.MonkeyPatch, missing: type[Exception]
) -> None:
    def import_module(name: str) -> None:
        raise missing

    monkeypatch.setattr(training, "import_module", import_module)
    assert training.install() == f"stock keras {keras.__version__}"


_TEMPLATE = """
import os, tensorflow, keras
from autograder.worker.training import install
assert install().startswith("fast-keras")
assert len(os.listdir("/proc/self/task")) == 1, "a thread was started"
if os.fork():
    os._exit(os.waitstatus_to_exitcode(os.wait()[1]))
import numpy as np
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
losses = model.fit(np.eye(4)[:, :1], np.eye(4)[:, 1:2], epochs=50, verbose=0).history["loss"]
os._exit(0 if losses[-1] < losses[0] else 3)
"""


@pytest.mark.process
def test_a_fork_of_a_template_trains() -> None:
    quiet = {"OPENBLAS_NUM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(
        [sys.executable, "-c", _TEMPLATE], env=os.environ | quiet, timeout=120, check=False
    )
    assert done.returncode == 0
