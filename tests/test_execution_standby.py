"""The next worker is ready before it is wanted, and nobody waits for the end of the last one."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.errors import SandboxError
from autograder.execution.sandboxed import Sandbox
from autograder.execution.sandboxed_worker import SandboxedWorker
from autograder.execution.standby import Standby
from autograder.records import CellRequest, Limits, Value, ValueRequest
from autograder.sandbox.launch import IsolationRefused
from tests.processes import children, descendants, is_dead, wait_until
from tests.sandboxes import TIERS, sandbox_of

pytestmark = pytest.mark.process

GENEROUS = {"seconds": 10.0, "wall": 60.0}
WHO = CellRequest(cell=1, source="import os\nme = os.getpid()")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where sandboxes put their folders, which must be empty in the end."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = descendants()
    yield tmp_path
    assert list(tmp_path.iterdir()) == []
    wait_until(lambda: descendants() <= before)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(ahead=True) as made:
        yield made


def marked(worker: SandboxedWorker, mark: int) -> None:
    worker.ask(CellRequest(cell=1, source=f"mark = {mark}"), **GENEROUS)
    assert worker.ask(ValueRequest(name="mark"), **GENEROUS) == Value(value=mark)


def test_each_is_another_one(sandbox: Sandbox) -> None:
    for number in range(4):
        worker = sandbox.worker(Limits())
        assert worker.ask(ValueRequest(name="mark"), **GENEROUS) != Value(value=number - 1)
        marked(worker, number)
        worker.leave()


def made_by(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the threads that order workers of a sandbox from now on."""
    orders, really = list[str](), Sandbox._begun

    def begun(self: Sandbox, limits: Limits) -> SandboxedWorker:
        orders.append(threading.current_thread().name)
        return really(self, limits)

    monkeypatch.setattr(Sandbox, "_begun", begun)
    return orders


def test_the_next_is_ready_when_it_is_wanted(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = made_by(sandbox, monkeypatch)
    for _ in range(3):
        sandbox.worker(Limits()).close()
    wait_until(lambda: len(orders) == 3)
    assert {name.partition("_")[0] for name in orders} == {"standby"}


def test_one_for_other_limits_is_made_and_the_one_that_was_ready_goes(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.worker(Limits()).close()
    orders = made_by(sandbox, monkeypatch)
    with sandbox.worker(Limits(memory=1 << 28)) as other:
        marked(other, 1)
        wait_until(lambda: len(orders) == 2)
    assert sum(name.startswith("standby") for name in orders) == 1


def test_one_that_has_died_meanwhile_is_given_to_nobody(sandbox: Sandbox) -> None:
    before = descendants()
    with sandbox.worker(Limits()) as first:
        marked(first, 1)
        own = first._process._pid
        wait_until(lambda: len(descendants() - before) > 1)
        wait_until(lambda: bool(ready(sandbox)))
        for pid in ready(sandbox) - {own}:
            os.kill(pid, signal.SIGKILL)
            wait_until(lambda pid=pid: is_dead(pid))  # type: ignore[misc]
    with sandbox.worker(Limits()) as second:
        marked(second, 2)


def ready(sandbox: Sandbox) -> set[int]:
    """Return the process of the worker that is ready, if there is one."""
    assert sandbox._standby is not None
    kept = sandbox._standby._next
    return {kept[1].result()._process._pid} if kept and kept[1].done() else set()


def test_who_leaves_one_does_not_wait_and_it_is_over_all_the_same(sandbox: Sandbox) -> None:
    worker = sandbox.worker(Limits())
    marked(worker, 1)
    pid = worker._process._pid
    worker.leave()
    assert not worker.alive
    wait_until(lambda: is_dead(pid))


@pytest.mark.parametrize("layers", TIERS.values(), ids=TIERS)
def test_nothing_is_left_of_a_sandbox_that_is_closed_at_once(layers: frozenset[str]) -> None:
    with sandbox_of(layers, ahead=True) as made:
        made.worker(Limits()).leave()


def test_it_may_be_closed_while_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    began, may_go_on = threading.Event(), threading.Event()
    really = Sandbox._begun
    with Sandbox(ahead=True) as made:

        def begun(self: Sandbox, limits: Limits) -> SandboxedWorker:
            began.set()
            may_go_on.wait(60)
            return really(self, limits)

        monkeypatch.setattr(Sandbox, "_begun", begun)
        made.worker(Limits()).leave()
        assert began.wait(60)
        may_go_on.set()


def test_what_has_failed_before_it_was_wanted_is_tried_again() -> None:
    with Sandbox() as source:
        tried = list[str]()

        def make(limits: Limits) -> SandboxedWorker:
            tried.append(threading.current_thread().name)
            if len(tried) == 2:
                raise SandboxError("no room just then")
            return source.worker(limits)

        with Standby(make) as standby:
            for number in range(2):
                with standby.worker(Limits()) as worker:
                    marked(worker, number)
                wait_until(lambda number=number: len(tried) >= 2 * number + 2)  # type: ignore[misc]
        assert not tried[2].startswith("standby")


def test_what_goes_wrong_in_the_background_is_told_in_the_end_and_nobody_suffers() -> None:
    def fails() -> None:
        raise OSError("so it goes")

    with Sandbox() as source:
        standby = Standby(source.worker)
        one, other = standby.worker(Limits()), standby.worker(Limits())
        really, one.close = one.close, fails  # type: ignore[method-assign]
        standby.reap(one)
        standby.reap(other)
        with standby.worker(Limits()) as next_one:
            marked(next_one, 1)
        with pytest.raises(OSError, match="so it goes"):
            standby.close()
        really()


def test_a_layer_that_does_not_hold_is_not_tried_again() -> None:
    with Sandbox() as source:
        tried = list[str]()

        def make(limits: Limits) -> SandboxedWorker:
            tried.append("")
            if len(tried) == 2:
                raise IsolationRefused("it can do what it must not")
            return source.worker(limits)

        with Standby(make) as standby:
            standby.worker(Limits()).close()
            with pytest.raises(IsolationRefused):
                standby.worker(Limits())


def test_the_template_goes_whatever_goes_wrong_in_the_background() -> None:
    def fails() -> None:
        raise OSError("so it goes")

    before = descendants()
    made = Sandbox(ahead=True)
    worker = made.worker(Limits())
    really, worker.close = worker.close, fails  # type: ignore[method-assign]
    worker.leave()
    with pytest.raises(OSError, match="so it goes"):
        made.close()
    really()
    wait_until(lambda: descendants() <= before)


def test_a_sandbox_that_is_not_for_a_class_makes_none_ahead() -> None:
    before = descendants()
    with Sandbox() as made, made.worker(Limits()) as worker:
        marked(worker, 1)
        (template,) = children() - before
        assert made._standby is None
        assert worker._process._pid in descendants(template)
