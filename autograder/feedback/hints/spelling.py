"""Names that stand for nothing where they are used, and the one that may be meant."""

from __future__ import annotations

import builtins
import math
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

import numpy as np

from autograder.feedback.names import Names
from autograder.records import Raised
from autograder.records.sentences import Code, Sentence, _

_ALIKE = 0.7  #: of difflib's ratio
_LONGEST = 60  #: characters; nobody means a longer name

_LAYERS = (
    *("Dense", "Conv1D", "Conv2D", "Flatten", "Dropout", "MaxPooling2D", "Input", "Sequential"),
    *("LSTM", "SimpleRNN", "GRU", "Embedding", "BatchNormalization", "Activation", "Reshape"),
    *("Concatenate", "AveragePooling2D", "GlobalAveragePooling2D", "Rescaling", "Normalization"),
)
_PARTS_OF_KERAS = ("layers", "models", "optimizers", "losses", "utils", "Model", *_LAYERS)
_MODULES = (
    *("cv2", "os", "sys", "re", "json", "time", "copy", "itertools", "functools", "collections"),
    *("scipy", "sklearn", "keras", "string", "statistics", "datetime"),
)
_OTHER_LANGUAGES = {
    **{name: name.capitalize() for name in ("true", "false", "none", "TRUE", "FALSE", "NONE")},
    **dict.fromkeys(("null", "nil", "NULL", "undefined"), "None"),
}
_KEYWORDS = (
    *("axis", "dtype", "keepdims", "shape", "order", "mode", "key", "reverse", "end", "sep"),
    *("activation", "kernel_size", "filters", "units", "padding", "strides", "input_shape", "name"),
    *("use_bias", "epochs", "batch_size", "verbose", "validation_split", "callbacks", "optimizer"),
    *("loss", "metrics", "learning_rate", "momentum", "nesterov", "num_classes", "shuffle"),
)
_LOSSES = (
    *("categorical_crossentropy", "sparse_categorical_crossentropy", "binary_crossentropy"),
    *("mean_squared_error", "mean_absolute_error", "mse", "mae", "sgd", "adam", "rmsprop"),
)
_GONE = ("int", "float", "bool", "object", "str", "complex", "trapz")  #: `arrays` knows them
_OBJECTS: dict[str, type] = {
    "numpy.ndarray": np.ndarray,
    **{kind.__name__: kind for kind in (str, list, dict, set, tuple, int, float)},
}


def misspelt(raised: Raised, names: Names) -> Sentence | None:
    """Return what may be meant by a name, attribute or keyword that is not there."""
    return next(_meant(raised, names), None)


def _meant(raised: Raised, names: Names) -> Iterator[Sentence]:
    message = raised.message[:500]
    match raised.type:
        case "NameError" if found := re.match(r"name '(\w{1,60})' is not defined", message):
            yield from _name(found[1], raised, names)
        case "AttributeError":
            yield from _attribute(message, raised, names)
        case "TypeError" | "ValueError":
            yield from _keyword(message)
            yield from _shadowed_call(message, raised, names)


def _name(name: str, raised: Raised, names: Names) -> Iterator[Sentence]:
    if instead := _OTHER_LANGUAGES.get(name):
        if name == "null" and _looks_like_json(names):
            yield _(
                "The file is a notebook: its text is JSON, not Python. Hand it in under a name that ends in `.ipynb`."
            )
        yield _("Python writes {instead}, not {name}.", instead=Code(instead), name=Code(name))
    if name.startswith("ー"):
        yield _(
            "{name} begins with the long vowel mark of Japanese, not with a minus. Type the half-width {minus}.",
            name=Code(name),
            minus=Code("-"),
        )
    if other := names.imported_as(name):
        yield _(
            "{name} is imported under the name {other}, so write {other}.",
            name=Code(name),
            other=Code(other),
        )
    if near := _near(name, names.inside(raised)):
        yield _(
            "Inside this function there is a similar name, {near}. Is it meant?", near=Code(near)
        )
    if names.near(name, among_asked=True) or not names.is_nowhere(name):
        return
    yield from _from_module(name, names)


