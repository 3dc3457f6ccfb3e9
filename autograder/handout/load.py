"""The data of a handout as an assignment again, with visible checks only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.handout.checks_file import ChecksFile
from autograder.handout.dump import CODEC

#: What is raised where a document is not what `dump` has made.
DAMAGED = (KeyError, TypeError, ValueError, AttributeError, IndexError, SyntaxError, NameError)


def load(document: Mapping[str, Any], folder: Path) -> ChecksFile:
    """Return what a handout in `folder` holds; one of `DAMAGED` if it has been damaged."""
    modules = {name: _module(name, lines) for name, lines in document["code"].items()}

    def function(missing: Field[Any], loaded: Mapping[str, Any]) -> Callable[..., Any]:
        module, _, name = loaded[missing.metadata.get("named_by", "name")].partition(".")
        found: Callable[..., Any] = getattr(modules[module], name)
        return found

    file = replace(CODEC, supply=function).load(ChecksFile, document)
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
