"""The stub of a known mistake, made of code that several students have handed in alike.

It is a student's code, and a course's code runs with its teacher's rights: it is to be read before
it is pasted.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from autograder.authoring import UNWRITTEN
from autograder.records import Language
from autograder.reports.definitions import Definition

_EVERY_FILE = "import numpy as np"  #: stands in each file of mistakes already
_INDENT = " " * 4


def mistake_stub(
    question: str,
    asked: Sequence[Definition],
    label: str,
    languages: Iterable[Language],
    raises: Iterable[str] = (),
) -> str:
    """Return what is pasted into a file of reference/mistakes/; `label` makes its name its own.

    One function stands for the one that is asked; of variables, the function returns them all.
    """
    function = next((each for each in asked if each.is_callable), None)
    name = f"{re.sub(r'[^0-9A-Za-z_]', '_', function.name if function else question)}_{label}"
    lines = [
        "@mistake(",
        f"{_INDENT}{_quoted(question)},",
        *([f"{_INDENT}stands_for={_quoted(function.name)},"] if function else []),
        *(f"{_INDENT}{argument}," for argument in _explained(languages)),
        *(f"{_INDENT}raises={error}," for error in _raises(raises)),
        ")",
    ]
    body = _function(function, name) if function else _variables(asked, name)
    return "\n".join((*lines, body)) + "\n"


def _explained(languages: Iterable[Language]) -> Iterator[str]:
    others = []
    for language in languages:
        if language in UNWRITTEN:
            yield f"{language}={_quoted(UNWRITTEN[language])}"
        else:
            others.append(f"{_quoted(language)}: {_quoted('…')}")
    if others:
        yield f"texts={{{', '.join(others)}}}"


def _raises(errors: Iterable[str]) -> Iterator[str]:
    known = [error for error in errors if isinstance(_builtin(error), type)]
    if known:
        yield known[0] if len(known) == 1 else f"({', '.join(known)})"


def _builtin(name: str) -> object:
    import builtins

    return getattr(builtins, name, None)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _function(definition: Definition, name: str) -> str:
    """Return the student's function under the mistake's name, with what it needs inside it."""
    needs = [need for need in definition.needs if need.split("#")[0].strip() != _EVERY_FILE]
    if definition.is_plain_function and not needs:
        return definition.text.replace(f"def {definition.name}", f"def {name}", 1)
    inside = [*needs, definition.text, f"return {definition.name}(*arguments)"]
    return _defined(f"def {name}(*arguments):", inside)


def _variables(asked: Sequence[Definition], name: str) -> str:
    before = dict.fromkeys(text for each in asked for text in (*each.needs, each.text))
    needs = [text for text in before if text.split("#")[0].strip() != _EVERY_FILE]
    pairs = ", ".join(f"{_quoted(each.name)}: {each.name}" for each in asked)
    return _defined(f"def {name}():", [*needs, f"return {{{pairs}}}"])


def _defined(head: str, statements: Iterable[str]) -> str:
    return "\n".join((head, *(textwrap.indent(text, _INDENT) for text in statements)))
