"""Code cells as HTML, words in spans with the classes of Pygments."""

from __future__ import annotations

from ipython_pygments_lexers import IPython3Lexer
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter

from autograder.texts import sanitize

_FORMATTER = HtmlFormatter(nowrap=True)
_LEXER = IPython3Lexer(stripnl=False, ensurenl=False)


def code_html(source: str) -> Markup:
    """Return the HTML of a code cell, no tag of which goes over the end of a line."""
    code = sanitize(source).rstrip("\n")
    return Markup(highlight(code, _LEXER, _FORMATTER).removesuffix("\n"))
