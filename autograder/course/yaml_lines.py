"""YAML data with the line number of each value."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from autograder.errors import AssignmentError, SourceFault
from autograder.frozen import dataclass

YamlPath = tuple[str | int, ...]


@dataclass(frozen=True)
class LinedYaml:
    """Plain data read from a YAML file; `lines` maps a place in it to a line from 1."""

    path: Path
    data: Any
    lines: dict[YamlPath, int]

    def line(self, place: YamlPath) -> int | None:
        """Return the line of the place, or of the nearest thing around it."""
        for end in range(len(place), -1, -1):
            if place[:end] in self.lines:
                return self.lines[place[:end]]
        return None


@dataclass(frozen=True)
class WrittenTable:
    """A data frame or series as it is written: what follows `!frame` or `!series`."""

    kind: str  #: "frame" or "series"
    data: Any
    line: int


class _Loader(yaml.SafeLoader):
    """Plain data, and tables as they are written."""


def _written(loader: Any, kind: str, node: yaml.Node) -> WrittenTable:
    if isinstance(node, yaml.MappingNode):
        data: Any = loader.construct_mapping(node, deep=True)
    elif isinstance(node, yaml.SequenceNode) and kind == "series":
        data = loader.construct_sequence(node, deep=True)
    else:
        example = "{a: [1, 2]}" if kind == "frame" else "[1, 2]"
        problem = f"`!{kind}` is followed by its cells, as in `!{kind} {example}`"
        raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
    return WrittenTable(kind, data, node.start_mark.line + 1)


_Loader.add_constructor("!frame", lambda loader, node: _written(loader, "frame", node))
_Loader.add_constructor("!series", lambda loader, node: _written(loader, "series", node))


def read_yaml(path: Path) -> LinedYaml:
    """Read a YAML file.

    Raises AssignmentError if it cannot be read, is not YAML, or names a key twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
        loader = _Loader(text)
        node = loader.get_single_node()
        if wrong := [*_wrong_scalars(path, loader, node)]:
            raise AssignmentError(wrong)
        data = loader.construct_document(node) if node else None
    except OSError as error:
        raise AssignmentError(
            [SourceFault(path, None, f"cannot be read: {error.strerror}")]
        ) from None
    except UnicodeDecodeError:
        raise AssignmentError([SourceFault(path, None, "is not UTF-8 text")]) from None
    except yaml.reader.ReaderError as error:
        message = f"character {chr(int(error.character))!r} is not allowed in YAML"
        raise AssignmentError([SourceFault(path, None, message)]) from None
    except yaml.MarkedYAMLError as error:
        raise AssignmentError([_not_yaml(path, error)]) from None
    if _refers_to_itself(node, ()):
        raise AssignmentError([SourceFault(path, None, "holds an alias that refers to itself")])
    if repeated := [
        SourceFault(path, line, f"`{key}` is given twice") for key, line in _repeats(node)
    ]:
        raise AssignmentError(repeated)
    lines = dict(_lines(node, ()))
    if endless := [
        SourceFault(path, lines.get(place), _not_finite(place, number))
        for place, number in _endless(data, ())
    ]:
        raise AssignmentError(endless)
    return LinedYaml(path, data, lines)


def _wrong_scalars(
    path: Path, loader: yaml.SafeLoader, node: yaml.Node | None
) -> Iterator[SourceFault]:
    """Yield the values that are none of their type; a date that there is not, is left as text."""
    for scalar in _scalars(node, set()):
        try:
            loader.construct_object(scalar)
        except (ValueError, AttributeError) as error:
            loader.recursive_objects.pop(scalar, None)  # PyYAML takes it for one half made
            if scalar.tag == _TIMESTAMP:
                scalar.tag = _TEXT
            else:
                message = f"holds a wrong value: {error}"
                yield SourceFault(path, scalar.start_mark.line + 1, message)


_TIMESTAMP, _TEXT = "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:str"


def _scalars(node: yaml.Node | None, seen: set[int]) -> Iterator[yaml.ScalarNode]:
    if node is None or id(node) in seen:  # an alias
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _scalars(part, seen)
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _scalars(part, seen)


def _refers_to_itself(node: yaml.Node | None, around: tuple[int, ...]) -> bool:
    if node is None or isinstance(node, yaml.ScalarNode):
        return False
    if id(node) in around:
        return True
    pairs = node.value if isinstance(node, yaml.MappingNode) else [(None, v) for v in node.value]
    inside = (*around, id(node))
    return any(_refers_to_itself(part, inside) for pair in pairs for part in pair)


def within(place: YamlPath) -> str:
    """Return a prefix such as "conv1d, check 2: " that says where in the file a fault is."""
    words = [
        f"{_COUNTED.get(around, around)} {step + 1}" if isinstance(step, int) else step
        for around, step in zip((None, *place), place, strict=False)
        if step not in ("questions", "checks", "steps")
    ]
    return f"{', '.join(words)}: " if words else ""


_COUNTED: Mapping[object, str] = {"checks": "check", "steps": "step"}


def _not_yaml(path: Path, error: yaml.MarkedYAMLError) -> SourceFault:
    line = error.problem_mark.line + 1 if error.problem_mark else None
    problem = error.problem or error.context or ""
    cure = next((cure for sign, cure in _CURES if sign in problem), problem)
    return SourceFault(path, line, f"is not valid YAML: {cure}")


#: (what PyYAML's words hold, ours) …
_CURES = (
    ("character '\\t' that", "a tab stands at the beginning of a line or a value; use spaces"),
    (
        "cannot start any token",
        "text that begins with one of the characters @ ` % must be put into quotes",
    ),
    (
        "mapping values are not allowed",
        "there is a second colon in this line, or a key under text; put text that holds a colon "
        'into quotes, as in title: "Means: a start"',
    ),
    (
        "expected <block end>, but found '<scalar>'",
        "text goes on behind a closing quote; put the whole value into quotes",
    ),
    (
        "expected <block end>",
        "the indentation does not fit the lines above; the keys of one mapping, and the dashes of "
        "one list, begin in the same column",
    ),
    (
        "could not find expected ':'",
        "a key without a colon; write `key: value`, and put text over several lines into quotes",
    ),
    ("unexpected end of stream", "a quote or a bracket is not closed"),
    ("expected ',' or ']'", "a comma is missing in a list, or its bracket is not closed"),
    ("expected ',' or '}'", "a comma is missing in braces, or they are not closed"),
    ("unknown escape", "a backslash stands in double quotes; write single quotes"),
    ("undefined alias", "text that begins with * must be put into quotes"),
)


def _lines(node: yaml.Node | None, place: YamlPath) -> Iterator[tuple[YamlPath, int]]:
    if node is None:
        return
    yield place, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            yield from _lines(value, inner)
            yield inner, key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*place, index))


def _not_finite(place: YamlPath, number: float) -> str:
    return f"{within(place[:-1])}expected a finite number but got {number}"


def _endless(data: Any, place: YamlPath) -> Iterator[tuple[YamlPath, float]]:
    if _is_value(place):
        return
    if isinstance(data, float) and not math.isfinite(data):
        yield place, data
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in items:
        yield from _endless(value, (*place, key))


def _is_value(place: YamlPath) -> bool:
    """Tell whether a check's input or answer stands there, which may be NaN or infinite."""
    return "checks" in place and any(key in place for key in _VALUES)


_VALUES = ("with", "kwargs", "gives", "after", "equals")


def _repeats(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                yield str(key.value), key.start_mark.line + 1
            seen.add(str(key.value))
            yield from _repeats(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeats(value)
