"""Two courses in one process, whose modules share their names.

Tests of `course/reference.py`.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from autograder.authors.package import Package
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from tests.small_course import write, write_small_course

LAZY = """\
from __future__ import annotations
from dataclasses import dataclass
from typing import ClassVar

from .numbers import FACTOR
from reference import numbers as same
import reference.numbers as again

assert FACTOR == same.FACTOR == again.FACTOR


@dataclass
class Unit:
    factor: ClassVar[int] = FACTOR


def double(x):
    import reference.late
    from reference.late import late
    from . import late as module
    assert reference.late.late == late == module.late
    return x * late + FACTOR
"""


def write_package(folder: Path, number: int) -> Package:
    write(folder / "doubling.py", LAZY)
    write(folder / "numbers.py", f"FACTOR = {number}\n")
    write(folder / "late.py", "from .numbers import FACTOR\nlate = 10 * FACTOR\n")
    return Package(folder)


def test_a_late_import_finds_its_own_course(tmp_path: Path) -> None:
    """Each was imported before either was called."""
    one, two = (write_package(tmp_path / str(n), n) for n in (1, 2))
    first, second = (package.module("reference.doubling").double for package in (one, two))
    assert (first(3), second(3), first(3)) == (31, 62, 31)
    assert "reference.late" not in sys.modules


def test_two_threads_have_a_course_each(tmp_path: Path) -> None:
    packages = [write_package(tmp_path / str(n), n) for n in (1, 2)]
    together = Barrier(2)

    def answers(package: Package) -> set[int]:
        together.wait()
        function = package.module("reference.doubling").double
        return {function(3) for _ in range(200)}

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(answers, packages)) == [{31}, {62}]


def test_an_edited_module_is_imported_anew_and_the_old_one_goes_on(tmp_path: Path) -> None:
    before = write_package(tmp_path, 1).module("reference.doubling").double
    again = write_package(tmp_path, 1).module("reference.doubling").double
    after = write_package(tmp_path, 2).module("reference.doubling").double
    assert before is again
    assert (before(3), after(3), before(3)) == (31, 62, 31)


@pytest.mark.parametrize("folder", ["", "cases"])
def test_a_module_that_is_not_there_is_told_by_its_name_in_the_course(
    tmp_path: Path, folder: str
) -> None:
    package = write_package(tmp_path, 1)
    write(tmp_path / folder / "wants.py", "import reference.missing\n")
    name = ".".join(["reference", *filter(None, [folder]), "wants"])
    with pytest.raises(ModuleNotFoundError, match=r"^No module named 'reference\.missing'$"):
        package.module(name)
    assert f"{package.name}.wants" not in sys.modules


def test_assignments_of_two_courses_loaded_by_two_threads(tmp_path: Path) -> None:
    courses = [write_small_course(tmp_path / str(n)) for n in (2, 3)]
    write(courses[1] / "reference/doubling.py", "def double(x):\n    return 3 * x\n")

    def expected(course: Path) -> Any:
        (question,) = load_assignment(find_course(course), "doubling").questions
        return question.checks[1].expected

    with ThreadPoolExecutor(2) as pool:
        twice, thrice = pool.map(expected, courses)
    assert (twice[1], thrice[1]) == (-5.0, -7.5)
