"""The tests of every module can be found: by a file of its name, or by a file that names it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "autograder"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@cache
def _named() -> dict[str, list[str]]:
    """Return which modules each file of tests says, in its docstring, it has the tests of."""
    return {
        file.name: re.findall(r"`([\w/]+\.py)`", _tests_of(file))
        for file in TESTS.rglob("test_*.py")
    }


def _tests_of(file: Path) -> str:
    """Return the paragraph of the docstring that begins with "Tests of"."""
    docstring = ast.get_docstring(ast.parse(file.read_text())) or ""
    return next((part for part in docstring.split("\n\n") if part.startswith("Tests of ")), "")


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_tests_that_can_be_found(module: str) -> None:
    own = f"test_{_dotted(module).replace('.', '_')}.py"
    naming = [file for file, modules in _named().items() if module in modules]
    assert (TESTS / own).exists() or naming or _only_docstring(PACKAGE / module), (
        f"write tests/{own}, or name `{module}` in a paragraph of a test file's docstring that "
        'begins with "Tests of"'
    )


def _dotted(module: str) -> str:
    return module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _only_docstring(module: Path) -> bool:
    return len(ast.parse(module.read_text()).body) <= 1


def test_every_module_that_is_named_exists() -> None:
    assert {module for modules in _named().values() for module in modules} <= set(MODULES)
