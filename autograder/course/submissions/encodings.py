"""Text of modules and notebooks, in whatever encoding it says of itself that it has.

A module declares its encoding as https://peps.python.org/pep-0263/ says; a byte-order mark says it
of any text, but no module in UTF-16 or UTF-32 is run, as Python runs none. Nothing is guessed.
"""

from __future__ import annotations

import codecs
import io
import re
from contextlib import suppress
from tokenize import detect_encoding

from autograder.course.submissions.caps import Unreadable
from autograder.records.sentences import Code, Sentence, _

_MARKS = (  # of UTF-32 first: that of UTF-16 is its beginning
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_DECLARED = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_SWITCHES = (b"\x1b$B", b"\x1b$@", b"\x1b(J")  #: to Japanese, in ISO-2022-JP
#: Python has these too, but nobody writes programs in them, and some take long to decode.
_NO_TEXT = {"idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined", "unicode_escape"}


def module_text(content: bytes) -> str:
    """Return the text of a module; raise Unreadable."""
    marked = _marked(content)
    if marked in ("utf-16", "utf-32"):
        raise Unreadable(_wide(marked))
    if encoding := marked or _declared(content):
        return _decoded(content, encoding, _not_in(encoding))
    if any(switch in content for switch in _SWITCHES):
        raise Unreadable(_no_utf8())
    return plain_text(content)


def plain_text(content: bytes) -> str:
    """Return text that is in UTF-8 unless a byte-order mark says otherwise; raise Unreadable."""
    return _decoded(content, _marked(content) or "utf-8", _no_utf8())


def _marked(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)


def _declared(content: bytes) -> str | None:
    """Return the encoding that a module's first two lines name; raise Unreadable if none has it."""
    lines = content.splitlines(keepends=True)[:2]
    try:
        encoding, read = detect_encoding(io.BytesIO(b"".join(lines)).readline)
        if not any(_DECLARED.match(line) for line in read):
            return None
    except SyntaxError:  # the first line is not in UTF-8, or the name is unknown
        named = next(filter(None, map(_DECLARED.match, lines)), None)
        if named is None:
            return None
        encoding = named[1].decode("ascii", "replace")
    return _require_text_encoding(encoding)


def _require_text_encoding(encoding: str) -> str:
    with suppress(LookupError, ValueError):
        if codecs.lookup(encoding).name.replace("-", "_") not in _NO_TEXT:
            with suppress(UnicodeError):
                b"x".decode(
                    encoding
                )  # LookupError if it makes no text; nothing of b"" is looked up
            return encoding
    raise Unreadable(
        _(
            "the file declares an encoding that there is not, {encoding}; save it in UTF-8 "
            "without that line",
            encoding=Code(encoding[:40]),
        )
    )


def _decoded(content: bytes, encoding: str, otherwise: Sentence) -> str:
    try:
        text = content.decode(encoding)
    except (UnicodeError, ValueError):
        raise Unreadable(otherwise) from None
    if "\0" in text:
        raise Unreadable(_("the file is binary, not text"))
    return text


def _no_utf8() -> Sentence:
    return _("the file is not text in UTF-8; save it with the encoding UTF-8")


def _wide(encoding: str) -> Sentence:
    return _(
        "the file is in {encoding}, which Python does not run; save it with the encoding UTF-8",
        encoding=encoding.upper(),
    )


def _not_in(encoding: str) -> Sentence:
    if encoding.startswith("utf-8"):
        return _no_utf8()
    return _(
        "the file is not text in the encoding that it declares, {encoding}; save it in UTF-8 "
        "without that line",
        encoding=Code(encoding[:40]),
    )
