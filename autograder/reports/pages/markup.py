"""Cells as HTML: Markdown formatted, code in colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup

from autograder.feedback.readers import AccountedReader, ReaderHere
from autograder.records import Cell, Language

_MOST_KEPT = 200  #: cells: most of a class have those of the handout

MarkUp = Callable[[Sequence[Cell], Language], Sequence[Markup] | None]
"""What `marked_up` does, here or in a process of its own; None if that is too much for it."""


def marked_up(cells: Sequence[Cell], language: Language) -> list[Markup]:
    """Return the HTML of each cell; of code, as many lines as it has."""
    return [_html(cell.kind, cell.source, language) for cell in cells]


@lru_cache(_MOST_KEPT)
def _html(kind: str, source: str, language: Language) -> Markup:
    # They take as long to load as all the rest together, and most commands do without.
    from autograder.reports.pages.code import code_html
    from autograder.reports.pages.prose import prose_html

    return code_html(source) if kind == "code" else prose_html(source, language)


class PageReader(AccountedReader, Protocol):
    """All that looks into one submission for its pages."""

    def markup(self, cells: Sequence[Cell], language: Language) -> Sequence[Markup] | None:
        """Return the HTML of each cell, None if it is too much to make."""


class PageReaders(Protocol):
    """Where readers of submissions for their pages come from."""

    def of(self, sha256: str) -> PageReader:
        """Return one for the submission whose file has this hash."""


class PageReadersHere(PageReaders):
    """Read in this process."""

    def of(self, sha256: str) -> PageReader:
        return _PageReaderHere()


class _PageReaderHere(ReaderHere):
    def markup(self, cells: Sequence[Cell], language: Language) -> list[Markup]:
        return marked_up(cells, language)


PAGES_HERE = PageReadersHere()
