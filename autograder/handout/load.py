"""The data of a handout as an assignment again, with visible checks only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.handout.checks_file import ChecksFile
from autograder.protocol.records import RECORDS
from autograder.records import Check

#: What is raised where a document is not what `dump` has made.
DAMAGED = (KeyError, TypeError, ValueError, AttributeError, IndexError, SyntaxError, NameError)


def load(document: Mapping[str, Any], folder: Path, checks: tuple[type[Check], ...]) -> ChecksFile:
    """Return what a handout in `folder` holds, with checks of no other records than these.

    Raises one of `DAMAGED` if it has been damaged.
    """
    modules = {name: _module(name, lines) for name, lines in document["code"].items()}

    def function(missing: Field[Any], loaded: Mapping[str, Any]) -> Callable[..., Any]:
        module, _, name = loaded["name"].partition(".")
        found: Callable[..., Any] = getattr(modules[module], name)
        return found

    codec = replace(RECORDS, members={Check: checks}, supply=function)
    file = codec.load(ChecksFile, document)
    return replace(file, assignment=replace(file.assignment, folder=folder))


def _module(name: str, lines: Sequence[str]) -> ModuleType:
    """Make a module of what the teacher has handed out, which no worker has come near."""
    module = ModuleType(f"autograder.handed_out.{name}")
    sys.modules[module.__name__] = module  # where dataclasses look for it
    try:
        exec(compile("\n".join(lines), f"<checks.json: {name}>", "exec"), vars(module))
    finally:
        del sys.modules[module.__name__]
    return module
