"""The executed notebook, read back for a page: cells, lines of code, outputs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from ipython_pygments_lexers import IPython3Lexer
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter

from autograder.errors import UsageError
from autograder.formatting import harmless
from autograder.records import Language
from autograder.reports.pages.prose import prose_html

Json = Mapping[str, Any]

_FORMATTER = HtmlFormatter(nowrap=True)
_LEXER = IPython3Lexer(stripnl=False, ensurenl=False)
_MOST_HIGHLIGHTED = 50_000  #: characters; a longer cell is shown in one colour
_IMAGES = ("image/png", "image/jpeg")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_LONG = 30  #: lines; a longer output is folded


@dataclass(frozen=True)
class OutputView:
    """Something that a cell has shown: text, or an image."""

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
        document = json.loads(path.read_text(encoding="utf-8"))
        numbers = count(1)
        return tuple(_cell(cell, numbers, language) for cell in document["cells"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{path} is not a notebook that `grade` has written") from None


def _cell(cell: Json, numbers: Iterator[int], language: Language) -> CellView:
    source = "".join(cell["source"])
    if cell["cell_type"] != "code":
        return CellView(None, source, prose=prose_html(source, language))
    return CellView(
        number=next(numbers),
        source=source,
        lines=tuple(code_lines(source)),
        was_run=cell["execution_count"] is not None,
        outputs=tuple(view for output in cell["outputs"] for view in _views(output)),
    )


def code_lines(source: str) -> Iterator[Markup]:
    """Yield a cell's lines with its words in spans, whose classes are those of Pygments."""
    code = harmless(source).rstrip("\n")
    if len(code) > _MOST_HIGHLIGHTED:
        yield from (Markup.escape(line) for line in code.split("\n"))
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
    return harmless("".join(text)).rstrip("\n")
