"""Grader and worker: Functions of a course's own made of their texts.

That is for code of an author or a student, which is given them. Of what a submission has sent
nothing comes here: `decode` refuses texts among it, and nobody builds the functions of an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.protocol.grammar import FunctionText
from autograder.protocol.parts import with_parts

OWN_FUNCTION = "<argument>"  #: as a file's name in tracebacks


def with_functions(value: Any) -> Any:
    """Return the value with functions in place of their texts."""
    return with_parts(
        value, lambda part: function_of(part) if isinstance(part, FunctionText) else part
    )


def function_of(function: FunctionText) -> Callable[..., Any]:
    """Return the function, as if it had been pasted into a file of its own."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    code = compile(function.text, OWN_FUNCTION, "exec", dont_inherit=True)
    exec(code, namespace)
    made: Callable[..., Any] = namespace[function.name]
    return made
