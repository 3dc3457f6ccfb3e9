"""The Python that a handout carries: what a visible function leads to, and nothing else."""

from __future__ import annotations

import pytest

from autograder.errors import AssignmentError
from autograder.handout.carried import carried_code
from tests.courses import write

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
    code = carried_code(tmp_path, ["m.visible"])
    assert {name: "\n".join(lines) for name, lines in code.items()} == {"m": CARRIED}
    assert carried_code(tmp_path, []) == {}


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
        carried_code(tmp_path, ["m.f"])
    assert str(caught.value) == (
        f"{path}:1: a visible check leads to `{name}`, which a handout does not carry: only "
        "numpy, autograder.authoring and the standard library"
    )


def test_an_import_inside_of_a_function_is_seen_too(tmp_path):
    write(tmp_path / "m.py", "def f(ask):\n    import pandas\n")
    with pytest.raises(AssignmentError, match=r"m\.py:2: a visible check leads to `pandas`"):
        carried_code(tmp_path, ["m.f"])


def test_what_only_hidden_ones_import_does_not_matter(tmp_path):
    write(tmp_path / "m.py", "import scipy\ndef f(ask): return 1\ndef g(ask): return scipy\n")
    assert carried_code(tmp_path, ["m.f"]) == {"m": ["def f(ask):", "    return 1"]}


@pytest.mark.parametrize("text", ["", "from reference.m import f as g\n"])
def test_a_function_that_stands_elsewhere_is_refused(tmp_path, text):
    path = write(tmp_path / "m.py", text)
    with pytest.raises(AssignmentError) as caught:
        carried_code(tmp_path, ["m.f"])
    sentence = "a handout needs `f` to be defined here, because its check is visible"
    assert str(caught.value) == f"{path}: {sentence}"
