"""Classes that every grader is given: the same notebooks, the same calls, the same values.

Each student answers six questions in a way of their own: as a beginner writes it, with numpy, or
wrongly. The notebooks of the three classes differ in what they do besides.
"""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call of a function, or the value of a variable, and what it is to give."""

    name: str
    arguments: tuple[object, ...] | None = None  #: None for a variable
    gives: object

    @property
    def source(self) -> str:
        """The expression whose value is asked for."""
        if self.arguments is None:
            return self.name
        return f"{self.name}({', '.join(map(repr, self.arguments))})"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question: how it may be answered, and a visible and a hidden call."""

    name: str
    answers: tuple[str, ...]  #: as source
    visible: Call
    hidden: Call


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of class."""

    name: str
    imports: str  #: of the warm worker
    before: tuple[str, ...]  #: cells
    after: tuple[str, ...]
    questions: tuple[Question, ...]

    def cells(self, number: int) -> tuple[str, ...]:
        """Return the cells of a student's notebook: always the same for the same number."""
        chosen = random.Random(number)
        own = f"# {self.name}, student {number}"
        answered = [chosen.choice(question.answers) for question in self.questions]
        tried = [f"print({question.visible.source})" for question in self.questions]
        pairs = (cell for pair in zip(answered, tried, strict=True) for cell in pair)
        return (f"{own}\n{self.before[0]}", *self.before[1:], *pairs, *self.after)


def _question(
    name: str, answers: tuple[str, ...], *calls: tuple[tuple[object, ...], object]
) -> Question:
    asked = [Call(name=name, arguments=arguments, gives=gives) for arguments, gives in calls]
    return Question(name=name, answers=answers, visible=asked[0], hidden=asked[1])


_FUNCTIONS = (
    _question(
        "weighted_sum",
        (
            "def weighted_sum(x, w):\n    s = 0\n    for a, b in zip(x, w):\n"
            "        s += a * b\n    return s",
            "def weighted_sum(x, w):\n    return np.dot(x, w)",
            "def weighted_sum(x, w):\n    return np.sum(x) * np.sum(w)",
        ),
        (([1, 2, 3], [4, 5, 6]), 32),
        (([0.5, -1, 2, 8], [2, 2, -0.5, 0.25]), 0.0),
    ),
    _question(
        "relu",
        (
            "def relu(x):\n    return np.array([v if v > 0 else 0 for v in x])",
            "def relu(x):\n    return np.maximum(x, 0)",
            "def relu(x):\n    return np.abs(x)",
        ),
        (([-2, -1, 0, 1, 2],), [0, 0, 0, 1, 2]),
        (([-0.25, 0.25, -9, 9],), [0, 0.25, 0, 9]),
    ),
    _question(
        "mean_squared_error",
        (
            "def mean_squared_error(y, t):\n    total = 0\n    for a, b in zip(y, t):\n"
            "        total += (a - b) ** 2\n    return total / len(y)",
            "def mean_squared_error(y, t):\n"
            "    return np.mean((np.asarray(y) - np.asarray(t)) ** 2)",
            "def mean_squared_error(y, t):\n"
            "    return np.sum((np.asarray(y) - np.asarray(t)) ** 2)",
        ),
        (([1, 2, 3], [1, 1, 1]), 5 / 3),
        (([0, 0, 2, 2], [2, 0, 0, 2]), 2.0),
    ),
    _question(
        "one_hot",
        (
            "def one_hot(labels, n):\n    rows = []\n    for label in labels:\n"
            "        row = [0] * n\n        row[label] = 1\n        rows.append(row)\n"
            "    return np.array(rows)",
            "def one_hot(labels, n):\n    return np.eye(n)[labels]",
            "def one_hot(labels, n):\n    return np.eye(n)",
        ),
        (([0, 2], 3), [[1, 0, 0], [0, 0, 1]]),
        (([1, 1, 0], 2), [[0, 1], [0, 1], [1, 0]]),
    ),
    _question(
        "moving_average",
        (
            "def moving_average(x, k):\n"
            "    return np.array([sum(x[i:i + k]) / k for i in range(len(x) - k + 1)])",
            'def moving_average(x, k):\n    return np.convolve(x, np.ones(k) / k, "valid")',
            'def moving_average(x, k):\n    return np.convolve(x, np.ones(k) / k, "same")',
        ),
        (([1, 2, 3, 4], 2), [1.5, 2.5, 3.5]),
        (([4, 4, 1, 1, 7], 3), [3, 2, 3]),
    ),
    _question(
        "normalize",
        (
            "def normalize(x):\n    low, high = min(x), max(x)\n"
            "    return np.array([(v - low) / (high - low) for v in x])",
            "def normalize(x):\n    x = np.asarray(x)\n"
            "    return (x - x.min()) / (x.max() - x.min())",
            "def normalize(x):\n    x = np.asarray(x)\n    return x / x.max()",
        ),
        (([0, 5, 10],), [0, 0.5, 1]),
        (([-1, 1, 3],), [0, 0.5, 1]),
    ),
)
_NUMPY = Kind(
    name="numpy",
    imports="numpy",
    before=("import numpy as np",),
    after=("x = np.linspace(-3, 3, 61)\nprint(relu(x).sum())",),
    questions=_FUNCTIONS,
)
_PLOT = Kind(
    name="plot",
    imports="numpy",
    before=("import numpy as np", "import matplotlib.pyplot as plt"),
    after=(
        'x = np.linspace(-3, 3, 61)\nplt.plot(x, relu(x))\nplt.title("ReLU")\n'
        'plt.xlabel("x")\nplt.grid()\nplt.show()',
    ),
    questions=_FUNCTIONS,
)


_PATTERNS = [[n >> 3 & 1, n >> 2 & 1, n >> 1 & 1, n & 1] for n in range(16)]
_LABELS = [int(n in (5, 10)) + 2 * int(n in (3, 12)) for n in range(16)]
_KERAS = Kind(
    name="keras",
    imports="tensorflow",
    before=(
        "import numpy as np\nimport keras\nfrom keras import layers",
        f"X = np.array({_PATTERNS})\ny = keras.utils.to_categorical({_LABELS}, 3)",
    ),
    after=(),
    questions=(
        Question(
            name="parameters",
            answers=(
                "m = keras.Sequential([layers.Input((4,)), layers.Dense(64, activation='relu'),\n"
                "    layers.Dense(3, activation='softmax')])\nparameters = m.count_params()",
                "m = keras.Sequential()\nm.add(keras.Input(shape=(4,)))\n"
                "m.add(layers.Dense(64, activation='relu'))\n"
                "m.add(layers.Dense(3, activation='softmax'))\nparameters = m.count_params()",
            ),
            visible=Call(name="parameters", gives=515),
            hidden=Call(name="parameters", gives=515),
        ),
        Question(
            name="predicted",
            answers=(
                "m.compile(loss='categorical_crossentropy',\n"
                "    optimizer=keras.optimizers.SGD(0.1, momentum=0.9))\n"
                "history = m.fit(X, y, epochs=500, batch_size=16, verbose=0)\n"
                "predicted = m.predict(X, verbose=0).argmax(axis=1)",
            ),
            visible=Call(name="predicted", gives=_LABELS),
            hidden=Call(name="predicted", gives=_LABELS),
        ),
    ),
)
KINDS = {kind.name: kind for kind in (_NUMPY, _PLOT, _KERAS)}
