"""Processes that a command needs, started before it imports what it needs itself."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from autograder.closing import Closing
from autograder.errors import SandboxError
from autograder.limited.starting import end, program_of, start
from autograder.protocol.libraries import imported_by_all
from autograder.sandbox.jail.orders import Imports
from autograder.sandbox.launch import StartedTemplate
from autograder.sandbox.platforms import require_linux

T = TypeVar("T")


class Started(Closing):
    """A reader and a template, at work on their imports.

    None where there is no room for it, or no such thing: whoever needs it tries again, and is told.
    """

    def __init__(self) -> None:
        self.reader = _tried(lambda: start(program_of("reading")))
        self.template = _tried(_template)

    def tell(self, imports: Sequence[str], *, stock_keras: bool) -> None:
        """Let the template prepare itself for an assignment that names these imports."""
        if self.template:
            modules = imported_by_all(imports)
            self.template.tell(Imports(modules=modules, stock_keras=stock_keras))

    def close(self) -> None:
        """End what nobody has taken over and ended."""
        if self.template:
            self.template.close()
        if self.reader and self.reader.poll() is None:
            end(self.reader)


def _template() -> StartedTemplate:
    require_linux()
    return StartedTemplate()


def _tried(start_one: Callable[[], T]) -> T | None:
    with contextlib.suppress(OSError, SandboxError):
        return start_one()
    return None
