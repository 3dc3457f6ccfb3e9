"""JSON files of one record each, which say their format and its version."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import field
from json.encoder import encode_basestring
from typing import Any, Generic, TypeVar

from autograder import __version__
from autograder.codec import Codec
from autograder.frozen import dataclass
from autograder.shared_fields import SharedFields

T = TypeVar("T")
Document = dict[str, Any]

_HEAD = ("format", "version", "autograder")
_CODEC = Codec()


class NoDocument(ValueError):
    """Text that is no document of the format, or of a version that is not read."""


def document_text(document: Document) -> str:
    """Return the text of a file's fields, the same for the same fields.

    What documents share in a list of theirs is made text once.
    """
    parts = [f"{_key(key)}: {_field(value)}" for key, value in document.items()]
    return f"{{\n {f',{_LINE}'.join(parts)}\n}}\n" if parts else "{}\n"


_LINE = "\n "  #: ends a line of a document and begins the next


def _field(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return indented(value, _LINE)
    inner = f"{_LINE} "
    return f"[{inner}{f',{inner}'.join(map(_item, value))}{_LINE}]"


def _item(item: Any) -> str:
    """Return what stands in a list of a document."""
    if isinstance(item, SharedFields):
        return item.once("text", lambda: indented(item, f"{_LINE} "))
    return indented(item, f"{_LINE} ")


def indented(value: Any, line: str = "\n") -> str:
    """Return what `json.dumps` does with an indent of 1, in a quarter of its time.

    Text stands as it is. `line`: what ends a line and begins the next.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict) and value:
        inner = f"{line} "
        parts = [f"{_key(key)}: {indented(part, inner)}" for key, part in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{line}}}"
    if isinstance(value, list | tuple) and value:
        inner = f"{line} "
        return f"[{inner}{f',{inner}'.join([indented(part, inner) for part in value])}{line}]"
    if type(value) is int:
        return str(value)
    return "null" if value is None else json.dumps(value)


def _key(key: object) -> str:
    return encode_basestring(key if isinstance(key, str) else json.dumps(key))


class NewerDocument(NoDocument):
    """Text of a newer version of the format; `str()` says which autograder has written it."""


@dataclass(frozen=True, kw_only=True)
class Format(Generic[T]):
    """A format of files, each of which holds one record."""

    name: str
    version: int  #: that is written
    kind: type[T]
    #: to the fields of today, from those of each earlier version that is still read
    earlier: Mapping[int, Callable[[Document], Document]] = field(default_factory=dict)

    def text(self, record: T) -> str:
        """Return the text of a file, the same for the same record."""
        head = {"format": self.name, "version": self.version, "autograder": __version__}
        return document_text(head | _CODEC.dump(self.kind, record))

    def prepare(self, kind: Any, part: Any) -> None:
        """Keep the data of a part with it, which other records hold as well."""
        _CODEC.dump_once(kind, part)

    def read(self, text: str | bytes) -> T:
        """Return the record of a file's text; `NoDocument` if it is none that is read."""
        try:
            return self.record(self.document(text))
        except NewerDocument:
            raise
        except (ValueError, RecursionError) as error:
            raise NoDocument(str(error)) from error

    def record(self, document: Document) -> T:
        """Return the record of a file's fields; `NoDocument` if it is none that is read."""
        try:
            return _CODEC.load(self.kind, {k: v for k, v in document.items() if k not in _HEAD})
        except (ValueError, RecursionError) as error:
            raise NoDocument(str(error)) from error

    def document(self, text: str | bytes) -> Document:
        """Return the fields of a file as plain data; `ValueError` if they are of another format."""
        return self.of_today(json.loads(text))

    def of_today(self, document: Any) -> Document:
        """Return the fields of a file of whatever version as those that are written today."""
        if not isinstance(document, dict) or document.get("format") != self.name:
            raise NoDocument("of another format")
        version: object = document.get("version")
        if version == self.version:
            return document
        for earlier, as_today in self.earlier.items():
            if version == earlier:
                return as_today(document)
        if isinstance(version, int) and version > self.version:
            raise NewerDocument(f"autograder {document.get('autograder', 'of later')}")
        raise NoDocument(f"of version {version}")