def _from_module(name: str, names: Names) -> Iterator[Sentence]:
    alias = names.alias("numpy")
    if alias and callable(getattr(np, name, None)) and name not in _MODULES:
        yield _of_module(name, f"{alias}.{name}")
    elif names.alias("math") and hasattr(math, name):
        yield _of_module(name, f"{names.alias('math')}.{name}")
    elif name in _PARTS_OF_KERAS:
        yield _(
            "{name} is a part of Keras and has to be imported, or written with what it belongs to, as in `keras.layers.Dense`.",
            name=Code(name),
        )
    elif name in _MODULES:
        yield _("{name} is a module that is not imported.", name=Code(name))


def _of_module(name: str, instead: str) -> Sentence:
    return _("{name} belongs to a module: write {instead}.", name=Code(name), instead=Code(instead))


def _looks_like_json(names: Names) -> bool:
    return any(s[:2000].lstrip().startswith("{") and '"cells"' in s[:2000] for s in names.sources)


def _attribute(message: str, raised: Raised, names: Names) -> Iterator[Sentence]:
    module = re.match(r"module '([\w.]{1,60})' has no attribute '(\w{1,60})'", message)
    if module and module[2] not in _GONE and (near := _near(module[2], _members(module[1]))):
        yield _(
            "{module} has no {name}, but it has {near}. Is that meant?",
            module=Code(module[1]),
            name=Code(module[2]),
            near=Code(near),
        )
    thing = re.match(r"'([\w.]{1,60})' object has no attribute '(\w{1,60})'", message)
    if not thing:
        return
    line = raised.frames[-1].source if raised.frames else ""
    before = re.search(rf"\b(np|plt|tf|math|keras|random)\.{thing[2]}\b", line[:500])
    if before and (at := names.given_at(before[1])):
        yield _(
            "{name} is no module any more: {place} gives this name another value. Take another name there.",
            name=Code(before[1]),
            place=at,
        )
    elif thing[1] in _OBJECTS and (near := _near(thing[2], dir(_OBJECTS[thing[1]]))):
        yield _(
            "A value of type {kind} has no {name}, but it has {near}. Is that meant?",
            kind=thing[1],
            name=Code(thing[2]),
            near=Code(near),
        )


def _members(module: str) -> Iterable[str]:
    if module == "numpy":
        return dir(np)
    if module == "math":
        return dir(math)
    return _PARTS_OF_KERAS if "keras" in module else ()


def _keyword(message: str) -> Iterator[Sentence]:
    unexpected = re.search(r"got an unexpected keyword argument '(\w{1,60})'", message)
    unknown = re.search(r"Unrecognized keyword arguments passed to \w+: \{'(\w{1,60})'", message)
    loss = re.search(r"Could not interpret (?:loss|optimizer) identifier: (\w{1,60})", message)
    for found, known in ((unexpected, _KEYWORDS), (unknown, _KEYWORDS), (loss, _LOSSES)):
        near = found and _near(found[1], known)
        if found and near:
            yield _(
                "There is no {name} here, but there is {near}. Is that meant?",
                name=Code(found[1]),
                near=Code(near),
            )


def _shadowed_call(message: str, raised: Raised, names: Names) -> Iterator[Sentence]:
    """Say of a function of Python's own that the submission gives its name another value."""
    if not re.match(r"'[\w.]+' object is not callable", message) or not raised.frames:
        return
    for name in re.findall(r"\b([a-z]\w*)\(", raised.frames[-1].source[:500]):
        if not hasattr(builtins, name):
            continue
        if at := names.given_at(name):
            yield _(
                "{name} is no function of Python's any more: {place} gives this name another value. Take another name there.",
                name=Code(name),
                place=at,
            )
        elif name in names.inside(raised):
            yield _(
                "Inside this function {name} is the name of a value and hides Python's own function. Take another name for the value.",
                name=Code(name),
            )


def _near(name: str, known: Iterable[str]) -> str | None:
    others = [k for k in known if k != name and not k.startswith("_") and len(k) <= _LONGEST]
    folded = {other.casefold().replace("_", ""): other for other in others}
    if same := folded.get(name.casefold().replace("_", "")):
        return same
    return next(iter(get_close_matches(name, others, 1, _ALIKE)), None)
