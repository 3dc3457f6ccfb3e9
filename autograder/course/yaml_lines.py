"""YAML data with the line number of each value."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from autograder.errors import AssignmentError, SourceFault

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


def read_yaml(path: Path) -> LinedYaml:
    """Read a YAML file.

    Raises AssignmentError if it cannot be read, is not YAML, or names a key twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
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
    except ValueError as error:  # a date that there is not, as 2020-13-45
        raise AssignmentError([SourceFault(path, None, f"holds a wrong value: {error}")]) from None
    if _refers_to_itself(node, ()):
        raise AssignmentError([SourceFault(path, None, "holds an alias that refers to itself")])
    if repeated := [
        SourceFault(path, line, f"`{key}` is given twice") for key, line in _repeats(node)
    ]:
        raise AssignmentError(repeated)
    lines = dict(_lines(node, ()))
    if endless := [
        SourceFault(path, lines.get(place), _NOT_FINITE) for place in _endless(data, ())
    ]:
        raise AssignmentError(endless)
    return LinedYaml(path, data, lines)


def _refers_to_itself(node: yaml.Node | None, around: tuple[int, ...]) -> bool:
    if node is None or isinstance(node, yaml.ScalarNode):
        return False
    if id(node) in around:
        return True
    pairs = node.value if isinstance(node, yaml.MappingNode) else [(None, v) for v in node.value]
    inside = (*around, id(node))
    return any(_refers_to_itself(part, inside) for pair in pairs for part in pair)


def _not_yaml(path: Path, error: yaml.MarkedYAMLError) -> SourceFault:
    line = error.problem_mark.line + 1 if error.problem_mark else None
    return SourceFault(path, line, f"is not valid YAML: {error.problem or error.context}")


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


_NOT_FINITE = "expected a finite number"


def _endless(data: Any, place: YamlPath) -> Iterator[YamlPath]:
    if isinstance(data, float) and not math.isfinite(data):
        yield place
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in items:
        yield from _endless(value, (*place, key))


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
