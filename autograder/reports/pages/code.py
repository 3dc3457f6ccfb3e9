"""Code cells as HTML, words in spans with the classes of Pygments."""

from __future__ import annotations

import re
from functools import lru_cache

from ipython_pygments_lexers import IPython3Lexer
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.python import Python3Lexer

from autograder.texts import sanitize

_FORMATTER = HtmlFormatter(nowrap=True)
_LEXER = IPython3Lexer(stripnl=False, ensurenl=False)
_PLAIN_LEXER = Python3Lexer(stripnl=False, ensurenl=False)

#: What magics and the like are made of; without it, the lexer of plain Python sees the same.
_MAGIC = re.compile(r"\?|%[%\w]|!(?!=)")
#: What may be one thing on several lines, or makes of a line another thing than it is by itself.
_GOES_ON = re.compile(
    r"""
    \"{3} | '{3}
    | (?: \\ | \. | [fF][rR]?['"][^\n]*\{[^}\n]* | import\b[^\n]*, )[ \t]*(?:\n|\Z)
    | (?: def | class | from | import | as | yield | nonlocal | global | match | case )
      [ \t]* (?:\n|\Z)
    | \n\#! | [\f\v\x1c-\x1e\x85\u2028\u2029]
    """,
    re.VERBOSE,
)
_MOST_KEPT = 4000  #: lines: many in a class are the same
_LONGEST_KEPT = 200  #: characters


def code_html(source: str) -> Markup:
    """Return the HTML of a code cell, no tag of which goes over the end of a line."""
    code = sanitize(source).rstrip("\n")
    if _MAGIC.search(code):
        return Markup(highlight(code, _LEXER, _FORMATTER).removesuffix("\n"))
    if _GOES_ON.search(code):
        return Markup(highlight(code, _PLAIN_LEXER, _FORMATTER).removesuffix("\n"))
    return Markup("\n".join(map(_line, code.split("\n"))))


def _line(line: str) -> str:
    return _kept_line(line) if len(line) <= _LONGEST_KEPT else _plain(line)


def _plain(line: str) -> str:
    html: str = highlight(line + "\n", _PLAIN_LEXER, _FORMATTER)
    return html.removesuffix("\n")


_kept_line = lru_cache(_MOST_KEPT)(_plain)
