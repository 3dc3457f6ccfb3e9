"""Definitions found in students' code, and known mistakes made of them.

Tests of `reports/definitions.py`, `reports/stubs.py`.
"""

from __future__ import annotations

import time

import pytest

from autograder.authoring import KnownMistake
from autograder.reports.definitions import definition
from autograder.reports.stubs import mistake_stub

CELLS = (
    "import numpy as np\nimport math\nfrom itertools import (\n    product,\n    chain,\n)\n",
    "def add(a, b):\n    return a + b\n\n\n# an old one\ndef f(x):\n    return x\n",
    '@np.vectorize\ndef g(x):\n    """\ntext at the left\n    """\n# a comment at the left\n'
    "    return math.floor(add(x, 1))\n# the end\n",
    "table = [\n1,\n2,\n]\na, b = 3, f(table)\n%matplotlib inline\n"
    "if a:\n    c = 1\nelse:\n    c = 2\n",
    "def f(x, y=(1,\n        2)):\n    return add(x, table[0])\nprint(f(1))\n",
)


def text_of(name: str, cells=CELLS) -> str | None:
    found = definition(cells, name)
    return found and found.text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("add", "def add(a, b):\n    return a + b"),
        ("f", "def f(x, y=(1,\n        2)):\n    return add(x, table[0])"),
        ("g", CELLS[2].removesuffix("# the end\n").rstrip("\n")),
        ("table", "table = [\n1,\n2,\n]"),
        ("b", "a, b = 3, f(table)"),
        ("math", "import math"),
        ("product", None),
        ("x", None),
    ],
)
def test_the_last_definition_of_a_name_as_a_whole(name: str, text: str | None) -> None:
    assert text_of(name) == text


def test_what_a_definition_needs_of_the_others() -> None:
    g = definition(CELLS, "g")
    assert g is not None
    assert g.needs == ("import numpy as np", "import math", "def add(a, b):\n    return a + b")
    add = definition(CELLS, "add")
    assert add is not None
    assert add.needs == ()


@pytest.mark.parametrize(
    ("source", "plain", "callable_"),
    [
        ("def f(x):\n    return x", True, True),
        ("def f(x):\n    return f(x - 1)", False, True),
        ("@cache\ndef f(x):\n    return x", False, True),
        ("f = lambda x: x", False, True),
        ("f = 3", False, False),
    ],
)
def test_kinds_of_definitions(source: str, plain: bool, callable_: bool) -> None:
    found = definition([source], "f")
    assert found is not None
    assert (found.is_plain_function, found.is_callable) == (plain, callable_)


@pytest.mark.parametrize(
    "source",
    ["(" * 200_000, '"""' * 60_000, "a," * 90_000 + "=", "f\n" * 90_000, "a = b\n" * 30_000],
)
def test_hostile_text_takes_no_long_time(source: str) -> None:
    began = time.process_time()
    definition([source], "f")
    assert time.process_time() - began < 3


# ------------------------------------------------------------------ stubs

PLAIN = """\
@mistake(
    "conv1d",
    stands_for="conv1d",
    en="Your answers are what comes out when …",
    ja="答えは、……したときの値と一致しています。",
    raises=ValueError,
)
def conv1d_4f2a(data, kernel):
    return data
"""


def stub(source: str, name: str, raises: tuple[str, ...] = ()) -> str:
    found = definition([source], name)
    assert found is not None
    return mistake_stub("conv1d", [found], "4f2a", ("en", "ja"), raises)


def test_a_plain_function_is_a_mistake_as_it_stands() -> None:
    source = "import numpy as np\ndef conv1d(data, kernel):\n    return data\n"
    assert stub(source, "conv1d", ("ValueError", "LinAlgError")) == PLAIN


def known(text: str) -> KnownMistake:
    """Return the mistake that is in a file into which a stub was pasted."""
    scope: dict[str, object] = {}
    exec("import numpy as np\nfrom autograder.authoring import mistake\n" + text, scope)
    (found,) = (one for one in scope.values() if isinstance(one, KnownMistake))
    return found


@pytest.mark.parametrize(
    "source",
    [
        "def g(x):\n    return np.negative(x)\ndef f(x):\n    return g(x)",
        "import math\ndef f(x):\n  return math.floor(-x)",
        "def f(x):\n    return 0 if x == 0 else f(x - 1) - 1",
        "f = lambda x: -x",
        "from functools import cache\n@cache\ndef f(x):\n    return -x",
        "class f:\n    def __new__(cls, x):\n        return -x",
    ],
)
def test_a_stub_is_complete_in_itself(source: str) -> None:
    made = known(stub(source, "f"))
    assert (made(3), made.question, made.stands_for) == (-3, "conv1d", "f")


def test_a_stub_of_variables_returns_them() -> None:
    cells = ["import math", "half = 1 / 2\ns_20 = 3 * half", "s_25 = math.floor(s_20)"]
    asked = [found for name in ("s_20", "s_25") if (found := definition(cells, name))]
    made = known(mistake_stub("s-quiz", asked, "4f2a", ("en", "pt-BR"), ()))
    assert made() == {"s_20": 1.5, "s_25": 1}
    assert (made.function.__name__, made.stands_for) == ("s_quiz_4f2a", None)
    assert made.texts == {"pt-BR": "…"}
