"""Fixtures that several test modules share."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from autograder.execution.sandboxed import Sandbox
from tests.sizes import Sizes
from tests.small_course import write, write_small_course
from tests.worker_driver import Template, Worker

# Who starts the tests in the background ignores Ctrl-C; the programs that they start shall not.
signal.signal(signal.SIGINT, signal.default_int_handler)

# What a test grades is run, whatever another has graded, and nobody's own cache is used.
os.environ["AUTOGRADER_NO_CACHE"] = "1"


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Sizes())


_NO_CLOCK = [HealthCheck.too_slow, HealthCheck.filter_too_much]  #: the machine may be busy
_ALWAYS = settings(deadline=None, print_blob=True, suppress_health_check=_NO_CLOCK)
settings.register_profile("default", _ALWAYS, max_examples=30)
settings.register_profile("thorough", _ALWAYS, max_examples=200)
settings.register_profile(
    "long", deadline=None, max_examples=20_000, suppress_health_check=list(HealthCheck)
)
settings.load_profile("default")


@pytest.fixture(scope="session")
def worker_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    with Template(tmp_path_factory.mktemp("worker")) as template:
        yield template


@pytest.fixture
def worker(worker_template: Template) -> Iterator[Worker]:
    """A fresh worker, outside the sandbox."""
    with worker_template.worker() as fresh:
        yield fresh


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """A warm numpy template; tests share it as the submissions of a class do."""
    with Sandbox(("numpy",)) as warm:
        yield warm


@pytest.fixture(scope="session")
def tensorflow() -> Iterator[Sandbox]:
    """A warm TensorFlow template; it takes seconds to start, so all tests share it."""
    with Sandbox(("tensorflow",)) as warm:
        yield warm


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course folder with one assignment, `doubling`, that has one question."""
    return write_small_course(tmp_path / "course")


@pytest.fixture
def edit(course: Path) -> Callable[[str, str, str], Path]:
    """Replace a piece of text, which must be there, in one of the course's files."""

    def edit_file(name: str, old: str, new: str) -> Path:
        path = course / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        return write(path, text.replace(old, new))

    return edit_file
