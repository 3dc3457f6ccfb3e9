"""Choice of language among the parts of a master."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from autograder.course.marks import source_lines
from autograder.languages import Language, nearest
from autograder.records import LANGUAGES

T = TypeVar("T")
Marked = tuple[Language | None, T]  #: None: it belongs to all languages

_COMMENT = re.compile(
    r"^(?P<indent>\s*# )(?P<language>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*): ?(?P<text>.*)$"
)
_LIKE_A_TAG = re.compile(r"[a-z]{2}(?:-|$)")


def in_language(
    marked: Iterable[Marked[T]], language: Language, languages: Sequence[Language]
) -> Iterator[T]:
    """Return what belongs to all languages, and of what stands together in several, one of them.

    `languages` are the course's. If the language is not one of them, that may be the first.
    """
    for tags, run in _runs(marked):
        chosen = nearest(language, tags)
        if chosen is None and not nearest(language, languages):
            chosen = nearest(languages[0], tags)
        yield from (what for tag, what in run if tag is None or tag == chosen)


def lost(
    marked: Iterable[Marked[T]], languages: Sequence[Language]
) -> Iterator[tuple[Language, T]]:
    """Return what no handout of the course would hold, with its language.

    What is in one of our own languages may stand beside what is in one of the course's.
    """
    for tags, run in _runs(marked):
        beside = any(_is_known(tag, languages) for tag in tags)
        known = (*languages, *LANGUAGES) if beside else languages
        yield from ((tag, what) for tag, what in run if tag and not _is_known(tag, known))


def comments_in(source: str, language: Language, languages: Sequence[Language]) -> str:
    """Return code with those of its comment lines `# ja: …` that are in the language, unmarked."""
    lines = (_marked_line(line, languages) for line in source_lines(source))
    return "\n".join(in_language(lines, language, languages))


def lost_comments(source: str, languages: Sequence[Language]) -> Iterator[tuple[Language, int]]:
    """Return the comment lines, from 0, that no handout would hold, with their languages.

    `# de: …` is in a language only if it stands beside a line that surely is.
    """
    for tags, run in _runs(_likely_marks(source, languages)):
        if any(_is_known(tag, (*languages, *LANGUAGES)) for tag in tags):
            yield from lost(run, languages)


def _likely_marks(source: str, languages: Sequence[Language]) -> Iterator[Marked[int]]:
    for number, line in enumerate(source_lines(source)):
        comment = _COMMENT.match(line)
        tag = comment["language"] if comment else ""
        likely = _LIKE_A_TAG.match(tag) or _is_known(tag, (*languages, *LANGUAGES))
        yield tag if likely else None, number


def _marked_line(line: str, languages: Sequence[Language]) -> Marked[str]:
    comment = _COMMENT.match(line)
    if comment and _is_known(comment["language"], (*languages, *LANGUAGES)):
        return comment["language"], (comment["indent"] + comment["text"]).rstrip()
    return None, line


def _is_known(tag: Language, known: Iterable[Language]) -> bool:
    """Whether the tag is that of a known language, or serves one."""
    return any(nearest(language, [tag]) for language in known)


def _runs(marked: Iterable[Marked[T]]) -> Iterator[tuple[list[Language], list[Marked[T]]]]:
    """Return the languages of what stands together in several, and all of it."""
    for _, group in groupby(marked, lambda pair: pair[0] is None):
        run = list(group)
        yield [tag for tag, _ in run if tag is not None], run
