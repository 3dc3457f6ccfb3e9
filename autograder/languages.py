"""Languages by their BCP 47 tags: which one serves which."""

from __future__ import annotations

import re
from collections.abc import Iterable

from autograder.errors import UsageError

Language = str  #: a tag, such as "en" or "pt-BR"

_TAG = re.compile(r"(?:[A-Za-z]{2,8}|[ix]-[A-Za-z0-9]{1,8})(?:-[A-Za-z0-9]{1,8})*")


def is_tag(text: str) -> bool:
    """Whether it is written as a language tag is, as in `course.schema.json`."""
    return _TAG.fullmatch(text) is not None


def nearest(language: Language, known: Iterable[Language]) -> Language | None:
    """Return the known tag that serves the language: itself, or what it begins with (RFC 4647).

    `pt` serves `pt-BR`, `pt-BR` does not serve `pt`; upper and lower case are alike.
    """
    tags = {tag.lower(): tag for tag in known}
    wanted = language.lower()
    while wanted and wanted not in tags:
        wanted = wanted.rpartition("-")[0]
    return tags.get(wanted)


def require_language(wanted: Language, known: Iterable[Language]) -> Language:
    """Return the known tag that serves the language; raise UsageError if there is none."""
    tags = tuple(dict.fromkeys(known))
    if found := nearest(wanted, tags):
        return found
    raise UsageError(f"there is nothing in the language `{wanted}`; choose {' or '.join(tags)}")
