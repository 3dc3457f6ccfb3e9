"""Cells as HTML: Markdown formatted, code in colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from autograder.records import Cell, Language

MarkUp = Callable[[Sequence[Cell], Language], Sequence[Markup] | None]
"""What `marked_up` does, here or in a process of its own; None if that is too much for it."""


def marked_up(cells: Sequence[Cell], language: Language) -> list[Markup]:
    """Return the HTML of each cell; of code, as many lines as it has."""
    # They take as long to load as all the rest together, and most commands do without.
    from autograder.reports.pages.code import code_html
    from autograder.reports.pages.prose import prose_html

    return [
        code_html(cell.source) if cell.kind == "code" else prose_html(cell.source, language)
        for cell in cells
    ]
