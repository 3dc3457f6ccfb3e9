"""Grader: The sandbox, where workers come from: one warm template, started again if it ends."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from typing import Self

from autograder.closing import Closing
from autograder.errors import SandboxClosed, SandboxError
from autograder.execution.isolation import Isolation
from autograder.execution.sandboxed_worker import SandboxedWorker
from autograder.execution.standby import Standby
from autograder.frozen import dataclass
from autograder.protocol.libraries import at_hand, imported_by_all
from autograder.records import Limits
from autograder.sandbox.jail import layers
from autograder.sandbox.jail.layers import ALL_LAYERS
from autograder.sandbox.launch import (
    IsolationRefused,
    StartedTemplate,
    Template,
    TemplateGone,
)
from autograder.sandbox.ordering import order_worker
from autograder.sandbox.platforms import WAY_OUT, require_linux
from autograder.sandbox.scratch import Scratch
from autograder.sandbox.shortage import as_sandbox_errors

MOST_FAILURES = 5  #: templates in a row that end without one worker made ready


@dataclass(frozen=True, kw_only=True)
class _Make:
    """Facts that answers may depend on, the same for all templates of one sandbox."""

    tier: str
    versions: tuple[tuple[str, str], ...]
    trainer: str | None
    namespaces_error: str

    @classmethod
    def of(cls, template: Template) -> Self:
        return cls(
            tier=layers.tier(template.layers),
            versions=template.versions,
            trainer=template.trainer,
            namespaces_error=template.namespaces_error,
        )

    def require_same(self, now: Self) -> None:
        names = ("tier", "versions", "trainer")
        changed = [name for name in names if getattr(now, name) != getattr(self, name)]
        if changed:
            raise SandboxError(
                f"workers are no longer what they were: their {' and '.join(changed)} changed "
                "when the process that they are forked from was started again"
            )


class Sandbox(Closing):
    """A warm template and the workers forked from it; threads may share it."""

    def __init__(
        self,
        imports: Sequence[str] = ("numpy",),
        isolation: Isolation = Isolation.FULL,
        *,
        stock_keras: bool = False,
        libraries: Sequence[str] = (),
        started: StartedTemplate | None = None,
        ahead: bool = False,
    ) -> None:
        """Start a template that has imported some modules; `SandboxError` if it cannot be had.

        `libraries`, and what `imports` names beside numpy and TensorFlow, are at hand for a worker
        that imports them, and change nothing for one that does not. The first template may have
        been `started` before: what it is to import, it is told now. `ahead`: while one worker is at
        work, the next is made ready, which is worth it for a class.
        """
        require_linux()
        self.isolation = isolation
        self._imports = imported_by_all(imports)
        self._stock_keras = stock_keras
        self._started = started  #: until the first template is made of it
        self._libraries = tuple(dict.fromkeys((*at_hand(imports), *libraries)))
        self.threaded: tuple[str, ...] = ()  #: libraries not at hand, because they start a thread
        self._lock = threading.Lock()  # one order at a time
        self._closed = False
        self._failures = 0  #: templates that have ended since the last worker was ready
        with as_sandbox_errors(), contextlib.ExitStack() as undo:
            self._scratch = Scratch()
            undo.callback(self._scratch.close)
            self._template = self._new_template()
            undo.callback(lambda: self._template.close())
            self._standby = undo.enter_context(Standby(self._ready)) if ahead else None
            self._try_out()
            self._undo = undo.pop_all()

    @property
    def tier(self) -> str:
        """Isolation tier of the workers, for reports."""
        return self._make.tier

    @property
    def namespaces_error(self) -> str:
        """Reason why the best namespaces are missing; "" if they are there or not asked for."""
        return self._make.namespaces_error if self.isolation is Isolation.FULL else ""

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Package and version of what workers have imported."""
        return self._make.versions

    @property
    def trainer(self) -> str | None:
        """Trainer of Keras models in workers; None where Keras is not imported."""
        return self._make.trainer

    def worker(self, limits: Limits) -> SandboxedWorker:
        """Return a fresh worker that has locked itself in; `SandboxError` if none can be had.

        Where templates end again and again, none can be had from then on.
        """
        if self._failures >= MOST_FAILURES:
            raise SandboxError(
                f"the process that workers are forked from has ended {self._failures} times in a "
                "row and is not started any more; is the machine short of memory?"
            )
        self._require_open()
        try:
            worker = self._next(limits)
        except TemplateGone:  # perhaps between taking the order and carrying it out
            self._failures += 1
            self._require_open()
            worker = self._next(limits)
        self._failures = 0
        return worker

    def close(self) -> None:
        """End the template and with it all workers, and remove their folders.

        Any thread may do so at any time: whoever waits for a worker gets a `SandboxError` at once.
        """
        self._closed = True
        self._template.hang_up()  # without the lock, which is held by one who waits for it
        try:
            if self._standby:
                self._standby.close()
        finally:
            with self._lock:
                self._undo.close()

    def _new_template(self) -> Template:
        asked_for = ALL_LAYERS if self.isolation is Isolation.FULL else frozenset[str]()
        started, self._started = self._started, None
        return Template(
            self._imports,
            asked_for,
            stock_keras=self._stock_keras,
            libraries=self._libraries,
            started=started,
        )

    def _try_out(self) -> None:
        """Start one worker, or the first submission would find out that none can be had."""
        try:
            self._template.await_warm()
            if threaded := self._template.threaded:
                self.threaded = threaded
                self._libraries = tuple(name for name in self._libraries if name not in threaded)
                self._template.close()
                self._template = self._new_template()
                self._template.await_warm()
            self._make = _Make.of(self._template)
            worker = self._ready(Limits())
            if self._standby:
                self._standby.keep(Limits(), worker)
            else:
                worker.close()
        except IsolationRefused as refusal:
            raise SandboxError(
                f"Student code cannot be isolated here: {refusal}. {WAY_OUT}"
            ) from refusal

    def _next(self, limits: Limits) -> SandboxedWorker:
        return self._standby.worker(limits) if self._standby else self._ready(limits)

    def _ready(self, limits: Limits) -> SandboxedWorker:
        worker = self._begun(limits)
        with contextlib.ExitStack() as undo:
            undo.callback(worker.close)
            worker.await_ready()
            undo.pop_all()
        return worker

    def _begun(self, limits: Limits) -> SandboxedWorker:
        with as_sandbox_errors(), self._lock:
            self._require_open()
            try:
                return self._ordered(limits)
            except TemplateGone:
                self._require_open()
                self._restart()
                return self._ordered(limits)

    def _ordered(self, limits: Limits) -> SandboxedWorker:
        delivery = order_worker(self._template, self._scratch, limits)
        reap = self._standby.reap if self._standby else SandboxedWorker.close
        return SandboxedWorker(delivery, limits, reap)

    def _restart(self) -> None:
        self._template.close()
        self._template = self._new_template()
        self._require_open()  # after it has a name: `close` either found it or is found here
        self._template.await_warm()
        with contextlib.ExitStack() as undo:
            undo.callback(self._template.close)  # or the next worker would be one of its
            self._make.require_same(_Make.of(self._template))
            undo.pop_all()

    def _require_open(self) -> None:
        if self._closed:
            raise SandboxClosed("the sandbox has been closed")
