"""Worker: What stands in for marimo: elements have their first values, prose is its text.

As when a marimo notebook runs as a script; but nothing is stopped, so that what a student defines
is there. Other names of marimo's do nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from autograder.worker.hollow import Hollow

NOTE = "marimo is not available while grading: its elements have their first values"


class Prose(Hollow):
    """Markdown or HTML, shown as it was written."""

    def __init__(self, text: object = "") -> None:
        self.text = str(text)

    def __repr__(self) -> str:
        return self.text


class Element(Hollow):
    """An element of a page that nobody has touched."""

    def __init__(self, value: object) -> None:
        self.value = value

    def form(self, *_: object, **__: object) -> Element:
        return Element(None)


class Elements:
    """`marimo.ui`: makes elements of every kind."""

    def __getattr__(self, name: str) -> Callable[..., Element]:
        if name.startswith("_"):
            raise AttributeError(name)
        first = _FIRST.get(name, _nothing)
        return lambda *arguments, **named: Element(first(*arguments, **named))


def _nothing(*_: object, value: object = None, **__: object) -> object:
    return value


def _number(
    start: Any = None, stop: Any = None, step: Any = None, value: Any = None, **named: Any
) -> object:
    steps = named.get("steps")
    if value is not None:
        return value
    return start if steps is None else steps[0]


def _range(
    start: Any = None, stop: Any = None, step: Any = None, value: Any = None, **named: Any
) -> object:
    steps = named.get("steps")
    ends = [start, stop] if steps is None else [steps[0], steps[-1]]
    return ends if value is None else value


def _truth(value: object = False, **_: object) -> object:
    return value


def _text(value: object = "", **_: object) -> object:
    return value


def _choice(options: Any = (), value: Any = None, **_: object) -> object:
    return options[value] if isinstance(options, Mapping) and value is not None else value


def _choices(options: Any = (), value: Any = None, **_: object) -> object:
    return [_choice(options, one) for one in value or ()]


def _all_of(elements: Any = (), **_: object) -> object:
    if isinstance(elements, Mapping):
        return {name: getattr(element, "value", None) for name, element in elements.items()}
    return [getattr(element, "value", None) for element in elements]


def _itself(data: object = None, *_: object, **__: object) -> object:
    return data


def _none_of(data: Any = (), *_: object, **__: object) -> object:
    return data[:0] if hasattr(data, "__getitem__") and not isinstance(data, Mapping) else []


_FIRST: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "array": _all_of,
        "checkbox": _truth,
        "code_editor": _text,
        "data_editor": _itself,
        "data_explorer": _itself,
        "dataframe": _itself,
        "dictionary": _all_of,
        "dropdown": _choice,
        "form": lambda *_, **__: None,
        "multiselect": _choices,
        "number": _number,
        "radio": _choice,
        "range_slider": _range,
        "run_button": lambda *_, **__: False,
        "slider": _number,
        "switch": _truth,
        "table": _none_of,
        "text": _text,
        "text_area": _text,
    }
)


def _kept(function: Any = None, *_: object, **__: object) -> Any:
    """Decorate a function with nothing, with or without brackets, or stand before a block."""
    return function if callable(function) else _Keeping()


class _Keeping(Hollow):
    def __call__(self, *arguments: Any, **_: object) -> Any:
        return arguments[0] if arguments else self


def _state(value: object = None, **_: object) -> tuple[Callable[[], object], Callable[..., None]]:
    """Return what reads a value, and what sets it or changes it with a function."""
    kept = [value]

    def change(new: object) -> None:
        kept[0] = new(kept[0]) if callable(new) else new

    return lambda: kept[0], change


class _Status(Hollow):
    """`marimo.status`: nobody watches a bar, but its loop runs."""

    def progress_bar(self, collection: Iterable[Any] | None = None, **_: object) -> Iterable[Any]:
        return Hollow() if collection is None else collection


#: What marimo's names stand for; any other takes what is done with it, and does nothing.
NAMES: Mapping[str, object] = MappingProxyType(
    {
        "cache": _kept,
        "cli_args": dict,
        "Html": Prose,
        "lru_cache": _kept,
        "md": Prose,
        "notebook_dir": Path.cwd,
        "notebook_location": Path.cwd,
        "persistent_cache": _kept,
        "query_params": dict,
        "running_in_notebook": lambda: False,
        "state": _state,
        "status": _Status(),
        "Thread": threading.Thread,
        "ui": Elements(),
    }
)
