"""Rules of this house that no linter knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.paths import ROOT

CATCHES_EVERYTHING = (
    "checks/authors_code.py",  # the author's code
    "checks/judging.py",  # a fault of ours over one submission
    "cli/__init__.py",  # the last line of defence
)


def test_only_four_places_catch_whatever_is_raised() -> None:
    assert {place for place in _catching() if not place.startswith("worker/")} == {
        *CATCHES_EVERYTHING
    }


def test_a_place_that_catches_everything_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("try:\n    f()\nexcept (OSError, Exception):\n    pass\n")
    (tmp_path / "b.py").write_text("try:\n    f()\nexcept:\n    pass\n")
    (tmp_path / "c.py").write_text("try:\n    f()\nexcept BaseException:\n    g()\n    raise\n")
    (tmp_path / "d.py").write_text("try:\n    f()\nexcept OSError:\n    pass\n")
    assert set(_catching(tmp_path)) == {"a.py", "b.py"}


def _catching(package: Path = ROOT / "autograder") -> Iterator[str]:
    """Yield the files in which an exception of any kind is caught, and not raised on."""
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node):
                yield path.relative_to(package).as_posix()


def _is_broad(handler: ast.ExceptHandler) -> bool:
    caught = ast.walk(handler.type) if handler.type else ()
    names = {node.id for node in caught if isinstance(node, ast.Name)}
    raised_on = isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None
    return not raised_on and (handler.type is None or bool(names & {"Exception", "BaseException"}))


def test_no_duration_is_taken_by_a_clock_that_can_jump() -> None:
    jumping = {"time.time", "time.time_ns", "time.localtime", "time.gmtime"}
    found = {
        (path.name, ast.unparse(node.func))
        for path in (ROOT / "autograder").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in jumping
    }
    assert found == set()
