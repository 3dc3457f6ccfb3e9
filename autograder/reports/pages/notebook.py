"""Cells of an executed notebook, read back for a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from ipython_pygments_lexers import IPython3Lexer
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter

from autograder.errors import UsageError
from autograder.records import Language
from autograder.reports.pages.prose import plain_html, prose_html
from autograder.texts import sanitize

Json = Mapping[str, Any]

_FORMATTER = HtmlFormatter(nowrap=True)
_LEXER = IPython3Lexer(stripnl=False, ensurenl=False)
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


def read_executed(path: Path, language: Language) -> tuple[CellView, ...]:
    """Return the cells of an executed notebook; none if there is no file.

    Raises UsageError if it is there but is not one of ours.
    """
    if not path.exists():
        return ()
    try:
        return cell_views(json.loads(path.read_text(encoding="utf-8"))["cells"], language)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):  # another's JSON
        raise UsageError(f"{path} is not a notebook that `grade` has written") from None


def cell_views(cells: Sequence[Json], language: Language) -> tuple[CellView, ...]:
    """Return the cells of an executed notebook as the page shows them."""
    plainly = sum(len("".join(cell["source"])) for cell in cells) > _LONGEST_NOTEBOOK
    numbers = count(1)
    return tuple(_cell(cell, numbers, language, plainly) for cell in cells)


def _cell(cell: Json, numbers: Iterator[int], language: Language, plainly: bool) -> CellView:
    source = "".join(cell["source"])
    plainly = plainly or len(source) > _LONGEST_CELL
    if cell["cell_type"] != "code":
        prose = plain_html(source) if plainly else prose_html(source, language)
        return CellView(None, source, prose=prose)
    return CellView(
        number=next(numbers),
        source=source,
        above=int(cell.get("metadata", {}).get("above", 0)),
        lines=tuple(code_lines(source, plainly)),
        was_run=cell["execution_count"] is not None,
        outputs=tuple(view for output in cell["outputs"] for view in _views(output)),
    )


def code_lines(source: str, plainly: bool = False) -> Iterator[Markup]:
    """Yield a cell's lines, its words in spans with the classes of Pygments unless `plainly`."""
    code = sanitize(source).rstrip("\n")
    lines = code.split("\n")
    if plainly or max(map(len, lines)) > _LONGEST_LINE:
        yield from map(Markup.escape, lines)
        return
    html = highlight(code, _LEXER, _FORMATTER)
    yield from map(Markup, html.removesuffix("\n").split("\n"))


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
