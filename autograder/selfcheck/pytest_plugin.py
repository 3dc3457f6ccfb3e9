"""`pytest` in the folder of a handout: one item for each question and check.

In every other folder this does nothing, and imports nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.selfcheck.checked_files import CHECKED

_CHECKS = "checks.json"


def pytest_addoption(parser: pytest.Parser) -> None:
    what = "In the folder of a handout: the notebook or module to be checked."
    parser.getgroup("autograder").addoption("--submission", metavar="FILE", help=what)
    parser.addini("submission", what)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return the student's file where a handout's checks lie."""
    if file_path.name != _CHECKS:
        return None
    from autograder.selfcheck.tree import file_to_check  # not before it is needed

    return file_to_check(file_path, parent)


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Collector | None:
    """Return the student's module where pytest was about to import it."""
    if not (module_path.parent / _CHECKS).is_file():
        return None
    from autograder.selfcheck.tree import module_to_check

    return module_to_check(module_path, parent)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Tell how each question stands, in a section of its own."""
    if CHECKED in config.stash:
        from autograder.selfcheck.tree import summarise

        summarise(terminalreporter, config.stash[CHECKED])
