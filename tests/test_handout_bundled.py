"""The Python that a handout carries: what a visible function leads to, and nothing else."""

from __future__ import annotations

import pytest

from autograder.errors import AssignmentError
from autograder.handout.bundled import bundled_code
from tests.small_course import write

MODULE = '''\
"""Tells what hidden checks do."""

from __future__ import annotations

import json, math
from dataclasses import dataclass

import numpy as np

SECRET = 2.9; LIMIT, OTHER = 3, 4  # s_20 is 2.9


@dataclass
class Pair:
    one: float = LIMIT


def visible(ask):
    # inside
    return _helper(Pair(), np.zeros(1))


def _helper(pair, array):
    return math.sqrt(pair.one)


def hidden(ask):
    return SECRET
'''

CARRIED = """\
from __future__ import annotations
import json, math
from dataclasses import dataclass
import numpy as np
LIMIT, OTHER = (3, 4)
@dataclass
class Pair:
    one: float = LIMIT
def visible(ask):
    return _helper(Pair(), np.zeros(1))
def _helper(pair, array):
    return math.sqrt(pair.one)"""


def test_only_what_it_leads_to(tmp_path):
    write(tmp_path / "m.py", MODULE)
    code = bundled_code(tmp_path, ["m.visible"])
    assert {name: "\n".join(lines) for name, lines in code.items()} == {"m": CARRIED}
    assert bundled_code(tmp_path, []) == {}


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("import scipy.signal as np", "scipy.signal"),
        ("from reference.units import np", "reference.units"),
        ("from ..units import np", "..units"),
        ("from . import np", "."),
        ("from autograder.checks import np", "autograder.checks"),
    ],
)
def test_it_may_not_import_what_students_do_not_have(tmp_path, statement, name):
    path = write(tmp_path / "m.py", f"{statement}\n\ndef f(ask):\n    return np\n")
    with pytest.raises(AssignmentError) as caught:
        bundled_code(tmp_path, ["m.f"])
    assert str(caught.value) == (
        f"{path}:1: a visible check leads to `{name}`, which a handout does not carry: only "
        "numpy, autograder.authoring and the standard library"
    )


def test_an_import_inside_of_a_function_is_seen_too(tmp_path):
    write(tmp_path / "m.py", "def f(ask):\n    import pandas\n")
    with pytest.raises(AssignmentError, match=r"m\.py:2: a visible check leads to `pandas`"):
        bundled_code(tmp_path, ["m.f"])


ALTERED = """\
import numpy as np
TABLE, LIMIT, LAST = [], 3, [7]
TABLE.append(3)
TABLE[0] = 4
np.random.shuffle(TABLE)
for n in range(2):
    TABLE.append(n)
try:
    import tomllib
except ImportError:
    tomllib = None
OTHER = []
OTHER.append(LIMIT)
SECRET = max(TABLE)
print("loaded")

def f(ask):
    return (TABLE, tomllib)"""


def test_what_alters_a_variable_comes_with_it(tmp_path):
    write(tmp_path / "m.py", ALTERED)
    left_out = ("OTHER", "SECRET", "print")
    lines = [line for line in ALTERED.split("\n") if line and not line.startswith(left_out)]
    lines[lines.index("TABLE, LIMIT, LAST = [], 3, [7]")] = "TABLE, LIMIT, LAST = ([], 3, [7])"
    assert bundled_code(tmp_path, ["m.f"]) == {"m": lines}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("from numpy import *\ndef f(ask):\n    return zeros(3)\n", "zeros"),
        ("exec('A = 1')\ndef f(ask):\n    return [A for _ in ask]\n", "A"),
        ("import os\ndef f(ask):\n    return os.path.dirname(__file__)\n", "__file__"),
    ],
)
def test_a_name_that_would_be_missing_is_refused(tmp_path, text, name):
    path = write(tmp_path / "m.py", text)
    with pytest.raises(AssignmentError) as caught:
        bundled_code(tmp_path, ["m.f"])
    assert str(caught.value) == (
        f"{path}:3: a visible check leads to `{name}`, which is not bound by name in this file"
    )


def test_a_name_that_a_function_makes_global_is_bound(tmp_path):
    write(tmp_path / "m.py", "def f(ask):\n    global A\n    A = 1\n    return A\n")
    assert "global A" in bundled_code(tmp_path, ["m.f"])["m"][1]


def test_what_only_hidden_ones_import_does_not_matter(tmp_path):
    write(tmp_path / "m.py", "import scipy\ndef f(ask): return 1\ndef g(ask): return scipy\n")
    assert bundled_code(tmp_path, ["m.f"]) == {"m": ["def f(ask):", "    return 1"]}


@pytest.mark.parametrize("text", ["", "from reference.m import f as g\n"])
def test_a_function_that_stands_elsewhere_is_refused(tmp_path, text):
    path = write(tmp_path / "m.py", text)
    with pytest.raises(AssignmentError) as caught:
        bundled_code(tmp_path, ["m.f"])
    sentence = "a handout needs `f` to be defined here, because its check is visible"
    assert str(caught.value) == f"{path}: {sentence}"
