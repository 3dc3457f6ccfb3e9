"""Regular expressions of an author, for text that students write."""

from __future__ import annotations

import re
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from typing import Any

from autograder.checks.kind import Schema, YamlPart

_REPEATS = (parser.MAX_REPEAT, parser.MIN_REPEAT)
_FEW = 10  #: repetitions that may stand inside of others

PATTERN: Schema = {"type": "string", "expected": "a regular expression"}


def require_pattern(part: YamlPart, key: str) -> None:
    """Keep a fault where a key's pattern is none, or one that could take for ever."""
    pattern = part.data.get(key)
    if isinstance(pattern, str) and (fault := fault_of(pattern, key)):
        part.fault(key, fault)


def fault_of(pattern: str, key: str) -> str | None:
    """Return what is wrong with a pattern that stands at a key, if anything."""
    try:
        parsed = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return f"`{key}` is not a regular expression: {error}"
    if _repeats_repeated(parsed, inside=False):
        return (
            f"`{key}` repeats what is itself repeated, as in (a+)+, which can take for ever; "
            "write it without one of the two"
        )
    return None


def found(pattern: str, text: str) -> bool:
    """Tell whether the pattern is in the text; `^` and `$` are the ends of a line."""
    return re.search(pattern, text, re.MULTILINE) is not None


def _repeats_repeated(parsed: Iterable[Any], inside: bool) -> bool:
    for operator, argument in parsed:
        repeats = operator in _REPEATS and argument[1] > _FEW
        if repeats and inside:
            return True
        if any(_repeats_repeated(part, inside or repeats) for part in _parts(argument)):
            return True
    return False


def _parts(argument: Any) -> Iterable[Any]:
    """Return the patterns inside of an operator's argument, however deep they stand in it."""
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for part in argument:
            yield from _parts(part)
