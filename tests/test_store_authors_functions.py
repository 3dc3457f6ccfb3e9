"""A course's code as it counts for judging: with what it leads to, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.authors.package import Package
from autograder.store.authors_functions import code_of
from tests.small_course import write

HELPER = """\
LIMITS = {"most": 3}
UNUSED = 1

class Judge:
    def __init__(self, most):
        self.most = most

    def is_fine(self, x):
        return x < self.most

def is_large(x):
    return not Judge(LIMITS["most"]).is_fine(x)

def of_others(x):
    return x
"""
MAIN = """\
import numpy as np
from reference import helper
from reference.helper import is_large

NAMES = [len, is_large]

def holds(ask):
    # a remark
    return helper.is_large(ask("f", 1)) or np.pi > 3 or NAMES
"""
Code = Callable[..., list[str]]


@pytest.fixture
def code(tmp_path: Path) -> Code:
    def of(old: str = "", new: str = "") -> list[str]:
        assert old in HELPER + MAIN
        write(tmp_path / "reference/helper.py", HELPER.replace(old, new) if old else HELPER)
        write(tmp_path / "reference/main.py", MAIN.replace(old, new) if old else MAIN)
        return code_of(Package(tmp_path / "reference").module("reference.main").holds)

    return of


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x < self.most", "x <= self.most"),  # of a method, two steps away
        ('{"most": 3}', '{"most": 4}'),  # data that it reads
        ('ask("f", 1)', 'ask("f", 2)'),
        ("[len, is_large]", "[len]"),
    ],
)
def test_what_it_leads_to_counts(code: Code, old: str, new: str) -> None:
    assert code(old, new) != code()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# a remark", "# another remark"),
        ("UNUSED = 1", "UNUSED = 2"),
        ("def of_others(x):\n    return x", "def of_others(x):\n    return 2"),
        ("import numpy as np", "import numpy as np\nimport math"),
    ],
)
def test_what_stands_beside_it_does_not(code: Code, old: str, new: str) -> None:
    assert code(old, new) == code()


def test_it_is_the_same_in_another_folder(code: Code, tmp_path: Path) -> None:
    here = code()
    (tmp_path / "reference").rename(tmp_path / "elsewhere")
    assert code_of(Package(tmp_path / "elsewhere").module("reference.main").holds) == here


def test_what_has_no_code_at_hand_counts_by_name() -> None:
    assert code_of(len) == [" = len"]
