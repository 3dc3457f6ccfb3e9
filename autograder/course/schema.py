"""Validation of YAML files: all faults at once, each with line, expectation and nearest key.

What may be written is said by JSON Schemas: those beside this file, and for each kind of check its
own. Three of their keywords are ours: `expected`, the words that complete "expected … but got …";
`cure`: what to do where it is missing; `everyLanguage`: the text is written in each of the course's
languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from autograder.course.yaml_lines import LinedYaml, YamlPath, within
from autograder.errors import AssignmentError, SourceFault
from autograder.languages import Language, nearest
from autograder.texts import did_you_mean

if TYPE_CHECKING:  # kinds of check load numpy, and class.yaml is validated here without them
    from autograder.checks.kind import Kind


def assignment_schema(kinds: Sequence[Kind]) -> dict[str, Any]:
    """Return the JSON Schema of `assignment.yaml`, with what each kind of check adds to it."""
    schema = _read("assignment")
    common = schema["$defs"]["check"]["properties"]
    schema["$defs"]["check"] = _any_check(kinds)
    for kind in kinds:
        properties = {**kind.schema["properties"], **common}
        schema["$defs"] |= {kind.key: {**kind.schema, "properties": properties}, **kind.definitions}
    return schema


def course_schema() -> dict[str, Any]:
    """Return the JSON Schema of `course.yaml`."""
    return _read("course")


def _read(name: str) -> dict[str, Any]:
    text = files("autograder.course").joinpath(f"{name}.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def _any_check(kinds: Sequence[Kind]) -> dict[str, Any]:
    """Return the schema of a check of which the key says the kind."""
    *others, last = (f"`{kind.key}`" for kind in kinds)
    return {
        "type": "object",
        "expected": f"a mapping with exactly one of {', '.join(others)} and {last}",
        "oneOf": [_is_of(kind, kinds) for kind in kinds],
        "allOf": [
            {
                "if": {"type": "object", **_is_of(kind, kinds)},
                "then": {"$ref": f"#/$defs/{kind.key}"},
            }
            for kind in kinds
        ],
    }


def _is_of(kind: Kind, kinds: Sequence[Kind]) -> dict[str, Any]:
    """Return the schema of a check of one kind; its key may be an option of others."""
    others = [{"required": [other.key]} for other in kinds if kind.is_key_of(other)]
    return {"required": [kind.key], **({"not": {"anyOf": others}} if others else {})}


def validate_yaml(
    yaml: LinedYaml, schema: Mapping[str, Any], languages: Sequence[Language] = ()
) -> None:
    """Raise AssignmentError with all faults of the file, in the order of its lines.

    `languages` are those in which each text must be written.
    """
    validator = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"everyLanguage": _missing(languages)}
    )
    errors = validator(schema).iter_errors(yaml.data)
    faults = {fault for error in _outermost(errors) for fault in _faults(yaml, error)}
    if faults:
        raise AssignmentError(sorted(faults, key=lambda fault: (fault.line or 0, fault.message)))


def _missing(languages: Sequence[Language]) -> Callable[..., Iterator[ValidationError]]:
    def missing(_: object, rule: object, text: object, schema: object) -> Iterator[ValidationError]:
        given = [tag for tag in text if isinstance(tag, str)] if isinstance(text, dict) else ()
        for language in languages:
            if given and not nearest(language, given):
                yield ValidationError(language)

    return missing


def _outermost(errors: Iterable[ValidationError]) -> list[ValidationError]:
    """Leave out what is wrong inside a check of which it is not clear what kind it is."""
    found = list(errors)
    unclear = [e.absolute_path for e in found if e.validator == "oneOf" and "allOf" in e.schema]  # type: ignore[operator]
    return [e for e in found if e.absolute_path not in unclear or e.validator == "oneOf"]


def _decimal(name: object, value: object) -> str:
    """Return what to do about a number that came to be a key: half of one with a comma."""
    is_half = value is None and re.fullmatch(r"\d+ ?%?", str(name)) is not None
    return "; in a number, write a point for the comma, as in 0.5" if is_half else ""


def _faults(yaml: LinedYaml, error: ValidationError) -> Iterator[SourceFault]:
    place = tuple(error.absolute_path)
    rule: Any = error.validator_value
    found: Any = error.instance
    words: Any = error.schema
    match error.validator:
        case "if" | "$ref" | "allOf":
            for inner in error.context or ():
                yield from _faults(yaml, inner)
        case "required":
            for name in rule:
                if name not in found:
                    cure = words.get("properties", {}).get(name, {}).get("cure", "")
                    message = f"{within(place)}`{name}` is missing{cure and f': {cure}'}"
                    yield _fault(yaml, place, message)
        case "additionalProperties":
            known = words["properties"]
            for name in found:
                if name not in known:
                    near = _decimal(name, found[name]) or did_you_mean(str(name), known)
                    message = f"{within(place)}unknown key `{name}`{near}"
                    yield _fault(yaml, (*place, str(name)), message)
        case "everyLanguage":
            yield _fault(yaml, place, f"{within(place)}`{error.message}` is missing")
        case "pattern" | "type" if "propertyNames" in error.absolute_schema_path:
            wrong = f"{within(place)}expected {words['expected']} but got `{error.instance}`"
            yield _fault(yaml, (*place, str(error.instance)), wrong)
        case "oneOf" | "anyOf":
            yield _fault(yaml, place, f"{within(place)}{_choice(error)}")
        case _:
            yield _fault(yaml, place, _unexpected(place, error))


def _unexpected(place: YamlPath, error: ValidationError) -> str:
    name = f"{place[-1]}=" if place and isinstance(place[-1], str) else ""
    got = f"{name}{error.instance!r} ({_kind(error.instance)})"
    words: Any = error.schema
    return f"{within(place[:-1])}expected {words['expected']} but got {got}"


def _choice(error: ValidationError) -> str:
    """Return what is wrong with a choice between keys: none of them is given, or several are."""
    options: Any = error.validator_value
    found: Any = error.instance
    words: Any = error.schema
    choices = [name for option in options for name in option["required"]]
    given = [name for name in choices if name in found]
    if len(given) > 1:
        return f"only one of {' and '.join(f'`{name}`' for name in given)} can be given"
    others = [str(key) for key in found if key not in choices]
    meant = max(others, key=lambda key: _nearness(key, choices), default="")
    return f"expected {words['expected']}{did_you_mean(meant, choices)}"


def _nearness(key: str, choices: Iterable[str]) -> float:
    return max(SequenceMatcher(None, key, choice).ratio() for choice in choices)


def _kind(instance: object) -> str:
    return "nothing" if instance is None else type(instance).__name__


def _fault(yaml: LinedYaml, place: YamlPath, message: str) -> SourceFault:
    return SourceFault(yaml.path, yaml.line(place), message)
