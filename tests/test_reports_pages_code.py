"""Code in colours, most of it line by line, looks as if each cell had been read as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from ipython_pygments_lexers import IPython3Lexer
from pygments import highlight
from pygments.formatters import HtmlFormatter

from autograder.reports.pages.code import code_html
from autograder.texts import sanitize
from tests.paths import ROOT


def as_a_whole(source: str) -> str:
    lexer = IPython3Lexer(stripnl=False, ensurenl=False)
    code = sanitize(source).rstrip("\n")
    return highlight(code, lexer, HtmlFormatter(nowrap=True)).removesuffix("\n")


LINES = (
    *("def f(x, *, y=1):", "    return x @ y + 0x1F - 1e-3", "@decorated", "class A(B):", ""),
    *("import numpy as np", "from a import (b,", "    c)", "x = [1, 2,", "     3]", "# 重み = w"),
    *('s = "a # b"', "t = f'{x:.2f} {len(y)}'", "u = rb'\\x00'", "lambda x: x != 3", "x %= 7"),
    *("print(x % 2, y)", "match x:", "    case [1, _]:", "for i in range(len(x)):", "pass"),
    *("async def g(): await h()", "assert x is not None, 'なし'", "global x", "x = y if z else w"),
)
TROUBLE = (
    *('"""', "'''", "s = 'open", "def", "import", "from", "x.", "x = 1 + \\", "import a,", "case"),
    *(
        "%time f(x)",
        "%%writefile a.py",
        "!ls",
        "f?",
        "??f",
        "x %y",
        "f'{",
        "f'{x",
        "#!/bin/sh",
        "\f",
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*LINES, *TROUBLE]), max_size=7))
def test_lines_have_the_colours_that_they_have_in_their_cell(lines: list[str]) -> None:
    source = "\n".join(lines)
    assert code_html(source) == as_a_whole(source)


@pytest.mark.parametrize("before", TROUBLE)
@pytest.mark.parametrize("after", ["x = 1", "len(x)", "  as y", "'''", ""])
def test_what_goes_on_is_read_as_a_whole(before: str, after: str) -> None:
    source = f"a = 1\n{before}\n{after}"
    assert code_html(source) == as_a_whole(source)
    assert code_html(before) == as_a_whole(before)


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("assignments/*/*.py")), ids=lambda p: p.parent.name
)
def test_the_cells_of_masters_look_as_before(path: Path) -> None:
    for cell in path.read_text("utf-8").split("# %%"):
        assert code_html(cell) == as_a_whole(cell)
