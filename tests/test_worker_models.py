"""Keras models of real submissions, as the grader comes to know them.

Tests of `protocol/facts.py`, `worker/compiling.py`, `worker/layers.py`, `worker/tensors.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from autograder.execution.sandboxed import Sandbox
from autograder.execution.worker import Worker
from autograder.models import Compiled, Model, read_model
from autograder.protocol.values import Opaque
from autograder.records import (
    Answer,
    CellRequest,
    CellRun,
    Limits,
    ModelRequest,
    Raised,
    Stopped,
    Undefined,
    Value,
    ValueRequest,
)

GENEROUS = {"seconds": 60.0, "wall": 200.0}
EXAMPLES = np.random.default_rng(0).standard_normal((5, 4))
IMPORTS = "import numpy as np\nimport keras\nimport tensorflow as tf\nfrom keras import layers\n"

RunCell = Callable[[str], CellRun]


@pytest.fixture
def worker(tensorflow: Sandbox) -> Iterator[Worker]:
    with tensorflow.worker(Limits()) as worker:
        yield worker


@pytest.fixture
def run(worker: Worker) -> RunCell:
    return lambda source: worker.ask(CellRequest(cell=1, source=IMPORTS + source), **GENEROUS)


@pytest.fixture
def ask(worker: Worker) -> Callable[..., Answer]:
    def asked(builder: str | None = None, predict: object = EXAMPLES) -> Answer:
        return worker.ask(
            ModelRequest(name="m", builder=builder, input_shape=(4,), predict=predict), **GENEROUS
        )

    return asked


@pytest.fixture
def model_of(run: RunCell, ask: Callable[..., Answer]) -> Callable[[str], Model]:
    """Return what is known of the model that a cell leaves in `m`."""

    def known(source: str) -> Model:
        assert run(source).raised is None
        answer = ask()
        assert isinstance(answer, Value), answer
        model = read_model(answer.value)
        assert model is not None
        return model

    return known


ALIKE = {
    "sequential": """
m = keras.Sequential([keras.Input((4,)), layers.Dense(6, activation="relu"),
                      layers.Dense(3, activation="softmax")])""",
    "as the lecture writes it": """
m = tf.keras.Sequential([tf.keras.layers.Dense(units=6, input_dim=4, activation='relu'),
                         tf.keras.layers.Dense(units=3, activation='softmax')])""",
    "not built": "m = keras.Sequential([layers.Dense(6, 'relu'), layers.Dense(3, 'softmax')])",
    "separate activations and dropout": """
m = keras.Sequential([layers.InputLayer(shape=(4,)), layers.Dense(6), layers.Dropout(0.5),
                      layers.Activation("relu"), layers.Dense(3), layers.Softmax()])""",
    "nested": """
m = keras.Sequential([keras.Sequential([layers.Flatten(), layers.Dense(6), layers.ReLU()]),
                      keras.Sequential([layers.Dense(3, activation=keras.activations.softmax)])])
""",
    "functional": """
i = keras.Input((4,))
m = keras.Model(i, layers.Dense(3, activation="softmax")(layers.Dense(6, "relu")(i)))""",
    "functional, activations as functions": """
i = keras.Input((4,))
m = keras.Model(i, keras.ops.softmax(layers.Dense(3)(keras.ops.relu(layers.Dense(6)(i)))))""",
    "subclass, layers made in another order": """
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.second, self.first = layers.Dense(3), layers.Dense(6)
    def call(self, x):
        return tf.nn.softmax(self.second(tf.nn.relu(self.first(x))))
m = Net()""",
    "subclass of a layer, layers inside a layer": """
class Mine(layers.Dense):
    pass
class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.inner = Mine(6, activation=lambda x: tf.maximum(x, 0))
    def call(self, x):
        return self.inner(x)
m = keras.Sequential([Block(), layers.Dense(3), layers.Lambda(tf.nn.softmax)])""",
    "activation that is a layer": """
