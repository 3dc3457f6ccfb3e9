"""Text made to be slow, large or deep to read, of any length: a piece over and over again."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Pieces that are repeated, each with what may stand before and behind all of them.
MODULES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "percent marks": ("", "# %%\n1\n", ""),
        "marks of text": ("", "# %% [markdown]\n# a\n", ""),
        "lines": ("", "x = 1\n", ""),
        "one line": ("x = '", "a", "'"),
        "a block": ("# %%\nif 1:\n", "    x\n", ""),
        "colons": ("# %%\n", ":" * 300 + "x\n", ""),
        "colons and spaces": ("# %%\n", ": " * 150 + "x\n", ""),
        "brackets that close": ("# %%\n", "()", "\n"),
        "brackets that do not": ("# %%\n", "(", "\n"),
        "strings that do not end": ("# %%\n", "'''\"\"\"", "\n"),
        "backslashes": ("# %%\n'", "\\", "\n"),
        "an encoding's name": ("#", " coding:", "\n"),
        "statements": ("if 0:", " x;", "\n"),
        "imports": ("import ", "a,", "!"),
        "a long name": ("import ", "a", "!"),
        "targets": ("", "a,", " = 1"),
        "an import of much": ("import ", "a.", "b"),
        "decorators": ("", "@a\n", "def f(): pass\n"),
        "else-ifs": ("if a: pass\n", "elif b: pass\n", ""),
        "comparisons": ("a", " < a", "\n"),
        "sums": ("a", " + a", "\n"),
        "nots": ("", "not ", "a\n"),
        "a huge integer": ("x = ", "1", "\n"),
        "a huge number": ("x = 0.", "1", "\n"),
        "parts of an f-string": ('f"', "{a}", '"\n'),
        "an f-string in an f-string": ("", "f'{", ""),
        "calls": ("a", "()", "\n"),
        "attributes": ("a", ".b", "\n"),
        "lambdas": ("", "lambda: ", "a\n"),
        "marks on a letter": ("a", "\u0301\u0316", " = 1\n"),
        "marks of Japanese": ("ｶ", "ﾞﾟ", " = 1\n"),
        "a letter that grows": ("x = '", "ﷺ", "'\n"),
        "magics": ("", "%a\n", ""),
        "escapes": ("x = '", "\x1b[0", "'\n"),
    }
)

MARKDOWN: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "a long table": ("|a|b|\n|-|-|\n", "|1|2|\n", ""),
        "a wide table": ("|", "a|", "\n|-|\n"),
        "links": ("", "[a](", ""),
        "links to nowhere": ("", "[a][b] ", ""),
        "definitions": ("", "[a]: b\n", ""),
        "brackets": ("", "[", ""),
        "pictures": ("", "![a](b) ", ""),
        "names of pictures": ("![", "<b>", "](c)"),
        "stars": ("", "*a ", ""),
        "stars in words": ("", "**a*b", ""),
        "backticks": ("", "` `` ", ""),
        "quotations": ("", ">", ""),
        "lists": ("", "- ", "a"),
        "tags": ("", "<a ", ""),
        "comments": ("", "<!--", ""),
        "formulas without end": ("", "$x", ""),
        "formulas": ("", r"$\frac{\sqrt{x_1^2}}{y}$ ", ""),
        "a deep formula": ("$", r"\frac{1}{", "$"),
        "a formula's brackets": ("$", r"\left(", "$"),
        "environments without end": ("", r"\begin{a}", ""),
        "a matrix": (r"$\begin{matrix}", "a&", r"\end{matrix}$"),
        "headings": ("", "# a\n", ""),
        "fences": ("", "```\n", ""),
        "blank lines": ("", "\n", ""),
        "entities": ("", "&a", ""),
    }
)

#: Of the JSON of a notebook, where anything may stand.
JSON: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "tables": ("[", "{},", "{}]"),
        "tables with something in them": ("[", '{"a":1},', "{}]"),
        "texts": ("[", '"",', '""]'),
        "numbers": ("[", "1000,", "1]"),
        "long numbers": ("[", "1" * 4000 + ",", "1]"),
        "one long number": ("", "1", ""),
        "one long fraction": ("0.", "1", ""),
        "a deep list": ("", "[", ""),
        "a deep table": ("", '{"a":', ""),
        "a long text": ('"', "a", '"'),
        "commas in a text": ('"', ",[{", '"'),
        "quotes in a text": ('"', '\\"', '"'),
        "a text without end": ('"', '\\"', ""),
        "a text of emoji": ('"', "😀", '"'),
        "spaces": ("", " ", "1"),
        "NaN": ("[", "NaN,", "1]"),
    }
)


def repeated(parts: tuple[str, str, str], size: int) -> str:
    """Return text of at least so many characters."""
    before, piece, behind = parts
    return before + piece * (size // len(piece) + 1) + behind


def module(name: str, size: int) -> bytes:
    return repeated(MODULES[name], size).encode()


def notebook(name: str, size: int, place: str = "metadata") -> bytes:
    """Return a notebook in which that stands as the metadata, or as a cell's outputs or source."""
    anything = repeated(JSON[name], size)
    cell = f'{{"cell_type": "code", "source": {anything if place == "source" else "[]"}'
    cell += f', "outputs": {anything if place == "outputs" else "[]"}}}'
    metadata = anything if place == "metadata" else "{}"
    return f'{{"nbformat": 4, "metadata": {metadata}, "cells": [{cell}]}}'.encode()
