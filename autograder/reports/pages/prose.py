"""Markdown cells as HTML, free of foreign HTML, script and pictures from elsewhere."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

from latex2mathml import exceptions
from latex2mathml.converter import convert
from markupsafe import Markup
from mistune import HTMLRenderer
from nbconvert.filters.markdown_mistune import MarkdownWithMath

from autograder.feedback.show.sentences import in_language
from autograder.records import Language
from autograder.records.sentences import _
from autograder.texts import sanitize

_SCHEMES = ("https://", "http://", "mailto:")
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_ELEMENTS = re.compile(
    r"math|m(row|i|n|o|s|text|space|sub|sup|subsup|under|over|underover|frac|sqrt|root|table|tr|td"
    r"|padded|phantom|style)"
)
_ATTRIBUTES = ("display", "displaystyle", "stretchy", "mathvariant", "fence", "accent")
_LONGEST_FORMULA = 2000
#: What the reader of formulas raises, whose own exceptions have no base in common.
_UNREADABLE: tuple[type[Exception], ...] = (
    *(error for error in vars(exceptions).values() if isinstance(error, type)),
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, StopIteration),
    *(SyntaxError, TypeError, ValueError),
)


def prose_html(source: str, language: Language) -> Markup:
    """Return a Markdown cell as nbconvert reads it, in HTML of our own."""
    return Markup(_parser(language).render(sanitize(source)))


@cache
def _parser(language: Language) -> MarkdownWithMath:
    return MarkdownWithMath(renderer=_Renderer(language))


class _Renderer(HTMLRenderer):
    """HTML writer that escapes foreign HTML, links to web pages only, and names pictures."""

    def __init__(self, language: Language) -> None:
        super().__init__(escape=True)
        self._language = language

    def heading(self, text: str, level: int, **attributes: Any) -> str:
        """Headings of a notebook stand below those of the page."""
        lower = min(level + 2, 6)
        return f"<h{lower}>{text}</h{lower}>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if not url.lower().startswith(_SCHEMES):
            return text
        return Markup('<a href="{}" rel="noopener noreferrer nofollow">').format(url) + _safe(
            text, "</a>"
        )

    def image(self, text: str, url: str, title: str | None = None) -> str:
        said = _("(image: {name})", name=_plain(text))
        return Markup("<em>{}</em>").format(in_language(said, self._language))

    def block_math(self, body: str) -> str:
        return f'<div class="formula">{_formula(body, "block")}</div>'

    def inline_math(self, body: str) -> str:
        return _formula(body, "inline")

    def latex_environment(self, name: str, body: str) -> str:
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")


def _safe(*html: str) -> Markup:
    """Join HTML that the renderer has made, so that it is not escaped once more."""
    return Markup("").join(map(Markup, html))


def _plain(html: str) -> str:
    return str(Markup(html).striptags())


def _formula(source: str, display: str) -> Markup:
    """Return MathML, or the formula's own text where it cannot be read."""
    try:
        if len(source) > _LONGEST_FORMULA:
            raise ValueError
        tree = ElementTree.fromstring(convert(source, display=display))
        return Markup(ElementTree.tostring(_allowed(tree), "unicode", short_empty_elements=False))
    except _UNREADABLE:
        return Markup("<code>{}</code>").format(source)


def _allowed(element: ElementTree.Element) -> ElementTree.Element:
    """Return the formula with nothing in it but known elements and attributes."""
    name = element.tag.removeprefix(_NAMESPACE)
    if not _ELEMENTS.fullmatch(name):
        raise ValueError(name)
    attributes = {key: value for key, value in element.items() if key in _ATTRIBUTES}
    copy = ElementTree.Element(name, attributes)
    copy.text, copy.tail = element.text, element.tail
    copy.extend(map(_allowed, element))
    return copy