m = keras.Sequential([layers.Dense(6, activation=layers.ReLU()), layers.Dense(3, "softmax")])""",
}


@pytest.mark.parametrize("source", ALIKE.values(), ids=ALIKE.keys())
def test_the_same_network_however_it_is_written(
    model_of: Callable[[str], Model], source: str
) -> None:
    model = model_of(source)
    facts = [(x.kind, x.units, x.activation, x.parameters) for x in model.layers]
    assert facts == [("Dense", 6, "relu", 30), ("Dense", 3, "softmax", 21)]
    assert (model.input_shape, model.output_shape, model.parameters) == ((4,), (3,), 51)
    assert model.predictions is not None
    np.testing.assert_allclose(model.forward(EXAMPLES), model.predictions, atol=1e-6)


OTHERS = {
    "Conv2D": "Conv2D(2, (2, 3), strides=(1, 2), padding='same', activation='tanh')",
    "Conv2D, valid": "Conv2D(3, 2, strides=2, use_bias=False)",
    "BatchNormalization": "BatchNormalization(center=False)",
    "no bias": "Dense(3, use_bias=False, activation='elu')",
}


@pytest.mark.parametrize("layer", OTHERS.values(), ids=OTHERS.keys())
def test_our_forward_pass_is_keras_own(run: RunCell, worker: Worker, layer: str) -> None:
    ran = run(
        f"m = keras.Sequential([layers.{layer}, layers.Flatten(), layers.Dense(2)])\n"
        "x = np.random.default_rng(1).normal(size=(32, 5, 6, 2))\n"
        "m.compile('sgd', 'mse')\n"
        "m.fit(x, x[:, 0, 0], verbose=0)\n"
    )
    assert ran.raised is None
    images = np.random.default_rng(2).standard_normal((3, 5, 6, 2))
    answer = worker.ask(
        ModelRequest(name="m", builder=None, input_shape=(5, 6, 2), predict=images), **GENEROUS
    )
    assert isinstance(answer, Value)
    model = read_model(answer.value)
    assert model is not None
    assert model.predictions is not None
    np.testing.assert_allclose(model.forward(images), model.predictions, atol=1e-5)


@pytest.mark.parametrize(
    ("arguments", "compiled"),
    [
        ("'sgd', 'mse'", ("mean_squared_error", "SGD")),
        (
            "tf.keras.optimizers.Adam(), tf.keras.losses.categorical_crossentropy",
            ("categorical_crossentropy", "Adam"),
        ),
        (
            "loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
            ("sparse_categorical_crossentropy", "RMSprop"),
        ),
        ("'sgd', ['CategoricalCrossentropy']", ("categorical_crossentropy", "SGD")),
        ("'sgd'", (None, "SGD")),
    ],
)
def test_losses_and_optimizers_have_one_name(
    model_of: Callable[[str], Model], arguments: str, compiled: tuple[str | None, str]
) -> None:
    model = model_of(f"m = keras.Sequential([layers.Dense(3)])\nm.compile({arguments})")
    assert model.compiled is not None
    assert (model.compiled.loss, model.compiled.optimizer) == compiled


@pytest.mark.parametrize("loss", ["'categorical_crosentropy'", "['mean_sqared_error']"])
def test_a_misspelt_loss_does_not_hide_the_layers(
    model_of: Callable[[str], Model], loss: str
) -> None:
    model = model_of(f"m = keras.Sequential([layers.Dense(3)])\nm.compile('sgd', {loss})")
    assert [layer.kind for layer in model.layers] == ["Dense"]
    assert model.compiled is not None
    assert (model.compiled.loss, model.compiled.loss_settings) == (loss.strip("[]'"), {})


@pytest.mark.parametrize(
    ("loss", "settings"),
    [
        ("'categorical_crossentropy'", {}),
        ("keras.losses.categorical_crossentropy", {}),
        ("keras.losses.CategoricalCrossentropy()", {}),
        ("keras.losses.SparseCategoricalCrossentropy(from_logits=False)", {}),
        (
            "keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.2)",
            {"from_logits": True, "label_smoothing": 0.2},
        ),
        ("[keras.losses.SparseCategoricalCrossentropy(from_logits=True)]", {"from_logits": True}),
    ],
)
def test_settings_of_a_loss_that_are_not_the_usual_ones(
    model_of: Callable[[str], Model], loss: str, settings: dict[str, object]
) -> None:
    model = model_of(f"m = keras.Sequential([layers.Dense(3)])\nm.compile('sgd', {loss})")
    assert model.compiled is not None
    assert model.compiled.loss_settings == settings


def test_settings_of_an_optimizer(model_of: Callable[[str], Model]) -> None:
    model = model_of(
        "m = keras.Sequential([layers.Dense(3)])\n"
        "m.compile(keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True), 'mse')"
    )
    assert isinstance(model.compiled, Compiled)
    settings = model.compiled.settings
    assert settings["learning_rate"] == pytest.approx(0.01)
    assert (settings["momentum"], settings["nesterov"]) == (0.9, True)


def test_a_schedule_is_no_learning_rate(model_of: Callable[[str], Model]) -> None:
    model = model_of(
        "m = keras.Sequential([layers.Dense(3)])\n"
        "s = keras.optimizers.schedules.ExponentialDecay(0.01, 10, 0.9)\n"
        "m.compile(keras.optimizers.SGD(s), 'mse')"
    )
    assert model.compiled is not None
    assert "learning_rate" not in model.compiled.settings


def test_a_model_for_other_inputs_keeps_its_own(model_of: Callable[[str], Model]) -> None:
    model = model_of("m = keras.Sequential([keras.Input((2, 3)), layers.Dense(3)])")
    assert (model.input_shape, model.output_shape, model.predictions) == ((2, 3), (2, 3), None)


def test_weights_that_went_astray_leave_the_layers_as_they_are(
    model_of: Callable[[str], Model],
) -> None:
    model = model_of(
        "m = keras.Sequential([layers.Dense(6, 'relu'), layers.Dense(3, 'softmax')])\n"
        "m.build((None, 4))\n"
        "m.set_weights([np.full(w.shape, np.nan) for w in m.get_weights()])"
    )
    assert [(layer.kind, layer.activation) for layer in model.layers] == [
        ("Dense", "relu"),
        ("Dense", "softmax"),
    ]


def test_what_is_neither_layer_nor_activation_is_told(model_of: Callable[[str], Model]) -> None:
    model = model_of(
        "i = keras.Input((4,))\n"
        "m = keras.Model(i, layers.Dense(3)(keras.ops.sin(layers.Dense(6)(i)) + 2))"
    )
    assert [layer.kind for layer in model.layers] == ["Dense", "?", "Dense"]


def test_weights_that_are_no_numbers_are_no_step_between_layers(
    model_of: Callable[[str], Model],
) -> None:
    model = model_of(
        "m = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation='relu')])\n"
        "m.set_weights([np.full((4, 3), np.nan), np.full(3, np.inf)])"
    )
    assert [layer.kind for layer in model.layers] == ["Dense"]


def test_a_large_model_is_told_without_its_weights(model_of: Callable[[str], Model]) -> None:
    model = model_of("m = keras.Sequential([layers.Dense(1300), layers.Dense(1300)])")
    assert model.parameters == 1300 * 5 + 1300 * 1301
    assert model.layers[0].weights["kernel"] is not None
    assert model.layers[1].weights["kernel"] is None


def test_where_its_structure_is_enough_no_weights_travel(run: RunCell, worker: Worker) -> None:
    run("m = keras.Sequential([layers.Dense(6)])")
    answer = worker.ask(
        ModelRequest(name="m", builder=None, input_shape=(4,), predict=None, weights=False),
        **GENEROUS,
    )
    assert isinstance(answer, Value)
    model = read_model(answer.value)
    assert model is not None
    assert model.parameters == 30
    assert model.layers[0].weights == {"kernel": None, "bias": None}


def test_a_model_whose_first_training_failed_is_still_told(run: RunCell, ask) -> None:
    ran = run(
        "m = keras.Sequential([layers.Dense(6), layers.Dense(3)])\n"
        "m.compile('sgd', 'categorical_crossentropy')\n"
        "m.fit(np.zeros((16, 4)), np.zeros(16), verbose=0)"
    )
    assert ran.raised is not None
    model = read_model(ask().value)
    assert model is not None
    assert [layer.units for layer in model.layers] == [6, 3]
    assert model.compiled is not None


@pytest.mark.parametrize(
    ("source", "value"),
    [("m = None", None), ("m = ...", Opaque("ellipsis")), ("m = [1, 2]", Opaque("list"))],
)
def test_what_is_no_model_is_told_by_its_type(
    run: RunCell, ask: Callable[..., Answer], source: str, value: object
) -> None:
    run(source)
    assert ask() == Value(value=value)


def test_a_builder_is_asked_once_and_only_without_the_variable(
    run: RunCell, ask: Callable[..., Answer], worker: Worker
) -> None:
    assert ask("build_model") == Undefined()
    run(
        "calls = 0\n"
        "def build_model():\n"
        "    global calls\n"
        "    calls += 1\n"
        "    return keras.Sequential([layers.Dense(3)])\n"
    )
    assert ask() == Undefined()
    first, second = ask("build_model"), ask("build_model")
    assert isinstance(first, Value)
    assert isinstance(second, Value)
    assert worker.ask(ValueRequest(name="calls"), **GENEROUS) == Value(value=1)
    one, other = read_model(first.value), read_model(second.value)
    assert one is not None
    assert other is not None
    np.testing.assert_array_equal(one.predictions, other.predictions)
    worker.ask(CellRequest(cell=2, source="m = None"), **GENEROUS)
    assert ask("build_model") == Value(value=None)


def test_a_builder_that_raises_is_the_students_error(
    run: RunCell, ask: Callable[..., Answer]
) -> None:
    run("def build_model():\n    return keras.optimizers.SGD(lr=0.01)\n")
    answer = ask("build_model")
    assert isinstance(answer, Raised)
    assert (answer.type, answer.message) == (
        "ValueError",
        "Argument(s) not recognized: {'lr': 0.01}",
    )
    assert answer.frames[-1].source == "return keras.optimizers.SGD(lr=0.01)"


def test_a_builder_has_a_time_limit(run: RunCell, worker: Worker) -> None:
    run("def build_model():\n    while True: pass\n")
    request = ModelRequest(name="m", builder="build_model", input_shape=(4,), predict=None)
    assert worker.ask(request, seconds=0.3, wall=60) == Stopped(reason="cpu", limit=0.3)


def test_an_error_inside_tensorflow_names_no_file(run: RunCell) -> None:
    ran = run("@tf.function\ndef f(x):\n    return tf.gather([1, 2, 3], x)\nf(tf.constant(10))")
    assert ran.raised is not None
    assert "File" not in ran.raised.message
    assert "is not in [0, 3)" in ran.raised.message


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("tf.constant([[1.0, 2.0]])", [[1.0, 2.0]]),
        ("tf.Variable([1, 2])", [1, 2]),
        ("keras.Variable([1.5])", [1.5]),
        ("tf.constant(1.5, dtype=tf.bfloat16)", 1.5),
        ("[tf.constant([1.0])]", [[1.0]]),
    ],
)
def test_tensors_and_variables_arrive_as_numbers(
    run: RunCell, worker: Worker, expression: str, value: object
) -> None:
    run(f"x = {expression}")
    answer = worker.ask(ValueRequest(name="x"), **GENEROUS)
    assert isinstance(answer, Value)
    np.testing.assert_array_equal(np.asarray(answer.value), value)


def test_a_tensor_without_numbers_is_opaque(run: RunCell, worker: Worker) -> None:
    run("x = keras.Input((4,))")
    answer = worker.ask(ValueRequest(name="x"), **GENEROUS)
    assert isinstance(answer, Value)
    assert isinstance(answer.value, Opaque)
