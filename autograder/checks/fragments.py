"""Pieces of JSON Schema that several kinds of check are written with."""

from __future__ import annotations

from typing import Any

from autograder.checks.kind import Schema

TEXT: Schema = {"type": "string", "expected": "text"}
TRUE_OR_FALSE: Schema = {"type": "boolean", "expected": "true or false"}


_NOT_NEGATIVE: Schema = {
    "type": "number",
    "minimum": 0,
    "expected": "a number that is not negative",
}


def _margin(description: str, depth: int = 3) -> dict[str, Any]:
    """Return the schema of a number that is not negative, or of those for the parts."""
    of_part = _margin(description, depth - 1) if depth else _NOT_NEGATIVE
    return {
        "type": ["number", "array", "object"],
        "minimum": 0,
        "items": of_part,
        "additionalProperties": of_part,
        "description": description,
        "expected": "a number that is not negative, or a list or mapping of them",
    }


TOLERANCES: Schema = {
    "tolerance": _margin("The largest allowed difference, also by part. Default: see `relative`."),
    "relative": _margin(
        "The largest allowed difference, as a share of the largest magnitude expected of a part in "
        "all cases; also by part. Default: 1e-4."
    ),
}


PLAIN_TOLERANCES: Schema = {
    "tolerance": {
        **_NOT_NEGATIVE,
        "description": "The largest allowed difference of a number.",
    },
    "relative": {
        **_NOT_NEGATIVE,
        "description": "The same as a share of the largest number. Default: 1e-4.",
    },
}


def arguments(lists: str) -> Schema:
    """Return the schema of a call's arguments; `lists` says what lists of numbers become."""
    return {
        "with": {
            "type": "array",
            "description": f"The arguments, by position; {lists}.",
            "expected": "a list of arguments (those by name stand in `kwargs: {…}`)",
        },
        "kwargs": {
            "type": "object",
            "propertyNames": name("An argument's name."),
            "description": "Arguments by name.",
            "expected": "a mapping of names to arguments",
        },
    }


EXCEPTION: Schema = {
    "type": "string",
    "pattern": r"^[^\W\d]\w*(\.[^\W\d]\w*)*$",
    "expected": "the name of an exception such as ValueError",
}


def name(description: str) -> Schema:
    """Return the schema of a name that a submission defines."""
    return {
        "type": "string",
        "pattern": r"^[^\W\d]\w*$",
        "expected": "a name that Python code can define",
        "description": description,
    }


def function(description: str, example: str, folder: str = "reference/cases/") -> Schema:
    """Return the schema of a function of the course, such as "learning.error_falls"."""
    return {
        "type": "string",
        "pattern": r"^[A-Za-z_]\w*\.[A-Za-z_]\w*$",
        "description": description,
        "expected": f"a function of {folder} such as {example}",
    }


def either(one: str, other: str) -> Schema:
    """Return the rule that one of two keys is given, and not the other."""
    return {"expected": f"either `{one}` or `{other}`", "oneOf": _required(one, other)}


def at_least_one(*keys: str) -> Schema:
    """Return the rule that one of the keys is given, or several."""
    *others, last = (f"`{key}`" for key in keys)
    return {"anyOf": _required(*keys), "expected": f"{', '.join(others)} or {last}"}


def _required(*keys: str) -> list[dict[str, Any]]:
    return [{"required": [key]} for key in keys]


def at_most_one(one: str, other: str) -> Schema:
    """Return the rule that of two keys not both are given."""
    options = _required(one, other)
    return {
        "if": {"anyOf": options},
        "then": {"oneOf": options, "expected": f"`{one}` or `{other}`"},
    }


def only_with(option: str, key: str) -> Schema:
    """Return the rule that a key is given only where another one is."""
    return {
        "if": {"required": [option]},
        "then": {"anyOf": _required(key), "expected": f"`{key}`, because of `{option}`"},
    }
