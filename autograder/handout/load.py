"""The data of a handout as an assignment again, with visible checks only."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.checks import authors_code
from autograder.checks.authors_code import LOADING, AuthorsError
from autograder.codec import CodecError
from autograder.digests import digest_of
from autograder.handout.checks_file import ChecksFile
from autograder.protocol.records import RECORDS
from autograder.records import Check


class DamagedHandout(Exception):
    """A document is not what `dump` has made."""


def load(document: Mapping[str, Any], folder: Path, checks: tuple[type[Check], ...]) -> ChecksFile:
    """Return what a handout in `folder` holds, with checks of no other records than these.

    Raises `DamagedHandout`.
    """
    try:
        functions = _functions(RECORDS.load(_Code, document.get("code")))
        codec = replace(RECORDS, members={Check: checks}, supply=functions)
        file = codec.load(ChecksFile, document)
    except (CodecError, AuthorsError) as error:
        raise DamagedHandout(str(error)) from error
    return replace(file, assignment=replace(file.assignment, folder=folder))


_Code = Mapping[str, tuple[str, ...]]
"""Lines of modules, by their names."""


def _functions(code: _Code) -> Callable[[Field[Any], Mapping[str, Any]], object]:
    """Return what finds the function of the name that is loaded beside it."""
    modules = {name: _module(name, lines) for name, lines in code.items()}

    def found(missing: Field[Any], loaded: Mapping[str, Any]) -> object:
        module, _, name = str(loaded.get("name")).partition(".")
        function: object = vars(modules[module]).get(name) if module in modules else None
        if not callable(function):
            raise CodecError(f"there is no {module}.{name}")
        return function

    return found


def _module(name: str, lines: Sequence[str]) -> ModuleType:
    """Make a module of what the teacher has handed out, which no worker has come near."""
    module = ModuleType(f"autograder.handed_out.{name}")
    source = "\n".join(lines)
    file = f"<checks.json: {name}, {digest_of(source.encode())[:8]}>"
    sys.modules[module.__name__] = module  # where dataclasses look for it
    # Where the text of a function is looked for.
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    try:
        authors_code.run(lambda: exec(compile(source, file, "exec"), vars(module)), LOADING)
    finally:
        del sys.modules[module.__name__]
    return module
