"""Grader: A sandbox that is made when the first worker is wanted, and never if none is."""

from __future__ import annotations

import threading
from collections.abc import Callable

from autograder.closing import Closing
from autograder.errors import SandboxClosed
from autograder.execution.sandboxed import Sandbox
from autograder.execution.sandboxed_worker import SandboxedWorker
from autograder.records import Limits


class SandboxOnDemand(Closing):
    """What `Sandbox` is, made by a function as soon as something of it is asked for."""

    def __init__(self, make: Callable[[], Sandbox]) -> None:
        self._make = make
        self._made: Sandbox | None = None
        self._closed = False
        self._lock = threading.Lock()

    @property
    def tier(self) -> str:
        """Isolation tier of the workers, for reports."""
        return self._sandbox().tier

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Package and version of what workers have imported."""
        return self._sandbox().versions

    @property
    def trainer(self) -> str | None:
        """Trainer of Keras models in workers; None where Keras is not imported."""
        return self._sandbox().trainer

    def worker(self, limits: Limits) -> SandboxedWorker:
        """Return a fresh worker; `SandboxError` if none can be had."""
        return self._sandbox().worker(limits)

    def close(self) -> None:
        """Close the sandbox if there is one; none is made from then on."""
        self._closed = True
        if self._made:
            self._made.close()

    def _sandbox(self) -> Sandbox:
        with self._lock:
            if self._closed:
                raise SandboxClosed("the sandbox has been closed")
            if self._made is None:
                self._made = self._make()
            return self._made
