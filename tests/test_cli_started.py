"""What a command needs is started before it imports the rest, and none of it is left behind.

Tests of `cli/started.py`, `cli/opened.py`, `cli/graded.py`, `limited/starting.py`.
"""

from __future__ import annotations

import os

import pytest

from autograder.cli import started as module
from autograder.cli.started import Started
from autograder.errors import SandboxError
from autograder.execution.sandboxed import Sandbox
from autograder.reading.reader import Reader
from autograder.records import CellRequest, Limits
from autograder.sandbox.jail.orders import Imports
from autograder.sandbox.launch import ENTRY, StartedTemplate
from tests.processes import children, wait_until
from tests.programs import loaded_by

pytestmark = pytest.mark.process


def test_both_are_taken_over_and_ended_once() -> None:
    before = children()
    with Started() as started:
        there = children() - before
        started.tell(("numpy", "scipy"), stock_keras=False)
        with Reader(started=started.reader) as reader, Sandbox(started=started.template) as sandbox:
            assert [cell.source for cell in reader.cells(b"x = 1\n", ".py")] == ["x = 1"]
            with sandbox.worker(Limits()) as worker:
                ran = worker.ask(CellRequest(cell=1, source="1 + 1"), seconds=10, wall=20)
            assert dict(ran.outputs[0].content)["text/plain"] == "2"
            assert len(there) == 2
            assert children() - before == there
    assert children() == before


def test_what_nobody_takes_over_is_ended() -> None:
    before = children()
    with Started():
        pass
    assert children() == before


def test_a_template_that_has_ended_is_named_as_any_other_is() -> None:
    before = children()
    with StartedTemplate("raise SystemExit('no more')") as started:
        started.process.wait()
        with pytest.raises(SandboxError, match="workers cannot be started: no more"):
            Sandbox(started=started)
    assert children() == before


def test_a_template_looks_for_garbage_before_it_is_told_what_is_wanted() -> None:
    tells = "import gc, os; gc.freeze = lambda: os.write(2, b'now'); "
    with StartedTemplate(tells + ENTRY) as started:
        wait_until(lambda: os.pread(started.complaints.fileno(), 100, 0) == b"now")


def test_a_template_prepares_itself_before_it_is_told_all() -> None:
    tells = "import os; from autograder.sandbox.jail.template import main; "
    tells += "main(prepare=lambda stock_keras: os.write(2, b'%d' % stock_keras))"
    with StartedTemplate(tells) as started:
        imports = Imports(modules=("numpy",), stock_keras=True)
        started.tell(imports)
        wait_until(lambda: os.pread(started.complaints.fileno(), 100, 0) == b"1")
        started.tell(imports)
        with pytest.raises(AssertionError, match="cannot be told anything else"):
            started.tell(Imports(modules=()))


@pytest.mark.parametrize("error", [OSError("no room"), SandboxError("no Linux")])
def test_what_cannot_be_started_is_left_to_whoever_needs_it(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(module, "start", refuse)
    monkeypatch.setattr(module, "require_linux", refuse)
    with Started() as started:
        assert (started.reader, started.template) == (None, None)


def test_a_command_starts_them_before_it_has_imported_what_it_needs() -> None:
    loaded = loaded_by("autograder.cli.grade")
    assert "autograder.cli.started" in loaded
    assert not {"numpy", "rich", "yaml", "wcwidth", "autograder.batch"} & loaded


def test_and_knows_what_the_template_is_to_import_before_it_has_imported_the_rest() -> None:
    loaded = loaded_by("autograder.cli.opened")
    assert "autograder.course.assignment" in loaded
    assert not {"rich", "autograder.batch", "autograder.grading"} & loaded
