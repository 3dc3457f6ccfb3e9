"""Cells of an executed notebook, read back for a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from markupsafe import Markup

from autograder.errors import UsageError
from autograder.frozen import dataclass
from autograder.records import Cell, Language
from autograder.reports.pages.markup import MarkUp, marked_up
from autograder.texts import sanitize

Json = Mapping[str, Any]

# Foreign text can make the readers of code and of Markdown slow, by the square of its length.
_LONGEST_CELL = 10_000  #: characters; a longer one is shown as it stands
_LONGEST_LINE = 300
_LONGEST_NOTEBOOK = 200_000
_IMAGES = ("image/png", "image/jpeg")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_LONG = 30  #: lines; a longer output is folded


@dataclass(frozen=True)
class OutputView:
    """One output of a cell: text, or an image."""

    kind: str  #: stdout, stderr, result, error or image
    text: str = ""
    image: str = ""  #: a `data:` address

    @property
    def lines(self) -> int:
        return self.text.count("\n") + 1

    @property
    def is_long(self) -> bool:
        return self.lines > _LONG


@dataclass(frozen=True)
class CellView:
    """A cell as the page shows it."""

    number: int | None  #: among the code cells, from 1; None for text
    source: str
    above: int = 0  #: lines of a module's file above it
    lines: tuple[Markup, ...] = ()  #: of code
    prose: Markup | None = None
    was_run: bool = False
    outputs: tuple[OutputView, ...] = ()


def read_executed(
    path: Path, language: Language, mark_up: MarkUp = marked_up
) -> tuple[CellView, ...]:
    """Return the cells of an executed notebook; none if there is no file.

    Raises UsageError if it is there but is not one of ours.
    """
    if not path.exists():
        return ()
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return cell_views(cells, language, mark_up)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):  # another's JSON
        raise UsageError(f"{path} is not a notebook that `grade` has written") from None


def read_sources(path: Path) -> tuple[str, ...]:
    """Return the code cells of an executed notebook; none if it is not there or not one of ours."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return tuple("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except (OSError, ValueError, LookupError, TypeError):
        return ()


def cell_views(
    cells: Sequence[Json], language: Language, mark_up: MarkUp = marked_up
) -> tuple[CellView, ...]:
    """Return the cells of an executed notebook as the page shows them."""
    sources = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    html = _html(sources, language, mark_up)
    numbers = count(1)
    return tuple(_cell(cell, made, numbers) for cell, made in zip(cells, html, strict=True))


def _html(
    cells: Sequence[tuple[Any, str]], language: Language, mark_up: MarkUp
) -> list[Markup | None]:
    """Return the HTML of each cell, None for one that is shown as it stands."""
    plainly = sum(len(source) for _, source in cells) > _LONGEST_NOTEBOOK
    marked = [place for place, cell in enumerate(cells) if not plainly and _is_short(*cell)]
    html: list[Markup | None] = [None] * len(cells)
    told = [Cell(kind=cells[place][0], source=cells[place][1]) for place in marked]
    for place, made in zip(marked, (told and mark_up(told, language)) or (), strict=False):
        html[place] = made
    return html


def _is_short(kind: str, source: str) -> bool:
    if len(source) > _LONGEST_CELL:
        return False
    return kind != "code" or max(map(len, source.split("\n"))) <= _LONGEST_LINE


def _cell(cell: Json, html: Markup | None, numbers: Iterator[int]) -> CellView:
    source = "".join(cell["source"])
    if cell["cell_type"] != "code":
        return CellView(None, source, prose=_as_typed(source) if html is None else html)
    return CellView(
        number=next(numbers),
        source=source,
        above=int(cell.get("metadata", {}).get("above", 0)),
        lines=_lines(source) if html is None else tuple(html.split("\n")),
        was_run=cell["execution_count"] is not None,
        outputs=tuple(view for output in cell["outputs"] for view in _views(output)),
    )


def _lines(source: str) -> tuple[Markup, ...]:
    return tuple(map(Markup.escape, sanitize(source).rstrip("\n").split("\n")))


def _as_typed(source: str) -> Markup:
    return Markup('<pre tabindex="0">{}</pre>').format(sanitize(source))


def _views(output: Json) -> Iterator[OutputView]:
    match output["output_type"]:
        case "stream":
            yield OutputView(output["name"], _text(output["text"]))
        case "error":
            yield OutputView("error", _text("\n".join(output["traceback"])))
        case _:
            yield from _displayed(output["data"])


def _displayed(bundle: Json) -> Iterator[OutputView]:
    for kind in _IMAGES:
        if kind in bundle and _BASE64.fullmatch(data := "".join(bundle[kind].split())):
            yield OutputView("image", image=f"data:{kind};base64,{data}")
            return
    if "text/plain" in bundle:
        yield OutputView("result", _text(bundle["text/plain"]))


def _text(text: str | list[str]) -> str:
    return sanitize("".join(text)).rstrip("\n")
